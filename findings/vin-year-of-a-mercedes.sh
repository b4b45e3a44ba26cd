#!/usr/bin/env bash
# The tenth character of a European VIN need not be a model year: every left-hand-drive Mercedes decodes as 2001.
# Guess: VIN position 10 gives the model year, with two candidates thirty years apart.
# So:    in Mercedes' European numbers position 10 says where the wheel is (1 left, 2 right), so a Sprinter of any year is "2001";
#        BMWs for Europe and Russia have 0 there, for which there is no year at all.
# Seen:  vininfo 1.11.0. Source: vininfo/toolbox.py (Vin.years_code, Vin.years); ISO 3779 leaves the last eight characters to the maker.
# Desk:  the year is a field of its own; nothing is filled in from the VIN.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check vininfo==1.11.0
"$d/v/bin/python" - <<'E'
from vininfo import Vin
for text, years in {"WDB9036621R123456": [2001], "WDB2030461A123456": [2001], "X4XFG11110L123456": [], "XTA217030C0123456": [2012, 1982]}.items():
    print(text, Vin(text).years)
    assert Vin(text).years == years
E
