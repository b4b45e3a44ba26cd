#!/usr/bin/env bash
# A list of holidays is not enough for a Russian deadline: worked Saturdays get lost between two libraries.
# Guess: give `holidays.RU()` to an SLA library and Russian working time is right.
# So:    `holidays` does know the worked Saturdays, but only beside the mapping (is_working_day, weekend_workdays). What takes it as
#        "a set of days off" never sees them: the eight hours of Saturday 27 April 2024 are missing in businesstimedelta,
#        business-duration and numpy alike. The hour less before a holiday (8 May) is known to none of them.
# Seen:  businesstimedelta 1.0.1, business-duration 0.68, numpy 2.4.6, holidays 0.109.
#        Source: businesstimedelta/rules/holidayrules.py, business_duration's `weekendlist`, holidays/holiday_base.py (weekend_workdays).
# Desk:  a calendar has three lists: days off, worked days, short days; a worked Saturday has the hours of the weekday before it.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"
"$d/v/bin/pip" install -q --disable-pip-version-check businesstimedelta==1.0.1 business-duration==0.68 holidays==0.109 numpy==2.4.6 pandas==2.3.3
"$d/v/bin/python" -W ignore - <<'E'
from datetime import date, datetime, time
import businesstimedelta as b, holidays, numpy
from business_duration import businessDuration
ru = holidays.RU(years=2024)
week = b.Rules([b.WorkDayRule(time(9), time(17), working_days=[0, 1, 2, 3, 4]), b.HolidayRule(ru)])
start, end = datetime(2024, 4, 26, 9), datetime(2024, 5, 2, 17)  # worked: Fri 26, Sat 27 April, Thu 2 May
one = week.difference(start, end).hours
two = businessDuration(start, end, time(9), time(17), holidaylist=ru, unit="hour")
three = numpy.busday_count("2024-04-26", "2024-05-03", holidays=list(ru)) * 8
print("27 April 2024 worked by decree:", ru.is_working_day(date(2024, 4, 27)))
print("hours by the decree 24, businesstimedelta", one, "business-duration", two, "numpy", three)
assert ru.is_working_day(date(2024, 4, 27)) and (one, two, three) == (16, 16, 16)
E
