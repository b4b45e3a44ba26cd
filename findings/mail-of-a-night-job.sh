#!/usr/bin/env bash
# A report in Russian that a night job mails to the desk: not sent, or in letters that the mail says are none.
# Guess: "mail -s 'Копия готова' desk@…" under cron does what it does in a terminal: an encoded subject, a text marked as UTF-8.
# So:    cron has no locale, so the locale is C. s-nail then sends nothing: the text goes to dead.letter, the code is 4. bsd-mailx writes raw UTF-8 into the
#        subject and calls the text ANSI_X3.4-1968, which is ASCII; mailutils names no charset and no MIME version at all, in a UTF-8 locale
#        either; mutt writes =?unknown-8bit?B?…?= and charset=unknown-8bit. With LC_ALL=C.UTF-8 s-nail and mutt are right, and
#        bsd-mailx has a raw subject.
# Seen:  s-nail 14.9.24, bsd-mailx 8.1.2, mailutils 3.15, mutt 2.2.12 (Debian 12). Source: s-nail(1), charset-7bit and sendcharsets; RFC 1428 (unknown-8bit).
# Desk:  letters without a true charset are read as UTF-8 where their bytes are UTF-8; a job sets LC_ALL=C.UTF-8 and looks at the code.
# The programs are installed in a copy of this machine that lies in memory and is gone afterwards. Needs root.
set -euo pipefail
[ -n "${INSIDE:-}" ] || exec env INSIDE=1 unshare -m -p -f --mount-proc --kill-child bash "$0"
d=$(mktemp -d); trap 'umount -l "$d"; rmdir "$d"' EXIT
mount -t tmpfs none "$d"
machine() { # a package: this machine with it, and a sendmail that keeps the letter
  mkdir -p "$d/$1"/{up,work,root}; mount -t overlay none -o "lowerdir=/,upperdir=$d/$1/up,workdir=$d/$1/work" "$d/$1/root"
  mount -t proc none "$d/$1/root/proc"; mount --bind /dev "$d/$1/root/dev"
  chroot "$d/$1/root" sh -c "apt-get update -qq; DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $1" >/dev/null 2>&1
  rm -f "$d/$1/root/usr/sbin/sendmail" "$d/$1/root/usr/lib/sendmail"; ln -s /usr/sbin/sendmail "$d/$1/root/usr/lib/sendmail"
  printf '#!/bin/sh\ncat > /letter\n' > "$d/$1/root/usr/sbin/sendmail"; chmod 755 "$d/$1/root/usr/sbin/sendmail"
}
for p in s-nail bsd-mailx mailutils mutt; do
  machine "$p"; program=$p; [ "$p" != mailutils ] || program=mail.mailutils
  for locale in C C.UTF-8; do
    letter=$d/$p/root/letter; rm -f "$letter"; code=0
    echo 'Размер 12 ГБ' | chroot "$d/$p/root" env -i PATH=/usr/sbin:/usr/bin:/bin HOME=/root LC_ALL="$locale" "$program" -s 'Копия готова' desk@desk.example >/dev/null 2>&1 || code=$?
    for _ in 1 2 3 4 5; do [ -s "$letter" ] || sleep 0.3; done
    if [ -s "$letter" ]; then echo "$p $locale: code $code; $(grep -oE '^Subject: (=\?[^?]*|К)' "$letter") $(grep -oE 'charset=.*' "$letter" || echo 'no charset')"; else echo "$p $locale: code $code; nothing is sent"; fi
  done
done | tee "$d/seen"
diff - "$d/seen" <<'E'
s-nail C: code 4; nothing is sent
s-nail C.UTF-8: code 0; Subject: =?utf-8 charset=utf-8
bsd-mailx C: code 0; Subject: К charset="ANSI_X3.4-1968"
bsd-mailx C.UTF-8: code 0; Subject: К charset="UTF-8"
mailutils C: code 0; Subject: К no charset
mailutils C.UTF-8: code 0; Subject: К no charset
mutt C: code 0; Subject: =?unknown-8bit charset=unknown-8bit
mutt C.UTF-8: code 0; Subject: =?utf-8 charset=utf-8
E
