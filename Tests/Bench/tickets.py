"""Measures tickets: W7 and W8, every list, the counts of a desk, and a calendar that changes under all open clocks."""
import argparse, json, os, random, sqlite3, time
from urllib.parse import quote
import inbox, load, overload, served, work
from limits import say
from names import *

ABOUT = {
    "W7": "POST /v1/channels/{id}/messages, on disk before it is answered: half old, two fifths new, a tenth stranger",
    "W7 old": "a message into an open ticket",
    "W7 new": "a message that opens a ticket of a known contact",
    "W7 stranger": "a message that opens a ticket of a new contact",
    "W8": "GET /v1/tickets/{id}, with its last 20 messages",
    "counts": "GET /v1/ticket-counts",
    "fewer fields": "a list of 50 with as many fields as the C server's",
}
# What each filter of the list is given; what stands in braces is another one in each request.
FILTERS = {
    "number": "{number}", "status": "open", "open": "true", "kind": "complaint", "priority": "high", "team_id": "{team}",
    "person_id": "{person}", "unassigned": "true", "person_wanted": "true", "channel_id": "{channel}", "channel_kind": "messenger",
    "topic": quote(inbox.TOPICS[0]), "tag": quote(inbox.TAGS[0]), "spam": "true", "client_id": "{client}", "contact_id": "{contact}",
    "vehicle_id": "{client}", "work_order_id": "{order}", "follows_id": "{ticket}", "merged_into_id": "{ticket}", "breached": "true",
    "due_before": "{soon}", "opened_from": "{past}", "opened_to": "{past}", "from": "{past}", "to": "{past}",
}
PAGES = {"limit", "cursor", "fields", "sort"}
# Lists with more than one filter, of which each is asked for in every order.
DESKS = ["person_id={person}&open=true", "team_id={team}&open=true", "team_id={team}&unassigned=true&open=true", "status=pending_client",
         "channel_id={channel}&status=new", "client_id={client}&open=true"]
# The fields of a ticket that are as many as in a row of the C server's list.
FIELDS = "id,number,kind,status,priority,subject,opened_at,due_at,person_id,client_id,channel_kind"
# As multiples of the minimal C server's CPU time.
BARS = {"W7": 2.0, "W8": 1.5, "list": 1.4}


def run(o):
    large, small = desks = [Desk(o, scale) for scale in (o.scale, o.scale / 10)]
    ceiling = work.Ceiling(o) if o.compare else None
    good = True
    try:
        lists, unknown = large.lists()
        for name in unknown:
            good &= say(f"list by {name}", "no value to ask for", "every filter is measured", False)
        kinds = [kind for kind in {**ABOUT, **lists} if all([desk.ask(kind, lists.get(kind)) for desk in desks])]
        kinds.sort(key=lambda kind: kind.startswith("W7"))  # what writes comes last
        if ceiling and "W8" in kinds:
            ceiling.add("W8", large.size("W8"))
        samples = {kind: {"large": [], "small": []} for kind in kinds}
        for _ in range(o.rounds):
            for index, kind in enumerate(kinds):
                samples[kind]["large"].append(large.sample(kind, o.seconds))
                if not kind.startswith("W7"):
                    samples[kind]["small"].append(small.sample(kind, o.seconds))
                if ceiling and (beside(kind) != "W3" or index % 4 == 0):
                    ceiling.take(beside(kind), o.seconds)
        good &= report(samples, ceiling)
        good &= calendar(large)
    finally:
        for server in desks + ([ceiling] if ceiling else []):
            server.stop()
    return good


def beside(kind):
    """The kind of the C server's work that a kind is compared with."""
    return "W5" if kind.startswith("W7") else "W8" if kind == "W8" else "W3"


def report(samples, ceiling):
    print("\n| | requests/s | p99 ms | CPU µs | × C server | × its rate | × a tenth of the data | bytes | bad |\n|---|---|---|---|---|---|---|---|---|")
    good, verdicts = True, []
    for kind, taken in samples.items():
        own, smaller = taken["large"], taken["small"]
        cost, bad = work.middle(own, "cpu_us"), sum(x["bad"] + x["broken"] for x in own + smaller)
        other = ceiling.samples[beside(kind)] if ceiling and kind != "counts" else []
        times = cost / work.middle(other, "cpu_us") if other else None
        rate = work.middle(own, "rate") / work.middle(other, "rate") if other else None
        growth = min(x["cpu_us"] for x in own) / min(x["cpu_us"] for x in smaller) if smaller else None
        figures = [f"{x:.2f}" if x else "–" for x in (times, rate, growth)]
        noisy = " (noisy)" if work.middle(own, "foreign") > 0.15 else ""
        print(f"| {kind} | {work.middle(own, 'rate'):,.0f} | {work.middle(own, 'p99_ms'):.2f} | {cost:.1f}{noisy} | {' | '.join(figures)} "
              f"| {work.middle(own, 'bytes'):,.0f} | {bad} |")
        good &= bad == 0
        bar = BARS.get("list" if kind.startswith("list") else kind)
        if kind == "counts":
            verdicts.append((kind, f"{cost:.1f} µs", "100 µs", cost <= 100))
        elif bar and times:
            verdicts.append((kind, f"× {times:.2f} of the C server", f"× {bar}", times <= bar))
        if kind == "W7" and rate:
            verdicts.append((kind, f"× {rate:.2f} of its rate", "× 0.6", rate >= 0.6))
        if kind.startswith("list") and growth:
            verdicts.append((kind, f"× {growth:.2f} of a tenth of the data", "× 1.3", growth <= 1.3))
    for kind, taken in ceiling.samples.items() if ceiling else []:
        print(f"C server, {kind}: {work.middle(taken, 'rate'):,.0f}/s, {ceiling.cost(kind):.1f} µs, {work.middle(taken, 'bytes'):,.0f} bytes")
    for kind, about in ABOUT.items():
        print(f"{kind}: {about}")
    return all([good] + [say(*verdict) for verdict in verdicts])


def calendar(desk):
    """Changes the calendar by which all open clocks are counted, and asks /healthz until the last of them is counted again."""
    ask = lambda method, body=None, **fields: desk.server.ask(method, f"/v1/calendars/{inbox.CALENDAR}", desk.admin, body, fields)
    clocks, due = desk.db.execute("SELECT count(*), max(due_at) FROM sla_clocks WHERE state IN ('running', 'paused')").fetchone()
    version = ask("GET")[2]["version"]
    week = {day: ["08:00-20:00"] for day in "mon tue wed thu fri sat sun".split()}
    probe, began, spent = overload.Probe(desk.server), time.monotonic(), desk.server.cpu_seconds()
    try:
        status, _, answer = ask("PATCH", {"week": week}, **{"If-Match": f'"{version}"', "Idempotency-Key": "hours-of-the-day"})
        if status != 200:
            raise RuntimeError(f"PATCH of the calendar: {status} {answer}")
        while desk.db.execute("SELECT EXISTS (SELECT 1 FROM timers WHERE kind = 'sla_round')").fetchone()[0]:
            time.sleep(0.5)
    finally:
        seconds, spent = time.monotonic() - began, desk.server.cpu_seconds() - spent
        health, worst = probe.end(), max(probe.times)
    if desk.db.execute("SELECT max(due_at) FROM sla_clocks WHERE state IN ('running', 'paused')").fetchone()[0] == due:
        raise RuntimeError("the clocks were not counted again")
    return say(f"a calendar changed under {clocks:,} open clocks",
               f"/healthz p99 {health:.1f} ms, at most {worst:.1f} ms, during {seconds:.0f} s and {spent:.0f} s of CPU", "p99 20 ms", health <= 20)


class Desk:
    """A server on a centre with tickets of one size, and its requests."""

    def __init__(self, o, scale):
        own = argparse.Namespace(**{**vars(o), "seeded": inbox.database(o.binary, o.folder, scale)})
        self.server, self.admin, _ = work.opened(own, f"tickets-{scale:g}.db", before=lambda path: self.let_in(o.binary, path))
        self.requests = load.Requests(self.server, self.token, {})
        self.db, self.random, self.files = sqlite3.connect(f"file:{self.server.database}?mode=ro", uri=True), random.Random(5), {}
        self.sizes = {table: self.db.execute(f"SELECT max(id) FROM {table}").fetchone()[0] for table in ("tickets", "contacts", "work_orders")}
        self.sizes["operators"] = self.db.execute("SELECT count(*) FROM users WHERE role = 'operator'").fetchone()[0]
        self.clients = self.db.execute("SELECT count(*) FROM contacts WHERE client_id IS NOT NULL").fetchone()[0]

    def let_in(self, binary, path):
        self.token = served.command(binary, path, "token", "create", "operator-1", "proof", "--unlimited").stdout.strip()

    def lists(self):
        """The lists by each filter and order that the API describes, and the filters that this bench does not know."""
        answer = self.server.ask("GET", "/openapi.json")[2]
        found = {}
        for parameter in answer["paths"]["/v1/tickets"]["get"]["parameters"]:
            if "$ref" in parameter:
                parameter = answer["components"]["parameters"][parameter["$ref"].rsplit("/", 1)[1]]
            if parameter["in"] == "query":
                found[parameter["name"]] = parameter["schema"]
        known = {name: value for name, value in FILTERS.items() if name in found}
        orders = found.get("sort", {}).get("enum", [])
        queries = [""] + [f"{name}={value}" for name, value in known.items()] + DESKS
        queries += ["&".join(filter(None, [query, f"sort={order}"])) for order in orders for query in [""] + DESKS]
        paths = {f"list {query}".strip(): f"/v1/tickets?{query}&limit=50".replace("?&", "?") for query in queries}
        paths["fewer fields"] = f"/v1/tickets?limit=50&fields={FIELDS}"
        return paths, found.keys() - known - PAGES

    def ask(self, kind, path):
        """Writes the requests of a kind down; returns True if the first succeeds."""
        self.files[kind] = file = f"{self.server.database}.{len(self.files)}.req"
        count = 16_384 if kind.startswith("W") else 4_096 if path and "{" in path else 16
        make = {"W8": self.long, "counts": lambda: self.requests.get("/v1/ticket-counts")}.get(kind)
        if kind.startswith("W7"):
            self.known = self.conversations()
            make = lambda: self.message(self.random.choices(["old", "new", "stranger"], [5, 4, 1])[0] if kind == "W7" else kind[3:])
        elif not make:
            make = lambda: self.requests.get(self.fill(path))
        with open(file, "wb") as out:
            for _ in range(count):
                request = make()
                out.write(b"%d\n" % len(request) + request)
        with open(file, "rb") as f:
            raw = f.read(int(f.readline())).replace(load.MARK.encode(), f"{time.time_ns():020d}".encode())
        status = work.served_raw(self.server, raw)
        if status // 100 != 2:
            print(f"{kind} is left out: its first request is answered {status}")
        return status // 100 == 2

    def size(self, kind):
        """The bytes of one response's body."""
        with open(self.files[kind], "rb") as f:
            path = f.read(int(f.readline())).split(b" ", 2)[1].decode()
        return len(json.dumps(self.server.ask("GET", path, self.token)[2], ensure_ascii=False, separators=(",", ":")).encode())

    def sample(self, kind, seconds):
        taken = load.sample(self.server, self.files[kind], seconds, rest=0.2)
        os.truncate(self.server.log, 0)
        return taken

    def fill(self, path):
        R, sizes = self.random, self.sizes
        ticket = R.randint(1, sizes["tickets"])
        return path.format(
            ticket=ticket, person=R.randint(2, 1 + sizes["operators"]), team=R.randint(2, inbox.TEAMS), channel=R.randint(1, len(inbox.CHANNELS)),
            client=R.randint(1, self.clients), contact=R.randint(1, sizes["contacts"]), order=R.randint(1, sizes["work_orders"]),
            number=quote(self.one("number", ticket)), soon=day(30), past=day(-R.randint(1, 9))[:10])

    def one(self, column, ticket):
        return self.db.execute(f"SELECT {column} FROM tickets WHERE id = ?", (ticket,)).fetchone()[0]

    def long(self):
        """Asks for a ticket with at least 20 messages."""
        row = self.db.execute(
            "SELECT t.id FROM tickets t WHERE t.id >= ? AND EXISTS (SELECT 1 FROM messages m WHERE m.ticket_id = t.id LIMIT 1 OFFSET 19) "
            "ORDER BY t.id LIMIT 1", (self.random.randint(1, self.sizes["tickets"]),)).fetchone()
        return self.requests.get(f"/v1/tickets/{row[0]}") if row else self.long()

    def conversations(self, count=4_096):
        """Conversations of open tickets: the channel, the conversation's id, the sender's address, name and telephone."""
        found = []
        while len(found) < count:
            row = self.db.execute(
                "SELECT m.channel_id, m.conversation_id, m.from_address, m.from_name, m.from_phone FROM tickets t JOIN messages m ON "
                "m.id = t.last_client_message_id WHERE t.id = ? AND t.is_open AND t.channel_id IS NOT NULL",
                (self.random.randint(1, self.sizes["tickets"]),)).fetchone()
            found += [row] if row else []
        return found

    def message(self, kind):
        channel, conversation, address, name, phone = self.random.choice(self.known)
        sender = {"address": address, "name": name, "phone": phone}
        if kind == "stranger":
            sender = {"address": f"new-{load.MARK}", "name": f"{self.random.choice(FIRST)} {self.random.choice(LAST)}"}
        body = {"external_id": load.MARK, "conversation_id": conversation if kind == "old" else f"c-{load.MARK}",
                "from": {field: value for field, value in sender.items() if value}, "sent_at": "2026-03-02T09:30:00Z",
                "text": f"{self.random.choice(COMPLAINTS)}: {self.random.choice(ADDED)}."}
        data = json.dumps(body, ensure_ascii=False).encode()
        return (f"POST /v1/channels/{channel}/messages HTTP/1.1\r\nHost: 127.0.0.1:{self.server.port}\r\nAuthorization: Bearer "
                f"{inbox.secret(channel)}\r\nContent-Type: application/json\r\nContent-Length: {len(data)}\r\n\r\n").encode() + data

    def stop(self):
        self.server.stop()
        self.db.close()


def day(distance):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + distance * 86_400))
