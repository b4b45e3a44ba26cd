#!/usr/bin/env bash
# The client's mail is forwarded, the forwarding fails: whose address does the bounce name?
# Guess: a parser gives the address that was written to (Original-Recipient), since only that one is on a card.
# So:    flufl.bounce and BounceParser give it; Sisimai and bounced give the Final-Recipient, a box of a stranger that no card has. Of an
#        address in Cyrillic (RFC 6533, message/global-delivery-status) as Postfix returns it none of the four finds the recipient;
#        BounceParser has "a bounce" of nobody. And bounced reports a success (Action: relayed) among the bounces.
# Seen:  flufl.bounce 6.0.0, bounced 0.3.0; Sisimai 4.25.15, Mail::DeliveryStatus::BounceParser 1.543 (Debian 12).
#        Source: flufl/bounce/_detectors/dsn.py (original-recipient first), bounced/bounced.py (get_final_recipient), BounceParser.pm; RFC 3464 2.3.1–2.3.2.
# Desk:  look for a client by both addresses of a bounce, and by the Message-ID of what was sent, which names the ticket.
set -euo pipefail
need=(); for p in libsisimai-perl libmail-deliverystatus-bounceparser-perl; do dpkg -s $p >/dev/null 2>&1 || need+=("$p"); done
[ ${#need[@]} = 0 ] || { apt-get update -qq; apt-get install -y -qq --no-install-recommends "${need[@]}" >/dev/null; }
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check flufl.bounce==6.0.0 bounced==0.3.0 attrs==26.1.0
cd "$d"; cat > seen.pl <<'E'
use Sisimai; use Mail::DeliveryStatus::BounceParser; binmode STDOUT, ":bytes"; my $path = shift;
my @one = map { $_->recipient->address } @{ Sisimai->make($path) || [] }; local (@ARGV, $/) = ($path); my $two = Mail::DeliveryStatus::BounceParser->new(<>);
print "Sisimai @one, BounceParser ", $two->is_bounce ? "bounce" : "none", map({ " " . $_->get("email") } $two->reports);
E
v/bin/python - <<'E'
import email, subprocess
from bounced.bounced import get_bounces
from flufl.bounce import all_failures
def seen(written, listed, recipient, kind="delivery-status", action="failed", status="5.1.1", said="550 5.1.1 user unknown"):
    headers = "text/rfc822-headers" if kind == "delivery-status" else "message/global-headers"
    mail = f"""Return-Path: <>
From: MAILER-DAEMON@mx.example.net (Mail Delivery System)
To: desk@example.net
Date: Sun, 29 Nov 2026 10:20:00 +0300
Subject: Undelivered Mail Returned to Sender
Message-ID: <2@mx.example.net>
MIME-Version: 1.0
Content-Type: multipart/report; report-type={kind}; boundary="b"

--b
Content-Type: text/plain; charset=utf-8

This is the mail system at host mx.example.net.

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients.

{listed}: host mx.example.org[192.0.2.9] said: {said} (in reply to RCPT TO command)

--b
Content-Type: message/{kind}

Reporting-MTA: dns; mx.example.net
Arrival-Date: Sun, 29 Nov 2026 10:15:00 +0300

{recipient}
Action: {action}
Status: {status}
Remote-MTA: dns; mx.example.org
Diagnostic-Code: smtp; {said}

--b
Content-Type: {headers}

From: desk@example.net
To: {written}
Subject: ready
Message-ID: <1@example.net>

--b--
""".encode()
    open("bounce.eml", "wb").write(mail)
    message = email.message_from_bytes(mail)
    flufl = b" ".join(all_failures(message)[1]).decode()
    bounced = " ".join(b.recipient[1] + " " + b.action for b in get_bounces(message) or [])
    perl = subprocess.run(["perl", "seen.pl", "bounce.eml"], capture_output=True, check=True).stdout.decode()
    return f"flufl {flufl}, bounced {bounced}, {perl}"
forwarded = seen("ivan@example.org", "<peter@example.com> (expanded from <ivan@example.org>)", "Final-Recipient: rfc822; peter@example.com\nOriginal-Recipient: rfc822; ivan@example.org")
cyrillic = seen("иван@пример.рф", "<иван@пример.рф>", "Final-Recipient: utf-8; иван@пример.рф", "global-delivery-status")
relayed = seen("ivan@example.org", "<ivan@example.org>", "Final-Recipient: rfc822; ivan@example.org", action="relayed", status="2.0.0", said="250 2.0.0 Ok")
print(forwarded, cyrillic, relayed, sep="\n")
assert forwarded == "flufl ivan@example.org, bounced peter@example.com failed, Sisimai peter@example.com, BounceParser bounce ivan@example.org"
assert cyrillic == "flufl , bounced , Sisimai , BounceParser bounce"
assert relayed == "flufl , bounced ivan@example.org relayed, Sisimai , BounceParser none"
E
