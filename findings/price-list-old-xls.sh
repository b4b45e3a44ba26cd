#!/usr/bin/env bash
# Suppliers still send .xls: two readers, two losses.
# Guess: a converter of old workbooks writes a date as a date and yes/no as something.
# So:    catdoc's xls2csv leaves a yes/no cell empty (so "in stock: yes" is "not stated") and writes a date in the Russian format DD.MM.YYYY as 46355;
#        xlrd gives the date as a float and yes as 1, and says what they are only beside the value (ctype).
# Seen:  catdoc 0.95 (Debian 12), xlrd 2.0.2, xlwt 1.3.0. Source: catdoc's xlsparse.c, xlrd/sheet.py (Cell.ctype).
# Desk:  imports read CSV only; dates are DD.MM.YYYY or ISO, and a bare number in their place is left out with a warning.
set -euo pipefail
dpkg -s catdoc >/dev/null 2>&1 || { apt-get update -qq; apt-get install -y -qq --no-install-recommends catdoc >/dev/null; }
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check xlwt==1.3.0 xlrd==2.0.2
cd "$d"; "$d/v/bin/python" - <<'E'
import datetime, subprocess, xlrd, xlwt
book = xlwt.Workbook(); sheet = book.add_sheet("list")
for column, value in enumerate(("0004512", True, datetime.date(2026, 11, 29), 1234.5)):
    sheet.write(0, column, value, xlwt.easyxf(num_format_str="DD.MM.YYYY") if column == 2 else xlwt.easyxf())
book.save("list.xls")
catdoc = subprocess.run(["xls2csv", "list.xls"], capture_output=True, text=True).stdout.split("\n")[0]
cells = [(c.ctype, c.value) for c in xlrd.open_workbook("list.xls").sheet_by_index(0).row(0)]
print("xls2csv", catdoc, "| xlrd", cells)
assert catdoc == '"0004512",,"46355","1234.5"' and cells == [(1, "0004512"), (4, 1), (3, 46355.0), (2, 1234.5)]
E
