internal import SQLite

/// Whether an operation is known by its code. A database older than that rule may hold a code in two spellings.
struct OperationCheck {
  private let db: Database
  init(_ db: Database) { self.db = db }

  func faults() throws -> [String] {
    try OperationTable(db).twins().map { codes in
      "operations \(codes.map { "«\($0)»" }.joined(separator: ", ")) are one code in several spellings: retire all but one"
    }
  }
}
