import SQLite
import Testing

@Suite struct PurchaseDueMigrationTests {
  @Test func ordersOfAnOlderDatabaseGetTheDayTheyAreDueBy() throws {
    let aged = try AgedDatabase(before: 8)
    let db = aged.db
    try db.script(
      """
      INSERT INTO suppliers (id, name, created_at) VALUES (1, 'Север', 0);
      INSERT INTO parts (id, article, article_key, maker, maker_key, name, unit, price_minor, search_text, created_at)
      VALUES (1, 'A', 'A', 'X', 'X', 'П', 'piece', 1, '', 0);
      INSERT INTO purchase_orders (id, number, supplier_id, expected_on, created_at) VALUES (1, '1', 1, 30, 0), (2, '2', 1, 30, 0), (3, '3', 1, NULL, 0);
      INSERT INTO purchase_lines (purchase_order_id, part_id, quantity, received, price_minor, expected_on)
      VALUES (1, 1, 1000, 0, 1, 20), (1, 1, 1000, 0, 1, NULL), (2, 1, 1000, 1000, 1, 20), (2, 1, 1000, 0, 1, NULL), (3, 1, 1000, 0, 1, NULL);
      """)
    try aged.bring()
    #expect(try db.lines("SELECT coalesce(due_on, '-') FROM purchase_orders ORDER BY id") == ["20", "30", "-"])
  }
}
