internal import Domain
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

/// The heads of orders: the entries of kind 0.
extension WorkOrderTable {
  /// The few facts about an order that a new complaint or event needs, copied to the page that such a change writes
  /// anyway. The order's own row is not read for them.
  struct Head {
    let clientID: Int64
    let vehicleID: Int64
    let version: Int64
    let isClosed: Bool

    func subject(_ kind: Noun, _ id: Int64, order: Int64) -> Subject {
      Subject(kind, id, client: clientID, vehicle: vehicleID, workOrder: order)
    }
  }

  func head(_ id: Int64) throws -> Head? {
    try db.first("SELECT client_id, vehicle_id, version, closed FROM work_order_entries WHERE work_order_id = ? AND kind = 0", id) { row in
      try Head(clientID: row[0], vehicleID: row[1], version: row[2], isClosed: row[3])
    }
  }

  /// The head with the order's number and status.
  struct Brief {
    let number: String
    let status: WorkOrder.Status
    let head: Head
  }

  func brief(_ id: Int64) throws -> Brief? {
    try db.first(
      """
      SELECT o.number, o.status, x.client_id, x.vehicle_id, x.version, x.closed
      FROM work_orders o JOIN work_order_entries x ON x.work_order_id = o.id AND x.kind = 0 WHERE o.id = ?
      """, id
    ) { row in
      try Brief(
        number: row[0], status: row[1], head: Head(clientID: row[2], vehicleID: row[3], version: row[4], isClosed: row[5]))
    }
  }

  /// Raises an order's version, because what its response shows has changed.
  func raiseVersion(_ id: Int64) throws {
    try db.execute("UPDATE work_order_entries SET version = version + 1 WHERE kind = 0 AND work_order_id = ?", id)
  }

  /// Raises the other open orders of a car, because they start or stop warning of this one.
  func raiseVersions(beside order: Int64, onVehicle id: Int64) throws {
    try db.execute(
      """
      UPDATE work_order_entries SET version = version + 1
      WHERE kind = 0 AND work_order_id IN (SELECT id FROM work_orders WHERE vehicle_id = ? AND closed_at IS NULL AND id <> ?)
      """, id, order)
  }

  /// A car or its owner changed: raise every order that shows it.
  func raiseVersions(ofVehicle id: Int64) throws {
    try db.execute(
      """
      UPDATE work_order_entries SET version = version + 1 WHERE kind = 0 AND work_order_id IN (SELECT id FROM work_orders WHERE vehicle_id = ?)
      """, id)
  }

  /// An advisor was renamed. Closed orders show the name too, so they also get a new version.
  func raiseVersions(ofAdvisor id: Int64) throws {
    try db.execute(
      """
      UPDATE work_order_entries SET version = version + 1 WHERE kind = 0 AND work_order_id IN (SELECT id FROM work_orders WHERE advisor_id = ?)
      """, id)
  }

  /// A client changed: raise every order that shows the client, as its own or as payer of a line.
  func raiseVersions(ofClient id: Int64) throws {
    try db.execute(
      """
      UPDATE work_order_entries SET version = version + 1 WHERE kind = 0 AND work_order_id IN (
        SELECT id FROM work_orders WHERE client_id = ?
        UNION SELECT l.work_order_id FROM line_payers p JOIN order_lines l ON l.id = p.order_line_id WHERE p.payer_client_id = ?)
      """, id, id)
  }
}
