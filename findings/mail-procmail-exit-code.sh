#!/usr/bin/env bash
# A procmail recipe without the letter w throws away the mail that the desk asked to keep.
# Guess: a program in a recipe that exits 75 makes procmail fail with 75, so the MTA tries again later.
# So:    without "w" the code is not looked at: the mail is gone and procmail exits 0. With "w" procmail goes on to the next recipe, so the mail
#        falls into the user's own mailbox, and the code is 0 again. Setting EXITCODE=75 before does both: it keeps a copy and asks for
#        a retry, so every retry adds one. What works is "w" and a second recipe ":0 e" that sets EXITCODE and stops by HOST.
# Seen:  procmail 3.22-27 (Debian 12). Source: procmailrc(5) flags w, W, e and the variables EXITCODE, HOST; src/procmail.c.
# Desk:  `deliver` answers 75 while the desk is down; the sample for procmail needs those two recipes.
set -euo pipefail
dpkg -s procmail >/dev/null 2>&1 || { apt-get update -qq; apt-get install -y -qq --no-install-recommends procmail >/dev/null; }
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
cd "$d"; printf 'From: anna@example.org\nTo: desk@example.net\nSubject: a knock\n\ntext\n' > mail
run() { # the recipes; prints the code and how many mails lie in the user's mailbox
  rm -f inbox; { printf 'DEFAULT=%s/inbox\nLOGFILE=%s/log\n' "$d" "$d"; printf '%b' "$1"; } > rc; local code=0
  for _ in 1 2; do procmail ./rc < mail || code=$?; done
  echo "code $code, in the mailbox after two tries: $(grep -c '^Subject' inbox 2>/dev/null || true)"
}
down='| cat > /dev/null; exit 75\n'
one=$(run ":0\n$down"); two=$(run ":0 w\n$down"); three=$(run "EXITCODE=75\n:0 w\n$down"); four=$(run ":0 w\n$down:0 e\n{\n  EXITCODE=75\n  HOST\n}\n")
printf '%-22s %s\n' ':0' "$one" ':0 w' "$two" 'EXITCODE=75, :0 w' "$three" ':0 w, then :0 e' "$four"
[ "$one" = "code 0, in the mailbox after two tries: " ] && [ "$two" = "code 0, in the mailbox after two tries: 2" ]
[ "$three" = "code 75, in the mailbox after two tries: 2" ] && [ "$four" = "code 75, in the mailbox after two tries: " ]
