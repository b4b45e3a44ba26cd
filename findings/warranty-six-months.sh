#!/usr/bin/env bash
# Six months' warranty from 31 August ends on three different days, or comes due a year later.
# Guess: "plus six months" is one operation.
# So:    dateutil and pandas say 28 February (as article 192 of the Russian Civil Code does: the last day of the month), GNU date and SQLite 3 March, and the
#        recurrence "every six months" of iCalendar leaves out the month without a 31st: the next inspection is 31 August.
# Seen:  python-dateutil 2.9.0.post0, pandas 2.3.3, coreutils 9.1 (Debian 12), SQLite of Python's sqlite3.
#        Source: dateutil.relativedelta, RFC 5545 3.3.10 (invalid dates are ignored), SQLite's date functions (modifiers without "floor").
# Desk:  months are added to the month's last day at most: 28 February, last day included; reminders are not to be kept as recurrences.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check python-dateutil==2.9.0.post0 pandas==2.3.3 numpy==2.4.6
gnu=$(date -d '2026-08-31 +6 months' +%F); echo "GNU date: $gnu"; [ "$gnu" = 2027-03-03 ]
"$d/v/bin/python" -W ignore - <<'E'
import sqlite3
from datetime import datetime
import pandas
from dateutil.relativedelta import relativedelta
from dateutil.rrule import MONTHLY, rrule
start = datetime(2026, 8, 31)
seen = {"relativedelta": start + relativedelta(months=6), "pandas": pandas.Timestamp(start) + pandas.DateOffset(months=6),
        "rrule": rrule(MONTHLY, interval=6, dtstart=start, count=2)[1]}
seen = {name: f"{day:%Y-%m-%d}" for name, day in seen.items()} | {"SQLite": sqlite3.connect("").execute("SELECT date('2026-08-31', '+6 months')").fetchone()[0]}
print(seen)
assert list(seen.values()) == ["2027-02-28", "2027-02-28", "2027-08-31", "2027-03-03"]
E
