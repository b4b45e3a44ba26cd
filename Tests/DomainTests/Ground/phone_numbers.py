"""Writes PhoneNumbers.txt: telephone numbers in many spellings, and how Google's libphonenumber reads them for a user in Russia.

    python3 -m venv /tmp/phones && /tmp/phones/bin/pip install phonenumbers==9.0.43
    /tmp/phones/bin/python Tests/DomainTests/Ground/phone_numbers.py > Tests/DomainTests/Ground/PhoneNumbers.txt

Each line: the typed text, a tab, and the number in E.164, or - if the library says that no number has this length.
"""
import random

import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberType

REGIONS = "RU KZ BY UA AM GE AZ UZ KG TJ TM MD LT LV EE FI PL DE TR CN".split()
# The prefix that is dialled within the country.
TRUNKS = {"BY": ["80", "8", "0"], "TM": ["8"], "LT": ["8", "0"], "UZ": [], "TJ": [], "LV": [], "EE": [], "PL": []}


def numbers(region, draw):
    """Valid mobile and fixed numbers, as the library's examples with other last digits."""
    found = []
    for kind in (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE):
        example = str(phonenumbers.example_number_for_type(region, kind).national_number)
        for _ in range(200):
            digits = example[:-4] + "".join(draw.choice("123456789") for _ in range(4))
            number = phonenumbers.parse(f"+{phonenumbers.country_code_for_region(region)}{digits}")
            if phonenumbers.is_valid_number(number) and phonenumbers.number_type(number) in (kind, PhoneNumberType.FIXED_LINE_OR_MOBILE):
                found.append(number)
                break
    return found


def spellings(region, number):
    code, national = str(number.country_code), phonenumbers.national_significant_number(number)
    grouped = phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL).split(" ", 1)[1]
    yield f"+{code}{national}"
    yield f"+{code} {grouped}"
    yield f"+{code} ({national[:2]}) {national[2:]}"
    yield f"+{code}-{national[:3]}-{national[3:]}"
    if code == "7":
        yield from (f"8{national}", f"8 ({national[:3]}) {national[3:6]}-{national[6:8]}-{national[8:]}", f"7{national}", f"8-{grouped}")
    else:
        yield f"810{code}{national}"
        yield f"8 10 {code} {grouped}"
        yield f"8-10-{code}-{national[:2]}-{national[2:]}"
        for trunk in TRUNKS.get(region, ["0"]):
            yield f"+{code}{trunk}{national}"
            yield f"+{code} ({trunk}{national[:2]}) {national[2:]}"
            yield f"+{code} ({trunk}) {grouped}"
            yield f"8 10 {code} {trunk}{grouped}"
    yield f"+{code}{national[:-1]}"
    yield f"+{code}{national}5"


def expected(typed):
    try:
        number = phonenumbers.parse(typed, "RU")
    except phonenumbers.NumberParseException:
        return "-"
    if phonenumbers.is_valid_number(number):
        return phonenumbers.format_number(number, PhoneNumberFormat.E164)
    return None if phonenumbers.is_possible_number(number) else "-"


draw = random.Random(20261130)
for region in REGIONS:
    for number in numbers(region, draw):
        for typed in spellings(region, number):
            answer = expected(typed)
            # For lengths that some number of the country has, the library says only that it is possible.
            if answer is not None:
                print(f"{typed}\t{answer}")
