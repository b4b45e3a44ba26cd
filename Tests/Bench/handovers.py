"""The decision whom to ask, as a part of the hand-over of an order: the same hand-overs with an active survey and without one, in turn."""
import os, sqlite3, statistics
import ready, seed, served, wire
from limits import say

KINDS = {"not eligible": 1, "not picked": 1_000, "picked": 1}  # one of so many eligible contacts is asked
PAIRS, MOST = 12, 384
CONNECTIONS = [64, 1]
SURVEY = {"name": "После визита", "delay_minutes": 10_080, "questions": [{"kind": "csat", "text": {"ru": "Как вы оцениваете ремонт?"}}]}
COLLECTED = {"collected_by": "Водитель", "identified_by": "паспорт 45 01 123456", "old_parts_outcome": "returned"}


def run(o):
    """Limit: 10 µs more with a survey than without one (the median of 12 pairs). With --beside, another binary decides in the same rounds."""
    source = ready.database(o)
    sides = [Side(o, o.binary, source, "without"), Side(o, o.binary, source, "with")] + ([Side(o, o.beside, source, "beside")] if o.beside else [])
    good = True
    try:
        for side in sides[1:]:
            side.begin()
        found = ready.orders(source)
        count = min(MOST, *(len(orders) // ((PAIRS + 1) * len(CONNECTIONS)) for orders in found))
        orders = dict(zip(KINDS, map(iter, found)))
        print(f"\n{count} hand-overs a sample, µs of CPU each, the median of {PAIRS} pairs\n\n| connections | | without | with | difference, 95 % | beside, difference to without | ours less beside, 95 % |"
              "\n|---|---|---|---|---|---|---|")
        for connections in CONNECTIONS:
            for kind in KINDS:
                good &= compare(sides, kind, connections, [[next(orders[kind]) for _ in range(count)] for _ in range(PAIRS + 1)])
        for side in sides[1:]:
            side.verify(count)
    finally:
        for side in sides:
            side.server.stop()
    return good


def compare(sides, kind, connections, batches):
    samples = []
    for round, batch in enumerate(batches):
        for side in sides[1:]:
            side.ask_one_of(KINDS[kind])
        sample, turn = [0.0] * len(sides), max(connections, 8)
        for begin in range(0, len(batch), turn):
            for i in range(len(sides))[:: -1 if begin // turn % 2 else 1]:
                sample[i] += sides[i].hand_over(batch[begin:begin + turn], connections)
        for side in sides:
            side.rest()
        if round:  # the first warms up
            samples.append([spent / len(batch) for spent in sample])
    middle = [statistics.median(sample[i] for sample in samples) for i in range(len(sides))]
    own = interval([sample[1] - sample[0] for sample in samples])
    other = f"{middle[2]:.1f}, {interval([s[2] - s[0] for s in samples])[0]:+.1f} | {told(interval([s[1] - s[2] for s in samples]))}" if len(sides) > 2 else "– | –"
    print(f"| {connections} | {kind} | {middle[0]:.1f} | {middle[1]:.1f} | {told(own)} | {other} |")
    return say(f"a survey, {kind}, {connections} at once", f"{told(own)} µs", "10 µs", own[0] <= 10)


def interval(values):
    """The median, and the 95 % interval of the median by the binomial distribution of the ranks."""
    values, below, rank, choices = sorted(values), 0.0, 0, 1
    while (below := below + choices / 2 ** len(values)) <= 0.025:
        rank += 1
        choices = choices * (len(values) - rank + 1) // rank
    return statistics.median(values), values[max(0, rank - 1)], values[-max(1, rank)]


def told(interval):
    return "{:+.1f} ({:+.1f} to {:+.1f})".format(*interval)


class Side:
    """A binary on a copy of the database with orders that are ready."""

    def __init__(self, o, binary, source, name):
        path = seed.copy(source, o.folder, f"handovers-{name}.db")
        self.token = served.staff(binary, path, login="asker")
        self.server, self.survey, self.every = served.Served(binary, path, cpu=0), None, None
        self.lines = []

    def ask(self, method, path, body=None, version=None):
        status, _, answer = self.server.ask(method, path, self.token, body, {"If-Match": f'"{version}"'} if version else {})
        if status // 100 != 2:
            raise RuntimeError(f"{method} {path}: {status} {answer}")
        return answer

    def begin(self):
        """Begins a survey, unless the binary is too old to know any."""
        if self.server.ask("GET", "/v1/surveys", self.token)[0] == 404:
            return
        self.survey = self.ask("POST", "/v1/surveys", SURVEY)["id"]
        self.ask("POST", f"/v1/surveys/{self.survey}/activate", version=1)

    def ask_one_of(self, every):
        if self.survey and every != self.every:
            path = f"/v1/surveys/{self.survey}"
            self.ask("PATCH", path, {"every": every}, self.ask("GET", path)["version"])
            self.every = every

    def hand_over(self, orders, connections):
        """Hands the orders over; returns microseconds of CPU time."""
        requests = [wire.post(f"/v1/work-orders/{order}/deliver", self.token, COLLECTED) for order in orders]
        while len(self.lines) < connections:
            self.lines.append(wire.connected(self.server))
        before = self.server.cpu_seconds()
        wire.send(self.lines[:connections], requests)
        return (self.server.cpu_seconds() - before) * 1e6

    def rest(self):
        os.truncate(self.server.log, 0)

    def verify(self, count):
        """Tells whether the decisions are those that were to be measured."""
        if not self.survey:
            return
        db = sqlite3.connect(f"file:{self.server.database}?mode=ro", uri=True)
        all, picked, ineligible = db.execute("SELECT count(*), sum(picked), sum(reason IS NOT NULL) FROM survey_decisions").fetchone()
        db.close()
        each = count * (PAIRS + 1) * len(CONNECTIONS)
        if all != 3 * each or ineligible != each or not each <= picked <= each + each // 500 + 2:
            raise RuntimeError(f"of {all} contacts {picked} were picked and {ineligible} not eligible; each should be {each}")
