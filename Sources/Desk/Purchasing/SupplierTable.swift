internal import Domain
internal import SQLite

extension Supplier.Status: Bindable, Column {}

struct SupplierTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  func find(_ id: Int64) throws -> Supplier? {
    try db.first("SELECT id, name, phone, email, lead_days, status, created_at, version FROM suppliers WHERE id = ?", id, map: Self.map)
  }

  /// Who is known by the name in any case, ё and spacing, but for `other`; one who is written just so before the rest.
  func find(name: String, butFor other: Int64 = 0) throws -> Int64? {
    try db.value(
      "SELECT id FROM suppliers WHERE search_text = ? AND id <> ? ORDER BY name <> ?, id LIMIT 1", SearchText.fold(name), other, name)
  }

  func page(q: String?, status: Supplier.Status?, _ request: PageRequest) throws -> [Keyed<Supplier>] {
    let select = Self.select(q: q, status: status, request)
    return try db.all(select.sql, select.values) { row in try Keyed(item: Self.map(row), key: row[8]) }
  }

  /// By name. A few dozen rows: none is passed over by an index.
  static func select(q: String?, status: Supplier.Status?, _ request: PageRequest) -> Select {
    var select = Select("SELECT id, name, phone, email, lead_days, status, created_at, version, name_key FROM suppliers WHERE TRUE")
    if let q {
      let terms = SearchTerms(q)
      if terms.isEmpty { select.add("AND FALSE") }
      for word in terms.words { select.add("AND search_text LIKE ? ESCAPE '\\'", word.anywhere) }
    }
    if let status { select.add("AND status = ?", status) }
    if let after = request.after { select.add("AND (name_key, id) > (?, ?)", after.key.bound, after.id) }
    select.add("ORDER BY name_key, id LIMIT ?", request.limit + 1)
    return select
  }

  func insert(_ supplier: Supplier) throws -> Int64 {
    try db.insert(
      "INSERT INTO suppliers (name, name_key, search_text, phone, email, lead_days, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
      supplier.name,
      SearchText.nameKey(supplier.name), SearchText.fold(supplier.name), supplier.phone, supplier.email, supplier.leadDays,
      supplier.createdAt)
  }

  func update(_ supplier: Supplier) throws {
    try db.execute(
      """
      UPDATE suppliers SET name = ?, name_key = ?, search_text = ?, phone = ?, email = ?, lead_days = ?, status = ?, version = version + 1
      WHERE id = ?
      """, supplier.name, SearchText.nameKey(supplier.name), SearchText.fold(supplier.name), supplier.phone, supplier.email,
      supplier.leadDays, supplier.status, supplier.id)
  }

  /// Its measured lead time has one delivery more.
  func raiseVersion(_ id: Int64) throws { try db.execute("UPDATE suppliers SET version = version + 1 WHERE id = ?", id) }

  private static func map(_ row: borrowing Row) throws -> Supplier {
    try Supplier(
      id: row[0], name: row[1], phone: row[2], email: row[3], leadDays: row[4], status: row[5], createdAt: row[6], version: row[7])
  }
}
