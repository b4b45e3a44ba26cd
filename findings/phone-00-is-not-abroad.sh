#!/usr/bin/env bash
# From Russia one dials abroad with 8 10, not with 00.
# Guess: "00" in front of a country code is understood everywhere; "+8 903…", where somebody put a plus before the domestic 8, is forgiven.
# So:    for a Russian region the way out is 810: "8-10-375-29…" becomes +375…, but "00375 29…" silently becomes a Russian number of
#        fourteen digits (no error, only is_valid_number says no), and "+8 903…" is an error.
# Seen:  phonenumbers 9.0.43. Source: data/region_RU.py (international_prefix), phonenumberutil.py (parse; the docstring asks for is_possible_number).
# Desk:  takes "00…" and "+8 903…"; old cards of clients from Belarus hold "8-10-375-29…" as well.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check phonenumbers==9.0.43
"$d/v/bin/python" - <<'E'
import phonenumbers as p
def read(text):
    try:
        n = p.parse(text, "RU")
        return p.format_number(n, p.PhoneNumberFormat.E164), p.is_valid_number(n)
    except p.NumberParseException as error:
        return "error", error.error_type
for text, answer in {
    "8-10-375-29-123-45-67": ("+375291234567", True),
    "810 375 29 1234567": ("+375291234567", True),
    "00375 29 1234567": ("+700375291234567", False),
    "007 903 123 45 67": ("+70079031234567", False),
    "+8 903 123-45-67": ("error", p.NumberParseException.INVALID_COUNTRY_CODE),
    "+7 8 903 123-45-67": ("+79031234567", True),
}.items():
    print(f"{text:25} {read(text)}")
    assert read(text) == answer, text
E
