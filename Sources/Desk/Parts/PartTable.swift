internal import Domain
internal import SQLite

extension Part.Status: Cell {}
extension PartNumber.Kind: Bindable, Column {}

struct PartTable: Table {
  let db: Database
  init(_ db: Database) { self.db = db }

  static let form = TableForm(
    "parts", blank: Part(countedIn: .piece, at: .epoch),
    [
      .kept("id", \.id), .edited("article", \.article), .derived("article_key", \.articleKey), .edited("maker", \.maker),
      .derived("maker_key", \.makerKey), .edited("name", \.name), .derived("name_key") { SearchText.nameKey($0.name) },
      .edited("unit", \.unit), .edited("price_minor", \.price),
      // Some readers of events may not see costs, so the event says only that the price changed.
      .hushed("purchase_price_minor", \.purchasePrice, as: "purchase_price_changed"), .edited("min_quantity", \.minQuantity),
      .edited("tax_category", \.taxCategory), .edited("supplier_id", \.supplierID), .edited("lead_days", \.leadDays),
      .edited("superseded_by_id", \.supersededByID), .edited("status", \.status), .kept("on_hand", \.onHand),
      .kept("reserved", \.reserved), .kept("value_minor", \.value), .fixed("source", \.source), .fixed("created_at", \.createdAt),
      .kept("version", \.version),
    ])

  func find(articleKey: String, makerKey: String) throws -> Part? {
    try first("WHERE article_key = ? AND maker_key = ?", articleKey, makerKey)
  }

  /// Parts by name. Each word of `q` must occur in the text as typed, or in a number written without separators and
  /// look-alikes.
  func page(_ filter: PartFilter, _ request: PageRequest) throws -> [Keyed<Part>] {
    try keyed(Self.select(filter, request))
  }

  static func select(_ filter: PartFilter, _ request: PageRequest) -> Select {
    var select = form.select(and: "name_key")
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

  /// Inserts a part. `numbers` are its cross-references, which the search text includes.
  func insert(_ part: Part, numbers: [String] = [], importedHash: [UInt8]? = nil) throws -> Int64 {
    let text = part.searchText(numbers)
    let id = try insert(part, and: [("search_text", text), ("imported_hash", importedHash)])
    try PartSearchTable(db).insert(id, text)
    return id
  }

  func update(_ part: Part, numbers: [String], importedHash: [UInt8]?) throws {
    let text = part.searchText(numbers)
    try update(part, and: [("search_text", text), ("imported_hash", importedHash)])
    try PartSearchTable(db).update(part.id, text)
  }

  /// Writes a manual edit. It clears `imported_hash`; the next import then skips this part.
  func update(_ part: Part) throws { try update(part, numbers: numbers(partID: part.id).map(\.number), importedHash: nil) }

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
      try PartNumber(id: row[0], partID: row[1], number: row[2], numberKey: row[3], kind: row[4])
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
}

extension Part {
  /// The text for the search: article, maker and name as typed, and the key of every number, so that any spelling is found.
  fileprivate func searchText(_ numbers: [String]) -> String {
    SearchText.row([article, articleKey, maker, makerKey, name] + numbers.flatMap { [$0, PartNumber.key($0)] })
  }
}
