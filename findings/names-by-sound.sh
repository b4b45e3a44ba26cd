#!/usr/bin/env bash
# A search for doubles by sound finds that all Russians are one.
# Guess: Soundex and Metaphone refuse Cyrillic, or leave it as it is, so that different names keep different keys.
# So:    Metaphone gives the empty text for every Russian name, in jellyfish, Metaphone and phonetics alike: Иванов equals Кузнецов. jellyfish's Soundex keeps
#        the first letter only (Иванов and Ильин are И000); its NYSIIS and match rating keep the whole name, so Петров and Петрова differ.
#        fonetika, made for Russian, does better, but to its Metaphone Фёдоров is ФАДАРАФ and Федоров ФИДАРАФ: one man with and without the dots.
# Seen:  jellyfish 1.3.0, Metaphone 0.6, phonetics 1.0.5, fonetika 1.5.1. Source: the first three have rules for Latin letters and skip the rest; fonetika/metaphone.
# Desk:  doubles are shown by telephone (`/v1/client-duplicates`), never by the sound of a name; merging is a person's deed and can be undone.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check jellyfish==1.3.0 Metaphone==0.6 phonetics==1.0.5 fonetika==1.5.1
"$d/v/bin/python" -W ignore - <<'E'
import jellyfish, metaphone, phonetics
from fonetika.metaphone import RussianMetaphone
rows = {n: (jellyfish.metaphone(n), metaphone.doublemetaphone(n), phonetics.metaphone(n), jellyfish.soundex(n), jellyfish.nysiis(n))
        for n in ("Иванов", "Ильин", "Кузнецов", "Петров", "Петрова")}
for name, row in rows.items():
    print(name, row)
dots = [RussianMetaphone().transform(n) for n in ("Фёдоров", "Федоров", "Кузнецов", "Кузницов")]
print(dots)
assert dots == ["ФАДАРАФ", "ФИДАРАФ", "КУЗНИЦАФ", "КУЗНИЦАФ"]
assert all(row[:3] == ("", ("", ""), "") for row in rows.values())
assert rows["Иванов"][3] == rows["Ильин"][3] == "И000" and rows["Петров"][4] != rows["Петрова"][4]
E
