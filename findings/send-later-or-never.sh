#!/usr/bin/env bash
# A program that sends by another's exit code cannot tell "later" from "never".
# Guess: the small stand-ins for sendmail speak its language: 75 for a refusal to be tried again (greylisting, 451), 67 or 69 for a final one,
#        and a letter to two goes to the one whose address is good.
# So:    msmtp answers 69 ("unavailable", final by sysexits) to 451, 65 to 550, and 75 without a server; esmtp 70 to both refusals, 69
#        without a server; ssmtp 1 to all. If one of two recipients is refused, nobody gets the letter. And ivan@пример.рф is sent as it stands,
#        to a server that did not offer SMTPUTF8: none of them writes xn--e1afmkfd.xn--p1ai.
# Seen:  msmtp 1.8.23, esmtp 1.2, ssmtp 2.64 (Debian 12).
#        Source: sysexits.h (EX_TEMPFAIL 75, EX_UNAVAILABLE 69); RFC 5321 4.2.1 (4yz), 3.3 (each RCPT by itself); RFC 6531 3.3.
# Desk:  one letter has one recipient; one that failed is tried again for some days whatever the code, and its words are kept.
set -euo pipefail
need=(); for p in msmtp esmtp libgnutls-openssl27; do dpkg -s $p >/dev/null 2>&1 || need+=("$p"); done
[ ${#need[@]} = 0 ] || { apt-get update -qq; apt-get install -y -qq --no-install-recommends "${need[@]}" >/dev/null; }
d=$(mktemp -d); trap 'kill $pid 2>/dev/null; rm -rf "$d"' EXIT; cd "$d"
apt-get download -qq ssmtp 2>/dev/null; dpkg -x ssmtp_*.deb . # unpacked, since installed it would take the place of the machine's mailer
cat > server.py <<'E'
import socketserver
class Server(socketserver.StreamRequestHandler):
    def handle(self):
        say = lambda text: self.wfile.write(text.encode() + b"\r\n")
        say("220 mx.example.net ESMTP")
        for line in self.rfile:
            verb = line[:4].upper()
            if verb == b"RCPT":
                print(line.decode().strip(), flush=True)
                say("451 4.7.1 try again later" if b"later" in line else "550 5.1.1 user unknown" if b"gone" in line else "250 ok")
            elif verb == b"DATA":
                say("354 go")
                while self.rfile.readline() != b".\r\n": pass
                print("taken", flush=True); say("250 2.0.0 queued")
            elif verb == b"QUIT": say("221 bye"); return
            else: say("250 SIZE 10000000" if verb == b"EHLO" else "250 ok")
server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Server)
print(server.server_address[1], flush=True); server.serve_forever()
E
python3 -u server.py > log & pid=$!; until [ -s log ]; do sleep 0.1; done
printf 'From: desk@example.net\nTo: ivan@example.org\nSubject: ready\n\ntext\n' > letter
send() { # the port, the recipients; prints the codes of the three programs
  local port=$1 codes="" tool code; shift
  printf 'account default\nhost 127.0.0.1\nport %s\nfrom desk@example.net\nauth off\ntls off\n' "$port" > msmtprc; chmod 600 msmtprc
  printf 'hostname=127.0.0.1:%s\n' "$port" > esmtprc; printf 'mailhub=127.0.0.1:%s\nhostname=desk.example.net\n' "$port" > ssmtp.conf
  for tool in msmtp esmtp ssmtp; do
    code=0
    case $tool in
      msmtp) msmtp -C msmtprc -- "$@" ;;
      esmtp) esmtp -C "$d/esmtprc" -f desk@example.net "$@" ;;
      ssmtp) usr/sbin/ssmtp "-C$d/ssmtp.conf" -fdesk@example.net "$@" ;;
    esac < letter > words 2>&1 || code=$?
    codes+="$tool $code "
  done
  echo "${codes% }"
}
port=$(head -1 log)
good=$(send "$port" ivan@example.org); taken=$(grep -c taken log)
later=$(send "$port" later@example.org); gone=$(send "$port" gone@example.org); both=$(send "$port" ivan@example.org gone@example.org)
[ "$(grep -c taken log)" = "$taken" ]
cyrillic=$(send "$port" ivan@пример.рф); raw=$(grep -c 'RCPT TO:<ivan@пример.рф>' log); none=$(send 1 ivan@example.org)
printf '%s\n' "taken: $good ($taken)" "451: $later" "550: $gone" "one of two 550: $both" "пример.рф: $cyrillic ($raw as it stands)" "no server: $none"
[ "$good/$taken" = "msmtp 0 esmtp 0 ssmtp 0/3" ] && [ "$later" = "msmtp 69 esmtp 70 ssmtp 1" ] && [ "$gone" = "msmtp 65 esmtp 70 ssmtp 1" ]
[ "$both" = "msmtp 65 esmtp 70 ssmtp 1" ] && [ "$cyrillic/$raw" = "msmtp 0 esmtp 0 ssmtp 0/3" ] && [ "$none" = "msmtp 75 esmtp 69 ssmtp 1" ]
