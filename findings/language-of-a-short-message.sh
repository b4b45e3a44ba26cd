#!/usr/bin/env bash
# "Спасибо" is Bulgarian and "Машина готова?" Macedonian.
# Guess: detectors of language tell Russian from its neighbours at least in everyday sentences.
# So:    messages of a client are short, and short Russian is taken for Bulgarian, Ukrainian, Macedonian or Serbian by langdetect and langid, each time
#        for another one ("ок" is Chinese to langid). Of eight everyday messages each finds two Russian.
# Seen:  langdetect 1.0.9 (seed 0), langid 1.1.6. Source: n-gram profiles of both; the answer is the likeliest language, without a floor.
# Desk:  a client's language is a field of the card (Russian unless stated); letters and questions go out in it, whatever a message looks like.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check langdetect==1.0.9 langid==1.1.6 setuptools==80.9.0
"$d/v/bin/python" -W ignore - <<'E'
import langdetect, langid
langdetect.DetectorFactory.seed = 0
messages = "Спасибо|Машина готова?|Стук спереди справа|Приеду завтра в 10|Записаться на ТО|Перезвоните мне|ок|Не заводится".split("|")
rows = {m: (langdetect.detect(m), langid.classify(m)[0]) for m in messages}
for message, row in rows.items():
    print(f"{message:22} langdetect {row[0]} langid {row[1]}")
assert rows["Спасибо"][0] == "bg" and rows["Машина готова?"] == ("mk", "mk") and rows["Стук спереди справа"][1] == "sr" and rows["ок"][1] == "zh"
assert [sum(row[i] == "ru" for row in rows.values()) for i in (0, 1)] == [2, 2], rows
E
