internal import SQLite

/// The FTS5 index of the parts' search texts, stored next to the parts.
struct PartSearchTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  func insert(_ id: Int64, _ text: String) throws {
    try db.execute("INSERT INTO parts_search (rowid, search_text) VALUES (?, ?)", id, text)
  }

  /// Writes only if the text differs; a new price, for example, leaves it as it is.
  func update(_ id: Int64, _ text: String) throws {
    try db.execute("UPDATE parts_search SET search_text = ? WHERE rowid = ? AND search_text <> ?", text, id, text)
  }
}
