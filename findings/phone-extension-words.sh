#!/usr/bin/env bash
# The extension's word decides whether a Russian office number can be read at all.
# Guess: a library that knows "доб. 12" knows the other words of Russian cards too, or else drops what stands behind the number.
# So:    "доб." is read as the extension; with "вн.", "внутр.", "д." or a name behind it the whole number is refused, although a name
#        before it is skipped; and "*12" is joined to the number without a word: sixteen digits, the trunk 8 among them.
# Seen:  phonenumbers 9.0.43. Source: phonenumberutil.py (_create_extn_pattern, _maybe_extract_country_code, parse).
# Desk:  a telephone that cannot be read is refused or, in an import, left out with a warning that shows it; never shortened or joined.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check phonenumbers==9.0.43
"$d/v/bin/python" - <<'E'
import phonenumbers as p
def read(text):
    try:
        n = p.parse(text, "RU")
        return p.format_number(n, p.PhoneNumberFormat.E164), n.extension
    except p.NumberParseException:
        return "refused"
expected = {
    "8 (495) 123-45-67 доб. 12": ("+74951234567", "12"),
    "8 (495) 123-45-67 вн. 12": "refused",
    "8 (495) 123-45-67 внутр. 12": "refused",
    "8 (495) 123-45-67 д. 12": "refused",
    "8 (495) 123-45-67 Мария": "refused",
    "Мария 8 (495) 123-45-67": ("+74951234567", None),
    "8 (495) 123-45-67*12": ("+78495123456712", None),
}
for text, answer in expected.items():
    print(f"{text:30} {read(text)}")
    assert read(text) == answer, text
E
