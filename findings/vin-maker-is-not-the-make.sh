#!/usr/bin/env bash
# The first three characters of a VIN name a factory's owner, not the badge on the car.
# Guess: the decoder's manufacturer can fill the field "make".
# So:    KMH, Hyundai Motor Company, is "Genesis"; XW8 (Kaluga) is "Volkswagen", whichever of the group's badges the car has; Kia and
#        Hyundai of St Petersburg (Z94) are "UnsupportedBrand". For Renault and Nissan the model is a list of names, and
#        printing it raises TypeError.
# Seen:  vininfo 1.11.0. Source: vininfo/dicts/wmi.py, vininfo/details/_base.py (DetailWrapper.__str__).
# Desk:  make and model are typed or imported; the VIN identifies, it does not describe.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check vininfo==1.11.0
"$d/v/bin/python" - <<'E'
from vininfo import Vin
for text, maker in {"KMHCT41BACU123456": "Genesis", "XW8ZZZ5NZBG123456": "Volkswagen", "Z94CB41BBDR123456": "UnsupportedBrand"}.items():
    print(text, Vin(text).manufacturer)
    assert str(Vin(text).manufacturer) == maker
model = Vin("X7LLSRB2HDH123456").details.model
print("X7LLSRB2HDH123456", model.name)
try:
    str(model)
except TypeError as error:
    print("TypeError:", error)
else:
    raise SystemExit("the model can be printed now")
E
