#!/usr/bin/env bash
# A public holiday on a Friday makes the Saturday after it a working day.
# Guess: a calculator that knows weekends and holidays never sets a term on either.
# So:    simpleslacalc looks for weekends first and for holidays second, each once. A Friday that is a holiday is moved to Saturday, and nobody
#        asks again whether that is a working day: a question of 12 June 2026 (Russia Day, a Friday) at 10:00 is due on Saturday at 11:00.
#        A holiday on a Monday is passed over rightly. And without skip_business_hours=False the hours handed over are not used at all.
# Seen:  simpleslacalc 0.0.63, holidays 0.109. Source: SimpleSLACalc/sla_calc.py (check_start_time_date_variables, check_for_holidays).
# Desk:  a date has the hours of its rules, and closed is closed whatever the reason; /v1/calendars/{id}/days shows the hours of each date
#        and /due a term: ask it for a holiday on a Friday when goals are moved from another program.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check simpleslacalc==0.0.63 holidays==0.109
"$d/v/bin/python" -W ignore - <<'E'
from SimpleSLACalc import SLACalculator
def due(start, **rest):
    found = SLACalculator().calculate(start, 9, 17, "Europe/Moscow", sla_hours=1, **rest)
    return found.sla_expiration_time.strftime("%a %d %b %H:%M")
russian = {"skip_business_hours": False, "holiday_country": "RU"}
seen = due("2026-06-12 10:00", **russian), due("2026-06-11 16:30", **russian), due("2026-02-21 10:00", **russian), due("2026-11-30 20:00")
print("on Russia Day, a Friday:", seen[0], "| Thursday 16:30 before it:", seen[1])
print("Saturday before Monday 23 February:", seen[2], "| 20:00, hours 9-17 given, no word of skip_business_hours:", seen[3])
assert seen == ("Sat 13 Jun 11:00", "Sat 13 Jun 09:30", "Tue 24 Feb 10:00", "Mon 30 Nov 21:00"), seen
E
