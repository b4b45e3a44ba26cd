internal import Domain
internal import SQLite

extension Part.Status: Bindable, Column {}
extension PartNumber.Kind: Bindable, Column {}

struct PartTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  func find(_ id: Int64) throws -> Part? {
    try db.first(
      """
      SELECT id, article, article_key, maker, maker_key, name, unit, price_minor, purchase_price_minor, min_quantity, tax_category,
        supplier_id, lead_days, superseded_by_id, status, on_hand, reserved, value_minor, source, created_at, version
      FROM parts WHERE id = ?
      """, id, map: Self.map)
  }

  func find(articleKey: String, makerKey: String) throws -> Part? {
    try db.first(
      """
      SELECT id, article, article_key, maker, maker_key, name, unit, price_minor, purchase_price_minor, min_quantity, tax_category,
        supplier_id, lead_days, superseded_by_id, status, on_hand, reserved, value_minor, source, created_at, version
      FROM parts WHERE article_key = ? AND maker_key = ?
      """, articleKey, makerKey, map: Self.map)
  }

  /// Parts by name. Each word of `q` must occur in the text as typed, or in a number written without separators and
  /// look-alikes.
  func page(_ filter: PartFilter, _ request: PageRequest) throws -> [Keyed<Part>] {
    let select = Self.select(filter, request)
    return try db.all(select.sql, select.values) { row in try Keyed(item: Self.map(row), key: row[21]) }
  }

  static func select(_ filter: PartFilter, _ request: PageRequest) -> Select {
    var select = Select(
      """
      SELECT id, article, article_key, maker, maker_key, name, unit, price_minor, purchase_price_minor, min_quantity, tax_category,
        supplier_id, lead_days, superseded_by_id, status, on_hand, reserved, value_minor, source, created_at, version, name_key
      FROM parts WHERE TRUE
      """)
    if let article = filter.article { select.add("AND article_key = ?", PartNumber.key(article)) }
    if let maker = filter.maker { select.add("AND maker_key = ?", PartNumber.key(maker)) }
    if let supplierID = filter.supplierID { select.add("AND supplier_id = ?", supplierID) }
    if let status = filter.status { select.add("AND status = ?", status) }
    if filter.low { select.add("AND min_quantity - on_hand + reserved > 0") }
    if let inStock = filter.inStock { select.add(inStock ? "AND on_hand - reserved > 0" : "AND on_hand - reserved <= 0") }
    if let q = filter.q { PartSearch(q).add(to: &select) }
    if let after = request.after { select.add("AND (name_key, id) > (?, ?)", after.key.bound, after.id) }
    select.add("ORDER BY name_key, id LIMIT ?", request.limit + 1)
    return select
  }

  func insert(_ part: Part, searchText: String) throws -> Int64 {
    let id = try db.insert(
      """
      INSERT INTO parts (article, article_key, maker, maker_key, name, name_key, unit, price_minor, purchase_price_minor, min_quantity,
        tax_category, supplier_id, lead_days, superseded_by_id, status, search_text, source, created_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, part.article, part.articleKey, part.maker, part.makerKey, part.name, SearchText.nameKey(part.name), part.unit, part.price,
      part.purchasePrice, part.minQuantity,
      part.taxCategory, part.supplierId, part.leadDays, part.supersededById, part.status, searchText, part.source, part.createdAt)
    try PartSearchTable(db).insert(id, searchText)
    return id
  }

  /// Writes a manual edit. It clears `imported_hash`; the next import then skips this part.
  func update(_ part: Part, searchText: String) throws {
    try db.execute(
      """
      UPDATE parts SET article = ?, article_key = ?, maker = ?, maker_key = ?, name = ?, name_key = ?, unit = ?, price_minor = ?,
        purchase_price_minor = ?, min_quantity = ?, tax_category = ?, supplier_id = ?, lead_days = ?, superseded_by_id = ?, status = ?, search_text = ?,
        imported_hash = NULL, version = version + 1 WHERE id = ?
      """, part.article, part.articleKey, part.maker, part.makerKey, part.name, SearchText.nameKey(part.name), part.unit, part.price,
      part.purchasePrice, part.minQuantity, part.taxCategory, part.supplierId, part.leadDays, part.supersededById, part.status, searchText,
      part.id)
    try PartSearchTable(db).update(part.id, searchText)
  }

  /// Keeps the last purchase price. A price of zero is not kept.
  func keepPurchasePrice(_ part: Part, _ price: Money) throws {
    guard price > .zero, price != part.purchasePrice else { return }
    try db.execute("UPDATE parts SET purchase_price_minor = ?, version = version + 1 WHERE id = ?", price, part.id)
  }

  func supplierExists(_ id: Int64) throws -> Bool {
    let found: Int64? = try db.value("SELECT 1 FROM suppliers WHERE id = ? AND status = 'active'", id)
    return found != nil
  }

  /// True if the chain of replacements that begins at `start` contains `id`.
  func leadsBack(from start: Int64?, to id: Int64) throws -> Bool {
    let found: Int64? = try db.value(
      """
      WITH RECURSIVE chain(id) AS (SELECT ? UNION SELECT p.superseded_by_id FROM parts p JOIN chain c ON p.id = c.id)
      SELECT 1 FROM chain WHERE id = ?
      """, start, id)
    return found != nil
  }

  /// True if a stored row counts the part in its unit.
  func isUsed(_ id: Int64) throws -> Bool {
    let found: Int64? = try db.value(
      """
      SELECT 1 WHERE EXISTS (SELECT 1 FROM stock_moves WHERE part_id = ?1) OR EXISTS (SELECT 1 FROM order_lines WHERE part_id = ?1)
        OR EXISTS (SELECT 1 FROM purchase_lines WHERE part_id = ?1)
      """, id)
    return found != nil
  }

  // MARK: Numbers

  func numbers(partID: Int64) throws -> [PartNumber] {
    try db.all("SELECT id, part_id, number, number_key, kind FROM part_numbers WHERE part_id = ? ORDER BY id", partID) { row in
      try PartNumber(id: row[0], partId: row[1], number: row[2], numberKey: row[3], kind: row[4])
    }
  }

  func insertNumber(partID: Int64, number: String, key: String, kind: PartNumber.Kind) throws {
    try db.execute("INSERT INTO part_numbers (part_id, number, number_key, kind) VALUES (?, ?, ?, ?)", partID, number, key, kind)
  }

  func deleteNumber(_ id: Int64) throws { try db.execute("DELETE FROM part_numbers WHERE id = ?", id) }

  // MARK: Deliveries on their way

  func incoming(partID: Int64) throws -> [PartDetails.Delivery] {
    try db.all(
      """
      SELECT o.id, o.number, o.status, l.id, l.quantity - l.received, coalesce(l.expected_on, o.expected_on)
      FROM purchase_lines l JOIN purchase_orders o ON o.id = l.purchase_order_id
      WHERE l.part_id = ? AND l.quantity - l.received > 0 AND o.status IN ('draft','sent','partly_received')
      ORDER BY coalesce(l.expected_on, o.expected_on) IS NULL, coalesce(l.expected_on, o.expected_on), l.id
      """, partID
    ) { row in
      try PartDetails.Delivery(
        purchaseOrderID: row[0], number: row[1], status: row[2], purchaseLineID: row[3], awaited: row[4], expectedOn: row[5])
    }
  }

  static func map(_ row: borrowing Row) throws -> Part {
    try Part(
      id: row[0], article: row[1], articleKey: row[2], maker: row[3], makerKey: row[4], name: row[5], unit: row[6], price: row[7],
      purchasePrice: row[8], minQuantity: row[9], taxCategory: row[10], supplierId: row[11], leadDays: row[12], supersededById: row[13],
      status: row[14], onHand: row[15], reserved: row[16], value: row[17], source: row[18], createdAt: row[19], version: row[20])
  }
}
