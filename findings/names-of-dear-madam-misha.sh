#!/usr/bin/env bash
# "Уважаемая Миша": how a library of 51 thousand Russian names addresses a client.
# Guess: Миша and Паша are men, a name that both have (Саша, Женя) is left open, and an unknown name is no error.
# So:    each name has one sex, that of the ending as it seems: Миша, Паша, Саша, Женя, Валя and Ким are women; Слава is not there and, like "анна" in
#        small letters or "Анна " with a blank, raises KeyError. Full names are right: Никита and Илья are men, Любовь is a woman.
# Seen:  GetGender 0.3. Source: GetGender/guesser.py (get_gender: DATA[name]), GetGender/data.py.
# Desk:  a card has no sex, and its texts address nobody by one.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check GetGender==0.3
"$d/v/bin/python" -W ignore - <<'P'
from GetGender import get_gender
def sex(name):
    try: return get_gender(name)
    except KeyError: return "KeyError"
seen = {name: sex(name) for name in ("Миша", "Паша", "Саша", "Женя", "Ким", "Слава", "анна", "Анна ", "Михаил", "Павел", "Никита", "Илья", "Любовь")}
print(*(f"{name!r} {sex}" for name, sex in seen.items()), sep=", ")
assert list(seen.values()) == ["female"] * 5 + ["KeyError"] * 3 + ["male"] * 4 + ["female"]
P
