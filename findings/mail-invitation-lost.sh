#!/usr/bin/env bash
# A client answers with an invitation of their calendar: the appointment is nowhere, or in the middle of the words.
# Guess: a part text/calendar is an attachment without a file name.
# So:    imap-tools has it neither among the attachments nor in the text: the letter is "Приглашение" and no more. mail-parser puts
#        "BEGIN:VCALENDAR…" into the body (its text_plain is clean) and has no attachment. Ruby's mail has no attachment either, since
#        neither a name nor "Content-Disposition: attachment" is given, as Outlook and Google write it. fast-mail-parser does as guessed.
# Seen:  imap-tools 1.16.0, mail-parser 4.8.0, fast-mail-parser 0.10.0; ruby-mail 2.7.1 (Debian 12).
#        Source: RFC 6047 2.4 (no file name is asked for), imap_tools/message.py (attachments: needs a disposition, name or Content-ID), Mail::Part#attachment?.
# Desk:  whoever feeds mail in looks for text/calendar among all parts and writes the appointment's time into the text.
set -euo pipefail
p=ruby-mail
dpkg -s $p >/dev/null 2>&1 || { apt-get update -qq; apt-get install -y -qq --no-install-recommends $p >/dev/null; }
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check mail-parser==4.8.0 imap-tools==1.16.0 fast-mail-parser==0.10.0
cd "$d"; cat > letter.eml <<'E'
From: ivan@example.org
To: desk@example.net
Subject: service
Date: Sun, 29 Nov 2026 10:15:00 +0300
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary=b

--b
Content-Type: text/plain; charset=utf-8

Приглашение
--b
Content-Type: text/calendar; charset=utf-8; method=REQUEST

BEGIN:VCALENDAR
VERSION:2.0
METHOD:REQUEST
BEGIN:VEVENT
UID:1@example.org
DTSTAMP:20261129T071500Z
DTSTART:20261201T070000Z
SUMMARY:ТО
END:VEVENT
END:VCALENDAR
--b--
E
sed -i 's/$/\r/' letter.eml
LC_ALL=C.UTF-8 ruby -W0 -e 'require "mail"; m = Mail.read("letter.eml"); print [m.text_part.decoded.strip, m.attachments.length].inspect' > seen
v/bin/python - <<'E'
import fast_mail_parser, mailparser
from imap_tools import MailMessage
raw = open("letter.eml", "rb").read()
one, two, three = MailMessage([(b"1 (RFC822 {1}", raw)]), mailparser.parse_from_bytes(raw), fast_mail_parser.parse_email(raw)
print("imap-tools", repr(one.text + one.html), len(one.attachments), "\nmail-parser", two.text_plain, repr(two.body[:60]), len(two.attachments))
print("fast-mail-parser", three.text_plain, [a.mimetype for a in three.attachments], "\nruby", open("seen").read())
assert (one.text, one.html, one.attachments) == ("Приглашение", "", [])
assert two.text_plain == ["Приглашение"] and "BEGIN:VCALENDAR" in two.body and not two.attachments
assert [a.mimetype for a in three.attachments] == ["text/calendar"] and open("seen").read() == '["Приглашение", 0]'
E
