import SQLite
import Testing

/// An older database does not know the last reading of an old cluster, so the previous reading stands for it.
@Suite struct RunsMigrationTests {
  @Test func carsOrdersAndRepairWarrantiesGetTheirRun() throws {
    let aged = try AgedDatabase(before: 24)
    let db = aged.db
    try db.script(
      """
      INSERT INTO users (id, login, name, role, created_at) VALUES (1, 'a', 'А', 'advisor', 0);
      INSERT INTO clients (id, kind, name, search_text, created_at) VALUES (1, 'person', 'Анна', '', 0);
      INSERT INTO vehicles (id, make, model, client_id, odometer_km, search_text, created_at) VALUES
        (1, 'Lada', 'Vesta', 1, 3000, '', 0), (2, 'Lada', 'Niva', 1, 500, '', 0), (3, 'Lada', 'Granta', 1, 151000, '', 0),
        (4, 'Lada', 'Largus', 1, 5000, '', 0);
      INSERT INTO work_orders (id, number, kind, status, client_id, vehicle_id, advisor_id, odometer_km, opened_at, search_text) VALUES
        (1, '1', 'commercial', 'open', 1, 1, 1, 99000, 0, ''), (2, '2', 'commercial', 'open', 1, 1, 1, 3000, 30, ''),
        (3, '3', 'commercial', 'open', 1, 2, 1, 500, 10, ''), (4, '4', 'commercial', 'open', 1, 3, 1, 151000, 30, ''),
        (5, '5', 'commercial', 'open', 1, 4, 1, 4000, 20, '');
      INSERT INTO odometer_readings (vehicle_id, km, at, source, kind, reason, work_order_id) VALUES
        (1, 99000, 0, 'intake', 'reading', NULL, 1), (1, 0, 10, 'manual', 'cluster_change', 'x', NULL), (1, 3000, 30, 'intake', 'reading', NULL, 2),
        (2, 500, 10, 'intake', 'reading', NULL, 3),
        (3, 99000, 0, 'manual', 'reading', NULL, NULL), (3, 150000, 10, 'manual', 'cluster_change', 'x', NULL),
        (3, 151000, 30, 'intake', 'reading', NULL, 4),
        (4, 80000, 0, 'manual', 'reading', NULL, NULL), (4, 4000, 20, 'intake', 'cluster_change', 'x', 5), (4, 5000, 30, 'manual', 'reading', NULL, NULL);
      INSERT INTO order_lines (id, work_order_id, kind, status, code, name, unit, quantity, unit_price_minor, gross_minor, tax_category, created_at)
        VALUES (1, 2, 'labour', 'approved', '', 'A', 'hour', 1000, 1, 1, 'standard', 0), (2, 3, 'labour', 'approved', '', 'A', 'hour', 1000, 1, 1, 'standard', 0);
      INSERT INTO coverages (id, vehicle_id, kind, name, payer_role, from_on, until_on, until_km, order_line_id, created_at) VALUES
        (1, 1, 'repair', 'A', 'company', 0, 9, 13000, 1, 0), (2, 2, 'repair', 'A', 'company', 0, 9, 10500, 2, 0),
        (3, 1, 'company', 'A', 'company', 0, 9, 100000, NULL, 0);
      """)
    try aged.bring()
    #expect(try db.lines("SELECT coalesce(run_km, 'none') FROM vehicles ORDER BY id") == ["102000", "none", "100000", "85000"])
    #expect(try db.lines("SELECT coalesce(run_km, 'none') FROM work_orders ORDER BY id") == ["99000", "102000", "none", "100000", "84000"])
    #expect(try db.lines("SELECT until_km FROM coverages ORDER BY id") == ["112000", "10500", "100000"])
    #expect(try db.integrityFaults().isEmpty)
  }
}
