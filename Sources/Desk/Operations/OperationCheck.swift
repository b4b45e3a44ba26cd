internal import SQLite

/// Finds operations whose codes differ only in spelling. Databases from before the rule of unique codes may have some.
struct OperationCheck {
  private let db: Database
  init(_ db: Database) { self.db = db }

  func faults() throws -> [String] {
    try OperationTable(db).twins().map { codes in
      "operations \(codes.map { "«\($0)»" }.joined(separator: ", ")) are one code in several spellings: retire all but one"
    }
  }
}
