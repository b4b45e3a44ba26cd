#!/usr/bin/env bash
# A label printed for GDB1632 is scanned as GDB16329.
# Guess: a bar code holds the article that was given; what cannot be held is refused.
# So:    python-barcode adds a check character to Code 39 unless told not to, and scanners send it along: the article is not found. zint's Code 39
#        makes capitals of small letters without a word. An article with a Cyrillic В, which looks right on screen, is refused by all
#        one-dimensional codes (python-barcode's Code 39 by a bare KeyError), while zint's QR code takes it as Shift JIS with a warning.
# Seen:  python-barcode 0.16.1, zbar-tools 0.23.92, zint 2.11.1 (Debian 12). Source: barcode/codex.py (Code39: add_checksum=True), zint's code.c and qr.c.
# Desk:  articles are looked up by a key without case, gaps and alphabet, but a check character is a letter more: print Code 128, or Code 39 without it.
set -euo pipefail
need=(); for p in zbar-tools zint; do dpkg -s $p >/dev/null 2>&1 || need+=($p); done
[ ${#need[@]} = 0 ] || { apt-get update -qq; apt-get install -y -qq --no-install-recommends "${need[@]}" >/dev/null; }
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check python-barcode==0.16.1 pillow==13.0.0
cd "$d"; "$d/v/bin/python" - <<'E'
import barcode, subprocess
from barcode.writer import ImageWriter
def scan(file):
    return subprocess.run(["zbarimg", "-q", "--raw", file], capture_output=True, text=True).stdout.strip()
def label(kind, article, **how):
    try:
        return scan(barcode.get_barcode_class(kind)(article, writer=ImageWriter(), **how).save(kind))
    except (KeyError, barcode.errors.IllegalCharacterError) as error:
        return type(error).__name__
def zint(kind, article):
    run = subprocess.run(["zint", "-b", kind, "-d", article, "--scale", "2", "-o", "label.png"], capture_output=True, text=True)
    return scan("label.png") if not run.returncode and not run.stderr else run.stderr.strip()
seen = [label("code39", "GDB1632"), label("code39", "GDB1632", add_checksum=False), label("code128", "GDB1632"), zint("CODE39", "gdb1632"),
        label("code39", "GDВ1632"), label("code128", "GDВ1632"), zint("QRCODE", "GDВ1632")]
print(*seen, sep="\n")
assert seen[:6] == ["GDB16329", "GDB1632", "GDB1632", "GDB1632", "KeyError", "IllegalCharacterError"] and "Shift JIS" in seen[6]
E
