#!/usr/bin/env bash
# What is a day of working time? Eight hours count as twenty-four in one library, and a day as three in another.
# Guess: from Thursday 9:00 to Friday 9:00 an office open 9–17 works eight hours; a term of one day is the next working day.
# So:    businesstime answers a timedelta of one day for them, whose total_seconds() are 24 hours; less than a whole day is in real hours, so
#        that 7:59 of work is shown as less than eight and 8:00 as 24. simpleslacalc makes 24 working hours of sla_days=1: from Monday
#        9:00 to Wednesday 17:00; and of sla_weeks=1 168, four weeks. Short terms of hours are right in both.
# Seen:  businesstime 0.3.0, simpleslacalc 0.0.63. Source: businesstime/__init__.py (businesstimedelta), SimpleSLACalc/sla_calc.py
#        (convert_sla_time_to_mins).
# Desk:  working time is in minutes everywhere, and there is no day among the units. Whoever moves goals from such a program multiplies
#        days by the minutes of a working day of that calendar.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check businesstime==0.3.0 simpleslacalc==0.0.63
"$d/v/bin/python" -W ignore - <<'E'
from datetime import datetime, time
from businesstime import BusinessTime
from SimpleSLACalc import SLACalculator
office = BusinessTime(business_hours=(time(9), time(17)))
thursday, answers = datetime(2026, 11, 26, 9), []
for end in (datetime(2026, 11, 26, 16, 59), datetime(2026, 11, 27, 9)):
    answers.append(office.businesstimedelta(thursday, end).total_seconds() / 3600)
def due(**term):
    found = SLACalculator().calculate("2026-11-30 09:00", 9, 17, "Europe/Moscow", skip_business_hours=False, **term)
    return found.sla_expiration_time.strftime("%a %d %b %H:%M")
terms = due(sla_hours=8), due(sla_days=1), due(sla_weeks=1)
print("businesstime, hours from Thursday 9:00 to 16:59 and to Friday 9:00:", *(round(hours, 2) for hours in answers))
print("simpleslacalc, Monday 9:00 and 8 hours | 1 day | 1 week:", " | ".join(terms))
assert round(answers[0], 2) == 7.98 and answers[1] == 24
assert terms == ("Mon 30 Nov 17:00", "Wed 02 Dec 17:00", "Mon 28 Dec 17:00")
E
