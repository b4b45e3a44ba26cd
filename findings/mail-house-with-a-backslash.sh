#!/usr/bin/env bash
# "Ленина 12\3" in a client's letter: a ticket without the house's second number.
# Guess: a help desk that takes mail keeps the text of a letter as it was written, however it was encoded on the way.
# So:    django-helpdesk reads the text of letters sent as 7bit or 8bit as if it were source of Python: \3 is a control character, \t of "C:\temp" a tab,
#        \n of \new a line. The same letter as quoted-printable or base64 is right, so that it depends on the client's mail program. It takes
#        "Re: " and "Fw: " out of a subject wherever they stand, and leaves "Re:" without a blank and "Ответ:" in.
# Seen:  django-helpdesk 2.6.1 (Django 5.2.19). Source: helpdesk/email.py (mime_content_to_string: charset "unicode_escape"; STRIPPED_SUBJECT_STRINGS).
# Desk:  a text is kept as it comes (/docs#rule-message_kept), whatever its transfer encoding.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check django-helpdesk==2.6.1 django==5.2.19
"$d/v/bin/python" -W ignore - 2>/dev/null <<'P' | tee "$d/seen"
import base64, email, quopri, django
from email import policy
from email.header import Header
from email.message import EmailMessage
from django.conf import settings
apps = [f"django.contrib.{a}" for a in ("auth", "contenttypes", "sites", "admin", "sessions", "messages")]
settings.configure(SECRET_KEY="none", INSTALLED_APPS=[*apps, "helpdesk"], DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}, SITE_ID=1, USE_TZ=True,
    HELPDESK_TEAMS_MODE_ENABLED=False, HELPDESK_KB_ENABLED=False)
django.setup()
from helpdesk.email import extract_email_message_content, extract_email_subject
text, subject = "Адрес: Ленина 12\\3\nФото в C:\\temp\\new", "Сервис Fw: вопрос"
for way, code in (("8bit", bytes), ("quoted-printable", quopri.encodestring), ("base64", base64.encodebytes)):
    raw = f"From: anna@example.org\nSubject: {Header(subject, 'utf-8').encode()}\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: {way}\n\n" + code(text.encode()).decode()
    letter = email.message_from_string(raw, EmailMessage, policy=policy.default)
    got = extract_email_message_content(letter, [], False)[1]
    print(way, "as written" if got.strip() == text else repr(got), "|", extract_email_subject(letter))
P
diff - "$d/seen" <<'E'
8bit 'Адрес: Ленина 12\x03\nФото в C:\temp\new' | Сервис вопрос
quoted-printable as written | Сервис вопрос
base64 as written | Сервис вопрос
E
