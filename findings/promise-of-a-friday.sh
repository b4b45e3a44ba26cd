#!/usr/bin/env bash
# A repair of sixteen hours begun on Friday is done on Friday, by a library that schedules jobs over working days.
# Guess: sixteen hours at eight a day are two working days, Friday and Monday; eighty hours from a Monday end on the second Friday.
# So:    python-networkdays looks only as many calendar days ahead as the job has working days, and cuts off what is behind: of Friday's sixteen hours
#        there is Friday alone, of forty from Thursday four days, of eighty from Monday nine, and of a month's 160 fifteen of twenty. Nothing
#        is raised; bussines_days says 1 where 2 are needed. From Monday to Friday of one week it is right, so a trial may not show it. With a
#        Networkdays of one's own that reaches far enough the days are there.
# Seen:  python-networkdays 1.2. Source: networkdays/networkdays.py (JobSchedule.job_workdays: date_start + timedelta(days=workdays_number); a "todo" about it).
# Desk:  the earliest date is counted in working minutes of the calendar until the work fits, or is refused after ten years.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check python-networkdays==1.2
"$d/v/bin/python" - <<'E'
from datetime import date
from networkdays.networkdays import JobSchedule, Networkdays
def days(hours, start, known=None):
    job = JobSchedule(hours, 8, start, known)
    return job.bussines_days, job.jobdays[-1].strftime("%a %d %b")
monday, thursday, friday = date(2026, 12, 7), date(2026, 12, 3), date(2026, 12, 4)
seen = {"40 h from Monday": days(40, monday), "16 h from Friday": days(16, friday), "40 h from Thursday": days(40, thursday),
        "80 h from Monday": days(80, monday), "160 h from Monday": days(160, monday),
        "16 h from Friday, known to January": days(16, friday, Networkdays(friday, date(2027, 1, 31)))}
print(*seen.items(), sep="\n")
assert list(seen.values()) == [(5, "Fri 11 Dec"), (1, "Fri 04 Dec"), (4, "Tue 08 Dec"), (9, "Thu 17 Dec"), (15, "Fri 25 Dec"), (2, "Mon 07 Dec")]
E
