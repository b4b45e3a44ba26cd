#!/usr/bin/env bash
# The bank takes a client's payment back; the statement's reader counts it as money that came.
# Guess: in MT940 the marks RC and RD are reversals, so a reader gives a reversed credit a minus and a reversed debit a plus, and the sum of all
#        entries is the closing balance less the opening one.
# So:    mt-940 gives a minus to "D" alone: RC, a payment taken back, is +200. A program that books what is above zero books the payment a second
#        time instead of striking it out. The right sign has to be asked for: mt940.Options(reversal_sign=True). Nothing compares the balances.
# Seen:  mt-940 5.1.1. Source: mt940/models.py (Amount: a plain D as in release 5.0.0, and its documentation); SWIFT's field 61, subfield 3: RC is a reversal of a credit (a debit entry).
# Desk:  payments and refunds are entered as such; whoever reads statements compares the sum of entries with the two balances.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check mt-940==5.1.1
"$d/v/bin/python" -W ignore - <<'P'
import mt940
statement = mt940.parse(""":20:ST261130
:25:044525225/40702810900000000001
:28C:00001/001
:60F:C261130RUB1000,
:61:2611301130D300,NTRF1
:86:OIL
:61:2611301130RD50,NTRF2
:86:OIL, TAKEN BACK
:61:2611301130RC200,NTRF3
:86:CLIENT'S PAYMENT, TAKEN BACK
:62F:C261130RUB550,
""")
sums = {entry.data["status"]: int(entry.data["amount"].amount) for entry in statement}
balances = int(statement.data["final_closing_balance"].amount.amount - statement.data["final_opening_balance"].amount.amount)
print("entries:", sums, "together", sum(sums.values()), "| by the balances", balances)
assert sums == {"D": -300, "RD": 50, "RC": 200} and balances == -450
P
