#!/usr/bin/env bash
# What getmail and fetchmail make of a delivery program's words and codes.
# Guess: exit code 0 means delivered; a permanent refusal (69, too large) is reported and not tried again.
# So:    getmail calls a program that wrote one line to standard error failed, though it exited 0: the mail stays on the server and is delivered again
#        at every poll. And for both programs every code but 0 is the same: a mail refused with 69 is fetched again for ever, its
#        sender is told nothing, and fetchmail itself exits 0.
# Seen:  getmail6 6.18.11, fetchmail 6.4.37 (Debian 12). Source: getmailcore/destinations.py (MDA_external, ignore_stderr), fetchmail sink.c (open_mda_sink, close_sink).
# Desk:  `deliver` must write nothing to standard error when it took the mail, and take the same mail twice without a second ticket;
#        a mailbox that is fetched needs a look at what stays in it.
set -euo pipefail
need=(); for p in getmail6 fetchmail; do dpkg -s $p >/dev/null 2>&1 || need+=($p); done
[ ${#need[@]} = 0 ] || { apt-get update -qq; apt-get install -y -qq --no-install-recommends "${need[@]}" >/dev/null; }
d=$(mktemp -d); chmod 755 "$d"; trap 'kill $pid 2>/dev/null; rm -rf "$d"' EXIT
cd "$d"; cat > pop.py <<'E'
import socketserver
mail = b"From: anna@example.org\r\nTo: desk@example.net\r\nSubject: a knock\r\n\r\ntext\r\n"
class Box(socketserver.StreamRequestHandler):
    def handle(self):
        say, deleted = lambda *lines: self.wfile.write(b"".join(l + b"\r\n" for l in lines)), False
        say(b"+OK")
        for line in self.rfile:
            verb, *rest = line.decode().split()
            if verb in ("LIST", "UIDL"):
                row = b"1 %d" % len(mail) if verb == "LIST" else b"1 uid1"
                say(b"+OK " + row) if rest else say(b"+OK", row, b".")
            elif verb in ("RETR", "TOP"): say(b"+OK", mail.rstrip(b"\r\n"), b".")
            elif verb == "STAT": say(b"+OK 1 %d" % len(mail))
            elif verb == "CAPA": say(b"+OK", b"USER", b"UIDL", b"TOP", b".")
            else: say(b"+OK"); deleted |= verb == "DELE"
            if verb == "QUIT": print("deleted" if deleted else "kept", flush=True); return
server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Box)
print(server.server_address[1], flush=True); server.serve_forever()
E
python3 -u pop.py > box & pid=$!; until [ -s box ]; do sleep 0.1; done; port=$(head -1 box)
printf '[retriever]\ntype = SimplePOP3Retriever\nserver = 127.0.0.1\nport = %s\nusername = desk\npassword = desk\n[destination]\ntype = MDA_external\npath = %s/take\nuser = nobody\ngroup = nogroup\n[options]\ndelete = true\n' "$port" "$d" > getmailrc
printf 'poll 127.0.0.1 proto pop3 port %s user desk pass desk sslproto "" mda "%s/take"\n' "$port" "$d" > fetchmailrc; chmod 600 fetchmailrc
poll() { # the program's end, the fetcher; prints its code and what became of the mail
  printf '#!/bin/sh\ncat > /dev/null\n%s\n' "$1" > take; chmod 755 take; local code=0
  case $2 in getmail) getmail --getmaildir="$d" --rcfile="$d/getmailrc" ;; fetchmail) FETCHMAILHOME=$d fetchmail -f fetchmailrc --nosyslog ;; esac > log 2>&1 || code=$?
  sleep 0.3; echo "$2 $code $(tail -1 box)"
}
seen="$(poll 'exit 0' getmail), $(poll 'echo noted >&2; exit 0' getmail), $(poll 'exit 69' getmail), $(poll 'exit 0' fetchmail), $(poll 'echo noted >&2; exit 0' fetchmail), $(poll 'exit 69' fetchmail)"
echo "exit 0, a line on stderr, exit 69: $seen"
[ "$seen" = "getmail 0 deleted, getmail 127 kept, getmail 127 kept, fetchmail 0 deleted, fetchmail 0 deleted, fetchmail 0 kept" ]
