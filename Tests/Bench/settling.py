"""CPU time of requests that touch many lines or many orders. With --beside, another binary does the same in each round."""
import http.client, statistics, time
import seed, served

MECHANICS, WAITING = 6, 50


class Centre:
    """A binary on its own copy of the filled database, with mechanics, a supplier and five parts in stock."""

    def __init__(self, o, binary, name):
        path = seed.copy(o.seeded, o.folder, name)
        self.token = served.staff(binary, path)
        self.server = served.Served(binary, path)
        self.connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=60)
        self.asked = 0
        for i in range(MECHANICS):
            self.post("/v1/users", login=f"mechanic-{i}", name=f"Механик {i}", role="mechanic", hours_per_day=8, password="four horses are waiting")
        self.supplier = self.post("/v1/suppliers", name="Поставщик", lead_days=3)["id"]
        self.stocked = [self.part() for _ in range(5)]
        for part in self.stocked:
            self.receive(self.ordered(part, 100_000), 100_000)

    def post(self, path, **body):
        self.asked += 1
        status, _, answer = served.exchange(self.connection, "POST", path, self.token, body, {"Idempotency-Key": f"settling-{self.asked}"})
        if status // 100 != 2:
            raise RuntimeError(f"POST {path} {body}: {status} {answer}")
        return answer

    def part(self):
        return self.post(
            "/v1/parts", article=f"S-{self.asked}", maker="ПРО", name="Деталь", unit="piece", price_minor=100_000,
            purchase_price_minor=60_000, supplier_id=self.supplier)["id"]

    def ordered(self, part, quantity):
        """Makes a sent purchase order."""
        order = self.post("/v1/purchase-orders", supplier_id=self.supplier, lines=[{"part_id": part, "quantity": quantity}])
        self.post(f"/v1/purchase-orders/{order['id']}/send")
        return order

    def receive(self, order, quantity):
        return self.post(f"/v1/purchase-orders/{order['id']}/receive", lines=[{"line_id": order["lines"][0]["id"], "quantity": quantity}])

    def offered(self, labour, parts):
        """Makes an order with an offered estimate. Returns the estimate and the lines, labour first."""
        order = self.post(
            "/v1/work-orders", client={"name": f"Клиент {self.asked}"}, vehicle={"make": "LADA", "model": "Веста"}, odometer_km=1_000,
            complaints=["Стучит"])["id"]
        path = f"/v1/work-orders/{order}"
        self.post(f"{path}/estimate")
        lines = [self.post(f"{path}/lines", kind="labour", operation_id=1 + (order + i) % 100)["id"] for i in range(labour)]
        lines += [self.post(f"{path}/lines", kind="part", part_id=part, quantity=1)["id"] for part in parts]
        promised = time.strftime("%Y-%m-%dT12:00:00Z", time.gmtime(time.time() + 60 * 86_400))
        self.post(f"{path}/promise", promised_at=promised, reason="as agreed")
        estimate = self.post(f"{path}/estimates", title="Ремонт")["id"]
        self.post(f"{path}/offer", estimate_ids=[estimate])
        return estimate, lines

    def decide(self, estimate, lines, declined=()):
        items = [{"line_id": line, "decision": "declined" if line in declined else "approved"} for line in lines]
        self.post(f"/v1/estimates/{estimate}/approve", how="phone", items=items)

    def cost(self, work):
        before = self.server.cpu_seconds()
        work()
        return (self.server.cpu_seconds() - before) * 1e3

    # What is measured

    def approval(self):
        offers = [self.offered(5, self.stocked) for _ in range(10)]
        return self.cost(lambda: [self.decide(estimate, lines, lines[5:]) for estimate, lines in offers]) / len(offers)

    def receipt(self):
        part = self.part()
        order = self.ordered(part, WAITING)
        for estimate, lines in [self.offered(3, [part]) for _ in range(WAITING)]:
            self.decide(estimate, lines)
        answers = []
        spent = self.cost(lambda: answers.append(self.receive(order, WAITING)))
        if len(answers[0]["served"]) != WAITING:
            raise RuntimeError(f"the receipt served {len(answers[0]['served'])} orders")
        return spent


KINDS = {
    "an approval of ten lines, five parts of them declined": Centre.approval,
    f"a receipt that serves {WAITING} waiting orders": Centre.receipt,
}


def run(o):
    binaries = [o.binary] + ([o.beside] if o.beside else [])
    centres = [Centre(o, binary, f"settling-{i}.db") for i, binary in enumerate(binaries)]
    samples = {kind: [] for kind in KINDS}
    try:
        for round in range(o.rounds + 1):
            for kind, measure in KINDS.items():
                pair = [0.0] * len(centres)
                for i in range(len(centres))[:: -1 if round % 2 else 1]:
                    pair[i] = measure(centres[i])
                if round:  # the first warms up
                    samples[kind].append(pair)
    finally:
        for centre in centres:
            centre.server.stop()
    print("\n| | CPU ms | beside | × |\n|---|---|---|---|")
    for kind, pairs in samples.items():
        own = statistics.median(pair[0] for pair in pairs)
        other = f"{statistics.median(pair[1] for pair in pairs):.2f} | {statistics.median(pair[0] / pair[1] for pair in pairs):.2f}" if o.beside else "– | –"
        print(f"| {kind} | {own:.2f} | {other} |")
    return True
