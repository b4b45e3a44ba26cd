#!/usr/bin/env bash
# Opening hours as OpenStreetMap writes them: Saturday's own hours end the night shift of Friday at midnight.
# Guess: "Mo-Fr 22:00-06:00; Sa 10:00-16:00" is five nights until six in the morning, and Saturday's day besides.
# So:    after a semicolon a rule replaces all hours of its dates, also those that come over from the night before: Friday's shift
#        ends at 0:00, six hours early, and the message of 5 in the morning comes "outside hours". The four other nights are whole; without a rule
#        for Saturday all five; with a comma instead of the semicolon both hold. A holiday (PH off) cuts its morning likewise.
# Seen:  opening-hours-py 2.1.4. Source: OpenStreetMap wiki, "Key:opening_hours/specification" (a rule after a semicolon overwrites its
#        days, one after a comma is added).
# Desk:  in a calendar's `week` both parts are kept: {"fri":["22:00-06:00"],"sat":["10:00-16:00"]} is open on Saturday from 0 to 6 and from 10
#        to 16. A holiday and an override of the Saturday do cut the night (/docs#rule-night_shift, rule-calendar_date), so a bridge
#        that copies a map's hours writes the early hours of such a date into it; /v1/calendars/{id}/days shows the outcome.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check opening-hours-py==2.1.4
"$d/v/bin/python" - <<'E'
from datetime import datetime
from opening_hours import OpeningHours
def end(rules, *night, **place):
    return OpeningHours(rules, **place).next_change(datetime(*night, 23)).strftime("%a %H:%M")
friday, thursday, before_russia_day = (2026, 11, 27), (2026, 11, 26), (2026, 6, 11)
expected = {
    ("Mo-Fr 22:00-06:00", friday): "Sat 06:00",
    ("Mo-Fr 22:00-06:00; Sa 10:00-16:00", friday): "Sat 00:00",
    ("Mo-Fr 22:00-06:00; Sa 10:00-16:00", thursday): "Fri 06:00",
    ("Mo-Fr 22:00-06:00, Sa 10:00-16:00", friday): "Sat 06:00",
    ("Mo-Fr 22:00-06:00; PH off", before_russia_day): "Fri 00:00",
}
for (rules, night), answer in expected.items():
    seen = end(rules, *night, country="RU")
    print(f"{rules:36} night of {datetime(*night):%a %d %b} ends {seen}")
    assert seen == answer, rules
E
