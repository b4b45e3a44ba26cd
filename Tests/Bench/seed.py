"""Fills a migrated database with a large centre, straight by SQL and always the same: 100,000 clients, 120,000 vehicles, 300,000 orders
and 900,000 lines at scale 1. Quantities agree with the stock ledger, reservations with their lines, sums with their lines."""
import hashlib, os, random, re, shutil, sqlite3, subprocess, sys, time
from names import *
import served

HERE = os.path.dirname(os.path.abspath(__file__))
MIGRATIONS = os.path.join(HERE, "..", "..", "Migrations", "sql")
DAY = 86_400_000
BEGIN = 1_577_836_800_000  # 2020-01-01T00:00Z
SPAN = 6 * 365 * DAY
PARTS_COUNT, OPERATIONS_COUNT = 2_000, 400


def database(binary, folder, scale=1.0):
    """Returns the path of the filled database. Makes it again if the migrations or this generator have changed."""
    mark = digest("seed.py", "names.py", *(os.path.join(MIGRATIONS, name) for name in sorted(os.listdir(MIGRATIONS))))

    def make(path):
        served.command(binary, path, "migrate")
        return filled(path, lambda db: Centre(db, scale).build(), scale)

    return made(folder, f"centre-{scale:g}", mark, make)


def digest(*sources):
    """A short hash of files and of other words."""
    mark = hashlib.sha256()
    for source in map(str, sources):
        path = os.path.join(HERE, source)
        mark.update(open(path, "rb").read() if path.endswith((".py", ".sql")) else source.encode())
    return mark.hexdigest()[:12]


def made(folder, kind, mark, make):
    """Returns the path of a database of this kind and mark, after `make` has made it if it is not there. Older ones are removed."""
    path = os.path.join(folder, f"{kind}-{mark}.db")
    if os.path.exists(path):
        return path
    os.makedirs(folder, exist_ok=True)
    for old in os.listdir(folder):
        if old.startswith(f"{kind}-"):
            os.remove(os.path.join(folder, old))
    print(f"filling {path}", file=sys.stderr)
    began = time.monotonic()
    served.remove(path + ".new")
    counts = make(path + ".new")
    os.rename(path + ".new", path)
    served.remove(path + ".new")
    print(f"{counts}: {os.path.getsize(path) / 1e6:.0f} MB in {time.monotonic() - began:.0f} s", file=sys.stderr)
    return path


def copy(path, folder, name):
    """Makes a working copy and removes the files of an earlier run."""
    target = os.path.join(folder, name)
    served.remove(target)
    subprocess.run(["cp", "--reflink=auto", path, target], check=True)
    return target


def filled(path, build, scale):
    """Lets `build` fill a database in one go, without a journal, and checks that all of its rows have their parents. The constraints of each
    row are checked in a small one only, since that takes longer than all the rest."""
    db = sqlite3.connect(path, isolation_level=None)
    lax = "ignore_check_constraints=" + ("ON" if scale > 0.05 else "OFF")
    for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-400000", "foreign_keys=OFF", lax):
        db.execute(f"PRAGMA {pragma}")
    db.execute("BEGIN")
    counts = build(db)
    db.execute("COMMIT")
    faults = db.execute("PRAGMA foreign_key_check").fetchall()
    if faults:
        raise RuntimeError(f"the generated centre has loose ends: {faults[:3]}")
    db.execute("PRAGMA journal_mode=WAL")
    db.close()
    return counts


class Centre:
    def __init__(self, db, scale):
        self.db, self.random = db, random.Random(20260101)
        self.clients, self.vehicles, self.orders = (int(n * scale) for n in (100_000, 120_000, 300_000))

    def build(self):
        self.catalogue()
        self.write("clients", "id kind name tax_id birth_on discount_bp search_text created_at", self.client_rows())
        self.write("client_phones", "client_id phone position", ((i, phone, 0) for i, phone in enumerate(self.phones, 1)))
        self.write("client_emails", "client_id email position", ((i, f"client{i}@example.ru", 0) for i in range(1, self.clients + 1, 3)))
        self.write(
            "vehicles", "id vin vin_verified plate plate_key make model year colour client_id odometer_km search_text created_at",
            self.vehicle_rows())
        self.write("vehicle_owners", "vehicle_id client_id from_on", ((i, c, 18_262) for i, c in enumerate(self.owners, 1)))
        self.write("users", "id login name role created_at", [(1, "advisor-1", "Анна Соколова", "advisor", BEGIN)])
        self.order_rows()
        self.db.create_function("folded", 1, lambda text: re.sub(r"[\W_]+", " ", text.lower().replace("ё", "е")).strip(), deterministic=True)
        for table in ("clients", "operations", "parts"):
            self.db.execute(f"UPDATE {table} SET name_key = folded(name)")
        self.db.execute("UPDATE operations SET code_order = lower(code)")
        self.db.execute("INSERT INTO parts_search (rowid, search_text) SELECT id, search_text FROM parts")
        return {table: self.db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
                for table in ("clients", "vehicles", "work_orders", "order_lines", "complaints", "stock_moves", "events")}

    def write(self, table, columns, rows):
        names = columns.split()
        self.db.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})", rows)

    def beside(self, kind, table):
        self.db.execute(f"INSERT INTO work_order_entries (work_order_id, kind, entry_id) SELECT work_order_id, {kind}, id FROM {table}")

    def catalogue(self):
        R = self.random
        self.operations = [
            (i, f"Р-{i:04d}", R.choice(LABOUR), R.choice([500, 1_000, 1_500, 2_000]), R.randint(1_500, 3_500) * 100)
            for i in range(1, OPERATIONS_COUNT + 1)]
        self.write(
            "operations", "id code name norm_hours rate_minor search_text created_at",
            ((i, code, name, hours, rate, f"{code} {name}".lower(), BEGIN) for i, code, name, hours, rate in self.operations))
        self.parts = [
            (i, f"{10_000_000 + 37 * i}", R.choice(MAKERS), R.choice(PARTS), R.randint(150, 18_000) * 100) for i in range(1, PARTS_COUNT + 1)]

    def client_rows(self):
        R, self.phones = self.random, []
        for i in range(1, self.clients + 1):
            company = R.random() < 0.2
            name = (f"ООО «{R.choice(FIRMS)} {R.randint(1, 999)}»" if company
                    else f"{R.choice(LAST)} {R.choice(FIRST)} {R.choice(PATRONYMIC)}")
            tax = f"{R.randint(10**9, 10**10 - 1)}" if company else None
            digits = f"9{R.randint(0, 999_999_999):09d}"
            self.phones.append("+7" + digits)
            search = " ".join(filter(None, [name.lower().replace("ё", "е"), tax, digits, str(i)]))
            yield (i, "company" if company else "person", name, tax, None if company else R.randint(-10_000, 13_000),
                   R.choice([0, 0, 0, 300, 500, 1_000]), search, BEGIN + R.randrange(SPAN // 2))

    def vehicle_rows(self):
        R, self.owners, self.plates = self.random, [], []
        for i in range(1, self.vehicles + 1):
            make, models = R.choice(MAKES)
            model = R.choice(models)
            owner = i if i <= self.clients else R.randint(1, self.clients)
            plate = f"{R.choice(PLATE)}{R.randint(1, 999):03d}{R.choice(PLATE)}{R.choice(PLATE)}{R.choice([77, 78, 16, 66, 54, 63, 197, 799])}"
            key = "".join(PLATE_KEY.get(c, c) for c in plate)
            vin = "".join(R.choice(VIN) for _ in range(10)) + f"{i:07d}"
            self.owners.append(owner)
            self.plates.append(plate)
            yield (i, vin, 1, plate, key, make, model, R.randint(2005, 2025), R.choice(COLOURS), owner, R.randint(1_000, 300_000),
                   f"{key.lower()} {vin.lower()} {make.lower()} {model.lower()}", BEGIN + R.randrange(SPAN // 2))

    def order_rows(self):
        orders, lines, complaints, events, self.issued, self.reserved = [], [], [], [], {}, {}
        numbers = {}
        for i in range(1, self.orders + 1):
            at = BEGIN + SPAN * i // self.orders
            year = 2020 + (at - BEGIN) // (365 * DAY)
            numbers[year] = numbers.get(year, 0) + 1
            self.order(i, f"ЗН-{year}-{numbers[year]:06d}", at, orders, lines, complaints, events)
        self.stock_rows()
        self.write(
            "work_orders", "id number kind status client_id vehicle_id advisor_id odometer_km fuel_percent signed_by signed_how promised_at "
            "parts_status total_minor opened_at completed_at closed_at close_reason search_text", orders)
        self.write("complaints", "work_order_id text created_at", complaints)
        self.beside(1, "complaints")
        self.write(
            "order_lines", "id work_order_id kind status complaint_id operation_id part_id code name unit quantity unit_price_minor "
            "gross_minor tax_category reserved issued issued_cost_minor done_at created_at", lines)
        self.write("stock_moves", "part_id location_id kind quantity cost_minor order_line_id at user_id", self.moves)
        self.write("events", "at user_id type subject subject_id client_id vehicle_id work_order_id data", events)
        self.beside(2, "events")
        self.write("counters", "kind year last", (("work_order", year, last) for year, last in numbers.items()))

    def order(self, i, number, at, orders, lines, complaints, events):
        R = self.random
        vehicle = R.randint(1, self.vehicles)
        client, status = self.owners[vehicle - 1], R.choice(STATUSES)
        complaints.append((i, f"{R.choice(COMPLAINTS)}, {R.choice(ADDED)}; {R.choice(ADDED)}.", at))
        held, total = set(), 0
        for _ in range(R.choice([1, 2, 2, 3, 3, 3, 4, 4, 5])):
            line = self.line(len(lines) + 1, i, status, at)
            lines.append(line)
            total += line[12]
            if line[2] == "part":
                held.add("issued" if line[15] else "reserved" if line[14] else "none")
        parts = "none" if not held else "issued" if held == {"issued"} else "reserved" if held == {"reserved"} else "none"
        closed = at + R.randint(1, 20) * DAY if status in ("delivered", "cancelled") else None
        done = closed or (at + DAY if status == "ready" else None)
        kind = "warranty" if R.random() < 0.15 else "commercial"
        orders.append((
            i, number, kind, status, client, vehicle, 1, R.randint(1_000, 300_000), R.randint(0, 100), "клиент", "paper",
            at + R.randint(1, 14) * DAY, parts, total, at, done if status != "cancelled" else None, closed,
            "клиент передумал" if status == "cancelled" else None, f"{number.lower()} {self.plates[vehicle - 1].lower()}"))
        events.append((at, 1, "work_order.opened", "work_order", i, client, vehicle, i, f'{{"number":"{number}"}}'))

    def line(self, id, order, status, at):
        R = self.random
        state = {"delivered": "done", "ready": "done", "approved": "approved", "in_repair": "approved", "cancelled": "removed"}.get(status, "proposed")
        done = at + DAY if state == "done" else None
        if R.random() < 0.5:
            op, code, name, hours, rate = R.choice(self.operations)
            return (id, order, "labour", state, order, op, None, code, name, "hour", hours, rate, (hours * rate + 500) // 1_000,
                    "standard", 0, 0, 0, done, at)
        part, article, _, name, price = R.choice(self.parts)
        quantity = R.choice([1_000, 2_000, 4_000])
        gross = quantity * price // 1_000
        reserved = quantity if state == "approved" else 0
        issued = quantity if state == "done" else 0
        cost = gross * 6 // 10 if issued else 0
        if reserved:
            self.reserved[part] = self.reserved.get(part, 0) + quantity
        if issued:
            self.issued.setdefault(part, []).append((quantity, cost, id, at + DAY))
        return (id, order, "part", state, order, None, part, article, name, "piece", quantity, price, gross, "standard", reserved, issued,
                cost, done, at)

    def stock_rows(self):
        """Adds one receipt per part, which covers all issues and reservations, then the issues."""
        self.moves, parts, stock = [], [], []
        for id, article, maker, name, price in self.parts:
            issues, held = self.issued.get(id, []), self.reserved.get(id, 0)
            went, left = sum(q for q, _, _, _ in issues), held + 100_000
            cost, unit = sum(c for _, c, _, _ in issues), price * 6 // 10
            value = left * unit // 1_000
            self.moves.append((id, 1, "receipt", went + left, cost + value, None, BEGIN, 1))
            self.moves += [(id, 1, "issue", -q, -c, line, at, 1) for q, c, line, at in issues]
            parts.append((id, article, article, maker, maker.upper(), name, "piece", price, unit, 2_000, f"{article} {maker} {name}".lower(),
                          BEGIN, left, held, value))
            stock.append((id, 1, left))
        self.write(
            "parts", "id article article_key maker maker_key name unit price_minor purchase_price_minor min_quantity search_text created_at "
            "on_hand reserved value_minor", parts)
        self.write("stock", "part_id location_id on_hand", stock)
