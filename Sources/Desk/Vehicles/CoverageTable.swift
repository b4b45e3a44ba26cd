internal import Domain
internal import SQLite

extension Coverage.Kind: Cell {}

struct CoverageTable: Table {
  let db: Database
  init(_ db: Database) { self.db = db }

  static let form = TableForm(
    "coverages", blank: Coverage(.company, of: 0, paidBy: .company, at: .epoch),
    [
      .kept("id", \.id), .fixed("vehicle_id", \.vehicleID), .named("kind", \.kind), .edited("name", \.name),
      .edited("payer_role", \.payerRole), .edited("payer_client_id", \.payerClientID), .edited("from_on", \.fromOn),
      .edited("until_on", \.untilOn), .edited("until_km", \.untilKm), .edited("labour_share_bp", \.labourShare),
      .edited("parts_share_bp", \.partsShare), .edited("cap_minor", \.cap), .edited("deductible_minor", \.deductible),
      .fixed("order_line_id", \.orderLineID), .edited("confirmed", \.confirmed), .kept("ended_at", \.endedAt),
      .fixed("created_at", \.createdAt), .kept("version", \.version),
    ])

  /// Coverages of one vehicle; only a handful.
  func all(of vehicleID: Int64) throws -> [Coverage] { try all("WHERE vehicle_id = ? ORDER BY id", vehicleID) }

  func page(of vehicleID: Int64, _ request: PageRequest) throws -> [Coverage] {
    var select = Self.form.select()
    select.add("AND vehicle_id = ?", vehicleID)
    return try page(byID: select, request)
  }

  func end(_ id: Int64, at: Instant) throws {
    try db.execute("UPDATE coverages SET ended_at = ?, version = version + 1 WHERE id = ? AND ended_at IS NULL", at, id)
  }
}
