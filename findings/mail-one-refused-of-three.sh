#!/usr/bin/env bash
# One mail in the box that the desk refuses: all mails come again and again, or none behind it ever comes.
# Guess: a fetcher keeps the mail that its program refused (69), hands over the next ones, deletes what was taken and ends with an error.
# So:    fdm hands over the others, but breaks the connection off at the end, so that a POP3 server deletes nothing: the same mails are handed over by
#        nearly every run, and its exit code is 0. mpop stops at the refused one: what stands behind it waits for ever; it ends with 74, whatever
#        the program's code was, and remembers by itself what it has handed over.
# Seen:  fdm 1.9+git20181219, mpop 1.4.18 (Debian 12), three mails in a box, the second refused. Source: fdm's fetch.c ("fetching error. aborted"),
#        mpop(1), delivery mda; RFC 1939 6: deletions are done by QUIT only.
# Desk:  a mail that comes again is one with the first (/docs#rule-message_once). A mail it cannot take should go to a person, not back to such a fetcher.
set -euo pipefail
need=(); for p in fdm mpop; do dpkg -s $p >/dev/null 2>&1 || need+=($p); done
[ ${#need[@]} = 0 ] || { apt-get update -qq; apt-get install -y -qq --no-install-recommends "${need[@]}" >/dev/null; }
d=$(mktemp -d); pids=(); trap 'kill "${pids[@]}" 2>/dev/null; wait 2>/dev/null; rm -rf "$d"' EXIT
chmod 755 "$d"; cd "$d"; mkdir fdm mpop; read -r A B < <(python3 -c 'import socket; s = [socket.socket() for _ in range(2)]; [x.bind(("127.0.0.1", 0)) for x in s]; print(*[x.getsockname()[1] for x in s])')
cat > box.py <<'P' # a POP3 server with three mails; prints what is left after each connection
import socketserver, sys
left = {n: f"From: anna@example.org\r\nSubject: {n}\r\nMessage-ID: <{n}@example.org>\r\n\r\ntext\r\n".encode() for n in (1, 2, 3)}
class Box(socketserver.StreamRequestHandler):
    def handle(self):
        names, gone = list(left), []
        mails, say = [left[n] for n in names], lambda line: self.wfile.write(line.encode() + b"\r\n")
        say("+OK")
        for line in self.rfile:
            word, *rest = line.decode().upper().split(); i = int(rest[0]) - 1 if rest and rest[0].isdigit() else None
            if word == "STAT": say(f"+OK {len(mails)} {sum(map(len, mails))}")
            elif word in ("LIST", "UIDL"):
                row = [f"{k + 1} {len(mails[k]) if word == 'LIST' else 'u%d' % names[k]}" for k in range(len(mails))]
                say("+OK " + row[i] if i is not None else "\r\n".join(["+OK", *row, "."]))
            elif word == "RETR": self.wfile.write(b"+OK\r\n" + mails[i] + b".\r\n")
            elif word == "CAPA": say("+OK\r\nUSER\r\nUIDL\r\n.")
            else: say("+OK")
            if word == "DELE": gone.append(names[i])
            if word == "QUIT": [left.pop(n) for n in gone]; return
socketserver.ThreadingTCPServer.allow_reuse_address = socketserver.ThreadingTCPServer.daemon_threads = True
socketserver.ThreadingTCPServer(("127.0.0.1", int(sys.argv[1])), Box).serve_forever()
P
for port in "$A" "$B"; do python3 box.py "$port" & pids+=($!); done; sleep 1
printf '#!/bin/sh\nn=$(sed -n "s/^Subject: *//p"); n=${n%%%%[!0-9]*}; echo "$n" >> "$1"; [ "$n" != 2 ] || exit 69\n' > take; chmod 755 take
cat > fdm.conf <<E
set lock-file "$d/fdm/lock"
account "box" pop3 server "127.0.0.1" port $A user "anna" pass "none"
action "desk" pipe "$d/take $d/fdm/got"
match all action "desk"
E
printf '%s\n' 'account default' 'host 127.0.0.1' "port $B" 'user anna' 'password none' 'auth user' 'tls off' "uidls_file $d/mpop/uids" 'keep off' 'received_header off' "delivery mda $d/take $d/mpop/got" > mpoprc
chmod 600 fdm.conf mpoprc; touch fdm/got mpop/got
for _ in 1 2 3 4 5 6; do
  code=0; HOME=$d fdm -f fdm.conf -u "$(id -un)" -a box fetch >/dev/null 2>&1 || code=$?; echo "fdm: code $code, handed over so far: $(sort fdm/got | tr '\n' ' ')"
  code=0; mpop -C mpoprc >/dev/null 2>&1 || code=$?; echo "mpop: code $code, handed over so far: $(sort mpop/got | tr '\n' ' ')"
done | tee seen
[ "$(grep -c '^fdm: code 0' seen)" = 6 ] && [ "$(grep -c '^1$' fdm/got)" -ge 3 ]
[ "$(grep -c '^mpop: code 74' seen)" = 6 ] && [ "$(grep -c '^1$' mpop/got)" = 1 ] && ! grep -q '^3$' mpop/got
