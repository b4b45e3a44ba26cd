#!/usr/bin/env bash
# The code on a can of oil (Честный знак, a GS1 Data Matrix) is not the text that a library shows.
# Guess: the decoder's text is the code, and without the invisible separator the code reads the same.
# So:    zxing's text is for people: brackets are put in and the separator (character 29) is gone; the code itself is in `bytes`. A parser
#        takes the bytes, but not the bracketed text; and when a scanner drops the separator, the serial silently swallows what
#        follows: "5abcdef12345693abcd" instead of "5abcdef123456" and "abcd", a valid element, so nobody notices.
# Seen:  zint 2.11.1 (Debian 12), zxing-cpp 3.1.1, biip 5.2.0. Source: zxing-cpp Barcode::text (TextMode HRI), biip/gs1_messages (fields of variable length).
# Desk:  a code that is kept for the marking system must be kept as bytes with character 29 in it; JSON has \u001d for it.
set -euo pipefail
dpkg -s zint >/dev/null 2>&1 || { apt-get update -qq; apt-get install -y -qq --no-install-recommends zint >/dev/null; }
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check zxing-cpp==3.1.1 pillow==13.0.0 biip==5.2.0
cd "$d"; zint -b DATAMATRIX --gs1 -d '[01]04601234567893[21]5abcdef123456[93]abcd' --scale 4 -o can.png
"$d/v/bin/python" - <<'E'
import zxingcpp
from biip import parse
from PIL import Image
can = zxingcpp.read_barcodes(Image.open("can.png").convert("L"))[0]
def elements(text):
    message = parse(text).gs1_message
    return message and [(e.ai.ai, e.value) for e in message.element_strings]
code = can.bytes.decode()
print(can.text, can.bytes)
for text in (code, can.text, code.replace("\x1d", "")):
    print(repr(text), elements(text))
assert can.text == "(01)04601234567893(21)5abcdef123456(93)abcd" and code == "0104601234567893215abcdef123456\x1d93abcd"
assert elements(code)[1:] == [("21", "5abcdef123456"), ("93", "abcd")] and elements(can.text) is None
assert elements(code.replace("\x1d", ""))[1:] == [("21", "5abcdef12345693abcd")]
E
