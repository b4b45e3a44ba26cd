#!/usr/bin/env bash
# A price list that went through a table program comes back with other articles and quantities.
# Guess: a converter without a window (ssconvert, csvkit's agate) passes texts through; a comma in "1,5" is a decimal comma or text.
# So:    ssconvert makes the article 0004512 the number 4512, 5E3 five thousand, 03/04 a day in March or, where the
#        locale is Russian, in April. agate leaves such articles alone, but takes the comma for one
#        between thousands, in a column that is numeric otherwise: 1,5 litres become 15.
# Seen:  gnumeric 1.12.55 (Debian 12), agate 1.14.2, openpyxl 3.1.5. Source: goffice's format guessing (go-format match), agate/data_types/number.py (group symbol "," of en_US).
# Desk:  imports read CSV as text, decimal comma included; send the file as exported, not opened and saved again.
set -euo pipefail
need=(); for p in gnumeric locales; do dpkg -s $p >/dev/null 2>&1 || need+=($p); done
[ ${#need[@]} = 0 ] || { apt-get update -qq; apt-get install -y -qq --no-install-recommends "${need[@]}" >/dev/null; }
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check agate==1.14.2 openpyxl==3.1.5
cd "$d"; mkdir loc; localedef -i ru_RU -f UTF-8 loc/ru_RU.UTF-8
printf 'article,litres\n0004512,1.5\n5E3,"1,5"\n03/04,4\n' > list.csv
LC_ALL=C.UTF-8 ssconvert list.csv c.xlsx >/dev/null 2>&1; LOCPATH=$d/loc LC_ALL=ru_RU.UTF-8 ssconvert list.csv ru.xlsx >/dev/null 2>&1
"$d/v/bin/python" -W ignore - <<'E'
import agate, openpyxl
def articles(file):
    return [str(row[0]) for row in openpyxl.load_workbook(file).active.iter_rows(min_row=2, values_only=True)]
c, ru, litres = articles("c.xlsx"), articles("ru.xlsx"), [float(v) for v in agate.Table.from_csv("list.csv").columns["litres"]]
print(c, ru, litres, sep="\n")
assert c[:2] == ru[:2] == ["4512", "5000"] and "-03-04" in c[2] and "-04-03" in ru[2] and litres == [1.5, 15, 4]
E
