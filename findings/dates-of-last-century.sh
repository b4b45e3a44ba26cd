#!/usr/bin/env bash
# "Буду 15.11.26": the appointment is a hundred years ago.
# Guess: an extractor of dates made for Russian reads a year of two digits as this century's, and passes over what is no date.
# So:    26 is 1926, as every two digits get 1900 added; 31 November is a date. Not found are the forms that clients write most: "15.11 в 10:00",
#        "15/11/2026", 2026-11-15. "15 ноября" has no year, as it should be.
# Seen:  natasha 1.6.0. Source: natasha/grammars/date.py (YEAR_SHORT: 1900 + int(…); the rules of DATE know points only).
# Desk:  a moment is entered by a person or picked out of offered times; no date is read out of a text.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check natasha==1.6.0 "setuptools<81"
"$d/v/bin/python" -W ignore - <<'P' | tee "$d/seen"
from natasha import DatesExtractor, MorphVocab
dates = DatesExtractor(MorphVocab())
for text in ("15.11.26", "15.11.20", "15.11.21", "15 ноября", "31 ноября 2026 года", "15.11 в 10:00", "15/11/2026", "2026-11-15"):
    print(text, *[(m.fact.year, m.fact.month, m.fact.day) for m in dates("Буду " + text)])
P
diff - "$d/seen" <<'E'
15.11.26 (1926, 11, 15)
15.11.20 (1920, 11, 15)
15.11.21 (1921, 11, 15)
15 ноября (None, 11, 15)
31 ноября 2026 года (2026, 11, 31)
15.11 в 10:00
15/11/2026
2026-11-15
E
