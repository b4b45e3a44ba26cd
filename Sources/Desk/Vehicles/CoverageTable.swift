internal import Domain
internal import SQLite

extension Coverage.Kind: Bindable, Column {}

struct CoverageTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  private static let columns: StaticString = """
    SELECT id, vehicle_id, kind, name, payer_role, payer_client_id, from_on, until_on, until_km, labour_share_bp, parts_share_bp, cap_minor,
      deductible_minor, order_line_id, ended_at, created_at, version, confirmed
    FROM coverages
    """

  func find(_ id: Int64) throws -> Coverage? { try db.first([Self.columns, "WHERE id = ?"], [id], map: Self.map) }

  /// Coverages of one vehicle; only a handful.
  func all(of vehicleID: Int64) throws -> [Coverage] {
    try db.all([Self.columns, "WHERE vehicle_id = ? ORDER BY id"], [vehicleID], map: Self.map)
  }

  func page(of vehicleID: Int64, _ request: PageRequest) throws -> [Coverage] {
    var select = Select(Self.columns)
    select.add("WHERE vehicle_id = ?", vehicleID)
    if let after = request.after { select.add("AND id > ?", after.id) }
    select.add("ORDER BY id LIMIT ?", request.limit + 1)
    return try db.all(select.sql, select.values, map: Self.map)
  }

  func insert(_ coverage: Coverage) throws -> Int64 {
    try db.insert(
      """
      INSERT INTO coverages (vehicle_id, kind, name, payer_role, payer_client_id, from_on, until_on, until_km, labour_share_bp,
        parts_share_bp, cap_minor, deductible_minor, order_line_id, created_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, coverage.vehicleId, coverage.kind, coverage.name, coverage.payerRole, coverage.payerClientId, coverage.fromOn, coverage.untilOn,
      coverage.untilKm, coverage.labourShare, coverage.partsShare, coverage.cap, coverage.deductible, coverage.orderLineId,
      coverage.createdAt)
  }

  func update(_ coverage: Coverage) throws {
    try db.execute(
      """
      UPDATE coverages SET name = ?, payer_role = ?, payer_client_id = ?, from_on = ?, until_on = ?, until_km = ?, labour_share_bp = ?,
        parts_share_bp = ?, cap_minor = ?, deductible_minor = ?, confirmed = ?, version = version + 1
      WHERE id = ?
      """, coverage.name, coverage.payerRole, coverage.payerClientId, coverage.fromOn, coverage.untilOn, coverage.untilKm,
      coverage.labourShare, coverage.partsShare, coverage.cap, coverage.deductible, coverage.confirmed,
      coverage.id)
  }

  func end(_ id: Int64, at: Instant) throws {
    try db.execute("UPDATE coverages SET ended_at = ?, version = version + 1 WHERE id = ? AND ended_at IS NULL", at, id)
  }

  private static func map(_ row: borrowing Row) throws -> Coverage {
    try Coverage(
      id: row[0], vehicleId: row[1], kind: row[2], name: row[3], payerRole: row[4], payerClientId: row[5], fromOn: row[6], untilOn: row[7],
      untilKm: row[8], labourShare: row[9], partsShare: row[10], cap: row[11], deductible: row[12], orderLineId: row[13],
      confirmed: row[17],
      endedAt: row[14],
      createdAt: row[15], version: row[16])
  }
}
