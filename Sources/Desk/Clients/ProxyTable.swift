internal import Domain
internal import SQLite

struct ProxyTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  private static let columns: StaticString = """
    SELECT id, client_id, name, phone, document, may_place, may_approve, may_collect, approve_limit_minor, valid_from_on, valid_until_on,
      revoked_at, created_at, version
    FROM proxies
    """

  func find(_ id: Int64) throws -> Proxy? { try db.first([Self.columns, "WHERE id = ?"], [id], map: Self.map) }

  /// Of one client: a handful.
  func all(of clientID: Int64) throws -> [Proxy] {
    try db.all([Self.columns, "WHERE client_id = ? ORDER BY id"], [clientID], map: Self.map)
  }

  func page(of clientID: Int64, _ request: PageRequest) throws -> [Proxy] {
    var select = Select(Self.columns)
    select.add("WHERE client_id = ?", clientID)
    if let after = request.after { select.add("AND id > ?", after.id) }
    select.add("ORDER BY id LIMIT ?", request.limit + 1)
    return try db.all(select.sql, select.values, map: Self.map)
  }

  func insert(_ proxy: Proxy) throws -> Int64 {
    try db.insert(
      """
      INSERT INTO proxies (client_id, name, phone, document, may_place, may_approve, may_collect, approve_limit_minor, valid_from_on,
        valid_until_on, created_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, proxy.clientId, proxy.name, proxy.phone, proxy.document, proxy.mayPlace, proxy.mayApprove, proxy.mayCollect, proxy.approveLimit,
      proxy.validFromOn, proxy.validUntilOn, proxy.createdAt)
  }

  func update(_ proxy: Proxy) throws {
    try db.execute(
      """
      UPDATE proxies SET name = ?, phone = ?, document = ?, may_place = ?, may_approve = ?, may_collect = ?, approve_limit_minor = ?,
        valid_from_on = ?, valid_until_on = ?, version = version + 1
      WHERE id = ?
      """, proxy.name, proxy.phone, proxy.document, proxy.mayPlace, proxy.mayApprove, proxy.mayCollect, proxy.approveLimit,
      proxy.validFromOn, proxy.validUntilOn, proxy.id)
  }

  func revoke(_ id: Int64, at: Instant) throws {
    try db.execute("UPDATE proxies SET revoked_at = ?, version = version + 1 WHERE id = ? AND revoked_at IS NULL", at, id)
  }

  private static func map(_ row: borrowing Row) throws -> Proxy {
    try Proxy(
      id: row[0], clientId: row[1], name: row[2], phone: row[3], document: row[4], mayPlace: row[5], mayApprove: row[6],
      mayCollect: row[7], approveLimit: row[8], validFromOn: row[9], validUntilOn: row[10], revokedAt: row[11], createdAt: row[12],
      version: row[13])
  }
}
