#!/usr/bin/env bash
# The article that the storekeeper sees in the table is not the one in the file.
# Guess: converters of xlsx give what the sheet shows, at least for articles and telephones.
# So:    zeros in front and the shape of a telephone are a number format: 0004512 is stored as 4512, +7 (903) 123-45-67 as 79031234567, and
#        openpyxl, calamine and xlsx2csv all give the stored number; calamine gives 4512.0, which as text ends in ".0". A percentage goes
#        the other way: xlsx2csv writes the rounded 18% for a discount of 17.5 %, the others 0.175.
# Seen:  openpyxl 3.1.5, python-calamine 0.9.1, xlsx2csv 0.8.6. Source: openpyxl/cell (value apart from number_format), xlsx2csv.py (Sheet.format by known formats).
# Desk:  an import compares articles as text; a list whose articles are numbers must be exported as text columns.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check openpyxl==3.1.5 python-calamine==0.9.1 xlsx2csv==0.8.6
cd "$d"; "$d/v/bin/python" - <<'E'
import io, openpyxl, python_calamine
from xlsx2csv import Xlsx2csv
book = openpyxl.Workbook()
for column, (value, shown_as) in enumerate(((4512, "0000000"), (79031234567, "+# (###) ###-##-##"), (0.175, "0%")), 1):
    book.active.cell(1, column, value).number_format = shown_as
book.save("list.xlsx")
one = list(next(openpyxl.load_workbook("list.xlsx").active.iter_rows(values_only=True)))
two = [str(v) for v in python_calamine.CalamineWorkbook.from_path("list.xlsx").get_sheet_by_index(0).to_python()[0]]
text = io.StringIO(); Xlsx2csv("list.xlsx").convert(text); three = text.getvalue().strip()
print("openpyxl", one, "| calamine", two, "| xlsx2csv", three)
assert one == [4512, 79031234567, 0.175] and two == ["4512.0", "79031234567.0", "0.175"] and three == "4512,79031234567,18%"
E
