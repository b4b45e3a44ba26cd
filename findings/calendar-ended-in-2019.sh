#!/usr/bin/env bash
# A Russian production calendar without the present year: New Year's Day is a working day, and the part is promised for it.
# Guess: a library with a table of the government's moved days knows some years, and says so of the others, or falls back on the holidays
#        of the Labour Code.
# So:    production-calendar has 2016 to 2019, and answers of every other year without a word, by Saturdays and Sundays alone: New Year's Day is worked,
#        from 1 to 11 January 2026 there are seven working days (there is none), and five working days from 30 December 2025 end on 5 January.
#        Eight hours of work begun on a Monday end on Tuesday in any year. timeboard, whose table ends in 2021, raises OutOfBoundsError.
# Seen:  production-calendar 0.1b9, timeboard 0.2.4. Source: prodcal/prodcals/ru.py and prod_dict.py (is_value of an unknown year: None),
#        holidays.py (get_date_by_work_time: days + 1).
# Desk:  the calendar is the centre's own file, which names its years and the decrees; look whether it has the year of the promise.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check production-calendar==0.1b9 timeboard==0.2.4 pandas==2.3.3 numpy==2.4.6
"$d/v/bin/python" -W ignore - <<'E'
from datetime import date
from prodcal import ProdCal
from timeboard.calendars.RU import Weekly8x5
calendar = ProdCal(locale="ru")
known = [calendar.is_work_day(day) for day in (date(2019, 1, 1), date(2018, 4, 30), date(2018, 6, 9))]
other = [calendar.is_work_day(day) for day in (date(2020, 1, 1), date(2026, 1, 2), date(2026, 3, 9), date(2025, 11, 1))]
days, end = calendar.count_work_days(date(2026, 1, 1), date(2026, 1, 11)), calendar.get_date_by_work_days(date(2025, 12, 30), 5)
monday = calendar.get_date_by_work_time(date(2026, 11, 30), 8)
try:
    board = Weekly8x5()("02 Jan 2026")
except Exception as error:
    board = type(error).__name__
print("known years", known, "| others", other, "| 1 to 11 January 2026:", days, "| five days end", end, "| eight hours end", monday, "| timeboard", board)
assert known == [False, False, True] and other == [True, True, True, False]  # 1 November 2025 was a worked Saturday
assert days == 7 and end == date(2026, 1, 5) and monday == date(2026, 12, 1) and board == "OutOfBoundsError"
E
