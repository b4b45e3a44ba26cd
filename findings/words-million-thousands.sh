#!/usr/bin/env bash
# A round million in words is a million thousands.
# Guess: 1 000 000 is "один миллион рублей", nothing is "ноль рублей", 2.675 has 68 kopecks or is refused.
# So:    russian-cost writes "один миллион тысяч рублей", also in 1 000 001; 1 200 000 is right. 0 is "минус". 2.675 is 67 kopecks, being a float.
# Seen:  russian-cost 0.1.0. Source: russian_cost/russian_cost.py (strfcost), its documentation shows sums below a million.
# Desk:  a bill shows figures; whoever prints words tries 0, 1 000 000 and 1 000 001 first, and hands over `total_minor`.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check russian-cost==0.1.0
"$d/v/bin/python" - <<'E'
from russian_cost import strfcost
for value, text in ((1200000, "один миллион двести тысяч рублей"), (1000000, "один миллион тысяч рублей"), (1000001, "один миллион тысяч один рубль"),
                    (0, "минус"), (2.675, "два рубля шестьдесят семь копеек")):
    print(value, "->", strfcost(value)); assert strfcost(value) == text
E
