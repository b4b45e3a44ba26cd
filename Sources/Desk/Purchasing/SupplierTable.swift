internal import Domain
internal import SQLite

extension Supplier.Status: Cell {}

struct SupplierTable: Table {
  let db: Database
  init(_ db: Database) { self.db = db }

  static let form = TableForm(
    "suppliers", blank: Supplier(at: .epoch),
    [
      .kept("id", \.id), .edited("name", \.name), .derived("name_key") { SearchText.nameKey($0.name) },
      .derived("search_text") { SearchText.fold($0.name) }, .edited("phone", \.phone), .edited("email", \.email),
      .edited("lead_days", \.leadDays), .edited("status", \.status), .fixed("created_at", \.createdAt), .kept("version", \.version),
    ])

  /// The id of the supplier with this name, ignoring case, ё and spacing, except `other`. An exact match comes first.
  func find(name: String, butFor other: Int64 = 0) throws -> Int64? {
    try db.value(
      "SELECT id FROM suppliers WHERE search_text = ? AND id <> ? ORDER BY name <> ?, id LIMIT 1", SearchText.fold(name), other, name)
  }

  func page(q: String?, status: Supplier.Status?, _ request: PageRequest) throws -> [Keyed<Supplier>] {
    try keyed(Self.select(q: q, status: status, request))
  }

  /// Suppliers by name. There are only a few dozen, so the statement scans them all.
  static func select(q: String?, status: Supplier.Status?, _ request: PageRequest) -> Select {
    var select = form.select(and: "name_key")
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

  /// Raises the version, because a delivery changes the measured lead time.
  func raiseVersion(_ id: Int64) throws { try db.execute("UPDATE suppliers SET version = version + 1 WHERE id = ?", id) }
}
