#!/usr/bin/env bash
# The same label gives twelve or thirteen digits, by who reads it.
# Guess: a UPC-A label (American oil, filters) is read as the twelve digits printed below the bars.
# So:    zbar and zxing both answer thirteen, a zero in front, and call it EAN-13; a hand scanner usually sends the twelve. biip takes
#        both for the one GTIN-12. The short UPC-E (eight digits printed) becomes thirteen as well in zxing, and zbarimg does
#        not read it at all unless asked. Looked up as text, one article has two codes or three.
# Seen:  zbar-tools 0.23.92, zint 2.11.1 (Debian 12), zxing-cpp 3.1.1, biip 5.2.0.
#        Source: zbar/decoder/ean.c (UPC-A is reported as EAN-13 unless enabled by itself), zxing-cpp's ODMultiUPCEANReader, biip/gtin.
# Desk:  article keys are text without filling; a code of twelve and its thirteen-digit form must be entered as cross-references both.
set -euo pipefail
need=(); for p in zbar-tools zint; do dpkg -s $p >/dev/null 2>&1 || need+=($p); done
[ ${#need[@]} = 0 ] || { apt-get update -qq; apt-get install -y -qq --no-install-recommends "${need[@]}" >/dev/null; }
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check zxing-cpp==3.1.1 pillow==13.0.0 biip==5.2.0
cd "$d"; zint -b UPCA -d 03600029145 --scale 2 -o upca.png; zint -b UPCE -d 1234567 --scale 2 -o upce.png
"$d/v/bin/python" - <<'E'
import subprocess, zxingcpp
from biip import parse
from PIL import Image
def read(file):
    zbar = subprocess.run(["zbarimg", "-q", file], capture_output=True, text=True).stdout.strip()
    return zbar, zxingcpp.read_barcodes(Image.open(file).convert("L"))[0].text
print(read("upca.png"), read("upce.png"))
formats = [parse(code).gtin.format.name for code in ("036000291452", "0036000291452")]
print(formats)
assert read("upca.png") == ("EAN-13:0036000291452", "0036000291452") and read("upce.png") == ("", "0123456000070") and formats == ["GTIN_12", "GTIN_12"]
E
