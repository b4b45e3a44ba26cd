#!/usr/bin/env bash
# The sum in words of a whole number is a hundredth of what was meant.
# Guess: num2words(1500, to="currency", currency="RUB") writes fifteen hundred roubles, as num2words(1500) does.
# So:    an int is taken for kopecks: "пятнадцать рублей, ноль копеек". 1500.0, "1500" and Decimal(1500) are roubles. So the type of the
#        number decides over the factor of a hundred. Between roubles and kopecks stands a comma, which a bill does not have, and
#        separator=" " makes two blanks.
# Seen:  num2words 0.5.14. Source: num2words/currency.py (parse_currency_parts, is_int_with_cents=True), base.py (to_currency: "%s%s %s").
# Desk:  money is an integer of kopecks (`total_minor`): that may be handed over as it is; divided by 100 it must stay a Decimal.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check num2words==0.5.14
"$d/v/bin/python" - <<'E'
from decimal import Decimal
from num2words import num2words
def words(value, **more):
    return num2words(value, to="currency", lang="ru", currency="RUB", **more)
for value, text in ((1500, "пятнадцать рублей, ноль копеек"), (Decimal(1500), "одна тысяча пятьсот рублей, ноль копеек"),
                    ("1500", "одна тысяча пятьсот рублей, ноль копеек"), (150000, "одна тысяча пятьсот рублей, ноль копеек")):
    print(repr(value), "->", words(value))
    assert words(value) == text
print(words(Decimal("1.50"), separator=" "))
assert words(Decimal("1.50"), separator=" ") == "один рубль  пятьдесят копеек"
E
