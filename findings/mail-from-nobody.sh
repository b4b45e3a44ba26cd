#!/usr/bin/env bash
# Three ways to a program name the sender of a bounce in three ways.
# Guess: a mail from the empty sender <> (a bounce) reaches a program with "Return-Path: <>": Postfix with flags=R, Exim with return_path_add, getmail.
# So:    Postfix writes <MAILER-DAEMON>, as if somebody had sent it, unless null_sender= is empty. Exim writes <>. getmail keeps what the box has, and
#        writes <unknown> where it has none.
# Seen:  postfix 3.7.11, exim4 4.96-15+deb12u11, getmail6 6.18.11 (Debian 12). Source: pipe(8), null_sender; spec.txt, return_path_add;
#        getmailcore/message.py and _retrieverbases.py.
# Desk:  takes MAILER-DAEMON in Return-Path for nobody, too; <unknown> says nothing. The sample for Postfix sets null_sender=.
# The servers are installed in a copy of this machine that lies in memory and is gone afterwards. Needs root.
set -euo pipefail
[ -n "${INSIDE:-}" ] || exec env INSIDE=1 unshare -m -p -f --mount-proc --kill-child bash "$0"
d=$(mktemp -d); trap 'umount -l "$d"; rmdir "$d"' EXIT
mount -t tmpfs none "$d"
machine() { # a name, packages: this machine with the packages, and a program that keeps what it is handed
  mkdir -p "$d/$1"/{up,work,root}; mount -t overlay none -o "lowerdir=/,upperdir=$d/$1/up,workdir=$d/$1/work" "$d/$1/root"
  mount -t proc none "$d/$1/root/proc"; mount --bind /dev "$d/$1/root/dev"
  printf '#!/bin/sh\nexit 101\n' > "$d/$1/root/usr/sbin/policy-rc.d"; chmod +x "$d/$1/root/usr/sbin/policy-rc.d"
  chroot "$d/$1/root" sh -c "apt-get update -qq; DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $2" >/dev/null 2>&1
  printf '#!/bin/sh\ncat > /var/tmp/handed.new; mv /var/tmp/handed.new /var/tmp/handed\n' > "$d/$1/root/usr/local/bin/keep"; chmod 755 "$d/$1/root/usr/local/bin/keep"
}
mail='From: mailer@client.example\nSubject: it did not arrive\n\ntext\n'
handed() { # a machine: the Return-Path of what its program got
  for _ in $(seq 100); do [ ! -s "$d/$1/root/var/tmp/handed" ] || break; sleep 0.1; done
  sed -n 's/^Return-[Pp]ath: //p' "$d/$1/root/var/tmp/handed"; rm -f "$d/$1/root/var/tmp/handed"
}
machine postfix postfix; machine exim exim4-daemon-light; machine getmail getmail6
chroot "$d/postfix/root" sh -c "postconf -e inet_interfaces=127.0.0.1 mydestination= transport_maps=inline:'{{desk@desk.example = keep:}}' relay_domains=desk.example
  sed -i -E 's/^smtp      inet  n       -       y/127.0.0.1:42525 inet n - n/; s/^(\S+ +unix +\S+ +\S+ +)y/\1n/' /etc/postfix/master.cf
  printf 'keep unix - n n - - pipe\n  flags=R user=nobody argv=/usr/local/bin/keep\n' >> /etc/postfix/master.cf; postfix start" >/dev/null 2>&1
send() { chroot "$d/postfix/root" sh -c "printf '$mail' | sendmail -f '<>' desk@desk.example"; }
send; one=$(handed postfix)
chroot "$d/postfix/root" sh -c "sed -i 's/flags=R/flags=R null_sender=/' /etc/postfix/master.cf; postfix reload; sleep 1" >/dev/null 2>&1
send; two=$(handed postfix)
printf 'begin routers\nd:\n  driver = accept\n  transport = keep\nbegin transports\nkeep:\n  driver = pipe\n  command = /usr/local/bin/keep\n  user = Debian-exim\n  return_path_add\n' \
  > "$d/exim/root/etc/exim4/keep.conf"
chroot "$d/exim/root" sh -c "printf '$mail' | exim4 -C /etc/exim4/keep.conf -odf -f '<>' desk@desk.example" 2>/dev/null; three=$(handed exim)
cat > "$d/getmail/root/root/pop.py" <<'E'
import socketserver, sys
mail = sys.argv[1].encode().decode("unicode_escape").replace("\n", "\r\n").encode()
class Box(socketserver.StreamRequestHandler):
    def handle(self):
        say = lambda *lines: self.wfile.write(b"".join(l + b"\r\n" for l in lines))
        say(b"+OK")
        for line in self.rfile:
            verb, *rest = line.decode().split()
            if verb in ("LIST", "UIDL"):
                row = b"1 %d" % len(mail) if verb == "LIST" else b"1 uid1"
                say(b"+OK " + row) if rest else say(b"+OK", row, b".")
            elif verb in ("RETR", "TOP"): say(b"+OK", mail.rstrip(b"\r\n"), b".")
            elif verb == "STAT": say(b"+OK 1 %d" % len(mail))
            elif verb == "CAPA": say(b"+OK", b"USER", b"UIDL", b"TOP", b".")
            else: say(b"+OK")
            if verb == "QUIT": return
server = socketserver.TCPServer(("127.0.0.1", 0), Box); print(server.server_address[1], flush=True); server.handle_request()
E
fetch() { # a mail in the box
  python3 -u "$d/getmail/root/root/pop.py" "$1" > "$d/port" & until [ -s "$d/port" ]; do sleep 0.1; done
  printf '[retriever]\ntype = SimplePOP3Retriever\nserver = 127.0.0.1\nport = %s\nusername = desk\npassword = desk\n[destination]\ntype = MDA_external\npath = /usr/local/bin/keep\nuser = nobody\ngroup = nogroup\n' \
    "$(head -1 "$d/port")" > "$d/getmail/root/root/rc"; rm -f "$d/port"
  chroot "$d/getmail/root" sh -c 'getmail --getmaildir=/root --rcfile=/root/rc' >/dev/null 2>&1; wait; handed getmail
}
four=$(fetch "Return-Path: <>\n$mail"); five=$(fetch "$mail")
printf '%-32s %s\n' 'Postfix, flags=R' "$one" 'Postfix, flags=R null_sender=' "$two" 'Exim, return_path_add' "$three" 'getmail, the box has <>' "$four" 'getmail, the box has none' "$five"
chroot "$d/postfix/root" postfix stop >/dev/null 2>&1 || true
[ "$one" = '<MAILER-DAEMON>' ] && [ "$two" = '<>' ] && [ "$three" = '<>' ] && [ "$four" = '<>' ] && [ "$five" = '<unknown>' ]
