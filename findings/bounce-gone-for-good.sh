#!/usr/bin/env bash
# Which addresses are gone for good: three classifiers of bounces, three answers.
# Guess: "user unknown" is final, a full mailbox, a refusal as spam or by policy and a greylisted one are not.
# So:    flufl.bounce (Mailman) looks at Action alone: with "failed" every one of them is permanent, 451 and 452 too. To Sisimai a disabled box
#        is a "securityerror" and soft, the same as a refusal as spam by Yandex; that by Mail.ru is "spamdetected". BounceParser takes the
#        disabled box for an unknown user, and knows none of the refusals. On "user not found" and "No such user!" all agree.
# Seen:  flufl.bounce 6.0.0; Sisimai 4.25.15, Mail::DeliveryStatus::BounceParser 1.543 (Debian 12).
#        Source: flufl/bounce/_detectors/dsn.py (process), Sisimai::Reason and its softbounce, BounceParser.pm (std_reason); RFC 3463 2.
# Desk:  nobody's address is struck off by one bounce: the text goes to the ticket, and a person decides.
set -euo pipefail
need=(); for p in libsisimai-perl libmail-deliverystatus-bounceparser-perl; do dpkg -s $p >/dev/null 2>&1 || need+=("$p"); done
[ ${#need[@]} = 0 ] || { apt-get update -qq; apt-get install -y -qq --no-install-recommends "${need[@]}" >/dev/null; }
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check flufl.bounce==6.0.0
cd "$d"; cat > seen.pl <<'E'
use Sisimai; use Mail::DeliveryStatus::BounceParser; my $path = shift;
my $one = Sisimai->make($path)->[0]; local (@ARGV, $/) = ($path); my $two = (Mail::DeliveryStatus::BounceParser->new(<>)->reports)[0];
print $one->reason, $one->softbounce ? " soft, " : " hard, ", $two->get("std_reason");
E
v/bin/python - <<'E'
import email, subprocess
from flufl.bounce import all_failures
answers = {
    "550 Message was not accepted -- invalid mailbox. Local mailbox ivan@example.org is unavailable: user not found": "permanent, userunknown hard, user_unknown",
    "550 5.7.1 No such user!": "permanent, userunknown hard, user_unknown",
    "550 5.7.1 <ivan@example.org>: Recipient address rejected: Mailbox disabled": "permanent, securityerror soft, user_unknown",
    "552 5.2.2 Mailbox size limit exceeded": "permanent, mailboxfull soft, over_quota",
    "452 4.2.2 The email account that you tried to reach is over quota": "permanent, mailboxfull soft, over_quota",
    "550 spam message rejected. Error code: 1": "permanent, spamdetected soft, unknown",
    "554 5.7.1 [2] Message rejected under suspicion of SPAM": "permanent, securityerror soft, unknown",
    "451 4.7.1 Sorry, the service is currently unavailable. Please come back later": "permanent, blocked soft, unknown",
}
for said, expected in answers.items():
    code, status = said[0], said[4:].split()[0] if said[5] == "." else "5.0.0"
    mail = f"""Return-Path: <>
From: MAILER-DAEMON@mx.example.net (Mail Delivery System)
To: desk@example.net
Date: Sun, 29 Nov 2026 10:20:00 +0300
Subject: Undelivered Mail Returned to Sender
Message-ID: <1@mx.example.net>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

This is the mail system at host mx.example.net.

<ivan@example.org>: host mx.example.org[192.0.2.9] said: {said} (in reply to RCPT TO command)

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net
Arrival-Date: Sun, 29 Nov 2026 10:15:00 +0300

Final-Recipient: rfc822; ivan@example.org
Action: failed
Status: {status}
Remote-MTA: dns; mx.example.org
Diagnostic-Code: smtp; {said}

--b
Content-Type: text/rfc822-headers

From: desk@example.net
To: ivan@example.org
Subject: ready
Message-ID: <1@example.net>

--b--
"""
    open("bounce.eml", "w").write(mail)
    temporary, permanent = all_failures(email.message_from_string(mail))
    words = "temporary" if temporary else "permanent" if permanent else "none"
    seen = words + ", " + subprocess.run(["perl", "seen.pl", "bounce.eml"], capture_output=True, text=True, check=True).stdout
    print(f"{said[:66]:66} {seen}")
    assert seen == expected, said
E
