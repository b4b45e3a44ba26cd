#!/usr/bin/env bash
# Whether a Russian number is "valid" depends on the age of the library.
# Guess: the Russian numbering plan stands still; is_valid_number of last year's package and of today's agree.
# So:    the package of Debian 12's age (8.12.57) calls every number of the codes 336, 856, 857 and 860 invalid, today's calls them valid;
#        the other way round +7 930 000-… was valid and is not any more.
# Seen:  phonenumbers 8.12.57 and 9.0.43. Source: data/region_RU.py of the two.
# Desk:  checks length and first digits; no client who types 8 or +7 is turned away by a list of codes, which only tells whether ten
#        digits without a prefix may lack one.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
for v in 8.12.57 9.0.43; do
  python3 -m venv "$d/$v"; "$d/$v/bin/pip" install -q --disable-pip-version-check "phonenumbers==$v"
  "$d/$v/bin/python" - > "$d/$v.txt" <<'E'
import phonenumbers as p
for code in ("336", "495", "856", "857", "860", "903"):
    print(code, p.is_valid_number(p.parse(f"+7{code}2001234")))
print("930 000", p.is_valid_number(p.parse("+79300001234")))
E
  echo "phonenumbers $v"; cat "$d/$v.txt"
done
old=$(grep -c False "$d/8.12.57.txt"); new=$(grep False "$d/9.0.43.txt")
[ "$old" = 4 ] && [ "$new" = "930 000 False" ]
