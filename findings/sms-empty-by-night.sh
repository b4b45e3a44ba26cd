#!/usr/bin/env bash
# An SMS given to a gateway by hand arrives; by cron it is empty, and without one word it is question marks.
# Guess: gammu-smsd-inject sees that a text is Cyrillic, splits a long one, and refuses what it cannot send.
# So:    without -unicode "Ваш автомобиль" is queued in GSM 7 bit, which the modem gets as "??? ??????????". Without -len or -autolen a text of 200
#        letters is cut at 160. In cron's locale (C) the text ends before the first Cyrillic letter: "Hello готов" is "Hello ", a Russian text
#        is empty. Each time: "Written message", exit code 0. -textutf8 is right in any locale.
# Seen:  gammu-smsd 1.42.0, python3-gammu 3.2.4 (Debian 12). Source: gammu-smsd-inject(1) ("-unicode", "-len", "-textutf8"); 3GPP TS 23.038, 6.2.1.
# Desk:  hands texts over by HTTP as UTF-8; a script between it and gammu says -unicode -autolen 670 -textutf8.
set -euo pipefail
need=(); for p in gammu-smsd python3-gammu; do dpkg -s $p >/dev/null 2>&1 || need+=("$p"); done
[ ${#need[@]} = 0 ] || { apt-get update -qq; apt-get install -y -qq --no-install-recommends "${need[@]}" >/dev/null; }
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
mkdir "$d/out"; printf '[gammu]\ndevice = /dev/null\nconnection = at\n[smsd]\nservice = files\noutboxpath = %s/out/\n' "$d" > "$d/rc"
queue() { # the locale, then the text's arguments
  local locale=$1; shift; rm -f "$d"/out/*
  LC_ALL=$locale gammu-smsd-inject -c "$d/rc" TEXT 79160000000 "$@" >/dev/null 2>&1
  sed -n 's/^Text00 = //p; s/^Coding = //p; s/^Length = //p' "$d"/out/* | tr -d '\r' | paste -sd' ' | sed 's/^ //'
}
hex="0412043004480020043004320442043E043C043E04310438043B044C" text="Ваш автомобиль" long=$(printf 'слово%.0s' $(seq 40))
for try in "C.UTF-8|-unicode|-text|$text" "C.UTF-8||-text|$text" "C|-unicode|-text|$text" "C|-unicode|-text|Hello готов" "C|-unicode|-textutf8|$text"; do
  IFS='|' read -r locale unicode how words <<< "$try"; seen=$(queue "$locale" $unicode "$how" "$words"); echo "$try: $seen"
  case "$try" in
    "C|-unicode|-text|$text") [ "$seen" = "Unicode_No_Compression 0" ] ;;
    "C|-unicode|-text|Hello"*) [ "$seen" = "00480065006C006C006F0020 Unicode_No_Compression 6" ] ;;
    "C.UTF-8||"*) [ "$seen" = "$hex Default_No_Compression 14" ] ;;
    *) [ "$seen" = "$hex Unicode_No_Compression 14" ] ;;
  esac
done
cut=$(queue C.UTF-8 -text "$long" | awk '{print $NF}'); echo "200 letters: $cut are queued"; [ "$cut" = 160 ]
/usr/bin/python3 - <<'E'
import gammu
part = gammu.EncodeSMS({"Class": -1, "Unicode": False, "Entries": [{"ID": "ConcatenatedTextLong", "Buffer": "Ваш автомобиль"}]})[0]
part["SMSC"], part["Number"] = {"Number": "+79160000000"}, "+79160000001"
sent = gammu.DecodePDU(gammu.EncodePDU(part, "Submit"))["Text"]; print("to the modem:", sent); assert sent == "??? ??????????"
E
