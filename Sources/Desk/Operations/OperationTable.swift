package import Domain
internal import SQLite

extension Operation.Status: Cell {}

struct OperationTable: Table {
  let db: Database
  init(_ db: Database) { self.db = db }

  static let form = TableForm(
    "operations", blank: Operation(at: .epoch),
    [
      .kept("id", \.id), .named("code", \.code), .derived("code_key", written: .once) { SearchText.fold($0.code) },
      .derived("code_order", written: .once) { SearchText.fold($0.code) }, .edited("name", \.name),
      .derived("name_key") { SearchText.nameKey($0.name) },
      .edited("norm_hours", \.normHours), .edited("rate_minor", \.rate), .edited("tax_category", \.taxCategory),
      .edited("status", \.status), .derived("search_text", \.searchText), .fixed("source", \.source),
      .fixed("created_at", \.createdAt), .kept("version", \.version),
    ])

  /// The operation with this code, ignoring case, ё and spacing. An exact match comes first, because an older database
  /// may have duplicates.
  func find(code: String) throws -> Operation? {
    try first("WHERE code_key = ? OR code = ? ORDER BY code <> ? LIMIT 1", SearchText.fold(code), code, code)
  }

  /// Active operations whose codes differ only in spelling.
  func twins() throws -> [[String]] {
    let codes: [String] = try db.all("SELECT code FROM operations WHERE status = 'active' ORDER BY id") { row in try row[0] }
    return Dictionary(grouping: codes, by: SearchText.fold).values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
  }

  func page(_ filter: OperationFilter, _ request: PageRequest) throws -> [Keyed<Operation>] {
    try keyed(Self.select(filter, request))
  }

  static func select(_ filter: OperationFilter, _ request: PageRequest) -> Select {
    var select = filter.sort == .code ? form.select(and: "code_order") : form.select(and: "name_key")
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

  /// Writes a manual edit. It clears `imported_hash`; the next import then skips this operation.
  func update(_ operation: Operation) throws { try update(operation, importedHash: nil) }

  func insert(_ operation: Operation, importedHash: [UInt8]?) throws -> Int64 {
    try insert(operation, and: [("imported_hash", importedHash)])
  }

  func update(_ operation: Operation, importedHash: [UInt8]?) throws { try update(operation, and: [("imported_hash", importedHash)]) }

  func importedHash(_ id: Int64) throws -> [UInt8]? {
    try db.first("SELECT imported_hash FROM operations WHERE id = ?", id) { row in try row[0] as [UInt8]? } ?? nil
  }

  func setImportedHash(_ id: Int64, _ hash: [UInt8]) throws {
    try db.execute("UPDATE operations SET imported_hash = ? WHERE id = ?", hash, id)
  }
}

extension Operation {
  /// The text for searches: the code as written and without punctuation, and the name.
  var searchText: String { SearchText.row([code, LookAlike.key(SearchText.fold(code)), name]) }
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
