#!/usr/bin/env bash
# A classic parser of bounces takes a client's first question for one.
# Guess: is_bounce is false for an ordinary letter, and a vacation note is told from a failure in Russian too.
# So:    it begins with true and knows what is no bounce by English words: "Во сколько вы закрываетесь?" is a bounce, and so are a read receipt
#        and «Автоматический ответ» with Auto-Submitted. A client who quotes an error ("<sales@…>: … 550 user unknown") gets a report, too:
#        the quoted address is "user_unknown". And a true failure is none if another recipient of the same letter is only delayed.
# Seen:  Mail::DeliveryStatus::BounceParser 1.543 (Debian 12). Source: BounceParser.pm (parse: `is_bounce => 1`, then a list of exceptions);
#        its documentation, "NON-BOUNCES", names vacation replies; RFC 3834 5 (Auto-Submitted).
# Desk:  a letter is a bounce by its form (multipart/report with report-type=delivery-status, or an empty Return-Path), never by what is said in it.
set -euo pipefail
p=libmail-deliverystatus-bounceparser-perl
dpkg -s $p >/dev/null 2>&1 || { apt-get update -qq; apt-get install -y -qq --no-install-recommends $p >/dev/null; }
seen=$(perl -Mutf8 - <<'E'
use Mail::DeliveryStatus::BounceParser;
sub seen {
  my ($name, $head, $body) = @_; my $mail = "From: ivan\@example.org\nTo: desk\@example.net\nMessage-ID: <1\@example.org>\nMIME-Version: 1.0\n$head\n$body";
  utf8::encode($mail); my $bounce = Mail::DeliveryStatus::BounceParser->new($mail);
  print "$name: ", $bounce->is_bounce ? "bounce" : "no bounce", map({ " " . $_->get("email") . "=" . $_->get("std_reason") } $bounce->reports), "\n";
}
my $text = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n";
my $part = "--b\n$text\n%s\n--b\nContent-Type: message/%s\n\n%s\n--b--\n";
seen("question", "Subject: hours\n$text", "Во сколько вы закрываетесь?\n");
seen("vacation", "Subject: auto\nAuto-Submitted: auto-replied\n$text", "Автоматический ответ: я в отпуске до 14 декабря.\n");
seen("english", "Subject: auto\nAuto-Submitted: auto-replied\n$text", "Automatic reply: out of the office.\n");
seen("quoting", "Subject: help\n$text", "Пишу на адрес из визитки, а приходит:\n\n<sales\@example.com>: host mx.example.com said: 550 5.1.1 user unknown\n\nЭто ваш?\n");
seen("receipt", "Subject: read\nContent-Type: multipart/report; report-type=disposition-notification; boundary=b\n",
  sprintf($part, "Ваше сообщение было прочитано.", "disposition-notification", "Final-Recipient: rfc822; ivan\@example.org\nDisposition: manual-action/MDN-sent-automatically; displayed\n"));
my $failed = "Final-Recipient: rfc822; ivan\@example.org\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 user unknown\n";
my $late = "Final-Recipient: rfc822; anna\@example.org\nAction: delayed\nStatus: 4.2.2\nDiagnostic-Code: smtp; 452 4.2.2 Mailbox full\n";
my $report = "Subject: Undelivered Mail\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n";
seen("one", $report, sprintf($part, "could not be delivered", "delivery-status", "Reporting-MTA: dns; mx.example.net\n\n$failed"));
seen("two", $report, sprintf($part, "could not be delivered", "delivery-status", "Reporting-MTA: dns; mx.example.net\n\n$failed\n$late"));
E
); echo "$seen"
[ "$seen" = "question: bounce
vacation: bounce
english: no bounce
quoting: bounce sales@example.com=user_unknown
receipt: bounce
one: bounce ivan@example.org=user_unknown
two: no bounce ivan@example.org=user_unknown" ]
