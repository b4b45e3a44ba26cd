#!/usr/bin/env bash
# A client who writes "Иван Иванович" gets a surname.
# Guess: natasha's extractor of Russian names tells a patronymic from a surname when the surname is not given.
# So:    "Иван Иванович" is first name Иван, last name Иванович; "Ким Вера" is a first name Ким; a name with "оглы" falls into two people,
#        one of them called оглы. With all three parts in the usual order it is right.
# Seen:  natasha 1.6.0. Source: natasha/grammars/name.py (its rules of order), NamesExtractor.
# Desk:  a name is one field, kept as written; nothing is cut out of it and no card is merged by parts of a name.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check natasha==1.6.0 setuptools==80.9.0
"$d/v/bin/python" -W ignore - <<'E'
from natasha import MorphVocab, NamesExtractor
names = NamesExtractor(MorphVocab())
for text, parts in {"Иванов Иван Иванович": [("Иван", "Иванович", "Иванов")], "Иван Иванович": [("Иван", None, "Иванович")], "Ким Вера": [("Ким", None, "Вера")],
                    "Мамедов Рустам Ахмед оглы": [("Мамедов", None, "Рустам"), ("оглы", None, "Ахмед")]}.items():
    seen = [(m.fact.first, m.fact.middle, m.fact.last) for m in names(text)]
    print(text, "-> first, middle, last:", seen)
    assert seen == parts
E
