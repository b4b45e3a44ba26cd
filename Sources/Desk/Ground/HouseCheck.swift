package import SQLite

/// Whether the figures of all rooms agree with each other: what `servicedesk check` asks beside SQLite's own check of the file.
package struct HouseCheck {
  private let db: Database
  package init(_ db: Database) { self.db = db }

  /// One sentence a fault; empty when all is well.
  package func faults() throws -> [String] {
    try db.transaction {
      try StockCheck(db).faults() + WorkOrderCheck(db).faults() + EstimateCheck(db).faults() + BillingCheck(db).faults()
        + OperationCheck(db).faults() + ClientCheck(db).faults()
    }
  }
}
