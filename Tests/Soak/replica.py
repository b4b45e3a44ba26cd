"""A desk and Litestream beside it are killed together, again and again: the replica must hold what was answered."""
import glob, http.client, os, random, sqlite3, statistics, threading, time
import litestream, senders, served, takeover
from writers import Wrong

RATE, WAIT = 500, 10_000
# Answers of at most so many seconds may be lost if they do not wait for the replica, and a standby answers within so many.
LOSS, TAKEOVER = 0.2, 2
# Milliseconds: the 99th percentile of answers that wait.
SLOWEST = 60
# Cores that other programs may use; beyond that, times count for nothing.
OTHERS = 0.5


def run(binary, folder, program, report, kills, sftp_kills, seed):
    for kind, count in (litestream.Folder, kills), (litestream.Sftp, sftp_kills):
        place = os.path.join(folder, "replica-" + kind.__name__.lower())
        with kind(place) as store:
            soak = Replicas(binary, place, program, store, seed)
            for number in range(1, count + 1):
                report(f"{store.name}, kill {number}", lambda: soak.round(number))
            report(f"{store.name}: {count} kills in all", soak.sum_up)
            report(f"{store.name}: 20 changes a second that wait", soak.slowly)
            report(f"{store.name}: a standby takes over", soak.promote)
            soak.end()
    takeover.run(binary, folder, program, report)


class Replicas:
    """Machines come one after another. Each has a place of its own, which nobody has used before."""

    def __init__(self, binary, folder, program, store, seed):
        self.binary, self.folder, self.program, self.store = binary, folder, program, store
        self.random, self.machines, self.copies, self.marks = random.Random(seed), 0, 0, 0
        self.answered, self.lost, self.longest, self.kept = {True: 0, False: 0}, {True: 0, False: 0}, 0.0, []
        self.running = []
        self.new_machine()
        self.token = served.staff(binary, self.database)

    def new_machine(self, copy=None):
        """The next machine. Its folder is empty, or a copy of both files."""
        self.machines += 1
        self.place, self.machine = f"desk-{self.machines}", os.path.join(self.folder, f"machine-{self.machines}")
        if copy:
            os.rename(copy, self.machine)
        else:
            os.makedirs(self.machine)
        self.database = os.path.join(self.machine, litestream.FILES[0])

    def start(self, waits, required=False):
        """Starts both, in any order. What a failed round left running ends first."""
        self.end()
        if self.random.random() < 0.5:
            desk, replica = self.desk(waits, required), self.litestream()
        else:
            replica = self.litestream()
            time.sleep(self.random.uniform(0, 0.5))
            desk = self.desk(waits, required)
        replica.wait()
        self.until_confirmed(desk, waits)
        return desk, replica

    def desk(self, waits, required):
        """A desk that ends at once because Litestream holds the file is started again, as systemd does."""
        keys = {"REPLICA_SOCKET": os.path.join(self.machine, "litestream.sock"), "REPLICA_WAIT_MS": str(WAIT if waits else 0),
                "REPLICA_REQUIRED": str(required).lower(), "REQUEST_LOG": "false"}
        for attempt in range(5):
            try:
                desk = served.Served(self.binary, self.database, variables={f"SERVICEDESK_{key}": value for key, value in keys.items()})
                self.running.append(desk.process)
                return desk
            except RuntimeError as error:
                if attempt == 4 or "another program holds" not in str(error):
                    raise
                time.sleep(1)

    def litestream(self):
        replica = litestream.Litestream(self.program, self.machine, self.store, self.place)
        self.running.append(replica.process)
        return replica

    def end(self):
        for process in self.running:
            process.kill()
            process.wait()
        self.running = []

    def round(self, number):
        """Every other round waits for the replica; every other one of these requires it. After each tenth the machine is lost, too."""
        waits, required = number % 2 == 1, number % 4 == 3
        desk, replica = self.start(waits, required)
        accident, earlier = self.random.choice(["", "the desk died before", "Litestream died before"]), []
        if accident:
            desk, replica, earlier = self.suffer(accident, desk, replica, waits, required, f"e{self.machines}n{number}n")
        before = os.path.getsize(desk.log)
        changes, sent = Changes(desk, self.token, f"r{self.machines}n{number}n"), senders.Senders(desk, self.token, self.random.randrange(1 << 30))
        self.load(desk, replica, self.random.uniform(0.5, 2.5))
        # A desk that may go on alone must not outlive Litestream, as it would not when the machine is lost.
        if required:
            replica.kill()
            time.sleep(self.random.choice([0, 0.001, 0.02]))
        killed = self.kill(desk, replica)
        changes.join()
        sent.join()
        if unexpected := changes.refused - ({503} if required else set()):
            raise Wrong(f"changes were answered {sorted(unexpected)}")
        if waits and not required and "goes on alone" in open(desk.log).read()[before:]:
            raise Wrong("the desk went on alone")
        if cut := glob.glob(os.path.join(self.machine, "*.log-cut-*")):
            raise Wrong(f"a log that is sound is taken for damaged: {cut}")
        copy = self.copy()
        if forgotten := earlier and self.lost_in(copy, earlier):
            raise Wrong(f"{accident}, and {len(forgotten)} of {len(earlier.answered)} answers of before are not in the replica")
        lost = self.lost_in(copy, changes)
        self.answered[waits] += len(changes.answered)
        self.lost[waits] += len(lost)
        span = max((killed - changes.answered[mark] for mark in lost), default=0)
        if waits and lost:
            raise Wrong(f"{len(lost)} of {len(changes.answered)} answers that waited for the replica are not in it: {sorted(lost)[:3]}")
        self.longest = max(self.longest, span)
        if span > LOSS and not self.is_busy:
            raise Wrong(f"the answers of {span:.2f} s are not in the replica")
        if waits:
            self.verify(copy, sent.kept)
        if number % 10 == 0:
            self.new_machine(copy)
        how = (accident and accident + ", ") + ("required" if required else "waited" if waits else "did not wait")
        return f"{len(changes.answered)} answers ({changes.rate(killed):.0f}/s), {len(sent.kept)} files, {how}; {len(lost)} lost" + (f", of {span * 1000:.0f} ms" if lost else "") + self.busy()

    def load(self, desk, replica, seconds):
        """Waits while the changes go on, and sees whether other programs use the machine."""
        own = os.getpid(), desk.pid, replica.process.pid
        began, used, all = time.monotonic(), sum(map(ticks, own)), ticks()
        time.sleep(seconds)
        others = ticks() - all - (sum(map(ticks, own)) - used)
        self.is_busy = others / os.sysconf("SC_CLK_TCK") > OTHERS * (time.monotonic() - began)

    def suffer(self, accident, desk, replica, waits, required, name):
        """One of the two dies under load and comes back. Returns both, and the changes until then: they are in the replica now."""
        changes = Changes(desk, self.token, name)
        time.sleep(self.random.uniform(0.2, 0.6))
        if "desk" in accident:
            desk.kill()
            changes.join()
            desk = self.desk(waits, required)
        else:
            replica.kill()
            replica.process.wait()
            time.sleep(self.random.uniform(0, 0.6))
            changes.stop()
            replica = self.litestream()
            replica.wait()
        self.until_confirmed(desk, waits)
        if replica.sync(litestream.FILES[0]) is None:
            raise Wrong(f"{accident}, and Litestream does not go on")
        return desk, replica, changes

    def kill(self, desk, replica):
        """Kills both at one moment, which it returns."""
        killed = time.monotonic()
        desk.process.kill()
        replica.kill()
        desk.process.wait()
        replica.process.wait()
        return killed

    def until_confirmed(self, desk, waits):
        """Waits until the desk is not alone any more, as it is while Litestream starts."""
        end = time.monotonic() + 30
        while waits and desk.ask("GET", "/v1/replica", self.token)[2].get("alone_since"):
            if time.monotonic() > end:
                raise Wrong("the desk stays alone beside Litestream")
            time.sleep(0.05)

    def copy(self):
        """Copies of both files, made from the place and checked."""
        self.copies += 1
        copy = os.path.join(self.folder, f"copy-{self.copies}")
        litestream.restore(self.program, os.path.join(self.machine, "litestream.yml"), self.machine, copy)
        served.command(self.binary, os.path.join(copy, "desk.db"), "check")
        return copy

    def lost_in(self, copy, changes):
        db = sqlite3.connect(f"file:{copy}/desk.db?mode=ro", uri=True)
        found = {name for name, in db.execute("SELECT name FROM clients WHERE name LIKE ?", (changes.name + "%",))}
        db.close()
        return changes.answered.keys() - found

    def verify(self, copy, sent):
        """A desk on the copy has each file that was answered."""
        self.kept += sent
        desk = served.Served(self.binary, os.path.join(copy, "desk.db"))
        try:
            senders.verify(desk, self.token, sent + self.random.sample(self.kept, min(10, len(self.kept))))
        finally:
            desk.stop()

    def sum_up(self):
        if self.lost[True]:
            raise Wrong(f"{self.lost[True]} of {self.answered[True]} answers that waited are lost")
        return (f"{self.answered[True]} answers that waited, none lost; {self.answered[False]} that did not, {self.lost[False]} lost, "
                f"at most those of {self.longest * 1000:.0f} ms")

    def slowly(self):
        _, without = self.pace(False, 10)
        p50, p99 = self.pace(True, 30)
        if p99 > SLOWEST and not self.is_busy and self.store.name == "a file replica":
            raise Wrong(f"p99 is {p99:.0f} ms")
        return f"p50 {p50:.1f} ms, p99 {p99:.1f} ms; without waiting p99 {without:.1f} ms" + self.busy()

    def busy(self):
        return "; the machine is busy" if self.is_busy else ""

    def pace(self, waits, seconds):
        """The median and the 99th percentile of the answers to 20 changes a second, in milliseconds."""
        desk, replica = self.start(waits)
        changes = Changes(desk, self.token, f"s{self.machines}{waits}n", rate=20, connections=4)
        self.load(desk, replica, seconds)
        changes.stop()
        desk.stop()
        replica.stop()
        took = sorted(changes.took)
        return statistics.median(took), took[len(took) * 99 // 100]

    def promote(self):
        """The machine is lost while a standby follows it. The time counts from the command to the first answer."""
        desk, replica = self.start(True)
        standby = litestream.Standby(self.program, self.store, self.place, os.path.join(self.folder, "standby"))
        self.running += standby.processes
        changes = Changes(desk, self.token, "p")
        self.load(desk, replica, 5)
        self.kill(desk, replica)
        changes.join()
        began = time.monotonic()
        while any(standby.txid(file) < self.store.last(self.place, file) for file in litestream.FILES):
            if time.monotonic() > began + 60:
                raise Wrong("the standby does not get to the end")
            time.sleep(0.02)
        caught_up = time.monotonic()
        standby.stop()
        self.new_machine(standby.copy)
        desk = served.Served(self.binary, self.database)
        try:
            status = desk.ask("POST", "/v1/clients", self.token, {"name": "После переезда"})[0]
            took = time.monotonic() - began
        finally:
            desk.stop()
        if status != 201:
            raise Wrong(f"the first change is answered {status}")
        served.command(self.binary, self.database, "check")
        if lost := self.lost_in(self.machine, changes):
            raise Wrong(f"{len(lost)} of {len(changes.answered)} answers are not in the standby")
        if took > TAKEOVER and not self.is_busy:
            raise Wrong(f"it takes {took:.1f} s, of which {caught_up - began:.1f} s to get to the end")
        return f"after {took:.2f} s, of which {caught_up - began:.2f} s to get to the end; {len(changes.answered)} answers, none lost" + self.busy()


def ticks(process=None):
    """CPU time of a process, or of the whole machine: all but the columns of rest (idle, iowait) and of guests, which others hold already."""
    if process:
        return sum(map(int, open(f"/proc/{process}/stat").read().rsplit(")", 1)[1].split()[11:13]))
    columns = [int(column) for column in open("/proc/stat").readline().split()[1:9]]
    return sum(columns) - columns[3] - columns[4]


class Changes:
    """New clients at a steady rate over several connections, and the moment of each answer."""

    def __init__(self, desk, token, name, rate=RATE, connections=16):
        self.desk, self.token, self.name, self.rate_wanted, self.connections = desk, token, name, rate, connections
        self.answered, self.refused, self.took, self.stopping = {}, set(), [], False
        self.began = time.monotonic()
        self.threads = [threading.Thread(target=self.write, args=(n,), daemon=True) for n in range(connections)]
        for thread in self.threads:
            thread.start()

    def write(self, number):
        connection = http.client.HTTPConnection("127.0.0.1", self.desk.port, timeout=30)
        while not self.stopping:
            time.sleep(max(0, self.began + number / self.rate_wanted - time.monotonic()))
            mark, sent = f"{self.name}{number}", time.monotonic()
            number += self.connections
            try:
                status, _, _ = served.exchange(connection, "POST", "/v1/clients", self.token, {"name": mark}, {"Idempotency-Key": mark})
            except (OSError, http.client.HTTPException, ValueError):
                break
            now = time.monotonic()
            if status == 201:
                self.answered[mark] = now
                self.took.append((now - sent) * 1000)
            else:
                self.refused.add(status)
        connection.close()

    def rate(self, end):
        return len(self.answered) / (end - self.began)

    def stop(self):
        self.stopping = True
        self.join()

    def join(self):
        for thread in self.threads:
            thread.join(60)
