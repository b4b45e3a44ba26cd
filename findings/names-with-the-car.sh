#!/usr/bin/env bash
# "Анна (BMW X5)", as people call themselves in messengers: the first name is empty.
# Guess: the words in brackets are a nickname, and what stands before them is read as it would be without: the first name Анна.
# So:    nameparser takes one word with a nickname as a surname: the first name is empty, and a greeting is "Здравствуйте, !". Without the
#        brackets Анна is the first name; with a surname beside her, too. So it is with «Солярис» and 'Киа'; Анна | Киа has the surname Киа.
# Seen:  nameparser 2.6.0. Source: nameparser's documentation, "Nicknames" (brackets, quotation marks), and the values it gives.
# Desk:  a contact has one name, kept as the channel names it (`from.name`); who greets takes it whole or not at all.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check nameparser==2.6.0
"$d/v/bin/python" - <<'E'
from nameparser import HumanName
expected = {
    "Анна": ("Анна", "", ""),
    "Анна (BMW X5)": ("", "Анна", "BMW X5"),
    "Анна «Солярис»": ("", "Анна", "Солярис"),
    "Анна 'Киа'": ("", "Анна", "Киа"),
    "Анна Иванова (BMW X5)": ("Анна", "Иванова", "BMW X5"),
    "Анна | Киа": ("Анна", "Киа", ""),
}
for text, parts in expected.items():
    name = HumanName(text)
    seen = name.first, name.last, name.nickname
    print(f"{text:24} first, last, nickname: {seen}")
    assert seen == parts, text
E
