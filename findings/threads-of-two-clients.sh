#!/usr/bin/env bash
# Two strangers who both write "Запись на ТО" are one conversation; the answer to one of them may be another.
# Guess: letters without References are joined if one answers the other by its subject ("Re: …"), and two first letters never are.
# So:    Mail::Thread puts two first letters with one subject, as every form of a site sends them, under an empty head. "Re: Booking" it joins
#        with "Booking", but a Russian answer whose subject is encoded as a whole (Gmail) it does not: the "Re" is inside. threadweave groups
#        by subject only if asked; then it joins strangers as well, and of the answers' marks it knows Re alone: "Ответ:" and "НА:" of
#        Russian Outlook begin another conversation.
# Seen:  Mail::Thread 2.55 (Debian 12), threadweave 0.1.0. Source: Mail/Thread.pm (_group_set_bysubject, simple_subject), threadweave/subject.py (_PREFIX_RE).
# Desk:  a message joins a ticket by channel, sender and conversation, or by the id that it answers; by its subject never.
set -euo pipefail
need=(); for p in libmail-thread-perl libemail-simple-perl; do dpkg -s $p >/dev/null 2>&1 || need+=("$p"); done
[ ${#need[@]} = 0 ] || { apt-get update -qq; apt-get install -y -qq --no-install-recommends "${need[@]}" >/dev/null; }
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check threadweave==0.1.0
perl=$(perl - <<'E'
use utf8; use Encode; use MIME::Base64; use Mail::Thread; use Email::Simple;
sub threads {
  my $n = 0; my @letters = map { $n++; Email::Simple->create(header => [From => "client$n\@example.org", Subject => $_, "Message-ID" => "<$n\@example.org>"], body => "text") } @_;
  my $threader = Mail::Thread->new(@letters); $threader->thread; scalar(() = $threader->rootset);
}
sub whole { "=?UTF-8?B?" . encode_base64(encode("UTF-8", shift), "") . "?=" }
print join " ", threads("Booking", "Booking"), threads("Booking", "Invoice"), threads("Booking", "Re: Booking"), threads(whole("Запись"), whole("Re: Запись"));
E
); echo "Mail::Thread, two first letters, two subjects, an answer, an answer in Russian: $perl"
[ "$perl" = "1 2 1 2" ]
"$d/v/bin/python" - <<'E'
from threadweave import Message, thread_messages
def threads(*subjects, **how):
    return len(thread_messages([Message(message_id=str(n), subject=subject) for n, subject in enumerate(subjects)], **how))
first = "Запись на ТО"
seen = {"not asked": threads(first, first)} | {answer: threads(first, answer, group_by_subject=True) for answer in (first, "Re: " + first, "Ответ: " + first, "НА: " + first)}
print("threadweave:", seen)
assert list(seen.values()) == [2, 1, 1, 2, 2]
E
