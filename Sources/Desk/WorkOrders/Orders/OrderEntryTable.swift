internal import SQLite

/// Rows of `work_order_entries`: an order's complaints and events, stored next to its head. A change of the order
/// touches one page for all of them.
struct OrderEntryTable {
  enum Kind: Int { case complaint = 1, event }

  let db: Database
  init(_ db: Database) { self.db = db }

  func insert(_ kind: Kind, _ id: Int64, of order: Int64) throws {
    try db.execute("INSERT INTO work_order_entries (work_order_id, kind, entry_id) VALUES (?, ?, ?)", order, kind, id)
  }
}

extension OrderEntryTable.Kind: Bindable {}
