#!/usr/bin/env bash
# winmail.dat, in which Outlook wraps a letter with its files: four programs unpack it, and the Russian words are lost in each.
# Guess: the file says its code page (1251) and has the long names in Unicode too, so a program that knows the format gives names and text in Russian.
# So:    tnef takes a long name that is there in Unicode, and otherwise the bytes as they are, as it does with the text; ytnef and Convert::TNEF always give
#        the bytes, though the Unicode name stands beside; tnefparse raises at .name, has the Unicode name in long_filename() if there is one, and its body is bytes.
#        None looks at the code page, which tnefparse at least reads.
# Seen:  tnef 1.4.18, ytnef 2.0, Convert::TNEF 0.18 (Debian 12), tnefparse 1.4.0. Source: tnefparse/tnef.py (TNEFAttachment.name: decode()),
#        MS-OXTNEF (attOemCodepage, attAttachTitle, PidTagAttachLongFilename).
# Desk:  unpacks winmail.dat itself and decodes by its code page.
set -euo pipefail
need=(); for p in tnef ytnef-tools libconvert-tnef-perl; do dpkg -s $p >/dev/null 2>&1 || need+=("$p"); done
[ ${#need[@]} = 0 ] || { apt-get update -qq; apt-get install -y -qq --no-install-recommends "${need[@]}" >/dev/null; }
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check tnefparse==1.4.0
cd "$d"; cat > make.py <<'P' # two letters with "Счёт.pdf": with a long name in Unicode, and without
import struct
def field(level, kind, data): return struct.pack("<BII", level, kind, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)
def russian(text): return text.encode("cp1251") + b"\0"
long_name = "Счёт.pdf\0".encode("utf-16-le"); long_name = struct.pack("<HHII", 0x1F, 0x3707, 1, len(long_name)) + long_name + bytes(-len(long_name) % 4)
letter = struct.pack("<IH", 0x223E9F78, 1) + field(1, 0x89006, struct.pack("<I", 0x10000)) + field(1, 0x69007, struct.pack("<II", 1251, 0)) + field(1, 0x2800C, russian("Счёт во вложении")) \
    + field(2, 0x69002, struct.pack("<HIHHI", 1, 0xFFFFFFFF, 0, 0, 0)) + field(2, 0x18010, russian("Счёт.pdf")) + field(2, 0x6800F, b"%PDF-1.4")
open("short", "wb").write(letter); open("long", "wb").write(letter + field(2, 0x69005, struct.pack("<I", 1) + long_name))
P
python3 make.py
cat > tell.py <<'P' # a program and the bytes that it gave: in which letters they are
import sys
data = sys.stdin.buffer.read().strip(b"\0\n").replace(b"\0", b"")
for letters in ("utf-8", "cp1251"):
    try: print(sys.argv[1], "|", data.decode(letters), "in", letters); break
    except ValueError: pass
P
for f in long short; do
  mkdir t y; tnef -C t --save-body=body "$f"; ytnef -f y "$f" >/dev/null
  find t -name '*.pdf' -printf '%f' | python3 tell.py "$f, tnef"; find y -name '*.pdf' -printf '%f' | python3 tell.py "$f, ytnef"
  perl -MConvert::TNEF -e 'print map { $_->longname || $_->name } Convert::TNEF->read_in($ARGV[0], {output_to_core => "ALL"})->attachments' "$f" | python3 tell.py "$f, Convert::TNEF"
  [ "$f" = long ] || cat t/body* | python3 tell.py "text, tnef"
  rm -r t y
done | tee seen
"$d/v/bin/python" - <<'P' | tee -a seen
from tnefparse import TNEF
for name in ("long", "short"):
    letter = TNEF(open(name, "rb").read()); file = letter.attachments[0]
    def tried(read):
        try: return read()
        except ValueError as e: return type(e).__name__
    print(f"{name}, tnefparse | code page {letter.codepage}, name {tried(lambda: file.name)}, long name {tried(file.long_filename)}, text {type(letter.body).__name__}")
P
diff - seen <<'E'
long, tnef | Счёт.pdf in utf-8
long, ytnef | Счёт.pdf in cp1251
long, Convert::TNEF | Счёт.pdf in cp1251
short, tnef | Счёт.pdf in cp1251
short, ytnef | Счёт.pdf in cp1251
short, Convert::TNEF | Счёт.pdf in cp1251
text, tnef | Счёт во вложении in cp1251
long, tnefparse | code page cp1251, name UnicodeDecodeError, long name Счёт.pdf, text bytes
short, tnefparse | code page cp1251, name UnicodeDecodeError, long name UnicodeDecodeError, text bytes
E
