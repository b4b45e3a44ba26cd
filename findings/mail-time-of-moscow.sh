#!/usr/bin/env bash
# "Date: … 10:15:00 MSK": the letter comes from the future.
# Guess: the zone is read as Moscow's, or the time is "not known".
# So:    mail-parser and eml_parser answer 10:15 in UTC, three hours after the truth; imap-tools answers 10:15 without a zone, which is right
#        in Moscow alone. Ruby's mail knows them: +03:00, and +05:00 for YEKT of Yekaterinburg, where the others are five hours off. "+0300 (MSK)" is read by all.
# Seen:  mail-parser 4.8.0, eml_parser 4.4.0, imap-tools 1.16.0; ruby-mail 2.7.1 (Debian 12).
#        Source: RFC 5322 4.3 (an unknown name of a zone says nothing of it, "-0000"); Python's email.utils knows the American names alone.
# Desk:  a message's time is the desk's own; `sent_at` has a zone, is shown beside it and flagged `sent_in_future` if later than now.
set -euo pipefail
p=ruby-mail
dpkg -s $p >/dev/null 2>&1 || { apt-get update -qq; apt-get install -y -qq --no-install-recommends $p >/dev/null; }
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check mail-parser==4.8.0 imap-tools==1.16.0 eml-parser==4.4.0
"$d/v/bin/python" - <<'E'
import subprocess
import eml_parser, mailparser
from imap_tools import MailMessage
expected = {
    "+0300 (MSK)": ["2026-11-29T07:15:00+00:00", "2026-11-29T10:15:00+03:00", "2026-11-29T10:15:00+03:00", "2026-11-29T10:15:00+03:00"],
    "MSK": ["2026-11-29T10:15:00+00:00", "2026-11-29T10:15:00+00:00", "2026-11-29T10:15:00", "2026-11-29T10:15:00+03:00"],
    "YEKT": ["2026-11-29T10:15:00+00:00", "2026-11-29T10:15:00+00:00", "2026-11-29T10:15:00", "2026-11-29T10:15:00+05:00"],
}
for zone, times in expected.items():
    raw = f"From: ivan@example.org\r\nTo: desk@example.net\r\nSubject: a\r\nDate: Sun, 29 Nov 2026 10:15:00 {zone}\r\nMessage-ID: <1@example.org>\r\n\r\ntext\r\n".encode()
    seen = [mailparser.parse_from_bytes(raw).date.isoformat(), eml_parser.EmlParser().decode_email_bytes(raw)["header"]["date"].isoformat(),
            MailMessage([(b"1 (RFC822 {1}", raw)]).date.isoformat(),
            subprocess.run(["ruby", "-W0", "-e", 'require "mail"; print Mail.new(STDIN.binmode.read).date'], input=raw, capture_output=True).stdout.decode()]
    print(f"{zone:12}", *seen)
    assert seen == times
E
