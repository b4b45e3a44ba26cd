#!/usr/bin/env bash
# The check digit of a VIN is North American; libraries apply it to everybody.
# Guess: a VIN library refuses what is no VIN, and takes what stands on a Russian or German car.
# So:    `vin` raises for a Lada Vesta, a Golf and a Tiguan from Kaluga ("check digit is incorrect"); `vininfo` takes them and says False of the check
#        digit; `ultravin` flags them and offers a "corrected" VIN with holes in it, for a Golf even in the filler ZZ. Position 9 is free
#        outside North America (ISO 3779), and European makers fill it with Z or a letter of the model.
# Seen:  vin 0.6.2, vininfo 1.11.0, ultravin 3.0.2.
#        Source: vin/__init__.py (VIN.__init__), vininfo/toolbox.py (verify_checksum), ultravin's decode (error codes 1 and 400 of vPIC).
# Desk:  a misfit of the check digit is a hint, never a refusal, and no VIN is ever "corrected".
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check vin==0.6.2 vininfo==1.11.0 ultravin==3.0.2
"$d/v/bin/python" - <<'E'
import ultravin, vin, vininfo
corrected = {"XTAGFL110KY123456": "", "WVWZZZ1JZ3W386752": "WVWZ!!1J!3W386752", "XW8ZZZ5NZBG123456": "XW8ZZZ5N!BG123456"}
for text, offer in corrected.items():
    try:
        vin.VIN(text)
        raised = ""
    except ValueError as error:
        raised = str(error)
    fits, offered = vininfo.Vin(text).verify_checksum(), ultravin.decode(text)["corrected_vin"]
    print(text, "| vin:", raised, "| vininfo:", fits, "| ultravin:", offered or "-")
    assert "check digit" in raised and fits is False and offered == offer
E
