#!/usr/bin/env bash
# "Баумана 10к2", "Невский пр-т 100", "г.о. Химки": the commonest ways of an address, and two parsers that lose the house or the street.
# Guess: a parser of Russian addresses knows к2 (a building), пр-т (an avenue) and г.о. (a city's district), as addresses have them every day.
# So:    address-normalizer, made for unstructured ones, leaves "10к2" over; of "г.о. Химки" it makes the city "О. Химки", of the quarter the street,
#        and leaves the street itself over. natasha finds no house in any of the three, and no street in the first. With "корп. 2" and "д."
#        written out both are right.
# Seen:  address-normalizer 2.0.0, natasha 1.6.0. Source: address_normalizer/tagger.py and parser.py, natasha/grammars/addr.py.
# Desk:  an address is one text, kept as it was said.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check address-normalizer==2.0.0 natasha==1.6.0 "setuptools<81"
"$d/v/bin/python" -W ignore - <<'P' | tee "$d/seen"
import address_normalizer
from natasha import AddrExtractor, MorphVocab
extract = AddrExtractor(MorphVocab())
parts = ("city", "street", "house_num", "corpus", "structure", "apartment")
for text in ("Казань, Баумана 10к2", "СПб, Невский пр-т 100", "г.о. Химки, мкр Сходня, ул Ленина, 3", "Казань, ул. Баумана, д. 10, корп. 2"):
    one = address_normalizer.parse(text)
    print(text, "|", *(getattr(one, p).value for p in parts if getattr(one, p)), "| left over:", *(p.raw for p in one.unparsed), "|", *(m.fact.value for m in extract(text) if m.fact.value))
P
diff - "$d/seen" <<'E'
Казань, Баумана 10к2 | Казань Баумана | left over: 10к2 | Казань
СПб, Невский пр-т 100 | Санкт-Петербург Невский 100 | left over: пр-т | СПб Невский
г.о. Химки, мкр Сходня, ул Ленина, 3 | О. Химки Сходня 3 | left over: ул Ленина | Химки Ленина
Казань, ул. Баумана, д. 10, корп. 2 | Казань Баумана 10 2 | left over: | Казань Баумана 10 2
E
