"""Floods a desk with guesses of passwords and links, imports, listeners, and web hook receivers that never respond, all at once. Meanwhile
a user reads a client's card and searches."""
import http.client, json, os, random, selectors, socket, subprocess, sys, threading, time
from urllib.parse import quote

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "Bench")]
import seed, served
from names import LAST
from writers import Wrong

SCALE, SECONDS, ROWS, STREAMS, GUESSERS, ADDRESSES, SILENT = 0.3, 30, 50_000, 1_000, 100, 500, 8

# If a card takes this many ms (p99) without a flood, something else uses the machine. Times are then reported but not judged.
BUSY = 3


def run(binary, folder, report):
    report("a flood from outside keeps nobody from a client's card or a search", lambda: flood(binary, folder))


def flood(binary, folder):
    path = seed.copy(seed.database(binary, os.path.join(folder, "..", "bench"), SCALE), folder, "flood.db")
    token = served.staff(binary, path)
    server = served.Served(binary, path)
    crowd = Crowd(server, token)
    try:
        hooks = Hooks(server, token)
        quiet = Measured(server, token, 5).ended()
        crowd.come()
        measured = Measured(server, token, SECONDS)
        peak = 0
        while measured.is_busy():
            peak = max(peak, server.memory()[1])
            hooks.happen()
            time.sleep(0.5)
        seen, mapped = measured.ended(), server.memory()[0]
        crowd.await_imports()
        log = open(server.log, errors="replace").read()
        said = (f"card p99 {seen['card']:.1f} ms (quiet {quiet['card']:.1f}), search p99 {seen['search']:.1f} ms (quiet {quiet['search']:.1f}), "
                f"own memory {peak:.0f} MiB (resident with the mapped file {mapped:.0f}), a hook told within {hooks.worst:.1f} s; {crowd.told()}")
        for holds, what in [
            (seen["card"] < 10 or quiet["card"] > BUSY, "a client's card took 10 ms"),
            (seen["search"] < 100 or quiet["card"] > BUSY, "a search took 100 ms"),
            (seen["bad"] == 0, f"{seen['bad']} reads were refused"), (peak < 256, "256 MiB of memory"), (hooks.worst < 5, "a web hook waited"),
            (crowd.imported == 2, f"{crowd.imported} of 2 imports were taken"), (crowd.streaming == STREAMS, "a stream broke off"),
            ("Fatal" not in log, "the server failed"),
        ]:
            if not holds:
                raise Wrong(f"{what}: {said}")
        return said
    finally:
        crowd.go()
        server.stop()


class Crowd:
    """The clients of the flood. Each pauses after a response, so that the server is tested and not the machine."""

    def __init__(self, server, token):
        self.server, self.token, self.stopping = server, token, threading.Event()
        self.answers, self.imported, self.streaming, self.lock = {}, 0, 0, threading.Lock()
        self.threads, self.sockets = [], []

    def come(self):
        self.listen()
        deeds = [self.guess] * GUESSERS + [self.bring] * 2 + [self.stuff] * 4
        self.threads += [threading.Thread(target=deed, args=(number,), daemon=True) for number, deed in enumerate(deeds)]
        self.imports = self.threads[-6:-4]
        for thread in self.threads:
            thread.start()
        for _ in range(60):
            self.silent()

    def go(self):
        self.stopping.set()
        for one in self.sockets:
            one.close()

    def await_imports(self):
        for thread in self.imports:
            thread.join(600)

    def told(self):
        return ", ".join(f"{count} × {what}" for what, count in sorted(self.answers.items()))

    def note(self, what):
        with self.lock:
            self.answers[what] = self.answers.get(what, 0) + 1

    def connection(self, number):
        """Connects from another loopback address than 127.0.0.1."""
        source = f"127.0.{1 + number // 250}.{1 + number % 250}"
        return http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=60, source_address=(source, 0))

    def guess(self, number):
        chosen = random.Random(number)
        while not self.stopping.is_set():
            try:
                connection = self.connection(chosen.randrange(ADDRESSES))
                body = {"login": chosen.choice(["proof-admin", "ivanov", f"guess{number}"]), "password": "not four horses at all"}
                self.note(f"log-in {served.exchange(connection, 'POST', '/v1/login', None, body)[0]}")
                connection.close()
            except OSError:
                self.note("log-in cut")
            time.sleep(0.05)

    def bring(self, number):
        rows = "".join(f"{number}-{i};{LAST[i % len(LAST)]} {number} {i};+7{9_000_000_000 + number * 100_000 + i}\n" for i in range(ROWS))
        table = ("Код;Наименование;Телефон\n" + rows).encode()
        try:
            status, headers, run = self.server.ask("POST", "/v1/imports/clients", self.token, table, {"Content-Type": "text/csv"}, timeout=600)
            while status == 202 and run["state"] not in ("done", "failed"):
                time.sleep(1)
                run = self.server.ask("GET", headers["Location"], self.token, timeout=600)[2]
            status = run["state"] if status == 202 else status
        except OSError:
            status = "cut"
        self.note(f"import {status}")
        with self.lock:
            self.imported += status in (200, "done")

    def stuff(self, number):
        """Sends a megabyte of unknown short fields to a link that does not exist."""
        body = json.dumps({f"a{i}": 1 for i in range(90_000)}).encode()
        while not self.stopping.is_set():
            try:
                connection = self.connection(400 + number)
                self.note(f"link {served.exchange(connection, 'POST', '/v1/approval-links/zzz', None, body)[0]}")
                connection.close()
            except OSError:
                self.note("link cut")
            time.sleep(0.05)

    def silent(self):
        """Requests long responses and never reads them."""
        one = socket.create_connection(("127.0.0.1", self.server.port))
        one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        one.sendall(f"GET /v1/clients?limit=200 HTTP/1.1\r\nHost: d\r\nAuthorization: Bearer {self.token}\r\n\r\n".encode() * 8)
        self.sockets.append(one)

    def listen(self):
        reader = selectors.DefaultSelector()
        for _ in range(STREAMS):
            one = socket.create_connection(("127.0.0.1", self.server.port))
            one.sendall(f"GET /v1/events HTTP/1.1\r\nHost: d\r\nAccept: text/event-stream\r\nAuthorization: Bearer {self.token}\r\n\r\n".encode())
            self.sockets.append(one)
            reader.register(one, selectors.EVENT_READ)
        self.streaming = STREAMS

        def read():
            while not self.stopping.is_set():
                for key, _ in reader.select(0.2):
                    try:
                        got = key.fileobj.recv(262_144)
                    except OSError:
                        got = b""
                    if not got and not self.stopping.is_set():
                        reader.unregister(key.fileobj)
                        self.streaming -= 1

        self.threads.append(threading.Thread(target=read, daemon=True))


class Hooks:
    """One receiver that responds, and some that accept the connection and never respond."""

    def __init__(self, server, token):
        self.server, self.token, self.worst, self.number = server, token, 0.0, 0
        self.came, self.sockets = threading.Semaphore(0), []
        for _ in range(SILENT):
            self.hook(self.listener(64))
        good = self.listener(64)
        threading.Thread(target=self.answer, args=(good,), daemon=True).start()
        self.hook(good)

    def listener(self, backlog):
        one = socket.socket()
        one.bind(("127.0.0.1", 0))
        one.listen(backlog)
        self.sockets.append(one)
        return one

    def hook(self, listener):
        body = {"url": f"http://127.0.0.1:{listener.getsockname()[1]}/", "types": ["user"]}
        status, _, answer = self.server.ask("POST", "/v1/webhooks", self.token, body)
        if status != 201:
            raise Wrong(f"no web hook: {status} {answer}")

    def answer(self, listener):
        while True:
            peer, _ = listener.accept()
            peer.recv(65_536)
            peer.sendall(b"HTTP/1.1 204 No Content\r\n\r\n")
            peer.close()
            self.came.release()

    def happen(self):
        """Makes an event and measures how long it takes to reach the working receiver."""
        self.number += 1
        began = time.monotonic()
        body = {"login": f"heard{self.number}", "name": "Проба", "role": "viewer"}
        if self.server.ask("POST", "/v1/users", self.token, body)[0] == 201:
            if not self.came.acquire(timeout=15):
                raise Wrong("a web hook heard nothing for 15 s")
            self.worst = max(self.worst, time.monotonic() - began)


class Measured:
    """Reads a card 100 times a second and searches ten times a second, in two processes, so that other threads do not delay it."""

    def __init__(self, server, token, seconds):
        self.processes = {
            kind: subprocess.Popen(
                [sys.executable, os.path.abspath(__file__), kind, str(server.port), token, str(seconds)], stdout=subprocess.PIPE, text=True)
            for kind in ("card", "search")}

    def is_busy(self):
        return any(process.poll() is None for process in self.processes.values())

    def ended(self):
        said = {kind: json.loads(process.communicate()[0]) for kind, process in self.processes.items()}
        return {**{kind: one["p99"] for kind, one in said.items()}, "bad": sum(one["bad"] for one in said.values())}


def measure(kind, port, token, seconds):
    try:
        os.nice(-10)  # goes before the crowd, whose threads are part of the trial's own load; only root may
    except PermissionError:
        pass
    chosen, until = random.Random(1), time.monotonic() + seconds
    times, bad, every = [], 0, {"card": 0.01, "search": 0.1}[kind]
    connection, due = http.client.HTTPConnection("127.0.0.1", port, timeout=60), time.monotonic()
    while due < until:
        time.sleep(max(0, due - time.monotonic()))
        path = f"/v1/clients/{chosen.randint(1, 30_000)}" if kind == "card" else f"/v1/clients?q={quote(chosen.choice(LAST))}"
        began = time.perf_counter()
        bad += served.exchange(connection, "GET", path, token)[0] != 200
        times.append((time.perf_counter() - began) * 1e3)
        due = max(due + every, time.monotonic())
    print(json.dumps({"p99": sorted(times)[len(times) * 99 // 100], "bad": bad}))


if __name__ == "__main__":
    measure(sys.argv[1], int(sys.argv[2]), sys.argv[3], float(sys.argv[4]))
