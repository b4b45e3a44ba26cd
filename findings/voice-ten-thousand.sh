#!/usr/bin/env bash
# A price read out by a synthesizer: ten thousand is "ten, zero zero zero", and 1.250 is over a thousand.
# Guess: espeak-ng with its Russian voice reads "10 000 ₽" as pages write it (a no-break space between thousands) as one number, a point as a point.
# So:    a space of any kind ends a number: "2 300 ₽" is "два триста", "10 000 ₽" is "десять ноль-ноль ноль"; the rouble sign is silent. A point
#        before three digits stands between thousands, as in German: "1.250 кг" is one thousand two hundred and fifty. "10000" and "1,25" are read well;
#        "2-й" is "два и краткое".
# Seen:  espeak-ng 1.51 (Debian 12). Source: espeak-ng's docs/numbers.md (NUM_THOUS_SPACE, NUM_DECIMAL_COMMA), src/libespeak-ng/tr_languages.c ("ru").
# Desk:  a voice robot takes `total_minor` and writes whole roubles without spaces and with the word; texts for people are not for reading out.
set -euo pipefail
command -v espeak-ng >/dev/null || { apt-get update -qq; apt-get install -y -qq --no-install-recommends espeak-ng >/dev/null; }
export LC_ALL=C.UTF-8
said() { espeak-ng -v ru -q -x "$1" | tr -d "',_:|" | tr -s ' \n' ' ' | sed 's/^ //; s/ $//'; }
same() { echo "$1 is read as $2: $(said "$1")"; [ "$(said "$1")" = "$(said "$2")" ]; }
other() { echo "$1 is not read as $2"; [ "$(said "$1")" != "$(said "$2")" ]; }
same "2 300 ₽" "два триста"
same $'2\u00a0300' "два триста"
same $'2\u202f300' "два триста"
echo "10 000 ₽ is read as $(said "10 000 ₽")"; [ "$(said "10 000 ₽")" = "d;es;It; nojlnojl nojl" ]
other "10 000" "десять тысяч"
echo "10000 is read as $(said "10000")"; [[ "$(said "10000")" = "d;es;It; tys;VtS;"* ]]
echo "1.250 is read as $(said "1.250")"; [[ "$(said "1.250")" = "odnA tys;VtS;"*"p;Vd;d;Is;jat" ]]
echo "2-й is read as $(said "2-й")"; [ "$(said "2-й")" = "dvAik@-*AtkOjI" ]
