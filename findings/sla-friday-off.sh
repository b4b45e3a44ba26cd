#!/usr/bin/env bash
# A calculator of SLAs whose weekend is Friday and Saturday.
# Guess: a library that skips weekends and names no option for them skips Saturday and Sunday.
# So:    sla-calculator counts weekdays as pendulum does, from Sunday, and takes Friday and Saturday off. What comes on a Friday morning with
#        four hours is due on Sunday at 13:00, and so is what comes on Saturday. From Monday to Wednesday all is right, as is every trial.
# Seen:  sla-calculator 1.0.0 with the pendulum 2.1.2 and holidays 0.10.3 that it asks for.
#        Source: sla_calculator/calculator.py (check_working_days: "0=Monday, 6=Sunday", day_of_week > 4).
# Desk:  the week of a calendar is written with the names of its days, mon to sun (/v1/calendars), and no number stands for a day.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check sla-calculator==1.0.0
TZ=UTC "$d/v/bin/python" - <<'E'
from sla_calculator import SLA_Calculator
expected = {
    ("2026-11-25T10:00:00", 4): "Wed 25 14:00",
    ("2026-11-27T09:00:00", 4): "Sun 29 13:00",
    ("2026-11-28T10:00:00", 4): "Sun 29 13:00",
    ("2026-11-26T16:00:00", 12): "Mon 30 12:00",
}
for (start, hours), answer in expected.items():
    due = SLA_Calculator().calculate(start, 9, 17, country_name="RU", sla_in_hours=hours).strftime("%a %d %H:%M")
    print(f"{start} and {hours} hours of an office open 9-17: {due}")
    assert due == answer, start
E
