#!/usr/bin/env bash
# Three mail servers hand a mail to a program: which of its ends mean "later", and which send the client an error.
# Guess: what is no fault of the mail is tried later by all: 71 (system), 73 (cannot create), 74 (input/output), 75 (later), a program that was killed
#        for want of memory, one that is not there for the second of its update (127).
# So:    75 alone is later for all three. 71 is later for Postfix and OpenSMTPD, 73 for Exim; 74, 127 and 1 come back to the client from each of them.
#        A killed program is later for Postfix only: Exim and OpenSMTPD return the mail, though the program may have kept it already.
# Seen:  postfix 3.7.11, exim4 4.96, opensmtpd 6.8.0p2 (Debian 12). Source: pipe(8), "DIAGNOSTICS", and src/global/pipe_command.c; Exim's pipe transport:
#        temp_errors (75 and 73), freeze_signal; smtpd/mda.c (mda_done: EX_OSERR, EX_TEMPFAIL).
# Desk:  `deliver` must end with 0, 75 or a refusal, whatever happens; its file is replaced by a rename, and a shell around it may not end with 1 or 127.
# The servers are installed in a copy of this machine that lies in memory and is gone afterwards. Needs root.
set -euo pipefail
[ -n "${INSIDE:-}" ] || exec env INSIDE=1 unshare -m -p -f --mount-proc --kill-child bash "$0"
d=$(mktemp -d); trap 'umount -l "$d"; rmdir "$d"' EXIT
mount -t tmpfs none "$d"
ends="0 1 69 71 73 74 75 127 killed"
machine() { # a name, a package: this machine with the package, users by the name of each end, and a program that ends so
  mkdir -p "$d/$1"/{up,work,root}; mount -t overlay none -o "lowerdir=/,upperdir=$d/$1/up,workdir=$d/$1/work" "$d/$1/root"
  mount -t proc none "$d/$1/root/proc"; mount --bind /dev "$d/$1/root/dev"
  printf '#!/bin/sh\nexit 101\n' > "$d/$1/root/usr/sbin/policy-rc.d"; chmod +x "$d/$1/root/usr/sbin/policy-rc.d"
  printf '#!/bin/sh\ncat > /dev/null; end=${1:-$LOCAL_PART}; [ "$end" = e-killed ] && kill -9 $$; exit "${end#e-}"\n' > "$d/$1/root/usr/local/bin/end"; chmod 755 "$d/$1/root/usr/local/bin/end"
  chroot "$d/$1/root" sh -c "apt-get update -qq; DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $2; for end in $ends; do useradd -m e-\$end; done" >/dev/null 2>&1
}
send() { for end in $ends; do printf 'Subject: a knock\n\ntext\n' | chroot "$d/$1/root" sendmail "${@:2}" -f '<>' -i -- "e-$end@desk.example" >/dev/null 2>&1 || true; done; }
settled() { for _ in {1..80}; do [ "$(grep -cE "$2" "$1")" -ge 9 ] && break; sleep 0.5; done; } # a log, a pattern of which it has one line for each mail
machine postfix postfix
chroot "$d/postfix/root" bash -c "postconf -e inet_interfaces=127.0.0.1 mydestination= virtual_mailbox_domains=desk.example virtual_mailbox_maps=static:all virtual_transport=desk alias_maps= maillog_file=/var/log/mail.log
  sed -i -E '/^smtp +inet/d; s/^(\S+ +unix +\S+ +\S+ +)y/\1n/' /etc/postfix/master.cf
  printf '%s\n' 'desk unix - n n - - pipe flags= user=nobody argv=/usr/local/bin/end \${user}' 'postlog unix-dgram n - n - 1 postlogd' >> /etc/postfix/master.cf; postfix start" >/dev/null 2>&1
sleep 2; send postfix; settled "$d/postfix/root/var/log/mail.log" "to=<e-.*status="; chroot "$d/postfix/root" postfix stop >/dev/null 2>&1
sed -nE 's/.*to=<e-([^@]*)@.*status=(sent|deferred|bounced).*/\1 \2/p' "$d/postfix/root/var/log/mail.log" > "$d/postfix.seen"
machine exim exim4-daemon-light
cat > "$d/exim/root/etc/exim4/exim4.conf" <<'C'
primary_hostname = mail.desk.example
log_file_path = /var/log/exim4/%slog
begin routers
all: ; driver = accept ; transport = desk
begin transports
desk: ; driver = pipe ; command = /usr/local/bin/end ; user = nobody
C
sed -i 's/: ;/:\n/; s/ ; /\n/g' "$d/exim/root/etc/exim4/exim4.conf"; send exim -odi
sed -nE 's/^.{37}(=>|==|\*\*) e-([^@ ]*)[@ ].*/\2 \1/p' "$d/exim/root/var/log/exim4/mainlog" | sed 's/=>/sent/; s/==/deferred/; s/\*\*/bounced/' > "$d/exim.seen"
machine smtpd opensmtpd
printf '%s\n' 'listen on socket' 'action desk mda "/usr/local/bin/end %{rcpt.user}" user nobody' 'match from any for domain "desk.example" action desk' > "$d/smtpd/root/etc/smtpd.conf"
mkdir -p "$d/smtpd/root/run/smtpd"; echo mail.desk.example > "$d/smtpd/root/etc/mailname"; chroot "$d/smtpd/root" smtpd -dv > "$d/smtpd.log" 2>&1 & sleep 2
send smtpd; settled "$d/smtpd.log" "mda delivery.*rcpt=<e-"; kill $! || true
sed -nE 's/.*mda delivery.*rcpt=<e-([^@]*)@.*result=([A-Za-z]*).*/\1 \2/p' "$d/smtpd.log" | sed 's/Ok/sent/; s/TempFail/deferred/; s/PermFail/bounced/' | sort -u > "$d/smtpd.seen"
said() { sed -n "s/^$2 //p" "$d/$1.seen" | head -1; }
for end in $ends; do printf '%-7s %-9s %-9s %s\n' "$end" "$(said postfix "$end")" "$(said exim "$end")" "$(said smtpd "$end")"; done | tee "$d/seen"
diff - "$d/seen" <<'E'
0       sent      sent      sent
1       bounced   bounced   bounced
69      bounced   bounced   bounced
71      deferred  bounced   deferred
73      bounced   deferred  bounced
74      bounced   bounced   bounced
75      deferred  deferred  deferred
127     bounced   bounced   bounced
killed  deferred  bounced   bounced
E
