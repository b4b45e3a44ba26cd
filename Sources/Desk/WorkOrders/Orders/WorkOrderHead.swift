internal import Domain
internal import SQLite

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
}
