"""A centre with orders that are ready and paid, to be handed over."""
import glob, hashlib, os, shutil, sqlite3
import seed, served, wire

MOST = 33_000


def database(o):
    """The filled database with orders that are ready and paid, each of another client and another car. Of two binaries the older one makes it,
    because it cannot read what the newer one has migrated: that is the one beside."""
    binary, folder, seeded = o.binary, o.folder, o.seeded
    if o.beside:
        mark = hashlib.sha256(open(o.beside, "rb").read()).hexdigest()[:12]
        binary, folder = o.beside, os.path.join(o.folder, f"beside-{mark}")
        for old in glob.glob(os.path.join(o.folder, "beside-*")):
            if old != folder:
                shutil.rmtree(old)
        seeded = seed.database(binary, folder, o.scale)

    def make(path):
        seed.copy(seeded, *os.path.split(path))
        found = agreed(path)
        token = served.staff(binary, path, login="biller")
        server = served.Served(binary, path)
        try:
            pay(server, path, token, found)
        finally:
            server.stop()
        return {"orders that are ready": len(found)}

    return seed.made(folder, f"ready-{o.scale:g}", seed.digest("ready.py", seeded), make)


def agreed(path):
    """Makes orders ready, each with an estimate that the client approved. Two clients of three want surveys. Returns the orders."""
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("BEGIN")
    db.execute("CREATE TEMP TABLE chosen AS SELECT max(o.id) AS id FROM work_orders o JOIN clients c ON c.id = o.client_id AND c.id = o.vehicle_id "
               "WHERE o.kind = 'commercial' AND o.status IN ('ready','delivered') AND o.total_minor > 0 GROUP BY o.vehicle_id")
    db.execute("DELETE FROM chosen WHERE id NOT IN (SELECT id FROM chosen ORDER BY id LIMIT ?)", (MOST,))
    db.execute("UPDATE work_orders SET status = 'ready', closed_at = NULL WHERE id IN (SELECT id FROM chosen)")
    db.execute("INSERT INTO consents (client_id, purpose, given, how, at, user_id) SELECT client_id, 'survey', 1, 'бланк', opened_at, 1 "
               "FROM work_orders WHERE id IN (SELECT id FROM chosen) AND client_id % 3 > 0")
    db.execute("INSERT INTO estimates (work_order_id, kind, title, status, promised_at, gross_minor, vat_minor, client_gross_minor, approved_minor, "
               "created_by_id, created_at, offered_at, decided_at) SELECT id, 'main', 'Ремонт', 'approved', promised_at, total_minor, total_minor / 6, "
               "total_minor, total_minor, 1, opened_at, opened_at, opened_at FROM work_orders WHERE id IN (SELECT id FROM chosen)")
    db.execute("INSERT INTO estimate_lines (estimate_id, order_line_id, kind, code, name, unit, quantity, unit_price_minor, discount_bp, gross_minor, "
               "tax_category, vat_rate_bp, vat_minor, client_gross_minor, decision) SELECT e.id, l.id, l.kind, l.code, l.name, l.unit, l.quantity, "
               "l.unit_price_minor, l.discount_bp, l.gross_minor, l.tax_category, 2000, l.gross_minor / 6, l.gross_minor, 'approved' "
               "FROM estimates e JOIN order_lines l USING (work_order_id)")
    db.execute("INSERT INTO approvals (estimate_id, how, user_id, at) SELECT id, 'in_person', 1, decided_at FROM estimates")
    db.execute("UPDATE work_orders SET approved_minor = total_minor WHERE id IN (SELECT id FROM chosen)")
    found = [row[0] for row in db.execute("SELECT id FROM chosen")]
    db.execute("COMMIT")
    db.close()
    return found


def pay(server, path, token, orders):
    """Bills the orders and takes the money."""
    lines = [wire.connected(server) for _ in range(64)]
    wire.send(lines, [wire.post(f"/v1/work-orders/{order}/invoices", token, {}) for order in orders])
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    bills = db.execute("SELECT payer_client_id, work_order_id, gross_minor FROM documents").fetchall()
    db.close()
    wire.send(lines, [wire.post("/v1/payments", token, {"client_id": client, "work_order_id": order, "method": "card", "amount_minor": sum}, f"paid-{order}")
                      for client, order, sum in bills])


def orders(path):
    """The orders that are ready: those whose clients want no survey, and two kinds of others."""
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    rows = db.execute("SELECT id, client_id FROM work_orders WHERE status = 'ready' AND id IN (SELECT work_order_id FROM documents) ORDER BY id").fetchall()
    db.close()
    return [[id for id, client in rows if client % 3 == remainder] for remainder in range(3)]
