"""Writes the requests of the six kinds of work, and runs wrk to send them."""
import json, os, random, subprocess, time
from names import COMPLAINTS, ADDED

HERE = os.path.dirname(os.path.abspath(__file__))
CONNECTIONS = 64
ABOUT = {
    "W1": "GET /healthz",
    "W2": "GET /v1/clients/{id}",
    "W3": "GET /v1/work-orders?status=in_repair&limit=50",
    "W4": "GET /v1/work-orders/{id}",
    "W5": "POST /v1/work-orders/{id}/complaints, on disk before it is answered",
    "W6": "70 % W2, 15 % W4, 10 % W3, 5 % W5",
    "W2f": "W2 with fields=, as the peers answer",
    "W3f": "W3 with fields=, as the peers answer",
    "W4f": "W4 with fields=, as the peers answer",
}
# Responses of the servers we compare with, under our names.
FIELDS = {
    "W2f": "id,kind,name,phones,emails,tax_id,discount_bp,created_at",
    "W3f": "id,number,kind,status,opened_at,promised_at,total_minor,client_id,client_name,vehicle_id,vehicle_plate",
    "W4f": "id,number,kind,status,opened_at,promised_at,closed_at,total_minor,client,vehicle,lines,complaints",
}
COUNTS = {"W1": 16, "W3": 16, "W3f": 16, "W5": 8_192}
# In a request the driver replaces it by an id that was never sent before.
MARK = "~" * 20


class Requests:
    """Makes the raw requests of one kind of work, with the same random choices each time."""

    def __init__(self, served, token, sizes):
        self.served, self.sizes, self.files = served, sizes, {}
        self.fields = f"Host: 127.0.0.1:{served.port}\r\nAuthorization: Bearer {token}\r\n"

    def file(self, work):
        if work not in self.files:
            path, R = f"{self.served.database}.{work}.req", random.Random(work)
            with open(path, "wb") as out:
                for _ in range(COUNTS.get(work, 65_536)):
                    request = self.one(work, R)
                    out.write(b"%d\n" % len(request) + request)
            self.files[work] = path
        return self.files[work]

    def one(self, work, R):
        if work == "W6":
            work = R.choices(["W2", "W4", "W3", "W5"], [70, 15, 10, 5])[0]
        if work == "W5":
            return self.post(f"/v1/work-orders/{R.choice(self.sizes['open'])}/complaints", {"text": f"{R.choice(COMPLAINTS)}: {R.choice(ADDED)}, {R.choice(ADDED)}."})
        path = {
            "W1": "/healthz",
            "W2": f"/v1/clients/{R.randint(1, self.sizes['clients'])}",
            "W3": "/v1/work-orders?status=in_repair&limit=50",
            "W4": f"/v1/work-orders/{R.randint(1, self.sizes['orders'])}",
        }[work[:2]]
        if work in FIELDS:
            path += ("&" if "?" in path else "?") + "fields=" + FIELDS[work]
        return self.get(path)

    def get(self, path):
        return f"GET {path} HTTP/1.1\r\n{self.fields}\r\n".encode()

    def post(self, path, body):
        data = json.dumps(body, ensure_ascii=False).encode()
        return f"POST {path} HTTP/1.1\r\n{self.fields}Content-Type: application/json\r\nContent-Length: {len(data)}\r\n\r\n".encode() + data


def wrk(served, file, seconds, connections=CONNECTIONS, cpu=1):
    line = (["taskset", "-c", str(cpu)] if cpu is not None else []) + [
        "wrk", "-t1", f"-c{connections}", f"-d{max(1, round(seconds))}s", "--timeout", "10s", "-s", os.path.join(HERE, "replay.lua"),
        f"http://127.0.0.1:{served.port}/", "--", file, str(random.randrange(60_000)),
        f"{time.time_ns() // 1_000_000:012x}"]
    done = subprocess.run(line, capture_output=True, text=True)
    if "JSON{" not in done.stdout:
        raise RuntimeError(done.stdout + done.stderr)
    return json.loads(done.stdout.rsplit("JSON", 1)[1])


def sample(served, file, seconds, connections=CONNECTIONS, warm=1, rest=0, tries=3, quiet=0.15):
    """Measures once, or up to `tries` times while something else uses the machine; the quietest counts. The server rests after each warming
    up: what 64 closed connections had asked for is still being answered then."""
    best = None
    for _ in range(tries):
        if warm:
            wrk(served, file, warm, connections)
            time.sleep(rest)
        busy, own, mine, began = busy_seconds(), served.cpu_seconds(), children(), time.monotonic()
        seen = wrk(served, file, seconds, connections)
        wall, used = time.monotonic() - began, served.cpu_seconds() - own
        driver = children() - mine
        count = max(1, seen["requests"])
        taken = {
            "rate": count / (seen["us"] / 1e6), "p50_ms": seen["p50"] / 1e3, "p99_ms": seen["p99"] / 1e3, "max_ms": seen["max"] / 1e3,
            "cpu_us": used / count * 1e6, "bad": seen["bad"], "broken": seen["broken"], "bytes": seen["bytes"] / count,
            "requests": count, "foreign": max(0.0, (busy_seconds() - busy - used - driver) / wall), "driver": driver / wall}
        if best is None or taken["foreign"] < best["foreign"]:
            best = taken
        if best["foreign"] < quiet:
            break
    return best


def children():
    t = os.times()
    return t.children_user + t.children_system + t.user + t.system


def busy_seconds():
    f = [int(x) for x in open("/proc/stat").readline().split()[1:]]
    return (f[0] + f[1] + f[2] + f[5] + f[6]) / os.sysconf("SC_CLK_TCK")
