#!/usr/bin/env bash
# Two moments in the wrong order: a time of reaction that never is negative.
# Guess: if the answer is dated before the question (clocks of two machines differ), the working time is negative or nothing.
# So:    businesstimedelta turns the two round and answers eight positive hours; business-duration answers NaN, which json.dumps writes
#        as a word that is no JSON; officehours answers 0.
# Seen:  businesstimedelta 1.0.1, business-duration 0.68, officehours 0.1.9.
#        Source: businesstimedelta/rules/rule.py (difference), business_duration/__init__.py, officehours/__init__.py (working_seconds).
# Desk:  working minutes are 0 when the end is not later than the start.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"
"$d/v/bin/pip" install -q --disable-pip-version-check businesstimedelta==1.0.1 business-duration==0.68 officehours==0.1.9 numpy==2.4.6 pandas==2.3.3
"$d/v/bin/python" -W ignore - <<'E'
import json
from datetime import datetime, time
import businesstimedelta as b, officehours
from business_duration import businessDuration
late, early = datetime(2026, 11, 27, 17), datetime(2026, 11, 27, 9)
one = b.Rules([b.WorkDayRule(time(9), time(17), working_days=[0, 1, 2, 3, 4])]).difference(late, early).hours
two = json.dumps(float(businessDuration(late, early, time(9), time(17), unit="hour")))
three = officehours.Calculator("9:00", "17:00").working_hours(late, early)
print("businesstimedelta", one, "| business-duration", two, "| officehours", three)
assert (one, two) == (8, "NaN") and three == 0
E
