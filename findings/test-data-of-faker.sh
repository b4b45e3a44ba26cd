#!/usr/bin/env bash
# Invented Russian clients are mostly people who cannot exist.
# Guess: Faker("ru_RU") makes data that a Russian back end accepts: telephones, plates, tax ids, VINs.
# So:    of a thousand telephones a quarter is valid (8 000…, 8 066…, unknown countries); of the plates a third is written in Cyrillic throughout:
#        the list of twelve letters itself has A, B, E, K, M in Latin and the other seven in Cyrillic. A search for А123ВС77 typed in
#        Cyrillic misses most of them. INN and company OGRN are right.
# Seen:  Faker 40.63.0, judged by phonenumbers 9.0.43 and python-stdnum 2.2.
#        Source: faker/providers/phone_number/ru_RU (patterns with any digit), automotive/ru_RU (license_plate_letters).
# Desk:  finds a plate in either alphabet, and refuses telephones that cannot be (8 000…): a trial with such data shows refusals by right.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check Faker==40.63.0 phonenumbers==9.0.43 python-stdnum==2.2
"$d/v/bin/python" - <<'E'
import phonenumbers
from faker import Faker
from stdnum.ru import inn, ogrn
Faker.seed(1)
fake = Faker("ru_RU")
def share(make, good):
    return sum(good(make()) for _ in range(1000)) / 1000
def telephone(text):
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(text, "RU"))
    except phonenumbers.NumberParseException:
        return False
seen = {"telephones": share(fake.phone_number, telephone), "plates in Cyrillic": share(fake.license_plate, lambda t: all(c in "АВЕКМНОРСТУХ 0123456789" for c in t)),
        "INN": share(fake.businesses_inn, inn.is_valid), "personal INN": share(fake.individuals_inn, inn.is_valid), "OGRN": share(fake.businesses_ogrn, ogrn.is_valid)}
print(seen)
assert seen["telephones"] < 0.3 and seen["plates in Cyrillic"] < 0.4 and seen["OGRN"] == seen["INN"] == seen["personal INN"] == 1
E
