"""Measures W1 to W6: the server on one core, the driver on the other, 64 connections, samples of each kind in turn."""
import os, sqlite3, statistics, time, urllib.request
import history, load, seed, served

# CPU µs per request on the reference machine: the limit, and the aim.
BARS = {"W1": (8, 6.5), "W2": (12, 9), "W3": (75, 60), "W4": (26, 19), "W5": (40, 30), "W6": (26, 19)}


def opened(o, name="work.db", before=None, **how):
    """Starts a server on a fresh copy of the filled database, after `before` has changed it. Returns the server, a token and the request files."""
    path = seed.copy(o.seeded, o.folder, name)
    if before:
        before(path)
    token = served.staff(o.binary, path)
    server = served.Served(o.binary, path, **{"cpu": 0, **how})
    return server, token, load.Requests(server, token, sizes(o.seeded))


def sizes(path):
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    counted = {"clients": "clients", "orders": "work_orders", "vehicles": "vehicles"}
    found = {name: db.execute(f"SELECT max(id) FROM {table}").fetchone()[0] for name, table in counted.items()}
    found["open"] = [row[0] for row in db.execute("SELECT id FROM work_orders WHERE status = 'in_repair'")]
    db.close()
    return found


def usable(requests, server, kinds):
    """The kinds of work whose first request succeeds. The others are reported and left out."""
    good = []
    for kind in kinds:
        with open(requests.file(kind), "rb") as f:
            raw = f.read(int(f.readline()))
        status = served_raw(server, raw)
        if status // 100 == 2:
            good.append(kind)
        else:
            print(f"{kind} is left out: its first request is answered {status}")
    return good


def served_raw(server, raw):
    import socket
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as s:
        s.sendall(raw)
        return int(s.recv(65_536).split(b" ", 2)[1])


def table(o):
    server, _, requests = opened(o)
    kinds = o.work.split(",") + (list(load.FIELDS) if o.fields else [])
    ceiling = Ceiling(o) if o.compare else None
    samples, calibrations = {}, []
    try:
        kinds = usable(requests, server, kinds)
        for _ in range(o.rounds):
            calibrations.append(history.calibrate(rounds=2))
            for kind in kinds:
                samples.setdefault(kind, []).append(load.sample(server, requests.file(kind), o.seconds))
                os.truncate(server.log, 0)
                if ceiling and kind in BARS:
                    ceiling.take(kind, o.seconds)
        resident, own = server.memory()
    finally:
        server.stop()
        if ceiling:
            ceiling.stop()
    return report(o, samples, min(calibrations), ceiling, server.startup, resident, own)


def middle(samples, key):
    return statistics.median(s[key] for s in samples)


def report(o, samples, calibration, ceiling, startup, resident, own):
    costs = {kind: middle(s, "cpu_us") for kind, s in samples.items()}
    changes = {} if o.no_history else history.keep("work" if o.scale == 1 else f"work-{o.scale:g}", calibration, costs)
    print(f"\n{time.strftime('%Y-%m-%d %H:%M')}  revision {history.revision()}  calibration {calibration:.0f} ms\n")
    print("| work | requests/s | p50 ms | p99 ms | CPU ms per 1000 | required | × ceiling | × before | bytes | bad |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    sound = True
    for kind in sorted(samples, key=lambda k: (len(k), k)):
        s, change = samples[kind], changes.get(kind)
        bad = sum(x["bad"] + x["broken"] for x in s)
        times = f"{costs[kind] / ceiling.cost(kind):.2f}" if ceiling and kind in ceiling.samples else "–"
        noisy = " (noisy)" if middle(s, "foreign") > 0.15 else ""
        required = f"{BARS[kind][0]}" if kind in BARS else "–"
        print(f"| {kind} | {middle(s, 'rate'):,.0f} | {middle(s, 'p50_ms'):.2f} | {middle(s, 'p99_ms'):.2f} | {costs[kind]:.1f}{noisy} | {required} "
              f"| {times} | {f'{change:.2f}' if change else '–'} | {middle(s, 'bytes'):,.0f} | {bad} |")
        sound = sound and bad == 0
    for kind in sorted(samples, key=lambda k: (len(k), k)):
        print(f"{kind}: {load.ABOUT[kind]}")
    print(f"start to first answer {startup * 1e3:.0f} ms; after the work {resident:.0f} MiB resident, {own:.0f} MiB of them its own")
    return sound


class Ceiling:
    """Measures the minimal C server, on its own database."""

    PATHS = {"W1": "/health", "W2": "/clients/{client}", "W3": "/work-orders?status=in_repair&limit=50", "W4": "/work-orders/{order}"}

    def __init__(self, o):
        import json, random, subprocess
        binary, database = o.compare.split(",")
        self.database = seed.copy(database, o.folder, "ceiling.db")
        self.port, self.samples, self.files = served.free_port(), {}, {}
        line = ["taskset", "-c", "0", binary, "--db", self.database, "--port", str(self.port), "--single", "1"]
        self.process = subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.pid, R = self.process.pid, random.Random(1)
        time.sleep(0.5)

        def get(kind):
            path = self.PATHS[kind].format(client=R.randint(1, 100_000), order=R.randint(1, 300_000))
            return f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode()

        def post():
            body = json.dumps({"client_id": R.randint(1, 100_000), "subject": "Вопрос", "body": "Клиент просит перезвонить после 18:00.",
                               "channel": "phone", "priority": 2}, ensure_ascii=False).encode()
            return b"POST /tickets HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body) + body

        for kind in BARS:
            with open(f"{self.database}.{kind}.req", "wb") as out:
                for _ in range(load.COUNTS.get(kind, 65_536)):
                    one = R.choices(["W2", "W4", "W3", "W5"], [70, 15, 10, 5])[0] if kind == "W6" else kind
                    request = post() if one == "W5" else get(one)
                    out.write(b"%d\n" % len(request) + request)

    def add(self, kind, size):
        """Adds a kind of work: a list whose response is about as large."""
        whole = len(urllib.request.urlopen(f"http://127.0.0.1:{self.port}{self.PATHS['W3']}").read())
        request = f"GET {self.PATHS['W3'].replace('50', str(max(1, round(50 * size / whole))))} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
        with open(f"{self.database}.{kind}.req", "wb") as out:
            out.write(b"%d\n" % len(request) + request)

    cpu_seconds = served.Served.cpu_seconds

    def take(self, kind, seconds):
        self.samples.setdefault(kind, []).append(load.sample(self, f"{self.database}.{kind}.req", seconds))

    def cost(self, kind):
        return middle(self.samples[kind], "cpu_us")

    def stop(self):
        self.process.kill()
        self.process.wait()
