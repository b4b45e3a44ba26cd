#!/usr/bin/env bash
# A centre in Kazan is closed on days that the country's calendar does not have.
# Guess: a library of holidays knows the republics of Russia as it knows Germany's Länder.
# So:    it has no subdivisions of Russia at all: asked for Tatarstan it raises NotImplementedError, and 6 June 2025, 20 March and 27 May 2026
#        (Kurban-bayram, Uraza-bayram, Kurban-bayram: days off by decree in Tatarstan) are working days; the day before each is an
#        hour shorter. A deadline counted by the country's calendar is broken by a closed door.
# Seen:  holidays 0.109. Source: holidays/countries/russia.py (no subdivisions); decrees of the Rais of Tatarstan on the dates of 2025 and 2026.
# Desk:  the file `production_calendar` is the centre's own: a republic's days go into `holidays` and `short_days` beside the country's.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check holidays==0.109
"$d/v/bin/python" - <<'E'
import holidays
print("Germany", len(holidays.DE.subdivisions), "Russia", len(holidays.RU.subdivisions))
try:
    holidays.RU(subdiv="TA")
except NotImplementedError as error:
    print("NotImplementedError:", str(error)[:60])
else:
    raise SystemExit("Tatarstan is known now")
ru = holidays.RU(years=(2025, 2026))
print({day: ru.is_working_day(day) for day in ("2025-06-06", "2026-03-20", "2026-05-27")})
assert not holidays.RU.subdivisions and all(ru.is_working_day(day) for day in ("2025-06-06", "2026-03-20", "2026-05-27"))
E
