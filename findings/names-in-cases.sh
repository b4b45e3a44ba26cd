#!/usr/bin/env bash
# Two libraries that put Russian names into cases get common names wrong, each in its own way.
# Guess: the most frequent first names are safe ("для Ольги", "Любови Ивановне").
# So:    Petrovich makes Ольга "Ольгы" and Нинель "Нинель." with a full stop, leaves Никита and a name in capitals as they are, makes
#        the surname Черных "Черныха" and Соловей "Соловея"; pymorphy3 has Ольга right, but takes Любовь for the feeling
#        ("любви"), and Вера, Надежда, Роман are no names in its first reading.
# Seen:  Petrovich 2.0.1, pymorphy3 2.0.6 with pymorphy3-dicts-ru 2.4.417150.4580142.
#        Source: petrovich/main.py and its rules.json, pymorphy3's first parse by probability.
# Desk:  texts to clients are worded so that a name stands in the nominative; templates have no cases.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"
"$d/v/bin/pip" install -q --disable-pip-version-check Petrovich==2.0.1 pymorphy3==2.0.6 pymorphy3-dicts-ru==2.4.417150.4580142 setuptools==80.9.0
"$d/v/bin/python" -W ignore - <<'E'
import pymorphy3
from petrovich.enums import Case, Gender
from petrovich.main import Petrovich
p, m = Petrovich(), pymorphy3.MorphAnalyzer()
first = {("Ольга", Gender.FEMALE): "Ольгы", ("Нинель", Gender.FEMALE): "Нинель.", ("Никита", Gender.MALE): "Никита", ("АННА", Gender.FEMALE): "АННА"}
for (name, gender), genitive in first.items():
    print(name, "->", p.firstname(name, Case.GENITIVE, gender))
    assert p.firstname(name, Case.GENITIVE, gender) == genitive
for name, genitive in {"Черных": "Черныха", "Соловей": "Соловея"}.items():
    print(name, "->", p.lastname(name, Case.GENITIVE, Gender.MALE))
    assert p.lastname(name, Case.GENITIVE, Gender.MALE) == genitive
love = m.parse("Любовь")[0]
print("Любовь ->", love.inflect({"gent"}).word, [w for w in ("Ольга", "Вера", "Надежда", "Роман") if "Name" not in m.parse(w)[0].tag])
assert love.inflect({"gent"}).word == "любви" and "Name" not in m.parse("Вера")[0].tag and "Name" in m.parse("Ольга")[0].tag
E
