#!/usr/bin/env bash
# A tax id of nothing but zeros passes the check digits.
# Guess: a validator of the Russian INN refuses 0000000000, which cashiers type to get past a required field.
# So:    the sums of zeros are zero, so ten and twelve zeros are valid; the region (first two digits, never 00) is not looked at.
#        Copied ids fail for another reason: "ИНН 7707083893" and "7707-083893" are refused, a blank at the end is not.
# Seen:  python-stdnum 2.2. Source: stdnum/ru/inn.py (validate: length and check digits; clean: blanks only).
# Desk:  warns at zeros as at any other wrong id.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check python-stdnum==2.2
"$d/v/bin/python" - <<'E'
from stdnum.ru import inn
for text, valid in {"0000000000": True, "000000000000": True, "7707083893": True, "7707083893 ": True,
                    "ИНН 7707083893": False, "7707-083893": False}.items():
    print(repr(text), inn.is_valid(text))
    assert inn.is_valid(text) == valid
E
