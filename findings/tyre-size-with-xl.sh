#!/usr/bin/env bash
# "225/45R17 94W XL": the tyre's speed is XL, and its load is unknown.
# Guess: a parser of tyre sizes reads what stands on European tyres and in Russian price lists: 225/45R17 94W XL, 175/70 R13 with a blank, 205/55ZR16,
#        195R14C without a ratio, 17.5 inches of a small lorry; what it cannot read is an error.
# So:    tire-codes reads load and speed from the end: of the reinforced tyre the speed is "XL", of a winter one "S" (M+S), and there is no load;
#        a bare 205/55R16 has a load of 205 on one wheel and 55 on two. With the blank before R it raises. tire-code-parser takes the blank, but a ZR tyre is
#        "Cross-ply" without a rim, 19.5 inches are 19 (and the tyre half an inch too small), and 195R14C is an error about a float.
# Seen:  tire-codes 0.1.0, tire-code-parser 1.0.0. Source: tire_codes/parsing_methods.py (speed_rating, load_index: the last word; validation.py),
#        tire_code_parser/parser.py (the pattern: match, not fullmatch).
# Desk:  a tyre's size is part of a part's name, and nothing is computed from it.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check tire-codes==0.1.0 tire-code-parser==1.0.0
"$d/v/bin/python" - <<'E'
from tire_code_parser import parse_tire_code
from tire_codes import TireCodeParser
def one(size):
    try:
        told = TireCodeParser(size).parse()
        return told.CONSTRUCTION, told.WHEEL_DIAMETER, told.LOAD_INDEX, told.LOAD_INDEX_DUAL, told.SPEED_RATING
    except Exception as error:
        return type(error).__name__
def other(size):
    try:
        told = parse_tire_code(size)
        return told["construction"], told["wheel_diameter_in"], told["tire_diameter_in"]
    except Exception as error:
        return type(error).__name__
sizes = ["225/45R17 94W", "225/45R17 94W XL", "235/45R18 98Y M+S", "205/55R16", "175/70 R13", "205/55ZR16 91W", "265/70R19.5 140/138M", "195R14C 106/104R"]
seen = {size: (one(size), other(size)) for size in sizes}
for size, told in seen.items(): print(f"{size:22}", *told)
first, second = zip(*seen.values())
assert first == (("R", 17, "94", None, "W"), ("R", 17, None, None, "XL"), ("R", 18, None, None, "S"), ("R", 16, "205", "55", None), "TireCodeParsingError",
                 ("ZR", 16, "91", None, "W"), ("R", 19, "140", "138", "M"), "TireCodeParsingError")
assert second[4:] == (("Radial", "13", "22.7"), ("Cross-ply", "", ""), ("Radial", "19", "33.6"), "ValueError")
E
