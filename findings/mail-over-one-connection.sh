#!/usr/bin/env bash
# The eleventh mail over one SMTP connection lies in Exim's queue for up to half an hour, and Postfix lets a connection wait for others' wrong addresses.
# Guess: to send mail after mail over one connection is the quickest and politest way; each is judged for itself.
# So:    Exim accepts all and delivers the first ten; the others wait for the queue runner (-q30m on Debian). Postfix counts the refused
#        recipients of a connection until a mail is taken: from the tenth on, each costs a second; after twenty it closes with 421, and the
#        recipients that were not asked about yet get the blame.
# Seen:  exim4 4.96-15+deb12u11, postfix 3.7.11 (Debian 12). Source: spec.txt, smtp_accept_queue_per_connection (10); postconf(5),
#        smtpd_soft_error_limit (10), smtpd_hard_error_limit (20), smtpd_error_sleep_time (1s).
# Desk:  ten mails a connection, and a new one after a mail that nobody got.
# The servers are installed in a copy of this machine that lies in memory and is gone afterwards. Needs root.
set -euo pipefail
[ -n "${INSIDE:-}" ] || exec env INSIDE=1 unshare -m -p -f --mount-proc --kill-child bash "$0"
d=$(mktemp -d); trap 'umount -l "$d"; rmdir "$d"' EXIT
mount -t tmpfs none "$d"
machine() { # a name, a package: this machine with the package
  mkdir -p "$d/$1"/{up,work,root}; mount -t overlay none -o "lowerdir=/,upperdir=$d/$1/up,workdir=$d/$1/work" "$d/$1/root"
  mount -t proc none "$d/$1/root/proc"; mount --bind /dev "$d/$1/root/dev"
  printf '#!/bin/sh\nexit 101\n' > "$d/$1/root/usr/sbin/policy-rc.d"; chmod +x "$d/$1/root/usr/sbin/policy-rc.d"
  chroot "$d/$1/root" sh -c "apt-get update -qq; DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $2; useradd -m anna" >/dev/null 2>&1
}
machine exim exim4-daemon-light
chroot "$d/exim/root" sh -c "sed -i \"s/^dc_local_interfaces=.*/dc_local_interfaces='127.0.0.1'/; s/^dc_other_hostnames=.*/dc_other_hostnames='desk.example'/\" \
  /etc/exim4/update-exim4.conf.conf; update-exim4.conf; exim4 -bd -q30m -oX 127.0.0.1.42526" >/dev/null 2>&1
machine postfix postfix
chroot "$d/postfix/root" sh -c "postconf -e inet_interfaces=127.0.0.1 mydestination=desk.example local_recipient_maps=unix:passwd.byname alias_maps=
  sed -i -E 's/^smtp      inet  n       -       y/127.0.0.1:42525 inet n - n/; s/^(\S+ +unix +\S+ +\S+ +)y/\1n/' /etc/postfix/master.cf; postfix start" >/dev/null 2>&1
sleep 1
cat > "$d/send.py" <<'P'
import smtplib, sys, time
port, to, mails, per = int(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
for i in range(mails):
    if i % per == 0: s = smtplib.SMTP("127.0.0.1", port)
    t = time.time()
    try: s.sendmail("desk@example.org", [to], f"From: desk@example.org\r\nSubject: {i}\r\n\r\ntext\r\n"); said = 250
    except smtplib.SMTPRecipientsRefused as e: said = e.recipients[to][0]
    except smtplib.SMTPServerDisconnected: said = "closed"
    print(i + 1, said, "slow" if time.time() - t > 0.9 else "at once")
    if said in (421, "closed"): break
P
held() { # how many mails wait; those on their way have twenty seconds
  for _ in $(seq 40); do n=$(chroot "$d/exim/root" exim4 -bpc); [ "$n" -gt "$1" ] || break; sleep 0.5; done; echo "$n"
}
python3 "$d/send.py" 42526 anna@desk.example 12 12 >/dev/null; one=$(held 2)
python3 "$d/send.py" 42526 anna@desk.example 12 6 >/dev/null; two=$(($(held 2) - one))
echo "Exim: of 12 mails over one connection $one wait, over two connections $two"
python3 "$d/send.py" 42525 nobody.here@desk.example 30 30 > "$d/slow"; python3 "$d/send.py" 42525 nobody.here@desk.example 30 1 > "$d/quick"
echo "Postfix, one connection:"; sed -n '1p;9p;10p;20p;$p' "$d/slow"; echo "Postfix, a connection each:"; tail -1 "$d/quick"
[ "$one" = 2 ] && [ "$two" = 0 ]
grep -q '^9 550 at once' "$d/slow" && grep -q '^10 550 slow' "$d/slow" && tail -1 "$d/slow" | grep -Eq '421|closed' && ! grep -q slow "$d/quick"
