package import SQLite

/// Asks every room whether its figures agree: `servicedesk check` does so after SQLite's own check of the file.
package struct HouseCheck {
  private let db: Database
  package init(_ db: Database) { self.db = db }

  /// One sentence for each fault; empty when all is well.
  package func faults() throws -> [String] { try db.transaction { try RoomSheet.all.flatMap { try $0.check(db) } } }
}
