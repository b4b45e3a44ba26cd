#!/usr/bin/env bash
# "In sub-units" means three things in three money libraries.
# Guess: the method that gives kopecks gives an integer, rounded as money is.
# So:    py-moneyed's get_amount_in_sub_unit cuts: 18.0418 of VAT is 1804, but 12.299 is 1229; stockholm's to_sub_units gives money again, and 100.05
#        roubles become "10005.00 RUB", a hundred times the sum to whoever reads it; neither rounds 1234.565 until told to.
# Seen:  py-moneyed 3.0, stockholm 0.5.7. Source: moneyed/classes.py (get_amount_in_sub_unit: int()), stockholm/money.py (to_sub_units).
# Desk:  takes integers of minor units only, so a sum with a fraction is refused, and "10005" is ten thousand kopecks: 100.05 roubles.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check py-moneyed==3.0 stockholm==0.5.7
"$d/v/bin/python" - <<'E'
import moneyed, stockholm
cut = [moneyed.Money(text, "RUB").get_amount_in_sub_unit() for text in ("18.0418", "12.299", "1234.565")]
again = stockholm.Money("100.05", "RUB").to_sub_units()
print(cut, "|", again, "|", stockholm.Money("1234.565", "RUB"))
assert cut == [1804, 1229, 123456] and str(again) == "10005.00 RUB" and str(stockholm.Money("1234.565", "RUB")) == "1234.565 RUB"
E
