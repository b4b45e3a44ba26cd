#!/usr/bin/env bash
# A question of Saturday ten o'clock, answered at noon by chance, took two hours of a working time that there was none of; one of Monday is an error.
# Guess: a library for work shifts and SLA counts the minutes within the shifts: none on a day off or at night, two hours from ten to noon of a
#        working day.
# So:    pyshiftsla is right when beginning and end lie in working hours of two days, as in its description's example. On one and the same working day it raises
#        a TypeError (a moment is compared with a time of day); on one and the same day off it counts all, 120 minutes on Saturday. From Monday 19:00
#        to Tuesday 8:00, with hours from 9 to 18, it counts 779 minutes, and from Friday 19:00 to Saturday noon 299, up to midnight less one.
# Seen:  pyshiftsla 0.5.0, pydantic 2.11.7. Source: pyshiftsla/shifts_builder.py (calculate_sla), shift.py and daily_shifts.py.
# Desk:  deadlines and durations are counted by the calendar's own minutes; outside hours nothing passes.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check pyshiftsla==0.5.0 pydantic==2.11.7
"$d/v/bin/python" -W ignore - <<'E'
from datetime import datetime
from pyshiftsla.shift import Shift
from pyshiftsla.shifts_builder import DailyShift, ShiftsBuilder
builder = ShiftsBuilder(workdays_weekly=[0, 1, 2, 3, 4], daily_shifts=DailyShift([Shift.fromstr("09001800")]))
def minutes(start, end):
    try:
        return builder.calculate_sla(start_deal=start, end_deal=end, use_generated_shifts=False) / 60_000
    except TypeError as error:
        return type(error).__name__
monday, tuesday, friday, saturday = [datetime(2026, 11, 30), datetime(2026, 12, 1), datetime(2026, 12, 4), datetime(2026, 12, 5)]
def span(first, hour, last, other): return minutes(first.replace(hour=hour), last.replace(hour=other))
seen = {"Mon 17 to Tue 10 (120)": span(monday, 17, tuesday, 10), "Mon 10 to 12 (120)": span(monday, 10, monday, 12), "Sat 10 to 12 (0)": span(saturday, 10, saturday, 12),
        "Mon 19 to Tue 8 (0)": span(monday, 19, tuesday, 8), "Fri 19 to Sat 12 (0)": span(friday, 19, saturday, 12)}
print(seen)
assert list(seen.values()) == [120, "TypeError", 120, 779, 299]
E
