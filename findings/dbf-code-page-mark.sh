#!/usr/bin/env bash
# A price list in DBF: what the mark in the header says of its letters, and what its numbers become.
# Guess: dbfread finds cp866 or windows-1251 by itself, and prices come as exact decimals.
# So:    the mark decides alone: 0x65 and 0xC9 are right, 0x00 (old Clipper programs) means ASCII and the first Russian letter raises, 0x03 (FoxPro
#        on Western Windows) reads windows-1251 as Western letters without a word. Prices are binary floats (1234.5), so a sum of three of 0.1 is
#        not 0.3; a lone "-" in a numeric column raises, an empty one is None.
# Seen:  dbfread 2.0.7. Source: dbfread/codepages.py, dbfread/dbf.py (_get_encoding: 'ascii' for 0), field_parser.py (parseN: int, then float).
# Desk:  imports take CSV; money is read as decimal text, never through a float, and an encoding that does not fit is seen in the report.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check dbfread==2.0.7
cd "$d"; "$d/v/bin/python" - <<'E'
import struct
from dbfread import DBF
def read(mark, encoding, price):
    fields = (b"NAME", b"C", 12, 0), (b"PRICE", b"N", 10, 2)
    head = struct.pack("<BBBBIHH", 3, 126, 11, 29, 1, 32 + 32 * 2 + 1, 23) + bytes(17) + bytes([mark, 0, 0])
    head += b"".join(n.ljust(11, b"\0") + t + bytes(4) + bytes([l, dec]) + bytes(14) for n, t, l, dec in fields) + b"\r"
    open("price.dbf", "wb").write(head + b" " + "Свеча".encode(encoding).ljust(12) + price.rjust(10) + b"\x1a")
    try:
        return list(dict(next(iter(DBF("price.dbf")))).values())
    except ValueError as error:
        return type(error).__name__
for given, expected in (((0x65, "cp866", b"1234.50"), ["Свеча", 1234.5]), ((0xC9, "cp1251", b""), ["Свеча", None]), ((0, "cp866", b"0.10"), "UnicodeDecodeError"),
                        ((3, "cp1251", b"0.10"), ["Ñâå÷à", 0.1]), ((0x65, "cp866", b"-"), "ValueError")):
    print(hex(given[0]), given[1:], read(*given))
    assert read(*given) == expected
E
