package import SQLite

/// Checks the figures of every room. `servicedesk check` runs it after SQLite's own check of the file.
package struct HouseCheck {
  private let db: Database
  package init(_ db: Database) { self.db = db }

  /// One sentence per fault.
  package func faults() throws -> [String] { try db.transaction { try RoomSheet.all.flatMap { try $0.check(db) } } }
}
