#!/usr/bin/env bash
# A money library writes roubles as "py6".
# Guess: the currency's sign of RUB is ₽ or "руб".
# So:    dinero's table of currencies has "py6": Latin p, Latin y and the digit six, drawn to look like "руб"; the sign stands in front, and what a
#        program reads back from "py61,234.56" begins with the number 61. Halves go to the even kopeck: 1234.565 is 1,234.56.
# Seen:  dinero 0.4.0. Source: dinero/currencies (RUB), dinero/_base.py (_normalize: Decimal.quantize with its default, half to even).
# Desk:  answers carry kopecks and the ISO code; text is made at the edge, by CLDR or by hand.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check dinero==0.4.0
"$d/v/bin/python" - <<'E'
from dinero import Dinero
from dinero.currencies import RUB
text = Dinero("1234.565", RUB).format(symbol=True)
print(RUB, text, text.isascii())
assert RUB["symbol"] == "py6" and text == "py61,234.56"
E
