#!/usr/bin/env bash
# A search for doubles by sound finds that all Russians are one.
# Guess: Soundex and Metaphone refuse Cyrillic, or leave it as it is, so that different names keep different keys.
# So:    Metaphone gives the empty text for every Russian name, in jellyfish, Metaphone and phonetics alike: Иванов equals Кузнецов. jellyfish's Soundex keeps
#        the first letter only (Иванов and Ильин are И000); its NYSIIS and match rating keep the whole name, so Петров and Петрова differ.
# Seen:  jellyfish 1.3.0, Metaphone 0.6, phonetics 1.0.5. Source: the rules are made for Latin letters; letters without a rule are skipped.
# Desk:  doubles are shown by telephone (`/v1/client-duplicates`), never by the sound of a name; merging is a person's deed and can be undone.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check jellyfish==1.3.0 Metaphone==0.6 phonetics==1.0.5
"$d/v/bin/python" -W ignore - <<'E'
import jellyfish, metaphone, phonetics
rows = {n: (jellyfish.metaphone(n), metaphone.doublemetaphone(n), phonetics.metaphone(n), jellyfish.soundex(n), jellyfish.nysiis(n))
        for n in ("Иванов", "Ильин", "Кузнецов", "Петров", "Петрова")}
for name, row in rows.items():
    print(name, row)
assert all(row[:3] == ("", ("", ""), "") for row in rows.values())
assert rows["Иванов"][3] == rows["Ильин"][3] == "И000" and rows["Петров"][4] != rows["Петрова"][4]
E
