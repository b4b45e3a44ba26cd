internal import Domain
internal import SQLite

struct ProxyTable: Table {
  let db: Database
  init(_ db: Database) { self.db = db }

  static let form = TableForm(
    "proxies", blank: Proxy(of: 0, at: .epoch),
    [
      .kept("id", \.id), .fixed("client_id", \.clientID), .personal("name", \.name), .personal("phone", \.phone),
      .personal("document", \.document), .edited("may_place", \.mayPlace), .edited("may_approve", \.mayApprove),
      .edited("may_collect", \.mayCollect), .edited("approve_limit_minor", \.approveLimit), .edited("valid_from_on", \.validFromOn),
      .edited("valid_until_on", \.validUntilOn), .kept("revoked_at", \.revokedAt), .fixed("created_at", \.createdAt),
      .kept("version", \.version),
    ])

  /// The proxies of one client; only a handful.
  func all(of clientID: Int64) throws -> [Proxy] { try all("WHERE client_id = ? ORDER BY id", clientID) }

  func page(of clientID: Int64, _ request: PageRequest) throws -> [Proxy] {
    var select = Self.form.select()
    select.add("AND client_id = ?", clientID)
    return try page(byID: select, request)
  }

  func revoke(_ id: Int64, at: Instant) throws {
    try db.execute("UPDATE proxies SET revoked_at = ?, version = version + 1 WHERE id = ? AND revoked_at IS NULL", at, id)
  }

  /// Clears the proxies of an erased client and ends their powers. The rows stay, because orders and approvals refer to them.
  func erase(of clientID: Int64, at: Instant) throws {
    try db.execute(
      """
      UPDATE proxies SET name = '', phone = NULL, document = '', revoked_at = COALESCE(revoked_at, ?), version = version + 1
      WHERE client_id = ?
      """, at, clientID)
  }
}
