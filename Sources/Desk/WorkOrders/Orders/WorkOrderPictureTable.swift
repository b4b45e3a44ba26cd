internal import Domain
internal import SQLite

extension Estimate.Status: Bindable, Column {}

/// Statements behind a complete order. Each uses an index; none runs once per line.
struct WorkOrderPictureTable {
  /// Related tables that have rows for an order: bits of `extras`, set by triggers.
  struct Has {
    let extras: Int64
    var payers: Bool { extras & 1 != 0 }
    var mechanics: Bool { extras & 2 != 0 }
    var estimates: Bool { extras & 4 != 0 }
  }

  let db: Database
  init(_ db: Database) { self.db = db }

  enum Shown: Int32, PictureColumn {
    case id, number, kind, status, partsStatus, openedAt, promisedAt, completedAt, closedAt, closeReason, totalMinor, approvedMinor,
      clientID, clientKind, clientName, clientPhone, vehicleID, vehicleMake, vehicleModel, vehicleYear, vehiclePlate, vehicleVin,
      advisorID, advisorName, proxyID, comebackOfID, odometerKm, fuelPercent, damage, completeness, belongings, clientParts,
      clientPartsRefusedReason, signedBy, signedHow, oldParts, oldPartsOutcome, standingInstruction, standingLimitMinor, handedOverAt,
      collectedBy, collectedProxyID, note, version, vehicleOwnerID, otherOpenOrders, extras, runKm, jumpFromKm, jumpFromAt,
      collectedIdentifiedBy, vehicleBodyNumber
  }

  /// Lends an order's row with columns of related tables, in the order of `Shown`. False if there
  /// is no such order.
  func lend(_ id: Int64, _ body: (borrowing Row) throws -> Void) throws -> Bool {
    try db.first(
      """
      SELECT w.id, w.number, w.kind, w.status, w.parts_status, w.opened_at, w.promised_at, w.completed_at, w.closed_at, w.close_reason,
        w.total_minor, w.approved_minor, w.client_id, c.kind, c.name, c.phone, w.vehicle_id, v.make, v.model, v.year, v.plate,
        v.vin, w.advisor_id, u.name, w.proxy_id, w.comeback_of_id, w.odometer_km, w.fuel_percent, w.damage, w.completeness,
        w.belongings, w.client_parts, w.client_parts_refused_reason, w.signed_by, w.signed_how, w.old_parts,
        w.old_parts_outcome, w.standing_instruction, w.standing_limit_minor, w.handed_over_at, w.collected_by, w.collected_proxy_id, w.note,
        x.version, v.client_id AS vehicle_owner_id,
        CASE WHEN w.closed_at IS NULL THEN (SELECT group_concat(told, ', ') FROM (SELECT o.number || ' (id ' || o.id || ')' AS told FROM work_orders o
          WHERE o.vehicle_id = w.vehicle_id AND o.closed_at IS NULL AND o.id <> w.id ORDER BY o.id)) END AS other_open_orders, w.extras, w.run_km, w.jump_from_km,
        w.jump_from_at, w.collected_identified_by, v.body_number
      FROM work_orders w LEFT JOIN clients c ON c.id = w.client_id LEFT JOIN vehicles v ON v.id = w.vehicle_id
        LEFT JOIN users u ON u.id = w.advisor_id LEFT JOIN work_order_entries x
        ON x.work_order_id = w.id AND x.kind = 0 AND x.entry_id = 0
      WHERE w.id = ?
      """, id, map: body) != nil
  }

  enum ShownOffer: Int32, PictureColumn {
    case id, kind, title, status, promisedAt, grossMinor, approvedMinor, offeredAt, expiresAt, decidedAt
  }

  func estimates(of order: Int64, _ each: (borrowing WorkOrderPicture.Offer) -> Void) throws {
    try db.each(
      """
      SELECT id, kind, title, status, promised_at, gross_minor, approved_minor, offered_at, expires_at, decided_at
      FROM estimates WHERE work_order_id = ? ORDER BY id
      """, order
    ) { row in each(WorkOrderPicture.Offer(row.again)) }
  }

  func clientName(_ id: Int64) throws -> String? { try db.value("SELECT name FROM clients WHERE id = ?", id) }
}
