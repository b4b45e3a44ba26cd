#!/usr/bin/env bash
# "8 l/100km" is read as eight hundredths of a litre times a kilometre.
# Guess: a library of units knows the consumption that every European client states, or refuses the text.
# So:    pint reads "8 l/100 km" from left to right, 8 l / 100 · km: "0.08 kilometer * liter", no error until something is converted. And "hp"
#        is the British horse (111.9 kW for 150), not the л.с. of a Russian vehicle passport (110.3 kW), which is metric_horsepower.
# Seen:  pint 0.25.3. Source: pint/pint_eval.py (operator precedence), pint/default_en.txt (horsepower, metric_horsepower).
# Desk:  complaints are the client's own words and odometers are kilometres; no unit is parsed out of a text.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check pint==0.25.3
"$d/v/bin/python" - <<'E'
import pint
u = pint.UnitRegistry()
fuel, power, passport = u("8 l/100 km"), u("150 hp").to("kW"), u("150 metric_horsepower").to("kW")
print(fuel, "|", round(power, 1), "|", round(passport, 1))
assert str(fuel) == "0.08 kilometer * liter" and round(power.m, 1) == 111.9 and round(passport.m, 1) == 110.3
E
