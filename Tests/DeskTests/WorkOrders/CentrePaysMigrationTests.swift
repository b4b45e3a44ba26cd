import SQLite
import Testing

/// Older coverages get from the history who wrote their terms. Older lines get the price at which they were offered.
@Suite struct CentrePaysMigrationTests {
  @Test func whatAnAdvisorEnteredWaitsForAManagersWord() throws {
    let aged = try AgedDatabase(before: 20)
    try aged.db.script(
      """
      INSERT INTO users (id, login, name, role, created_at) VALUES (1, 'a', 'А', 'advisor', 0), (2, 'm', 'М', 'manager', 0), (3, 'o', 'О', 'operator', 0);
      INSERT INTO clients (id, kind, name, search_text, created_at) VALUES (1, 'person', 'Анна', '', 0);
      INSERT INTO vehicles (id, make, model, search_text, created_at) VALUES (1, 'Lada', 'Vesta', '', 0);
      INSERT INTO coverages (id, vehicle_id, kind, name, payer_role, payer_client_id, from_on, until_on, order_line_id, created_at) VALUES
        (1, 1, 'company', 'advisor', 'company', NULL, 0, 9, NULL, 0), (2, 1, 'company', 'manager', 'company', NULL, 0, 9, NULL, 0),
        (3, 1, 'company', 'changed by an operator', 'company', NULL, 0, 9, NULL, 0), (4, 1, 'company', 'no history', 'company', NULL, 0, 9, NULL, 0),
        (5, 1, 'extended', 'insurer', 'insurer', 1, 0, 9, NULL, 0), (6, 1, 'repair', 'delivery', 'company', NULL, 0, 9, 7, 0);
      INSERT INTO events (at, type, subject, subject_id, user_id, data) VALUES
        (0, 'coverage.created', 'coverage', 1, 1, '{}'), (0, 'coverage.created', 'coverage', 2, 1, '{}'),
        (0, 'coverage.changed', 'coverage', 2, 2, '{}'), (0, 'coverage.created', 'coverage', 3, 2, '{}'),
        (0, 'coverage.changed', 'coverage', 3, 3, '{}'), (0, 'coverage.ended', 'coverage', 2, 1, '{}'),
        (0, 'coverage.created', 'coverage', 5, 1, '{}'), (0, 'coverage.created', 'coverage', 6, 1, '{}');
      """)
    try aged.bring()
    #expect(try aged.db.lines("SELECT id FROM coverages WHERE confirmed = 0 ORDER BY id") == ["1", "3"])
    #expect(try aged.db.lines("SELECT id FROM coverages WHERE version = 2 ORDER BY id") == ["1", "3"])
  }

  @Test func aLineAtItsPayersRateIsKnown() throws {
    let aged = try AgedDatabase(before: 31)
    try aged.db.script(
      """
      INSERT INTO users (id, login, name, role, created_at) VALUES (1, 'a', 'А', 'advisor', 0);
      INSERT INTO clients (id, kind, name, labour_rate_minor, search_text, created_at)
        VALUES (1, 'person', 'Анна', NULL, '', 0), (2, 'company', 'Парк', 500, '', 0);
      INSERT INTO vehicles (id, make, model, search_text, created_at) VALUES (1, 'Lada', 'Vesta', '', 0);
      INSERT INTO work_orders (id, number, kind, status, client_id, vehicle_id, advisor_id, odometer_km, opened_at, search_text)
        VALUES (1, '1', 'commercial', 'open', 1, 1, 1, 1, 0, '');
      INSERT INTO order_lines (id, work_order_id, kind, status, code, name, unit, quantity, unit_price_minor, gross_minor, tax_category, created_at)
        VALUES (1, 1, 'labour', 'proposed', '', 'A', 'hour', 1000, 500, 500, 'standard', 0),
          (2, 1, 'labour', 'proposed', '', 'B', 'hour', 1000, 600, 600, 'standard', 0),
          (3, 1, 'labour', 'proposed', '', 'C', 'hour', 1000, 500, 500, 'standard', 0);
      INSERT INTO line_payers (order_line_id, position, role, payer_client_id, share_bp, gross_minor, tax_category) VALUES
        (1, 0, 'other', 2, 10000, 500, 'standard'), (2, 0, 'other', 2, 10000, 600, 'standard'), (3, 0, 'other', 2, 5000, 250, 'standard');
      """)
    try aged.bring()
    #expect(try aged.db.lines("SELECT at_payer_rate FROM order_lines ORDER BY id") == ["1", "0", "0"])
  }

  @Test func aLineIsReckonedFromTheHighestPriceItWasOfferedAt() throws {
    let aged = try AgedDatabase(before: 20)
    try aged.db.script(
      """
      INSERT INTO users (id, login, name, role, created_at) VALUES (1, 'a', 'А', 'advisor', 0);
      INSERT INTO clients (id, kind, name, search_text, created_at) VALUES (1, 'person', 'Анна', '', 0);
      INSERT INTO vehicles (id, make, model, search_text, created_at) VALUES (1, 'Lada', 'Vesta', '', 0);
      INSERT INTO work_orders (id, number, kind, status, client_id, vehicle_id, advisor_id, odometer_km, opened_at, search_text)
        VALUES (1, '1', 'commercial', 'in_repair', 1, 1, 1, 1, 0, '');
      INSERT INTO order_lines (id, work_order_id, kind, status, code, name, unit, quantity, unit_price_minor, gross_minor, tax_category, created_at)
        VALUES (1, 1, 'labour', 'approved', '', 'A', 'hour', 1000, 81000, 81000, 'standard', 0),
          (2, 1, 'labour', 'proposed', '', 'B', 'hour', 1000, 500, 500, 'standard', 0), (3, 1, 'labour', 'removed', '', 'C', 'hour', 1000, 5, 5, 'standard', 0);
      INSERT INTO estimates (id, work_order_id, kind, title, status, promised_at, gross_minor, vat_minor, client_gross_minor, created_by_id, created_at)
        VALUES (1, 1, 'main', 'A', 'approved', 0, 0, 0, 0, 1, 0);
      INSERT INTO estimate_lines (estimate_id, order_line_id, kind, code, name, unit, quantity, unit_price_minor, discount_bp, gross_minor,
        tax_category, vat_rate_bp, vat_minor, client_gross_minor, decision)
        VALUES (1, 1, 'labour', '', 'A', 'hour', 1000, 100000, 0, 100000, 'standard', 0, 0, 100000, 'approved');
      """)
    try aged.bring()
    #expect(try aged.db.lines("SELECT coalesce(base_price_minor, 'none') FROM order_lines ORDER BY id") == ["100000", "500", "none"])
  }
}
