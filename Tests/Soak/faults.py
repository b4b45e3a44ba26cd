"""Faults: full, broken and slow disks, foreign files, no free descriptors, clocks that jump."""
import os, resource, shutil, socket, sqlite3, subprocess, threading, time
import faulty, served
from deeds import Deeds
from writers import Writers, Wrong, verify


def run(binary, folder, report):
    for name, body in [
        ("a full disk is answered 507 or 503, reading goes on, and it recovers", full_disk),
        ("an I/O error is answered 503, reading goes on, and it recovers", broken_disk),
        ("a disk that is really full", really_full_disk),
        ("a failed sync is answered 503 and ends the process with a plain word", failed_sync),
        ("a slow disk holds up writers only", slow_disk),
        ("another program that holds the file stalls nobody", foreign_writer),
        ("a foreign reader is told of, costs nothing, and the log is cut when he has gone", foreign_reader),
        ("a damaged or foreign file is refused with a clear word", foreign_files),
        ("out of descriptors, those who are there are served on", few_descriptors),
        ("a clock that jumps leaves ids, cursors and tokens sane", jumping_clock),
    ]:
        report(name, lambda: body(binary, folder))


def expect(holds, what):
    if not holds:
        raise Wrong(what)


class Desk:
    """A server on a new database, on the faulty disk unless told otherwise."""

    def __init__(self, binary, folder, name, preload=True, path=None):
        self.binary, self.control = binary, faulty.Control(folder)
        self.database = path or os.path.join(folder, f"{name}.db")
        self.token = served.staff(binary, self.database)
        self.how = {"preload": faulty.library(folder), "variables": self.control.variables} if preload else {}
        self.name, self.started = name, 0
        self.start()

    def start(self):
        self.server = served.Served(self.binary, self.database, **self.how)
        self.started += 1
        return self.server

    def writers(self, count=16):
        document = self.server.ask("GET", "/openapi.json")[2]
        return Writers(self.server, self.token, Deeds(document, f"f{self.name[:2]}{self.started}n{int(time.time() * 1000) % 100_000}n"), count)

    def post(self, login):
        return self.server.ask("POST", "/v1/users", self.token, {"login": login, "name": "Проба", "role": "viewer"})

    def read(self):
        return self.server.ask("GET", "/v1/users?limit=5", self.token)[0]

    def ready(self):
        status, _, body = self.server.ask("GET", "/readyz")
        return status, body.get("code") or ",".join(w["code"] for w in body.get("warnings", []))

    def metric(self, name):
        text = self.server.ask("GET", "/metrics")[2]
        text = text if isinstance(text, str) else text.decode()
        return float(next(line for line in text.splitlines() if line.startswith(name + " ")).split()[1])

    def core(self):
        """CPU seconds of the server."""
        fields = open(f"/proc/{self.server.process.pid}/stat").read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def check(self):
        served.command(self.binary, self.database, "check")


def eventually(holds, seconds):
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.1)
    return True


def refusing_disk(desk, fault, codes, unready="disk_full"):
    """Breaks the disk while writers run, then repairs it. Responses have only `codes`, reads go on, later writes succeed, nothing is lost."""
    writers = desk.writers()
    time.sleep(0.4)
    fault()
    time.sleep(0.5)
    with writers.lock:
        refused_then = len(writers.refused)
    status = desk.post("while-ill")[0]
    reads = [desk.read() for _ in range(5)]
    ill = desk.ready()
    writers.stop()
    still = desk.ready()
    desk.control.well()
    time.sleep(0.7)
    well = eventually(lambda: desk.ready()[0] == 200 or ill[1] == "disk_failing", 5)
    again = desk.post("while-well")[0]
    seen = {d.status for d in writers.refused}
    expect(refused_then > 0 and seen <= codes, f"writers were answered {sorted(seen)}, expected only {sorted(codes)}")
    expect(status in codes, f"a write was answered {status}")
    expect(not unready or ill == (503, unready) and still == ill, f"/readyz answered {ill}, and {still} without writers")
    expect(well, "/readyz is not well again by itself")
    expect(reads == [200] * 5, f"reading answered {reads}")
    expect(again == 201, f"after the fault a write was answered {again}")
    expect(not writers.doubtful, f"{len(writers.doubtful)} writes had no answer")
    verify(desk.server, desk.token, writers.answered, writers.refused)
    desk.server.stop()
    desk.check()
    return f"{len(writers.answered)} answered, {len(seen and writers.refused)} refused with {sorted(seen)}"


def full_disk(binary, folder):
    desk = Desk(binary, folder, "full")
    return refusing_disk(desk, desk.control.full, {507, 503})


def broken_disk(binary, folder):
    desk = Desk(binary, folder, "broken")
    return refusing_disk(desk, desk.control.broken, {503}, "disk_failing")


def really_full_disk(binary, folder):
    place = os.path.join(folder, "small")
    os.makedirs(place, exist_ok=True)
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", place], capture_output=True).returncode != 0:
        return "left out: mounting is not allowed here"
    try:
        desk = Desk(binary, folder, "really", preload=False, path=os.path.join(place, "desk.db"))
        ballast = os.path.join(place, "ballast")

        def fill():
            with open(ballast, "wb", 0) as f:
                try:
                    while True:
                        f.write(bytes(65_536))
                except OSError:
                    pass

        desk.control.well = lambda: os.path.exists(ballast) and os.remove(ballast)
        try:
            # The log reuses its space, so some changes succeed even on a full disk.
            return refusing_disk(desk, fill, {507, 503}, None)
        finally:
            desk.server.stop()
    finally:
        subprocess.run(["umount", "-l", place])


def failed_sync(binary, folder):
    desk = Desk(binary, folder, "sync")
    writers = desk.writers()
    time.sleep(0.4)
    desk.control.failed_sync()
    try:
        code = desk.server.process.wait(10)
    except subprocess.TimeoutExpired:
        raise Wrong("the process goes on after a failed sync")
    writers.join()
    expect(code not in (0, -9) and code > 0, f"the process ended with {code}")
    expect({d.status for d in writers.refused} <= {503}, f"waiting writers were answered { {d.status for d in writers.refused} }")
    words = open(desk.server.log, errors="replace").read()[-600:]
    expect("sync" in words or "disk" in words, f"the log says no plain word: {words}")
    desk.control.well()
    desk.start()
    # A refused write may have reached the disk. A retry shows whether it has.
    verify(desk.server, desk.token, writers.answered, writers.doubtful + writers.refused)
    desk.server.stop()
    desk.check()
    return f"{len(writers.answered)} answered, {len(writers.refused)} told 503, {len(writers.doubtful)} without an answer"


def slow_disk(binary, folder):
    desk = Desk(binary, folder, "slow")
    desk.control.delay(50)
    writers = desk.writers()
    time.sleep(0.3)
    times = []
    for _ in range(100):
        began = time.monotonic()
        expect(desk.read() == 200, "a read was refused")
        times.append((time.monotonic() - began) * 1e3)
    writers.stop()
    desk.control.well()
    times.sort()
    expect(times[50] < 25, f"reads take {times[50]:.0f} ms beside syncs of 50 ms")
    expect(not writers.refused and not writers.doubtful, "writes were refused")
    verify(desk.server, desk.token, writers.answered, [])
    desk.server.stop()
    desk.check()
    return f"reads p50 {times[50]:.1f} ms beside syncs of 50 ms, {len(writers.answered)} writes"


def foreign_writer(binary, folder):
    desk = Desk(binary, folder, "held", preload=False)
    desk.post("before")
    other = sqlite3.connect(desk.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    longest, codes = 0, set()
    for n in range(20):
        for ask in (lambda: desk.server.ask("GET", "/healthz"), lambda: desk.server.ask("GET", "/v1/users?limit=5", desk.token),
                    lambda: desk.post(f"held{n}")):
            began = time.monotonic()
            status, headers, body = ask()
            longest = max(longest, time.monotonic() - began)
            if status != 200:
                codes.add((status, body["code"], headers.get("Retry-After")))
    expect(codes == {(503, "database_held", "1")}, f"changes were answered {codes}")
    expect(longest < 1, f"an answer took {longest:.1f} s")
    expect(desk.ready() == (503, "database_held"), f"/readyz answered {desk.ready()}")
    other.execute("ROLLBACK")
    expect(eventually(lambda: desk.ready()[0] == 200, 5), "/readyz is not well again by itself")
    for _ in range(50):
        other.execute("BEGIN IMMEDIATE")
        other.execute("ROLLBACK")
        expect(desk.post(f"brief{_}")[0] == 201, "a change was refused for a moment's sake")
    other.close()
    desk.server.stop()
    desk.check()
    return f"the longest answer took {longest * 1e3:.0f} ms"


def foreign_reader(binary, folder):
    desk = Desk(binary, folder, "reader", preload=False)
    desk.post("before")
    reader = sqlite3.connect(desk.database, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM users").fetchone()
    writers = desk.writers()
    time.sleep(35)
    writers.stop()
    expect(desk.ready() == (200, "log_held"), f"/readyz answered {desk.ready()}")
    held, grown = desk.metric("desk_log_held_seconds"), desk.metric("desk_log_bytes")
    expect(held >= 29, f"the log is held for {held} s by its metric")
    words = open(desk.server.log, errors="replace").read()
    expect("somebody has been reading for 3" in words and f"process {os.getpid()}" in words, "the log has no word of the reader")
    began = desk.core()
    time.sleep(5)
    idle = (desk.core() - began) / 5
    expect(idle < 0.03, f"the idle desk takes {idle:.0%} of a core")
    reader.execute("ROLLBACK")
    expect(eventually(lambda: desk.ready() == (200, ""), 12), "the warning stays")
    desk.post("after")
    after = desk.metric("desk_log_bytes")
    expect(after <= 64 << 20, f"the log keeps {after / (1 << 20):.0f} MiB")
    verify(desk.server, desk.token, writers.answered, writers.refused)
    reader.close()
    desk.server.stop()
    desk.check()
    return f"the log grew to {grown / (1 << 20):.0f} MiB and has {after / (1 << 20):.0f} MiB"


def foreign_files(binary, folder):
    sound = os.path.join(folder, "sound.db")
    served.command(binary, sound, "migrate")
    said = []

    def refused(name, damage, *words):
        path = os.path.join(folder, f"{name}.db")
        damage(path)
        done = served.command(binary, path, *words, check=False)
        expect(done.returncode == 1 and done.stderr.strip(), f"{words} on a {name} file ended with {done.returncode}: {done.stderr}")
        expect("Fatal" not in done.stderr and "NOTADB" not in done.stderr, f"no clear word: {done.stderr}")
        said.append(done.stderr.strip().splitlines()[0])

    def text(path):
        open(path, "w").write("This is a letter, not a database.\n" * 200)

    def other(path):
        db = sqlite3.connect(path)
        db.executescript("CREATE TABLE recipes (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO recipes (name) VALUES ('щи')")
        db.close()

    def torn(path):
        shutil.copy(sound, path)
        with open(path, "r+b") as f:
            f.seek(4_096 * 2)
            f.write(os.urandom(4_096 * 20))

    refused("text", text, "migrate")
    refused("other", other, "check")
    refused("torn", torn, "check")
    for words in (["serve"], ["check"]):
        refused("text", text, *words)
    return "; ".join(word[-60:] for word in said[:3])


def few_descriptors(binary, folder):
    desk = Desk(binary, folder, "few", preload=False)
    # The server raises its limit when it starts, so it is lowered afterwards.
    resource.prlimit(desk.server.pid, resource.RLIMIT_NOFILE, (128, 128))
    held = []
    try:
        first = socket.create_connection(("127.0.0.1", desk.server.port), timeout=5)
        for _ in range(300):
            s = socket.socket()
            s.settimeout(2)
            s.connect(("127.0.0.1", desk.server.port))
            held.append(s)
        first.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
        expect(first.recv(4_096).startswith(b"HTTP/1.1 200"), "an early connection is not served")
        began = time.monotonic()
        spent = desk.server.cpu_seconds()
        time.sleep(0.5)
        spent = (desk.server.cpu_seconds() - spent) / (time.monotonic() - began)
        expect(spent < 0.5, f"the server spins while it has no descriptors: {spent:.0%} of a core")
    finally:
        for s in held:
            s.close()
        first.close()
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline and not desk.server.answers():
        time.sleep(0.05)
    expect(desk.post("after-the-crowd")[0] == 201, "it does not recover when descriptors are free again")
    desk.server.stop()
    desk.check()
    return f"300 connections asked for with 128 descriptors, {spent:.0%} of a core while waiting"


def jumping_clock(binary, folder):
    desk = Desk(binary, folder, "clock")
    made = []
    for days in (0, 400, -400, 0):
        desk.control.clock(days * 86_400)
        for n in range(5):
            status, _, user = desk.post(f"clock{len(made)}")
            expect(status == 201, f"{days} days off a write is answered {status}: {user}")
            made.append(user["id"])
        expect(desk.read() == 200, f"{days} days off a read is refused")
        seen, path = [], "/v1/users?limit=3"
        while path:
            status, headers, page = desk.server.ask("GET", path, desk.token)
            expect(status == 200, f"{path}: {status}")
            seen += [u["id"] for u in page["items"]]
            link = headers.get("Link")
            path = link.split(">")[0].lstrip("<") if link else None
        expect(set(made) <= set(seen) and len(seen) == len(set(seen)), "pages lose or repeat entries")
    expect(made == sorted(made), f"ids do not rise: {made}")
    events = desk.server.ask("GET", "/v1/events?limit=200", desk.token)[2]["items"]
    expect(len({e["id"] for e in events}) == len(events), "events repeat")
    desk.server.stop()
    desk.check()
    return "400 days forward and back"
