#!/usr/bin/env bash
# A client attaches somebody else's letter: whose words are the ticket's?
# Guess: the body is the client's own text; the attached letter is one attachment, and its PDF is inside it.
# So:    mail-parser, imap-tools and eml_parser add the attached letter's text to the client's (imap-tools without a space between:
#        "Смотрите.Счёт прилагаем.") and list its PDF beside the letter, so it comes twice. eml_parser counts an attached .txt among the words, too.
#        Ruby's mail keeps the words apart, but lists the PDF alone: the letter it came in is no attachment. fast-mail-parser does as guessed.
# Seen:  mail-parser 4.8.0, imap-tools 1.16.0, eml_parser 4.4.0, fast-mail-parser 0.10.0; ruby-mail 2.7.1 (Debian 12).
#        Source: RFC 2046 5.2.1; mailparser/core.py (parse walks into message/rfc822), imap_tools/message.py (text: walk()), Mail::AttachmentsList.
# Desk:  the text of a message is the sender's own; whoever feeds mail in leaves out what stands under message/rfc822.
set -euo pipefail
p=ruby-mail
dpkg -s $p >/dev/null 2>&1 || { apt-get update -qq; apt-get install -y -qq --no-install-recommends $p >/dev/null; }
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check mail-parser==4.8.0 imap-tools==1.16.0 eml-parser==4.4.0 fast-mail-parser==0.10.0
cd "$d"; cat > letter.eml <<'E'
From: ivan@example.org
To: desk@example.net
Subject: invoice
Date: Sun, 29 Nov 2026 10:15:00 +0300
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=o

--o
Content-Type: text/plain; charset=utf-8

Смотрите.
--o
Content-Type: text/plain; charset=utf-8
Content-Disposition: attachment; filename=codes.txt

P0301
--o
Content-Type: message/rfc822
Content-Disposition: attachment; filename=letter.eml

From: shop@example.com
To: ivan@example.org
Subject: parts
Date: Sat, 28 Nov 2026 10:15:00 +0300
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=i

--i
Content-Type: text/plain; charset=utf-8

Счёт прилагаем.
--i
Content-Type: application/pdf; name=bill.pdf
Content-Disposition: attachment; filename=bill.pdf
Content-Transfer-Encoding: base64

JVBERg==
--i--

--o--
E
sed -i 's/$/\r/' letter.eml
LC_ALL=C.UTF-8 ruby -W0 -e 'require "mail"; m = Mail.read("letter.eml"); print [m.text_part.decoded.strip, m.attachments.map(&:filename)].inspect' > seen
v/bin/python - <<'E'
import eml_parser, fast_mail_parser, mailparser
from imap_tools import MailMessage
raw = open("letter.eml", "rb").read()
one, two, three = mailparser.parse_from_bytes(raw), MailMessage([(b"1 (RFC822 {1}", raw)]), fast_mail_parser.parse_email(raw)
four = eml_parser.EmlParser(include_raw_body=True).decode_email_bytes(raw)
seen = {
    "mail-parser": (one.text_plain, [a["filename"] for a in one.attachments]),
    "imap-tools": (two.text, [a.filename for a in two.attachments]),
    "fast-mail-parser": (three.text_plain, [a.filename for a in three.attachments]),
    "eml_parser": ([b["content"] for b in four["body"]], [a["filename"] for a in four["attachment"]]),
    "ruby": open("seen").read(),
}
print(*seen.items(), sep="\n")
both = ["codes.txt", "letter.eml", "bill.pdf"]
assert seen["mail-parser"] == (["Смотрите.", "Счёт прилагаем."], both) and seen["imap-tools"] == ("Смотрите.Счёт прилагаем.", both)
assert seen["fast-mail-parser"] == (["Смотрите."], both[:2])
assert seen["eml_parser"] == (["Смотрите.", "P0301", "Счёт прилагаем."], both)
assert seen["ruby"] == '["Смотрите.", ["codes.txt", "bill.pdf"]]'
E
