#!/bin/sh
# release.sh BINARY: is it a binary for a machine without Swift? It may need nothing but the C library, and alone in an empty folder, with
# an empty environment, it knows time zones and their summer time, hashes a password, and imports a table in Windows-1251.
set -eu
binary=$1; source=$(cd "$(dirname "$0")/../.." && pwd)
fail() { echo "release: $1" >&2; exit 1; }

needed=$(ldd "$binary" | awk '{print $1}')
for library in $needed; do
  case "$library" in
    linux-vdso.so.*|libc.so.*|libm.so.*|libdl.so.*|libpthread.so.*|libgcc_s.so.*|libstdc++.so.*|/lib*/ld-linux*) ;;
    *) fail "it needs $library" ;;
  esac
done

place=$(mktemp -d); trap 'kill "$server" 2>/dev/null || true; rm -rf "$place"' EXIT; server=
cp "$binary" "$place/servicedesk"; cd "$place"
desk() { env -i SERVICEDESK_PORT="$port" "$@"; }
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')

desk ./servicedesk version >/dev/null || fail "it does not start"
for zone in Europe/Moscow Europe/Berlin; do
  desk SERVICEDESK_TIME_ZONE=$zone ./servicedesk migrate >/dev/null || fail "it does not know $zone"
done
desk SERVICEDESK_TIME_ZONE=Europe/Nowhere ./servicedesk migrate 2>/dev/null && fail "it takes any word for a time zone"
echo "four horses are waiting" | desk ./servicedesk user add admin --role admin >/dev/null || fail "it cannot hash a password"
token=$(desk ./servicedesk token create admin release | tail -1)

# Two orders opened half an hour after midnight in Berlin: in winter that is 23:30 UTC, in summer 22:30 UTC of the day before.
python3 - <<'END'
import sqlite3
db = sqlite3.connect("var/desk.db")
db.execute("INSERT INTO clients (id, kind, name, search_text, created_at) VALUES (1, 'person', 'Berlin', 'berlin', 1768519800000)")
db.execute("INSERT INTO vehicles (id, make, model, client_id, search_text, created_at) VALUES (1, 'VW', 'Golf', 1, 'vw golf', 0)")
for id, at in ((1, 1768519800000), (2, 1784154600000)):
    db.execute("INSERT INTO work_orders (id, number, kind, client_id, vehicle_id, advisor_id, odometer_km, opened_at, search_text) "
               "VALUES (?, ?, 'commercial', 1, 1, 1, 1, ?, '')", (id, f"N-{id}", at))
    event = db.execute("INSERT INTO events (at, type, subject, subject_id, client_id, vehicle_id, work_order_id, data) "
                       "VALUES (?, 'work_order.opened', 'work_order', ?, 1, 1, ?, '{}')", (at, id, id)).lastrowid
    db.execute("INSERT INTO work_order_entries (work_order_id, kind, entry_id) VALUES (?, 2, ?)", (id, event))
db.commit()
END
# Not by way of `desk`: a function in the background is a shell of its own, and the signal is for the server.
env -i SERVICEDESK_PORT="$port" SERVICEDESK_TIME_ZONE=Europe/Berlin ./servicedesk serve >server.log 2>&1 & server=$!
for _ in $(seq 100); do curl -sf "http://127.0.0.1:$port/healthz" >/dev/null && break; sleep 0.05; done
ask() { curl -s -m 10 -H "Authorization: Bearer $token" "$@"; }
ask "http://127.0.0.1:$port/v1/me" | grep -q '"role":"admin"' || fail "it does not answer: $(cat server.log)"
curl -s -m 10 -X POST -H 'Content-Type: application/json' -d '{"login":"admin","password":"four horses are waiting"}' \
  "http://127.0.0.1:$port/v1/login" | grep -q '"secret"' || fail "it does not know the password again"

for day in 2026-01-16 2026-07-16; do
  ask "http://127.0.0.1:$port/v1/work-orders?opened_from=$day&opened_to=$day" | grep -q '"number":"N-' || fail "in Berlin $day begins at another time"
done

for kind in clients operations; do
  desk ./servicedesk import "$kind" "$source/config/demo/$kind.csv" >imported.txt 2>&1 || fail "it cannot import $kind: $(cat imported.txt)"
done
found=$(ask -G "http://127.0.0.1:$port/v1/clients" --data-urlencode "q=савельев" -d limit=1)
echo "$found" | grep -q 'Савельев' || fail "Windows-1251 is not read: $found"
kill "$server"; wait "$server" || fail "it did not end well"
server=
desk ./servicedesk check >/dev/null || fail "the database is not sound"
echo "release: $(du -h "$binary" | cut -f1), needs only$(printf ' %s' $(echo "$needed" | grep -v vdso | sed 's|.*/||'))"
