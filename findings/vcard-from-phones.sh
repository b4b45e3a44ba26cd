#!/usr/bin/env bash
# Contacts from an Android telephone (vCard 2.1) lose what kind of number each is.
# Guess: vobject reads TEL;CELL and writes it back, and reads the soft line breaks of a long Russian name.
# So:    the bare kinds of vCard 2.1 (CELL, WORK, PREF) are kept apart from `params`, which is empty, and are not written again: of three numbers
#        none is the mobile one any more. A name long enough for a soft break (= at the line's end) raises ParseError unless
#        allowQP=True is given, and "Ольга, Пётр" is cut at the comma.
# Seen:  vobject 0.9.9. Source: vobject/base.py (ContentLine: singletonparams; readComponents: allowQP), its serializer.
# Desk:  a card takes telephones without kinds, the first leads; who imports contacts orders them by kind beforehand.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check vobject==0.9.9
"$d/v/bin/python" - <<'E'
import quopri, vobject
def card(name):
    encoded = quopri.encodestring(name.encode()).decode().replace("=\n", "=\r\n")
    return ("BEGIN:VCARD\r\nVERSION:2.1\r\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:" + encoded +
            "\r\nTEL;WORK:+74951234567\r\nTEL;CELL;PREF:+79031234567\r\nTEL;HOME:+74997654321\r\nEND:VCARD\r\n")
short, long = card("Ольга"), card("Ольга Александровна Преображенская-Задунайская")
one = vobject.readOne(short)
print([(t.value, t.params) for t in one.tel_list])
print(one.serialize().split("\r\n"))
assert one.fn.value == "Ольга" and all(not t.params for t in one.tel_list) and "CELL" not in one.serialize()
try:
    vobject.readOne(long)
except vobject.base.ParseError as error:
    print("ParseError:", str(error)[:60])
else:
    raise SystemExit("soft breaks are read now")
wife = vobject.readOne(card("Ольга, Пётр")).fn.value
print("Ольга, Пётр ->", wife)
assert vobject.readOne(long, allowQP=True).fn.value.endswith("Задунайская") and wife == "Ольга"
E
