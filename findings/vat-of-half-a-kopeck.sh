#!/usr/bin/env bash
# VAT inside a price: at 20 % one sum in six has a tie, and libraries lay it on the other side.
# Guess: gross − rounded net and rounded VAT are the same number, so any money library may compute it.
# So:    at 20 % (documents before 2026 and their credit notes) VAT is a sixth of the price, so of every sixth sum it ends in half a kopeck.
#        Rounded as VAT it goes up, as net the net goes up: `prices` is a kopeck below on each of them, `dinero`, which rounds half to even,
#        on every second. At 22, 10, 7 and 5 % there is no tie, and all agree.
# Seen:  prices 1.1.1, dinero 0.4.0. Source: prices/tax.py (flat_tax, keep_gross), dinero/tools/vat.py (calculate_vat_portion).
# Desk:  VAT = gross × rate / (100 + rate), half away from zero; totals are sums of lines. An integrator takes `vat_minor` and computes nothing.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check prices==1.1.1 dinero==0.4.0
"$d/v/bin/python" - <<'E'
from decimal import Decimal as D, ROUND_HALF_UP
from dinero import Dinero, tools
from dinero.currencies import RUB
from prices import Money, flat_tax
def kopecks(rate, gross):
    vat = int((D(gross) * rate / (100 + rate)).quantize(D(1), ROUND_HALF_UP))
    taxed = flat_tax(Money(D(gross) / 100, "RUB"), D(rate) / 100, keep_gross=True)
    other = tools.calculate_vat_portion(Dinero(D(gross) / 100, RUB), rate)
    return vat, int(taxed.tax.amount * 100), int(D(other.format().replace(",", "")) * 100)
for rate, below in ((20, (500, 250)), (22, (0, 0)), (10, (0, 0)), (7, (0, 0)), (5, (0, 0))):
    rows = [kopecks(rate, gross) for gross in range(1, 3001)]
    seen = sum(a - b for a, b, _ in rows), sum(a - c for a, _, c in rows)
    print(f"{rate} %: of 3000 sums prices is a kopeck below in {seen[0]}, dinero in {seen[1]}")
    assert seen == below
print("0.27 at 20 %:", kopecks(20, 27))
E
