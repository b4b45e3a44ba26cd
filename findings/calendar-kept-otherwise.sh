#!/usr/bin/env bash
# A CalDAV server keeps another text than it was given, and vouches for it with a strong ETag.
# Guess: what was PUT is what GET gives; if not, the answer to PUT has no strong ETag, as RFC 4791 asks, so a client reads the event again.
# So:    Radicale and Xandikos write properties in an order of their own and fold lines anew (inside a word), and both answer PUT with the ETag of that
#        other text. A client that keeps its text beside the ETag has, by all that HTTP says, an equal copy, and by comparing has a change.
#        Xandikos lets a PUT give the event another UID: 204, where Radicale answers 409.
#        An event under a UID that another file has is refused by Xandikos with 207, which is a success to curl --fail.
# Seen:  radicale 3.1.8, xandikos 0.2.8 (Debian 12). Source: RFC 4791 5.3.2.1 (no-uid-conflict) and 5.3.4 (strong ETag only for an equal text);
#        radicale/app/put.py, xandikos/webdav.py (PutMethod, _send_simple_dav_error).
# Desk:  sends events only as mails and feeds, and is no CalDAV client. A bridge counts 201 and 204 as saved, and compares by UID and SEQUENCE.
set -euo pipefail
need=(); for p in radicale xandikos curl; do dpkg -s $p >/dev/null 2>&1 || need+=("$p"); done
[ ${#need[@]} = 0 ] || { apt-get update -qq; apt-get install -y -qq --no-install-recommends "${need[@]}" >/dev/null; }
d=$(mktemp -d); pids=(); trap 'kill "${pids[@]}" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$d"' EXIT
port() { /usr/bin/python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
a=$(port) b=$(port); export HOME="$d"; cd "$d"
printf '[server]\nhosts = 127.0.0.1:%s\n[auth]\ntype = none\n[storage]\nfilesystem_folder = %s/radicale\n' "$a" "$d" > radicale.ini
/usr/bin/radicale -C radicale.ini >/dev/null 2>&1 & pids+=($!)
/usr/bin/xandikos -d "$d/xandikos" -l 127.0.0.1 -p "$b" --current-user-principal /u/ --defaults --autocreate >/dev/null 2>&1 & pids+=($!)
event() { # UID
  printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 PRODID:-//Example//EN BEGIN:VEVENT "UID:$1@example.net" DTSTAMP:20261130T100000Z DTSTART:20261201T070000Z \
    DTEND:20261201T080000Z 'SUMMARY:Замена колодок' CATEGORIES:ТО END:VEVENT END:VCALENDAR
}
event order-15 > 15.ics; event order-16 > 16.ics
put() { curl -s -u u:p -o answer -D head -w '%{http_code}' -H 'Content-Type: text/calendar; charset=utf-8' -T "$2" "$1"; }
etag() { tr -d '\r' < head | sed -n 's/^[Ee][Tt]ag: //p'; }
for server in radicale xandikos; do
  if [ $server = radicale ]; then base="http://127.0.0.1:$a/u/cal"; else base="http://127.0.0.1:$b/u/calendars/calendar"; fi
  curl -s -o answer --retry 60 --retry-delay 1 --retry-connrefused -u u:p "${base%/u/*}/"
  [ $server = xandikos ] || curl -s -u u:p -X MKCALENDAR "$base/"
  first=$(put "$base/15.ics" 15.ics); given=$(etag)
  curl -s -u u:p -D head "$base/15.ics" > kept.ics; same=differs; cmp -s 15.ics kept.ics && same=equals
  [ "$given" = "$(etag)" ] && [[ "$given" = '"'* ]]
  other=$(put "$base/15.ics" 16.ics)
  put "$base/15.ics" 15.ics >/dev/null; double=$(put "$base/17.ics" 15.ics)
  echo "$server: PUT $first with $given, the text $same; another UID $other; a UID twice $double"
  [ "$first $same" = "201 differs" ]
  case $server in radicale) [ "$other $double" = "409 409" ] ;; xandikos) [ "$other $double" = "204 207" ]; grep -q no-uid-conflict answer ;; esac
done
