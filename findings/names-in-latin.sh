#!/usr/bin/env bash
# One client, three Latin names, and capitals that break.
# Guess: there is one Latin spelling of a name in practice, so a Latin name can find the Cyrillic card.
# So:    a foreign passport (ICAO) has Iuliia, a paper after the order MVD 310 of the same woman Yuliya, transliterate writes
#        Julija; Фёдор is Fedor, Fyedor or Fyodor. cyrtranslit writes a capital of two letters as two capitals: SHHerbakova, CZoj.
# Seen:  cyrtranslit 1.2.0, transliterate 1.10.2, iuliia 0.13.0. Source: cyrtranslit/mapping/ru, iuliia/schemas/icao_doc_9303.json, mvd_310.json, mvd_782.json, transliterate/contrib/languages/ru.
# Desk:  a client is found by telephone, plate or the name as written; never by a name made from another alphabet.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"
"$d/v/bin/pip" install -q --disable-pip-version-check cyrtranslit==1.2.0 transliterate==1.10.2 iuliia==0.13.0 setuptools==80.9.0
"$d/v/bin/python" -W ignore - <<'E'
import cyrtranslit, iuliia
from transliterate import translit
def forms(name):
    return [iuliia.translate(name, s) for s in (iuliia.ICAO_DOC_9303, iuliia.MVD_310, iuliia.MVD_782)] + [translit(name, "ru", reversed=True), cyrtranslit.to_latin(name, "ru")]
for name, expected in {"Юлия": ["Iuliia", "Yuliya", "Yuliya", "Julija", "Yuliya"], "Фёдор": ["Fedor", "Fedor", "Fyedor", "Fedor", "Fyodor"],
                       "Щербакова": ["Shcherbakova"] * 3 + ["Scherbakova", "SHHerbakova"], "Цой": ["Tsoi", "Tsoy", "Tsoy", "Tsoj", "CZoj"]}.items():
    print(name, forms(name))
    assert forms(name) == expected
E
