#!/usr/bin/env bash
# An article struck out of an old shop's price list (DBF) comes back, or loses its first letter.
# Guess: a DBF file keeps a deleted record with an asterisk before it until it is packed; every reader leaves it out unless asked.
# So:    dbfread, pgdbf, dbview and Perl's XBase do. The library dbf gives it like any other, and dbase3-py says of every record "deleted: False".
#        dbf-light reads on behind the asterisk as if the record ended there: GDB1632 comes as "DB1632" with the next column's first letter behind
#        it, at its old price, and the last line of the list is lost in its place. dbfdump (shapelib) marks the line (DELETED).
# Seen:  dbf 0.99.11, dbase3-py 1.8.11, dbf-light 1.0.0, dbfread 2.0.7; dbview 1.0.4, libdbd-xbase-perl 1.08, pgdbf 0.6.2,
#        shapelib 1.5.0 (Debian 12). Source: dBASE III's format (a blank or an asterisk, then the fields);
#        dbf_light/light.py (iter_rows: `if is_deleted: continue`), dbase3_py/dbase3.py (Record: `self.deleted = False`).
# Desk:  imports take CSV. Write it with dbfread, and compare the number of lines with that in the shop's own program.
set -euo pipefail
for package in dbview libdbd-xbase-perl pgdbf shapelib; do
  dpkg -s $package >/dev/null 2>&1 || { apt-get update -qq; apt-get install -y -qq --no-install-recommends $package >/dev/null; }
done
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check dbf==0.99.11 dbase3-py==1.8.11 dbf-light==1.0.0 dbfread==2.0.7
cd "$d"; "$d/v/bin/python" -W ignore - <<'E'
import struct, subprocess
import dbf, dbf_light, dbfread
from dbase3_py import dbase3
fields = [("ART", b"C", 12, 0), ("NAME", b"C", 12, 0), ("PRICE", b"N", 10, 2)]
rows = [(" ", "W914/2", "filter", 450), ("*", "GDB1632", "pads", 3200), (" ", "90915-10003", "filter", 610.1)]
head = struct.pack("<BBBBIHH16xBB2x", 3, 126, 12, 1, len(rows), 32 + 32 * len(fields) + 1, 35, 0, 0xC9)
head += b"".join(name.encode().ljust(11, b"\0") + kind + bytes(4) + bytes([size, places]) + bytes(14) for name, kind, size, places in fields) + b"\r"
body = "".join(f"{mark}{article:12}{name:12}{price:10.2f}" for mark, article, name, price in rows)
open("price.dbf", "wb").write(head + body.encode() + b"\x1a")
table = dbf.Table("price.dbf"); table.open(dbf.READ_ONLY)
with dbf_light.Dbf.open("price.dbf") as light:
    shifted = [(row.art, str(row.price)) for row in light]
seen = {"dbfread": [row["ART"] for row in dbfread.DBF("price.dbf")], "dbf": [row.art.strip() for row in table],
        "dbase3-py": [row["deleted"] for row in dbase3.DbaseFile("price.dbf")], "dbf-light": shifted}
for name, command in {"dbview": "dbview -b price.dbf", "XBase": "dbf_dump price.dbf", "pgdbf": "pgdbf price.dbf", "dbfdump": "dbfdump price.dbf"}.items():
    told = subprocess.run(command, shell=True, capture_output=True, text=True, check=name != "dbfdump").stdout
    seen[name] = "GDB1632" in told, "DELETED" in told
print(*seen.items(), sep="\n")
assert seen["dbfread"] == ["W914/2", "90915-10003"] and seen["dbf"] == ["W914/2", "GDB1632", "90915-10003"] and seen["dbase3-py"] == [False] * 3
assert seen["dbf-light"] == [("W914/2", "450.00"), ("DB1632     p", "3200.00")]
assert [seen[name] for name in ("dbview", "XBase", "pgdbf", "dbfdump")] == [(False, False)] * 3 + [(True, True)]
E
