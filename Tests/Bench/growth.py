"""Compares the cost of requests on a full centre and on one of a tenth of its size."""
import os, random, sqlite3
from urllib.parse import quote
import load, seed, work
from limits import say

LISTS = {
    "client": "/v1/clients/{client}",
    "vehicle": "/v1/vehicles/{vehicle}",
    "order": "/v1/work-orders/{order}",
    "orders in repair": "/v1/work-orders?status=in_repair&limit=50",
    "orders": "/v1/work-orders?limit=50",
    "orders of a client": "/v1/work-orders?client_id={client}",
    "orders of a vehicle": "/v1/work-orders?vehicle_id={vehicle}",
    "overdue orders": "/v1/work-orders?overdue=true&limit=50",
    "clients": "/v1/clients?limit=50",
    "clients by phone": "/v1/clients?phone={phone}",
    "clients by phone, by name": "/v1/clients?phone={phone}&sort=name",
    "vehicles of a client": "/v1/vehicles?client_id={client}",
    "vehicles of a client by status": "/v1/vehicles?client_id={client}&status=client_vehicle",
    "vehicles by plate": "/v1/vehicles?plate={plate}",
    "vehicles by plate and status": "/v1/vehicles?plate={plate}&status=client_vehicle",
    "parts": "/v1/parts?limit=50",
    "operations": "/v1/operations?limit=50",
    "events of an order": "/v1/events?work_order_id={order}",
    "events": "/v1/events?limit=50",
    "timeline of a client": "/v1/clients/{client}/timeline",
    "users": "/v1/users",
}


def run(o):
    """Fails above 1.3 times the CPU time of the small centre."""
    small, large = (Grown(o, scale) for scale in (o.scale / 10, o.scale))
    good = True
    try:
        for name, path in LISTS.items():
            if not all([grown.ask(path) for grown in (small, large)]):
                print(f"{name} is left out: not answered")
                continue
            before, after = costs(o, small, large)
            good &= say(f"growth, {name}", f"{before:.1f} → {after:.1f} µs, × {after / before:.2f}", "× 1.3", after / before <= 1.3)
    finally:
        small.stop()
        large.stop()
    return good


def costs(o, *grown):
    """CPU µs a request on each. They are sampled in turn, since what else the machine does, and how fast it runs, changes from minute to
    minute; the least counts, since other load only adds."""
    samples = [[one.sample(o.seconds / 2) for one in grown] for _ in range(max(3, o.rounds))]
    return [min(taken) for taken in zip(*samples)]


class Grown:
    """A server on a centre of one size, and the requests of one list."""

    def __init__(self, o, scale):
        o.seeded = seed.database(o.binary, o.folder, scale)
        self.server, _, self.requests = work.opened(o, f"growth-{scale:g}.db")
        self.db, self.random = sqlite3.connect(f"file:{o.seeded}?mode=ro", uri=True), random.Random(3)
        self.file = f"{self.server.database}.list.req"

    def ask(self, path):
        """Writes the requests down; returns True if the first succeeds."""
        with open(self.file, "wb") as out:
            for _ in range(4_096 if "{" in path else 16):
                request = self.requests.get(self.fill(path))
                out.write(b"%d\n" % len(request) + request)
        with open(self.file, "rb") as f:
            return work.served_raw(self.server, f.read(int(f.readline()))) == 200

    def fill(self, path):
        client, vehicle, order = (self.random.randint(1, self.requests.sizes[name]) for name in ("clients", "vehicles", "orders"))
        phone = self.db.execute("SELECT phone FROM client_phones WHERE client_id = ?", (client,)).fetchone()[0]
        plate = self.db.execute("SELECT plate FROM vehicles WHERE id = ?", (vehicle,)).fetchone()[0]
        return path.format(client=client, vehicle=vehicle, order=order, phone=quote(phone), plate=quote(plate))

    def sample(self, seconds):
        taken = load.sample(self.server, self.file, seconds)["cpu_us"]
        os.truncate(self.server.log, 0)
        return taken

    def stop(self):
        self.server.stop()
        self.db.close()
