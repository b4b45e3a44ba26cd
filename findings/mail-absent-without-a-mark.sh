#!/usr/bin/env bash
# "I am on holiday" from a client's mail server: two programs of four say that a machine wrote it.
# Guess: every answering machine marks its answer (Auto-Submitted: auto-replied) and names the letter it answers.
# So:    vacation, the oldest and still the one on many servers, does neither, and its answer is sent by the client, not by an empty sender. formail -rt, on which procmail's recipes rest, names the letter but has no mark. Pigeonhole (Dovecot) and
#        mailbot (Courier) do both. X-Auto-Response-Suppress: All, which Exchange understands, is heard by Pigeonhole alone; Auto-Submitted in the
#        letter by all but formail, which answers anything.
# Seen:  vacation 3.3.3, procmail 3.22, dovecot-sieve 2.3.19.1 (Pigeonhole 0.5.19), maildrop 2.9.3 (Debian 12).
#        Source: vacation(1), -z for the empty sender; formail(1), -r; RFC 3834 3.1.2, 3.1.7, 5.
# Desk:  Auto-Submitted may carry a comment ("auto-replied (vacation)"). Subjects such as "Auto:" are known, too; any other answer without a mark
#        is a client's letter, which a person sees. The desk's own acknowledgements have Auto-Submitted, so that only formail answers them.
# The programs are installed in a copy of this machine that lies in memory and is gone afterwards. Needs root.
set -euo pipefail
[ -n "${INSIDE:-}" ] || exec env INSIDE=1 unshare -m -p -f --mount-proc --kill-child bash "$0"
d=$(mktemp -d); trap 'umount -l "$d"; rmdir "$d"' EXIT
mount -t tmpfs none "$d"; r=$d/root; mkdir -p "$d"/{up,work,root}
mount -t overlay none -o "lowerdir=/,upperdir=$d/up,workdir=$d/work" "$r"; mount -t proc none "$r/proc"; mount --bind /dev "$r/dev"
printf '#!/bin/sh\nexit 101\n' > "$r/usr/sbin/policy-rc.d"; chmod +x "$r/usr/sbin/policy-rc.d"
chroot "$r" sh -c "apt-get update -qq; DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends vacation procmail dovecot-sieve maildrop; useradd -m anna" >/dev/null 2>&1
rm -f "$r/usr/sbin/sendmail" "$r/usr/lib/sendmail"; ln -s /usr/sbin/sendmail "$r/usr/lib/sendmail"
printf '#!/bin/sh\n{ echo "X-Envelope: $*"; cat; } > /home/anna/answer\n' > "$r/usr/sbin/sendmail"; chmod 755 "$r/usr/sbin/sendmail"
h=$r/home/anna; printf 'Subject: away\n\nAway\n' > "$h/.vacation.msg"; echo Away > "$h/text"
printf 'require "vacation";\nvacation :addresses ["anna@client.example"] "Away";\n' > "$h/away.sieve"
printf '%s\n' 'mail_location = maildir:~/Maildir' 'sendmail_path = /usr/sbin/sendmail' 'postmaster_address = a@client.example' 'log_path = /dev/null' 'ssl = no' \
  'protocol lda {' 'mail_plugins = sieve' '}' 'plugin {' 'sieve = file:~/away.sieve' '}' > "$h/dovecot.conf"
letter() { printf '%s\n' 'Return-Path: <desk@desk.example>' 'From: desk@desk.example' 'To: anna@client.example' 'Subject: Ready' 'Message-ID: <17@desk.example>' "$@" '' 'Ready'; }
answer() { # a program, fields of the letter: what the answer has
  rm -f "$h"/{answer,.vacation.db,.dovecot.lda-dupes}; letter "${@:2}" > "$h/letter"; chroot "$r" chown -R anna /home/anna; local run
  case $1 in
    vacation) run='{ echo "From desk@desk.example Mon Nov 30 10:00:00 2026"; cat letter; } | vacation -a anna@client.example anna';;
    formail) run='formail -rt < letter | sendmail -t';;
    pigeonhole) run='/usr/lib/dovecot/dovecot-lda -c dovecot.conf -f desk@desk.example -a anna@client.example < letter';;
    mailbot) run='mailbot -t text -N -A "From: anna@client.example" /usr/sbin/sendmail -f "<>" -t < letter';;
  esac
  chroot --userspec=anna "$r" env HOME=/home/anna USER=anna PATH=/usr/sbin:/usr/bin:/bin bash -c "cd; $run; for _ in {1..15}; do [ -e answer ] || sleep 0.2; done; sleep 0.2" >/dev/null 2>&1 || true
  if [ -e "$h/answer" ]; then grep -oE '^(Auto-Submitted: .*|In-Reply-To)' "$h/answer" | tr -d '\r' | tr '\n' ' '; echo '(answered)'; else echo none; fi
}
for p in vacation formail pigeonhole mailbot; do
  echo "$p | $(answer $p) | suppressed: $(answer $p 'X-Auto-Response-Suppress: All') | of a machine: $(answer $p 'Auto-Submitted: auto-generated')"
done | tee "$d/seen"
diff - "$d/seen" <<'E'
vacation | (answered) | suppressed: (answered) | of a machine: none
formail | In-Reply-To (answered) | suppressed: In-Reply-To (answered) | of a machine: In-Reply-To (answered)
pigeonhole | In-Reply-To Auto-Submitted: auto-replied (vacation) (answered) | suppressed: none | of a machine: none
mailbot | Auto-Submitted: auto-replied In-Reply-To (answered) | suppressed: Auto-Submitted: auto-replied In-Reply-To (answered) | of a machine: none
E
