#!/usr/bin/env bash
# Inside a systemd unit with NoNewPrivileges, Postfix's sendmail never ends, and a mail over its size limit is put off for ever.
# Guess: sendmail is the way out that always works: it takes a mail, or ends with a code of sysexits.h that says why not, 75 for "later".
# So:    it stands on a set-id bit. Without it Exim ends with 1, which sysexits.h does not know, and Postfix's sendmail tries every ten
#        seconds and never ends; when it is killed, its child postdrop goes on. A mail over message_size_limit ends with 75, though no
#        later try helps. Unknown recipients are 0: a mail to the sender tells of them.
# Seen:  postfix 3.7.11, exim4 4.96-15+deb12u11 (Debian 12). Source: postfix src/global/mail_queue.c (mail_queue_enter),
#        src/sendmail/sendmail.c; systemd.exec(5), NoNewPrivileges.
# Desk:  sends by SMTP. The sendmail path needs a unit with NoNewPrivileges=no; it has a time limit, and what is killed goes with its children.
# The servers are installed in a copy of this machine that lies in memory and is gone afterwards. Needs root.
set -euo pipefail
[ -n "${INSIDE:-}" ] || exec env INSIDE=1 unshare -m -p -f --mount-proc --kill-child bash "$0"
d=$(mktemp -d); trap 'umount -l "$d"; rmdir "$d"' EXIT
mount -t tmpfs none "$d"
machine() { # a name, a package: this machine with the package
  mkdir -p "$d/$1"/{up,work,root}; mount -t overlay none -o "lowerdir=/,upperdir=$d/$1/up,workdir=$d/$1/work" "$d/$1/root"
  mount -t proc none "$d/$1/root/proc"; mount --bind /dev "$d/$1/root/dev"
  printf '#!/bin/sh\nexit 101\n' > "$d/$1/root/usr/sbin/policy-rc.d"; chmod +x "$d/$1/root/usr/sbin/policy-rc.d"
  chroot "$d/$1/root" sh -c "apt-get update -qq; DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $2" >/dev/null 2>&1
}
machine postfix postfix; machine exim exim4-daemon-light
{ printf 'Subject: big\n\n'; head -c 8000000 /dev/zero | base64; } > "$d/big"; printf 'Subject: small\n\ntext\n' > "$d/small"
run() { # server, mail, words before sendmail: the exit code; 137 if it had to be killed
  local code=0; chroot --userspec=nobody:nogroup "$d/$1/root" ${3:-} timeout --foreground -s KILL 15 /usr/sbin/sendmail -i -f '<>' -- anna@desk.example < "$d/$2" >/dev/null 2>&1 || code=$?
  echo "$code"
}
bound='setpriv --no-new-privs'
printf '%-34s %s\n' 'Postfix, set-id bit' "$(run postfix small)" 'Postfix, NoNewPrivileges' "$(run postfix small "$bound")" \
  'Postfix, mail of 11 MB' "$(run postfix big)" 'Exim, set-id bit' "$(run exim small)" 'Exim, NoNewPrivileges' "$(run exim small "$bound")" | tee "$d/codes"
left=$(pgrep -c postdrop || true); echo "postdrop left behind: $left"
[ "$(awk '{printf "%s ", $NF}' "$d/codes")" = "0 137 75 0 1 " ] && [ "$left" = 1 ]
