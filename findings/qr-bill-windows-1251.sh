#!/usr/bin/env bash
# ST00011, the bill's QR code in windows-1251, is read as Western letters or as Japanese, by the firm's name.
# Guess: the prefix or the letters tell a decoder that the text is windows-1251; or the wrong reading is at least always the same one.
# So:    without an ECI mark zbar and zxing guess by the bytes: "ООО Автосервис" comes out as "ÎÎÎ Àâòîñåðâèñ", "ООО Гараж" as
#        half-width katakana. Nothing fails: account, sum and prefix are right, only the Russian words are lost. With an ECI mark zxing
#        reads both, zbar still neither.
# Seen:  zbar-tools 0.23.92 (Debian 12), segno 1.6.6, zxing-cpp 3.1.1.
#        Source: zbar/qrcode/qrdectxt.c (a list of encodings tried in turn, windows-1251 not among them).
# Desk:  documents for payment are to use ST00012 (UTF-8); what a scanner sends from an old bill is never stored as a name unseen.
set -euo pipefail
dpkg -s zbar-tools >/dev/null 2>&1 || { apt-get update -qq; apt-get install -y -qq --no-install-recommends zbar-tools >/dev/null; }
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check segno==1.6.6 zxing-cpp==3.1.1 pillow==13.0.0
cd "$d"; "$d/v/bin/python" - <<'E'
import segno, subprocess, zxingcpp
from PIL import Image
def read(firm, eci):
    text = f"ST00011|Name={firm}|PersonalAcc=40702810400000000001|BIC=044525225|Sum=1234500"
    segno.make(text, micro=False, encoding="cp1251", eci=eci).save("bill.png", scale=4)
    zbar = subprocess.run(["zbarimg", "-q", "--raw", "bill.png"], capture_output=True).stdout.decode()
    zxing = zxingcpp.read_barcodes(Image.open("bill.png").convert("L"))[0].text
    return [reading.split("|")[1].removeprefix("Name=") for reading in (zbar, zxing)]
western, japanese = "ÎÎÎ Àâòîñåðâèñ", "ﾎﾎﾎ ﾃ瑩琥"
for firm, eci, answer in (("ООО Автосервис", False, [western, western]), ("ООО Гараж", False, [japanese, japanese]),
                          ("ООО Автосервис", True, [western, "ООО Автосервис"]), ("ООО Гараж", True, [japanese, "ООО Гараж"])):
    print(firm, "ECI" if eci else "no ECI", "-> zbar, zxing:", read(firm, eci))
    assert read(firm, eci) == answer
E
