"""A head office that reads the files of many centres: its figures are the sums of theirs, and are there at once."""
import os, random, time
import seed, served
from writers import Wrong

YEAR, PHONE = "from=2025-01-01&to=2025-12-31", "8 999 000-00-01"
# Seconds.
CLIENT, REVENUE = 1, 5
SUMS = "invoices", "credit_notes", "invoiced_minor", "vat_minor", "internal_charges_minor", "received_minor", "refunded_minor"
DOCUMENTS = """INSERT INTO documents (number, kind, work_order_id, payer_role, payer_client_id, buyer_name, completed_on, issued_at, issued_by_id,
  gross_minor, vat_minor) VALUES (?, 'invoice', ?, 'client', ?, 'Покупатель', ?, ?, 1, ?, ?)"""
PAYMENTS = "INSERT INTO payments (number, client_id, work_order_id, method, amount_minor, at, user_id) VALUES (?, ?, ?, 'card', ?, ?, 1)"


def run(binary, folder, report, centres):
    chain = Chain(binary, os.path.join(folder, "chain"), centres)
    if centres and report(f"{centres} centres' files", chain.make):
        report("a head office knows of a client at which centres he is known", chain.client)
        report("a head office's revenue of a year is the sum of its centres'", chain.revenue)
        report("a head office names the centre whose file it cannot read", chain.unread)
        chain.office.stop()


class Chain:
    def __init__(self, binary, folder, count):
        self.binary, self.folder, self.count = binary, folder, count
        self.own, self.knowing, self.office = {}, [], None

    def make(self):
        """Each centre is the generator's with a year's documents and payments of its own, and has been served once by this binary."""
        place = os.path.join(self.folder, "model")
        model = seed.copy(seed.database(self.binary, place, 0.02), place, "with-staff.db")
        self.own_token = served.staff(self.binary, model)
        for number in range(self.count):
            self.centre(f"centre-{number:03}", model, random.Random(number), number % 67 == 0)
        office = os.path.join(self.folder, "office.db")
        self.token = served.staff(self.binary, office)
        self.office = served.Served(self.binary, office, variables={"SERVICEDESK_CHAIN": f"{self.folder}/*/desk.db"})
        received = sum(own["received_minor"] for own in self.own.values())
        return f"{sum(own['invoices'] for own in self.own.values())} invoices, {received / 100:,.2f} received"

    def centre(self, name, model, R, knows):
        folder = os.path.join(self.folder, name)
        os.makedirs(folder)
        database = seed.copy(model, folder, "desk.db")
        seed.filled(database, lambda db: self.bill(db, R), 1)
        token = self.own_token
        desk = served.Served(self.binary, database, variables={"SERVICEDESK_CENTRE": name, "SERVICEDESK_REQUEST_LOG": "false"})
        try:
            if knows:
                status = desk.ask("POST", "/v1/clients", token, {"name": "Анна Дальняя", "phones": [PHONE]})[0]
                if status != 201:
                    raise Wrong(f"a client is answered {status}")
                self.knowing.append(name)
            self.own[name] = desk.ask("GET", f"/v1/reports/turnover?{YEAR}", token)[2]["total"]
        finally:
            desk.stop()

    def bill(self, db, R):
        rows = db.execute("SELECT id, client_id FROM work_orders WHERE id % 6 = ?", (R.randrange(6),)).fetchall()
        days = [(order, client, 1_735_700_000_000 + R.randrange(360 * 86_400_000)) for order, client in rows]
        gross = [R.randrange(100_00, 90_000_00) for _ in days]
        db.executemany(DOCUMENTS, ((f"С-{order}", order, client, at // 86_400_000, at, sum, sum // 6) for (order, client, at), sum in zip(days, gross)))
        db.executemany(PAYMENTS, ((f"О-{order}", client, order, sum, at) for (order, client, at), sum in zip(days, gross)))

    def ask(self, path):
        began = time.monotonic()
        status, _, answer = self.office.ask("GET", path, self.token)
        took = time.monotonic() - began
        if status != 200:
            raise Wrong(f"{path} is answered {status}: {answer}")
        return answer, took

    def client(self):
        answer, took = self.ask(f"/v1/chain/clients?phone={PHONE.replace(' ', '%20')}")
        found = [centre["centre"] for centre in answer["centres"]]
        if found != self.knowing or answer["asked"] != self.count or answer["unread"]:
            raise Wrong(f"the client is known at {found}, not at {self.knowing}; {answer['asked']} asked, unread {answer['unread']}")
        if took > CLIENT:
            raise Wrong(f"it takes {took:.2f} s")
        return f"{took:.2f} s"

    def revenue(self):
        answer, took = self.ask(f"/v1/chain/revenue?{YEAR}")
        told = {centre["centre"]: centre for centre in answer["centres"]}
        for name, own in self.own.items():
            if [told[name][key] for key in SUMS] != [own[key] for key in SUMS]:
                raise Wrong(f"{name}: {told[name]}, and itself {own}")
        total, = answer["totals"]
        if [total[key] for key in SUMS] != [sum(own[key] for own in self.own.values()) for key in SUMS] or not all(c["as_of"] for c in told.values()):
            raise Wrong(f"all together: {total}")
        if took > REVENUE:
            raise Wrong(f"it takes {took:.2f} s")
        return f"{took:.2f} s, {total['received_minor'] / 100:,.2f} received"

    def unread(self):
        """One file is no database any more, another is gone."""
        broken, gone = list(self.own)[:2]
        with open(os.path.join(self.folder, broken, "desk.db"), "r+b") as file:
            file.write(b"no database" * 100)
        os.rename(os.path.join(self.folder, gone), os.path.join(self.folder, "..", "gone"))
        answer, _ = self.ask(f"/v1/chain/revenue?{YEAR}")
        if [centre["centre"] for centre in answer["unread"]] != [broken]:
            raise Wrong(f"unread: {answer['unread']}")
        total, = answer["totals"]
        if total["received_minor"] != sum(own["received_minor"] for name, own in self.own.items() if name not in (broken, gone)):
            raise Wrong(f"all together: {total}")
        return answer["unread"][0]["message"]
