#!/usr/bin/env bash
# A price list in CSV turned into a table by LibreOffice without a window: Western letters in one column.
# Guess: LibreOffice sees the mark of UTF-8 at the file's beginning (or takes the locale's encoding), and the semicolon, as its window does.
# So:    with --convert-to it takes windows-1252 and a comma whatever mark and locale say, code 0: "Артикул;Цена" is "ï»¿Ð…". With the encoding and the
#        separator said (--infilter="CSV:59,34,76") the letters are right, but 0004512 is 4512, 5E3 is 5000, "10/11" is 11 October of the present
#        year and 1,5 a text; with Russian beside (…,1,,1049,false,false) 1,5 is a number and 10/11 a text, the other two stay wrong. Only
#        a type for each column (the fifth part: 1/2/2/1, the first is text) keeps them.
# Seen:  LibreOffice 7.4.7 (Debian 12). Source: its help, "Filter Options for CSV" (tokens 1 to 8); sc/source/ui/docshell (ScDocShell::ConvertFrom: the default is 1252).
# Desk:  its lists are CSV with semicolons and the mark of UTF-8, and imports take the CSV itself; who converts it says all of this.
set -euo pipefail
dpkg -s libreoffice-calc-nogui >/dev/null 2>&1 || { apt-get update -qq; apt-get install -y -qq --no-install-recommends libreoffice-calc-nogui >/dev/null; }
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check openpyxl==3.1.5
cd "$d"; printf '\xef\xbb\xbfАртикул;Кол\n0004512;1,5\n5E3;2\n10/11;3\n' > list.csv
table() { # words for LibreOffice: the first column and the second of the table
  rm -f list.xlsx; HOME=$d LC_ALL=C.UTF-8 timeout 200 soffice --headless "$@" --convert-to xlsx list.csv >/dev/null 2>&1
  "$d/v/bin/python" -c 'import openpyxl; print([tuple(c.strftime("%d.%m") if hasattr(c, "strftime") else ascii(c)[:9] if i == 0 and str(c)[:1] == "\xef" else c for c in row)
    for i, row in enumerate(openpyxl.load_workbook("list.xlsx").active.iter_rows(values_only=True))])'
}
{ table; table --infilter=CSV:59,34,76; table --infilter=CSV:59,34,76,1,,1049,false,false; table --infilter=CSV:59,34,76,1,1/2/2/1,1049,false,false; } | tee seen
diff - seen <<'E'
[("'\\xef\\xbb", None), ('0004512;1', 5), ('5E3;2', None), ('10/11;3', None)]
[('Артикул', 'Кол'), (4512, '1,5'), (5000, 2), ('11.10', 3)]
[('Артикул', 'Кол'), (4512, 1.5), (5000, 2), ('10/11', 3)]
[('Артикул', 'Кол'), ('0004512', 1.5), ('5E3', 2), ('10/11', 3)]
E
