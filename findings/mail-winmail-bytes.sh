#!/usr/bin/env bash
# winmail.dat, in which Outlook wraps a letter with its files: which bytes come out of it.
# Guess: a program that unpacks it gives each file as it went in, or says that it could not.
# So:    ytnef stops at an empty file: it and every file behind it are missing; of two photos of one name the second overwrites the first; content that stands
#        among the MAPI properties, as some servers write it, gives no file at all. tnefparse takes the zeros off the end of such content: a Word document gets
#        shorter. tnef and tnefparse leave the 16 bytes of an interface before an object. All end with exit code 0.
# Seen:  tnef 1.4.18, ytnef 2.0 (Debian 12), tnefparse 1.4.0. Source: tnefparse/mapi.py (TNEFMAPI_Attribute.data: rstrip), ytnef ("Field with size of 0"),
#        MS-OXTNEF 2.1.3.4 (the size of an object includes the identifier of its interface).
# Desk:  unpacks winmail.dat itself, each file to the byte; where it could not, the winmail.dat is listed too and the message is flagged partly_unreadable.
set -euo pipefail
need=(); for p in tnef ytnef-tools; do dpkg -s $p >/dev/null 2>&1 || need+=("$p"); done
[ ${#need[@]} = 0 ] || { apt-get update -qq; apt-get install -y -qq --no-install-recommends "${need[@]}" >/dev/null; }
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check tnefparse==1.4.0
cd "$d"; cat > make.py <<'P' # four letters
import struct
def field(level, kind, data): return struct.pack("<BII", level, kind, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)
def value(kind, id, data): return struct.pack("<HHII", kind, id, 1, len(data)) + data + bytes(-len(data) % 4)
def file(title, data=None, *properties):
    return field(2, 0x69002, struct.pack("<HIHHI", 1, 0xFFFFFFFF, 0, 0, 0)) + field(2, 0x18010, title + b"\0") + (b"" if data is None else field(2, 0x6800F, data)) \
        + (field(2, 0x69005, struct.pack("<I", len(properties)) + b"".join(properties)) if properties else b"")
letter = struct.pack("<IH", 0x223E9F78, 1) + field(1, 0x89006, struct.pack("<I", 0x10000)) + field(1, 0x69007, struct.pack("<II", 1251, 0))
storage = bytes.fromhex("0b00000000000000c000000000000046") # IID_IStorage
open("empty", "wb").write(letter + file(b"empty.txt", b"") + file(b"photo.jpg", b"photo"))
open("alike", "wb").write(letter + file(b"photo.jpg", b"one") + file(b"photo.jpg", b"other"))
open("among", "wb").write(letter + file(b"act.doc", None, value(0x102, 0x3701, b"words" + bytes(50))))
open("object", "wb").write(letter + file(b"table.ole", None, value(0x0D, 0x3701, storage + b"cells")))
P
python3 make.py
cat > tell.py <<'P' # names and sizes of the files that a program gives
import sys
from pathlib import Path
from tnefparse import TNEF
letter, program = sys.argv[1:3]
files = [(f.name, f.stat().st_size) for f in sorted(Path(sys.argv[3]).iterdir())] if len(sys.argv) > 3 else [(a.name, len(a.data)) for a in TNEF(Path(letter).read_bytes()).attachments]
print(f"{letter}, {program}:", ", ".join(f"{name} {size}" for name, size in files) or "nothing")
P
for f in empty alike among object; do
  mkdir t y; tnef -C t --number-backups "$f"; ytnef -f y "$f" >/dev/null 2>&1
  v/bin/python tell.py $f tnef t; v/bin/python tell.py $f ytnef y; v/bin/python tell.py $f tnefparse
  rm -r t y
done | tee seen
diff - seen <<'S'
empty, tnef: empty.txt 0, photo.jpg 5
empty, ytnef: nothing
empty, tnefparse: empty.txt 0, photo.jpg 5
alike, tnef: photo.jpg 3, photo.jpg.1 5
alike, ytnef: photo.jpg 5
alike, tnefparse: photo.jpg 3, photo.jpg 5
among, tnef: act.doc 55
among, ytnef: nothing
among, tnefparse: act.doc 5
object, tnef: table.ole 21
object, ytnef: nothing
object, tnefparse: table.ole 21
S
