package import Domain
internal import SQLite

extension Operation.Status: Bindable, Column {}

struct OperationTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  private static let columns: StaticString =
    "SELECT id, code, name, norm_hours, rate_minor, tax_category, status, source, created_at, version FROM operations"

  func find(_ id: Int64) throws -> Operation? { try db.first([Self.columns, "WHERE id = ?"], [id], map: Self.map) }

  /// Known by the code in any case, ё and spacing; one that is written just so before the rest: an older database may hold twins.
  func find(code: String) throws -> Operation? {
    try db.first(
      [Self.columns, "WHERE code_key = ? OR code = ? ORDER BY code <> ? LIMIT 1"], [SearchText.fold(code), code, code], map: Self.map)
  }

  /// Those that are offered under one code in several spellings.
  func twins() throws -> [[String]] {
    let codes: [String] = try db.all("SELECT code FROM operations WHERE status = 'active' ORDER BY id") { row in try row[0] }
    return Dictionary(grouping: codes, by: SearchText.fold).values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
  }

  func page(_ filter: OperationFilter, _ request: PageRequest) throws -> [Keyed<Operation>] {
    let select = Self.select(filter, request)
    return try db.all(select.sql, select.values) { row in try Keyed(item: Self.map(row), key: row[filter.sort == .code ? 10 : 11]) }
  }

  static func select(_ filter: OperationFilter, _ request: PageRequest) -> Select {
    var select = Select(
      """
      SELECT id, code, name, norm_hours, rate_minor, tax_category, status, source, created_at, version, code_order, name_key
      FROM operations WHERE TRUE
      """)
    if let status = filter.status { select.add("AND status = ?", status) }
    if let search = filter.search {
      let terms = SearchTerms(search)
      if terms.isEmpty { select.add("AND FALSE") }
      for word in terms.words {
        select.add("AND (search_text LIKE ? ESCAPE '\\'", word.anywhere)
        let key = LookAlike.key(word).lowercased()
        if key != word, !key.isEmpty { select.add("OR search_text LIKE ? ESCAPE '\\'", key.anywhere) }
        select.add(")")
      }
    }
    switch filter.sort {
    case .code:
      if let after = request.after { select.add("AND (code_order, id) > (?, ?)", after.key.bound, after.id) }
      select.add("ORDER BY code_order, id LIMIT ?", request.limit + 1)
    case .name:
      if let after = request.after { select.add("AND (name_key, id) > (?, ?)", after.key.bound, after.id) }
      select.add("ORDER BY name_key, id LIMIT ?", request.limit + 1)
    }
    return select
  }

  func insert(_ operation: Operation, importedHash: [UInt8]?) throws -> Int64 {
    try db.insert(
      """
      INSERT INTO operations (code, code_key, code_order, name, name_key, norm_hours, rate_minor, tax_category, search_text, source,
        imported_hash, created_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, operation.code, SearchText.fold(operation.code), SearchText.fold(operation.code), operation.name,
      SearchText.nameKey(operation.name), operation.normHours, operation.rate, operation.taxCategory, operation.searchText,
      operation.source, importedHash, operation.createdAt)
  }

  /// What a hand has changed is no longer as imported: without a hash an import leaves it alone.
  func update(_ operation: Operation, importedHash: [UInt8]?) throws {
    try db.execute(
      """
      UPDATE operations SET name = ?, name_key = ?, norm_hours = ?, rate_minor = ?, tax_category = ?, status = ?, search_text = ?,
        imported_hash = ?, version = version + 1
      WHERE id = ?
      """, operation.name, SearchText.nameKey(operation.name), operation.normHours, operation.rate, operation.taxCategory, operation.status,
      operation.searchText, importedHash,
      operation.id)
  }

  func importedHash(_ id: Int64) throws -> [UInt8]? {
    try db.first("SELECT imported_hash FROM operations WHERE id = ?", id) { row in try row[0] as [UInt8]? } ?? nil
  }

  func setImportedHash(_ id: Int64, _ hash: [UInt8]) throws {
    try db.execute("UPDATE operations SET imported_hash = ? WHERE id = ?", hash, id)
  }

  private static func map(_ row: borrowing Row) throws -> Operation {
    try Operation(
      id: row[0], code: row[1], name: row[2], normHours: row[3], rate: row[4], taxCategory: row[5], status: row[6], source: row[7],
      createdAt: row[8], version: row[9])
  }
}

extension Operation {
  /// The code as it is written and without its signs, and the name.
  var searchText: String { SearchText.row([code, LookAlike.key(SearchText.fold(code)), name]) }

  func changes(from old: Operation?) -> [Detail] {
    var details: [Detail] = []
    details.noteChange("code", .init(old?.code), .init(code))
    details.noteChange("name", .init(old?.name), .init(name))
    details.noteChange("norm_hours", old.map { .quantity($0.normHours) } ?? .null, .quantity(normHours))
    details.noteChange("rate_minor", .init(old?.rate), .init(rate))
    details.noteChange("tax_category", .init(old?.taxCategory), .init(taxCategory))
    details.noteChange("status", .init(old?.status), .init(status))
    return details
  }
}

package struct OperationFilter: Sendable {
  package enum Sort: String, CaseIterable, Sendable { case code, name }

  package var status: Operation.Status?
  package var search: String?
  package var sort: Sort

  package init(status: Operation.Status? = nil, search: String? = nil, sort: Sort = .code) {
    self.status = status
    self.search = search
    self.sort = sort
  }
}
