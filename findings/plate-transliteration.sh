#!/usr/bin/env bash
# Transliteration is not what turns a Russian plate into Latin letters.
# Guess: a transliteration library gives the Latin twin of a plate: А123ВС77 is A123BC77.
# So:    it writes sounds, plates are read by shape (ГОСТ Р 50577 has twelve letters that look alike): В becomes V, С S, Н N, Р R, У U, Х H or Kh.
#        Of the twelve letters only six keep their shape, and the way back makes Б and Ц, which no plate has. Cameras, apps and police
#        records write the twin, so a car looked up by the transliteration is not found.
# Seen:  cyrtranslit 1.2.0, transliterate 1.10.2, iuliia 0.13.0. Source: cyrtranslit/mapping/ru, transliterate/contrib/languages/ru, iuliia schemas.
# Desk:  compares plates by a key in which the twelve letters are Latin; `a123bc77` finds `А123ВС77`.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"
"$d/v/bin/pip" install -q --disable-pip-version-check cyrtranslit==1.2.0 transliterate==1.10.2 iuliia==0.13.0 setuptools==80.9.0
"$d/v/bin/python" -W ignore - <<'E'
import cyrtranslit, iuliia
from transliterate import translit
def latin(text):
    return [cyrtranslit.to_latin(text, "ru"), translit(text, "ru", reversed=True), iuliia.translate(text, iuliia.ICAO_DOC_9303)]
for plate, answer in {"А123ВС77": ["A123VS77"] * 3, "У555ХХ199": ["U555HH199", "U555HH199", "U555KhKh199"], "Н001РР77": ["N001RR77"] * 3}.items():
    print(plate, latin(plate))
    assert latin(plate) == answer
kept = [c for c, twin in zip("АВЕКМНОРСТУХ", "ABEKMHOPCTYX") if cyrtranslit.to_latin(c, "ru") == twin]
back = [cyrtranslit.to_cyrillic("A123BC77", "ru"), translit("A123BC77", "ru")]
print("kept:", "".join(kept), "| back:", back)
assert "".join(kept) == "АЕКМОТ" and back == ["А123БК77", "А123БЦ77"]
E
