internal import Domain
internal import SQLite

extension Estimate.Status: Bindable, Column {}

/// The statements behind one whole order. Each is found by an index; none is asked once a line.
struct WorkOrderPictureTable {
  /// What the tables around an order hold of it, by the bits that their triggers set.
  struct Has {
    let extras: Int64
    var payers: Bool { extras & 1 != 0 }
    var mechanics: Bool { extras & 2 != 0 }
    var estimates: Bool { extras & 4 != 0 }
  }

  let db: Database
  init(_ db: Database) { self.db = db }

  /// The order with its own and its neighbours' columns, and what else there is to read of it.
  func find(_ id: Int64) throws -> (picture: WorkOrderPicture, has: Has)? {
    try db.first(
      """
      SELECT w.id, w.number, w.kind, w.status, w.client_id, w.vehicle_id, w.advisor_id, w.proxy_id, w.comeback_of_id, w.odometer_km,
        w.fuel_percent, w.damage, w.completeness, w.belongings, w.client_parts, w.client_parts_refused_reason, w.signed_by, w.signed_how,
        w.old_parts, w.old_parts_outcome, w.standing_instruction, w.standing_limit_minor, w.promised_at, w.promise_warned_at,
        w.total_minor, w.approved_minor, w.opened_at, w.completed_at, w.closed_at, w.handed_over_at, w.collected_by,
        w.collected_proxy_id, w.close_reason, w.note,
        (SELECT version FROM work_order_entries WHERE work_order_id = w.id AND kind = 0),
        w.parts_status, u.name, c.kind, c.name,
        (SELECT phone FROM client_phones WHERE client_id = w.client_id ORDER BY position LIMIT 1),
        v.make, v.model, v.year, v.plate, v.vin, v.client_id,
        CASE WHEN w.closed_at IS NULL THEN (SELECT group_concat(number, ', ') FROM (SELECT o.number FROM work_orders o
          WHERE o.vehicle_id = w.vehicle_id AND o.closed_at IS NULL AND o.id <> w.id ORDER BY o.id)) END, w.extras
      FROM work_orders w LEFT JOIN clients c ON c.id = w.client_id LEFT JOIN vehicles v ON v.id = w.vehicle_id
        LEFT JOIN users u ON u.id = w.advisor_id
      WHERE w.id = ?
      """, id
    ) { row in
      let order = try WorkOrderTable.map(row)
      let vehicle = try WorkOrderPicture.Vehicle(
        id: order.vehicleId, make: row[40], model: row[41], year: row[42], plate: row[43], vin: row[44])
      let picture = try WorkOrderPicture(
        order: order, client: .init(id: order.clientId, kind: row[37], name: row[38], phone: row[39]), vehicle: vehicle,
        advisor: row[36], partsStatus: row[35], warnings: order.warnings(of: vehicle, owner: row[45], otherOrders: row[46]))
      return try (picture, Has(extras: row[47]))
    }
  }

  func estimates(of order: Int64) throws -> [WorkOrderPicture.Offer] {
    try db.all(
      """
      SELECT id, kind, title, status, promised_at, gross_minor, approved_minor, offered_at, expires_at, decided_at
      FROM estimates WHERE work_order_id = ? ORDER BY id
      """, order
    ) { row in
      try WorkOrderPicture.Offer(
        id: row[0], kind: row[1], title: row[2], status: row[3], promisedAt: row[4], gross: row[5], approved: row[6], offeredAt: row[7],
        expiresAt: row[8], decidedAt: row[9])
    }
  }

  func clientName(_ id: Int64) throws -> String? { try db.value("SELECT name FROM clients WHERE id = ?", id) }
}
