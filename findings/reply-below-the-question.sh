#!/usr/bin/env bash
# An answer written below the question is an empty letter.
# Guess: what is cut off is the quotation; words of the client between or below the quoted lines stay.
# So:    unquotemail cuts from the line that introduces the quotation to the end: an answer below it is "", answers between the lines are "",
#        without an error. From Mail.ru's ">Воскресенье, 29 ноября … от …" it leaves ">В", and from Thunderbird's "… пишет:" it takes nothing away.
#        email-reply-extractor keeps answers below, but drops each line that begins with ">", of the client's own readings too.
# Seen:  unquotemail 1.0.11, email-reply-extractor 1.1.1. Source: unquotemail/unquote.py (text before the match of a pattern),
#        email_reply_extractor/_fragments.py (quoted is what begins with ">").
# Desk:  an empty text is taken and flagged `empty`, so such a letter is seen; better to hand over the whole than the cut one.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check unquotemail==1.0.11 email-reply-extractor==1.1.1 beautifulsoup4==4.15.0 html2text==2025.4.15 Markdown==3.11.3
"$d/v/bin/python" - <<'E'
from email_reply_extractor import extract_new_text
from unquotemail import Unquote
intro, quoted = '29.11.2026, 10:15, "Сервис" <desk@example.net>:\n', "> Когда вам удобно?\n"
letters = {
    "above": ("Завтра в 10.\n\n" + intro + quoted, "Завтра в 10.", "Завтра в 10.\n\n" + intro.strip()),
    "below": (intro + quoted + "\nЗавтра в 10.", "", intro + "\nЗавтра в 10."),
    "between": (intro + quoted + "\nЗавтра в 10.\n\n> Какое масло?\n\n5W-30", "", intro + "\nЗавтра в 10.\n\n5W-30"),
    "Mail.ru": ("Завтра.\n\n>Воскресенье, 29 ноября 2026, 10:15 +03:00 от Сервис <desk@example.net>:\n>\n" + quoted, "Завтра.\n\n>В", "Завтра."),
    "Thunderbird": ("Завтра.\n\n29.11.2026 10:15, Сервис пишет:\n" + quoted, "Завтра.\n\n29.11.2026 10:15, Сервис пишет:\n" + quoted.strip(),
                    "Завтра.\n\n29.11.2026 10:15, Сервис пишет:"),
    "readings": ("Датчик показывает:\n> 90 в пробке\n> 110 на трассе\nЭто нормально?", "Датчик показывает:\n> 90 в пробке\n> 110 на трассе\nЭто нормально?",
                 "Датчик показывает:\nЭто нормально?"),
}
for name, (text, *expected) in letters.items():
    seen = [Unquote(html=None, text=text).get_text().strip(), extract_new_text(text).text.strip()]
    print(f"{name:12} unquotemail {seen[0]!r}, email-reply-extractor {seen[1]!r}")
    assert seen == expected, name
E
