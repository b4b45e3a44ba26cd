#!/usr/bin/env bash
# workalendar knows Russian holidays, but not the government's yearly moves of days off.
# Guess: a class Russia in a library of working days follows the production calendar, moved Saturdays included.
# So:    it has the holidays of the Labour Code and a general rule "what falls on a weekend moves to Monday". 29 and 30 April 2024 were days
#        off and count as working days; the worked Saturdays 27 April and 28 December 2024, 1 November 2025 count as days off; and
#        Monday 24 February 2025 was worked, but counts as a day off.
# Seen:  workalendar 17.0.0 against the decrees on moved days for 2024 (10.08.2023 No. 1314) and 2025 (04.10.2024 No. 1335).
#        Source: workalendar/europe/russia.py.
# Desk:  reads holidays, moved working days and short days from a file of dates (`production_calendar`), never from a rule.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check workalendar==17.0.0
"$d/v/bin/python" - <<'E'
from datetime import date
from workalendar.europe import Russia
russia = Russia()
worked = {"2024-04-27": True, "2024-04-29": False, "2024-04-30": False, "2024-12-28": True, "2024-12-30": False,
          "2025-02-24": True, "2025-05-02": False, "2025-11-01": True, "2025-12-31": False}
wrong = [day for day, by_decree in worked.items() if russia.is_working_day(date.fromisoformat(day)) != by_decree]
for day, by_decree in worked.items():
    print(day, "by decree", "worked" if by_decree else "off   ", "| workalendar", "worked" if russia.is_working_day(date.fromisoformat(day)) else "off")
assert wrong == list(worked), "some are right now: " + str(set(worked) - set(wrong))
E
