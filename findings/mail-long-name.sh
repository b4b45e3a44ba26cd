#!/usr/bin/env bash
# A long Cyrillic name of a sender arrives in Python with blanks inside its words.
# Guess: email with policy.default joins the encoded words of a name, as it joins those of a subject (RFC 2047 §6.2).
# So:    in a name it keeps the blank between them. A word of 75 bytes holds 22 Cyrillic letters, so longer names are split, mostly inside a
#        word; "Сервисный центр «Веста»" has 23. Python's own writer splits its names so that its own reader spoils them, and that
#        reader turns the quotes of "a..b"@example.org into an address without them, which no server takes. compat32 joins rightly.
# Seen:  Python 3.11.7, 3.13. Source: github.com/python/cpython/issues/128110; Lib/email/_header_value_parser.py, get_phrase, get_atom.
# Desk:  names are split behind a blank, so Python reads a blank more and no broken word; short names go on a line of their own whole.
set -euo pipefail
python3 - <<'P'
import email, email.header, email.policy, base64
def word(text): return "=?UTF-8?B?" + base64.b64encode(text.encode()).decode() + "?="
def read(field, value): return email.message_from_bytes(f"{field}: {value}\r\n\r\n".encode(), policy=email.policy.default)[field]
name = "Сервисный центр «Веста»"
inside, behind = [word(name[:cut]) + "\r\n " + word(name[cut:]) for cut in (20, 16)]
subject = read("Subject", inside)
shown = [read("From", value + " <desk@example.org>").addresses[0].display_name for value in (inside, behind)]
mail = email.message.EmailMessage(); mail["From"] = email.headerregistry.Address("Бронислава Константинопольская-Преображенская", "b", "example.org")
own = email.message_from_bytes(bytes(mail), policy=email.policy.default)["From"].addresses[0].display_name
old = "".join(b.decode(c or "ascii") for b, c in email.header.decode_header(inside))
quoted = read("To", '"a..b"@example.org').addresses[0].addr_spec
print("in a subject:", subject); print("in a name, split inside a word:", shown[0]); print("in a name, split behind a blank:", shown[1])
print("Python's own:", own); print("compat32:", old); print("quoted:", quoted)
assert subject == old == name and shown == ["Сервисный центр «Вес та»", "Сервисный центр  «Веста»"]
assert own != mail["From"].addresses[0].display_name and own.replace(" ", "") == "БрониславаКонстантинопольская-Преображенская"
assert quoted == "a..b@example.org"
P
