#!/usr/bin/env bash
# An appointment at ten in the morning that the telephone shows at one in the afternoon.
# Guess: an entry made with a local time without a zone stays "floating", as iCalendar has it: ten o'clock wherever one is.
# So:    ics writes it as UTC (DTSTART:20261201T100000Z), which is 13:00 in Moscow and 17:00 in Krasnoyarsk; icalendar writes it floating.
# Seen:  ics 0.7.3, icalendar 7.3.2. Source: ics/event.py by way of arrow.get (no zone means UTC), icalendar's vDatetime; RFC 5545 3.3.5, form 1.
# Desk:  times in answers are UTC with a Z, so a calendar entry made from `promised_at` as it stands is right in both.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check ics==0.7.3 icalendar==7.3.2
"$d/v/bin/python" -W ignore - <<'E'
from datetime import datetime
import icalendar, ics
def ics_start(begin):
    return next(l for l in ics.Calendar(events=[ics.Event(name="ТО", begin=begin)]).serialize().splitlines() if l.startswith("DTSTART"))
event = icalendar.Event()
event.add("dtstart", datetime(2026, 12, 1, 10))
other = next(l for l in event.to_ical().decode().splitlines() if l.startswith("DTSTART"))
print(ics_start("2026-12-01 10:00"), ics_start(datetime(2026, 12, 1, 10)), other, ics_start("2026-12-01T07:00:00Z"))
assert ics_start("2026-12-01 10:00") == ics_start(datetime(2026, 12, 1, 10)) == "DTSTART:20261201T100000Z" and other == "DTSTART:20261201T100000"
assert ics_start("2026-12-01T07:00:00Z") == "DTSTART:20261201T070000Z"
E
