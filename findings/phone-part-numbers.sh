#!/usr/bin/env bash
# Article numbers of parts are "valid" telephone numbers.
# Guess: the strict levels of phonenumbers' text search (VALID, EXACT_GROUPING) leave article numbers of parts alone.
# So:    Toyota's oil filter 90915-10001 is a Russian mobile number, Renault's 8200… and 8201… are the Vologda region, 7711… is
#        Kazakhstan, ten digits of Peugeot's 96… and 98… are mobile; each level down to EXACT_GROUPING takes them for telephones.
#        parse() even turns the letters of 90915-YZZE1 into digits and finds the result valid.
# Seen:  phonenumbers 9.0.43. Source: phonenumbermatcher.py (Leniency), phonenumberutil.py (_ALPHA_MAPPINGS, is_valid_number).
# Desk:  a client is never recognised by digits found in the text of a message or an order, only by the sender's address and by
#        fields that are meant for telephones.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check phonenumbers==9.0.43
"$d/v/bin/python" - <<'E'
import phonenumbers as p
text = "Нужны: 90915-10001, 8200768913, 7711575504, 9674969380, 87139-50100; звоните 8 903 123-45-67"
for level in (p.Leniency.VALID, p.Leniency.STRICT_GROUPING, p.Leniency.EXACT_GROUPING):
    found = [m.raw_string for m in p.PhoneNumberMatcher(text, "RU", leniency=level)]
    print(level, found)
    assert found == ["90915-10001", "8200768913", "7711575504", "9674969380", "87139-50100", "8 903 123-45-67"]
letters = p.parse("90915-YZZE1", "RU")
print("90915-YZZE1 ->", p.format_number(letters, p.PhoneNumberFormat.E164), p.is_valid_number(letters))
assert p.is_valid_number(letters) and letters.national_number == 9091599931
E
