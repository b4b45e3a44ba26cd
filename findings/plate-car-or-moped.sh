#!/usr/bin/env bash
# О001ОО77 is a car or a moped, and another one after the next start of the program.
# Guess: a library that corrects typed plates makes О001ОО77 of "о001оо77", "0001oo77" and the like, always the same.
# So:    it takes zeros and letters О for one sign, looks for all patterns that fit and chooses whatever comes first out of a set, whose order Python
#        draws anew with each start: О001ОО77 is now itself, now the tractor 0001ОО77, now the moped ОО01ОО77, now refused as a trailer of region 077.
#        A search by what was stored yesterday finds nothing today. With prefer=["X999XX99", "X999XX999"] it is always right.
# Seen:  gosnomer 0.0.9. Source: gosnomer.py (find_possible_formats returns a set, choose_format takes next(iter(possible))).
# Desk:  a plate is kept as typed, its key maps look-alikes sign by sign, and no pattern is guessed.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check gosnomer==0.0.9
cat > "$d/plate.py" <<'P'
import gosnomer
try: plain = gosnomer.normalize("о001оо77")
except ValueError: plain = "refused"
print(plain, gosnomer.normalize("о001оо77", ["X999XX99", "X999XX999"]))
P
for start in {1..12}; do PYTHONHASHSEED=$start "$d/v/bin/python" "$d/plate.py"; done | sort | uniq -c | tee "$d/seen"
[ "$(wc -l < "$d/seen")" = 4 ] && grep -q ' 0001ОО77 ' "$d/seen" && grep -q ' ОО01ОО77 ' "$d/seen" && grep -q refused "$d/seen" && grep -q ' О001ОО77 О001ОО77' "$d/seen"
[ "$(awk '{print $3}' "$d/seen" | sort -u)" = О001ОО77 ]
