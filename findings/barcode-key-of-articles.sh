#!/usr/bin/env bash
# Two sensors whose articles differ in the last digit are one product, by a library that joins price lists by their bar codes.
# Guess: a GTIN has 8, 12, 13 or 14 digits with a check digit that fits; a column in which a supplier mixes bar codes and articles can be given to a library,
#        and what is no GTIN stays as it is.
# So:    barkod takes everything from 8 to 14 digits for one, whatever the check digit. An article of Bosch has ten digits: 0281002937 and 0281002932 get
#        the same key, as the key has a zero for the last digit, and what is to be stored is 00000281002937, with four zeros more.
#        So does Toyota's 9091510003 without its hyphen. The check digit is told apart (check_digit_is_valid), but by another call. Articles with
#        letters, or with fewer than eight digits, stay. biip refuses ten digits, and a check digit that does not fit.
# Seen:  barkod 0.1.2, biip 5.2.0. Source: barkod's description ("8 to 14 digits"; "roughly nine in ten keys end in a check digit no product has"),
#        GS1 General Specifications, section 1 (GTIN-8, 12, 13, 14).
# Desk:  articles and bar codes are texts, found letter by letter or digit by digit; a bar code is a cross-reference entered as one.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check barkod==0.1.2 biip==5.2.0
"$d/v/bin/python" - <<'E'
import barkod
from biip.gtin import Gtin
def other(text):
    try:
        return Gtin.parse(text).as_gtin_14()
    except Exception as error:
        return type(error).__name__
seen = {text: (barkod.parse(text).is_gtin, barkod.store_form(text), barkod.key_strings([text])[0], other(text))
        for text in ("4601234567893", "0281002937", "0281002932", "9091510003", "GDB1632", "0004512")}
for text, told in seen.items(): print(text, *told)
assert seen["0281002937"][:3] == (True, "00000281002937", "00000281002930") and barkod.key("0281002937") == barkod.key("0281002932")
assert seen["9091510003"][0] and not barkod.parse("0281002937").gtin.check_digit_is_valid
assert other("4601234567890") == "ParseError" and barkod.parse("4601234567890").is_gtin
assert seen["GDB1632"][:3] == (False, "GDB1632", None) and seen["0004512"][:3] == (False, "0004512", None)
assert [told[3] for told in seen.values()] == ["04601234567893"] + ["ParseError"] * 5
E
