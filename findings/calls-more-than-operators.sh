#!/usr/bin/env bash
# More calls than the operators can take: clients wait minus four minutes.
# Guess: the formula that staffs a telephone line (Erlang C) holds below full load; beyond it a library says so, or that the wait has no end.
# So:    erlanglib answers ten erlangs for nine operators with a wait of -256 seconds, 142 % of callers who wait and -59 % served in time, and at
#        exactly full load with a division by zero; pyworkforce with 142 % and 0 % in time. And "import erlanglib" sets the precision of all
#        decimals of the program to a thousand digits: a sixth of 100 roubles is a number of 1001 signs.
# Seen:  erlanglib 1.2.0, pyworkforce 0.5.1. Source: erlanglib/core.py (erlang_c; `getcontext().prec = 1000` at the top), pyworkforce/queuing/erlang.py.
# Desk:  says what was, calls missed and times to the first answer, and forecasts nothing; whoever plans with such a library compares the load first.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check erlanglib==1.2.0 pyworkforce==0.5.1
"$d/v/bin/python" -W ignore - <<'P' | tee "$d/seen"
from decimal import Decimal
before = len(str(Decimal(100) / 6))
import erlanglib
from pyworkforce.queuing import ErlangC
print("signs of 100/6:", before, "and", len(str(Decimal(100) / 6)))
line = ErlangC(transactions=100, aht=3, interval=30, asa=20 / 60, shrinkage=0)  # 100 calls of three minutes in half an hour, an answer within 20 seconds
for operators in (14, 10, 9):
    try:
        waits = erlanglib.erlang_c(operators, 10)
        one = f"{float(waits):.0%} wait {float(erlanglib.average_speed_of_answer(operators, 10, waits, 180)):.0f} s, {float(erlanglib.service_level(operators, 10, waits, 20, 180)):.0%} in time"
    except ArithmeticError as e: one = type(e).__name__
    print(operators, "operators:", one, "|", f"{line.waiting_probability(operators):.0%} wait, {line.service_level(operators):.0%} in time")
P
diff - "$d/seen" <<'E'
signs of 100/6: 29 and 1001
14 operators: 17% wait 8 s, 89% in time | 17% wait, 89% in time
10 operators: DivisionByZero | 100% wait, 0% in time
9 operators: 142% wait -256 s, -59% in time | 142% wait, 0% in time
E
