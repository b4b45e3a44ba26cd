#!/usr/bin/env bash
# Three of thirteen sole traders have a registration number that a validator calls wrong.
# Guess: python-stdnum checks the OGRNIP of an entrepreneur as the tax service makes it.
# So:    the check digit is the last digit of the remainder by 13 (order of the Ministry of Finance 165n of 30.10.2017); the library compares the whole
#        remainder, so numbers with a remainder of 10, 11 or 12 never fit: 23 % of all. The company's OGRN, by 11, it has right.
# Seen:  python-stdnum 2.2. Source: stdnum/ru/ogrn.py (calc_check_digit: "% 11 % 10" for 13 digits, "% 13" alone for 15).
# Desk:  keeps the INN and only warns at a wrong one; an integrator who checks suppliers with this library turns honest ones away.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check python-stdnum==2.2
"$d/v/bin/python" - <<'E'
from stdnum.ru import ogrn
def entrepreneur(serial):
    body = f"3267700{serial:07}"  # an entrepreneur of Moscow, entered in 2026; invented
    return body + str(int(body) % 13 % 10), int(body) % 13
refused = {}
for serial in range(1, 1301):
    number, remainder = entrepreneur(serial)
    refused.setdefault(remainder, set()).add(not ogrn.is_valid(number))
print("refused by remainder:", {r: refused[r] for r in sorted(refused)})
assert {r for r in refused if refused[r] == {True}} == {10, 11, 12} and all(refused[r] == {False} for r in range(10))
companies = [f"1267700{n:05}" for n in range(500)]
assert all(ogrn.is_valid(body + str(int(body) % 11 % 10)) for body in companies)
E
