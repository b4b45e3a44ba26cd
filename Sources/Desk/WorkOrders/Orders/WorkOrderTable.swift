internal import Domain
internal import SQLite

struct WorkOrderTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  private static let columns: StaticString = """
    SELECT id, number, kind, status, client_id, vehicle_id, advisor_id, proxy_id, comeback_of_id, odometer_km, fuel_percent, damage,
      completeness, belongings, client_parts, client_parts_refused_reason, signed_by, signed_how, old_parts, old_parts_outcome,
      standing_instruction, standing_limit_minor, promised_at, promise_warned_at, total_minor, approved_minor, opened_at, completed_at,
      closed_at, handed_over_at, collected_by, collected_proxy_id, close_reason, note,
      (SELECT version FROM work_order_entries WHERE work_order_id = work_orders.id AND kind = 0), run_km, jump_from_km, jump_from_at
    FROM work_orders
    """

  func find(_ id: Int64) throws -> WorkOrder? { try db.first([Self.columns, "WHERE id = ?"], [id], map: Self.map) }

  /// Open orders of a car; seldom more than one.
  func open(onVehicle vehicle: Int64) throws -> [WorkOrder] {
    try db.all([Self.columns, "WHERE vehicle_id = ? AND closed_at IS NULL ORDER BY id"], [vehicle], map: Self.map)
  }

  func insert(_ order: WorkOrder, searchText: String) throws -> Int64 {
    try db.insert(
      """
      INSERT INTO work_orders (number, kind, status, client_id, vehicle_id, advisor_id, proxy_id, comeback_of_id, odometer_km, fuel_percent,
        damage, completeness, belongings, client_parts, client_parts_refused_reason, signed_by, signed_how, old_parts,
        standing_instruction, standing_limit_minor, opened_at, note, run_km, jump_from_km, jump_from_at, search_text)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, order.number, order.kind, order.status, order.clientID, order.vehicleID, order.advisorID, order.proxyID, order.comebackOfID,
      order.odometerKm, order.fuelPercent, order.damage, order.completeness, order.belongings, order.clientParts,
      order.clientPartsRefusedReason, order.signedBy, order.signedHow, order.oldParts, order.standingInstruction, order.standingLimit,
      order.openedAt, order.note, order.runKm, order.jumpFromKm, order.jumpFromAt, searchText)
  }

  /// Writes the corrected intake. The event raises the version.
  func updateIntake(_ order: WorkOrder) throws {
    try db.execute(
      """
      UPDATE work_orders SET advisor_id = ?, fuel_percent = ?, damage = ?, completeness = ?, belongings = ?,
        client_parts = ?, client_parts_refused_reason = ?, signed_by = ?, signed_how = ?, old_parts = ?, standing_instruction = ?,
        standing_limit_minor = ?, note = ? WHERE id = ?
      """, order.advisorID, order.fuelPercent, order.damage, order.completeness, order.belongings, order.clientParts,
      order.clientPartsRefusedReason, order.signedBy, order.signedHow, order.oldParts, order.standingInstruction, order.standingLimit,
      order.note, order.id)
  }

  /// Writes the corrected odometer at intake.
  func updateOdometer(_ order: WorkOrder) throws {
    try db.execute(
      "UPDATE work_orders SET odometer_km = ?, run_km = ?, jump_from_km = ?, jump_from_at = ? WHERE id = ?", order.odometerKm, order.runKm,
      order.jumpFromKm, order.jumpFromAt, order.id)
  }

  /// Moves the status only from the one that the rules checked: a second guard behind `WorkOrderFacts.check`.
  func move(_ id: Int64, from: WorkOrder.Status, to: WorkOrder.Status) throws {
    try once(db.execute("UPDATE work_orders SET status = ? WHERE id = ? AND status = ?", to, id, from))
  }

  func complete(_ id: Int64, at: Instant) throws {
    try db.execute("UPDATE work_orders SET completed_at = ? WHERE id = ?", at, id)
  }

  /// Clears the completion of an order that returns to repair.
  func reopenWork(_ id: Int64) throws {
    try db.execute("UPDATE work_orders SET completed_at = NULL WHERE id = ?", id)
  }

  func close(_ id: Int64, reason: String?, at: Instant) throws {
    try db.execute("UPDATE work_orders SET closed_at = ?, close_reason = ? WHERE id = ?", at, reason, id)
  }

  func handOver(_ id: Int64, _ handOver: HandOver, oldParts: WorkOrder.OldPartsOutcome?, at: Instant) throws {
    try once(
      db.execute(
        """
        UPDATE work_orders SET handed_over_at = ?, collected_by = ?, collected_proxy_id = ?, collected_identified_by = ?,
          old_parts_outcome = ?
        WHERE id = ? AND handed_over_at IS NULL
        """, at, handOver.collectedBy, handOver.proxy?.id, handOver.identifiedBy, oldParts, id))
  }

  /// Facts about the lines that are kept in the row of the order.
  struct Sums {
    let parts: WorkOrder.PartsStatus
    let status: WorkOrder.Status
    let total: Money
  }

  func sums(of id: Int64) throws -> Sums? {
    try db.first("SELECT parts_status, status, total_minor FROM work_orders WHERE id = ?", id) { row in
      try Sums(parts: row[0], status: row[1], total: row[2])
    }
  }

  func keepSums(_ id: Int64, total: Money, parts: WorkOrder.PartsStatus) throws {
    try db.execute("UPDATE work_orders SET total_minor = ?, parts_status = ? WHERE id = ?", total, parts, id)
  }

  func addApproved(_ amount: Money, to id: Int64) throws {
    try db.execute("UPDATE work_orders SET approved_minor = approved_minor + ? WHERE id = ?", amount, id)
  }

  func keepUnbilled(_ id: Int64, _ amount: Money) throws {
    try db.execute("UPDATE work_orders SET unbilled_minor = ? WHERE id = ? AND unbilled_minor <> ?", amount, id, amount)
  }

  /// Clears the names in the orders of an erased client. Afterwards they are found by number and vehicle only.
  func eraseNames(of client: Int64) throws {
    let orders = try db.all(
      "SELECT o.id, o.number, v.search_text FROM work_orders o JOIN vehicles v ON v.id = o.vehicle_id WHERE o.client_id = ?", client
    ) { row in try (id: row[0] as Int64, text: SearchText.row([row[1] as String, row[2] as String])) }
    for order in orders {
      try db.execute(
        """
        UPDATE work_orders SET signed_by = CASE WHEN signed_by IS NULL THEN NULL ELSE ? END,
          collected_by = CASE WHEN collected_by IS NULL THEN NULL ELSE ? END, search_text = ?
        WHERE id = ?
        """, ErasureTable.placeholder, ErasureTable.placeholder, order.text, order.id)
      try raiseVersion(order.id)
    }
  }

  private func once(_ rows: Int) throws {
    guard rows == 1 else { throw Refusal.conflict(.changedMeanwhile) }
  }

  static func map(_ row: borrowing Row) throws -> WorkOrder {
    try WorkOrder(
      id: row[0], number: row[1], kind: row[2], status: row[3], clientID: row[4], vehicleID: row[5], advisorID: row[6], proxyID: row[7],
      comebackOfID: row[8], odometerKm: row[9], runKm: row[35], jumpFromKm: row[36], jumpFromAt: row[37],
      fuelPercent: row[10], damage: row[11], completeness: row[12], belongings: row[13],
      clientParts: row[14], clientPartsRefusedReason: row[15], signedBy: row[16], signedHow: row[17], oldParts: row[18],
      oldPartsOutcome: row[19], standingInstruction: row[20], standingLimit: row[21], promisedAt: row[22], promiseWarnedAt: row[23],
      total: row[24], approved: row[25], openedAt: row[26], completedAt: row[27], closedAt: row[28], handedOverAt: row[29],
      collectedBy: row[30], collectedProxyID: row[31], closeReason: row[32], note: row[33], version: row[34])
  }
}

extension Reason {
  static let changedMeanwhile = Reason(
    "changed_meanwhile", en: "Its status has changed in the meantime.", ru: "Состояние тем временем изменилось.")
}
