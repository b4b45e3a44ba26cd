#!/usr/bin/env bash
# Russian plurals of quantities: a litre and a half loses its half, or its case.
# Guess: a library of Russian plurals writes 1.5 as "1,5 литра" (a fraction takes the genitive singular), or refuses it.
# So:    pytils' get_plural(1.5, …) writes "1 литров": the half is cut off and the plural is that of many; pymorphy3's
#        make_agree_with_number(1.5) chooses "литров" too.
# Seen:  pytils 0.4.4, pymorphy3 2.0.6. Source: pytils/numeral.py (choose_plural, get_plural), pymorphy3/analyzer.py (make_agree_with_number).
# Desk:  quantities have three decimals and are written with the unit's sign (1.5 л), which has no plural.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check pytils==0.4.4 pymorphy3==2.0.6 setuptools==80.9.0
"$d/v/bin/python" -W ignore - <<'E'
import pymorphy3
from pytils import numeral
one = numeral.get_plural(1.5, "литр,литра,литров")
two = pymorphy3.MorphAnalyzer().parse("литр")[0].make_agree_with_number(1.5).word
print("pytils:", one, "| pymorphy3: 1.5", two, "| right: 1,5 литра")
assert (one, two) == ("1 литров", "литров")
E
