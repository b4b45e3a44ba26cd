internal import Desk
internal import Domain

enum WorkOrderJSON {
  /// An order. With its moves the response also depends on the reader and the time, so it has no ETag then.
  static let order = LentShape<WorkOrderPicture>("WorkOrder", version: { $0.moves == nil ? $0.version : nil }) { s in
    s.integer("id") { $0.id }
    s.text("number") { $0.number }
    s.word("kind", of: WorkOrder.Kind.self) { $0.kind }
    s.word("status", of: WorkOrder.Status.self) { $0.status }
    s.word("parts_status", of: WorkOrder.PartsStatus.self) { $0.partsStatus }
    s.time("opened_at") { $0.openedAt }
    s.time("promised_at") { $0.promisedAt }
    s.time("completed_at") { $0.completedAt }
    s.time("closed_at") { $0.closedAt }
    s.text("close_reason") { $0.closeReason }
    s.money("total_minor") { $0.total }
    s.money("approved_minor") { $0.approved }
    s.object("client", client) { $0.client }
    s.object("vehicle", vehicle) { $0.vehicle }
    s.integer("advisor_id") { $0.advisorID }
    s.text("advisor_name") { $0.advisorName }
    s.integer("proxy_id") { $0.proxyID }
    s.integer("comeback_of_id") { $0.comebackOfID }
    writeIntake(&s)
    s.list("complaints", complaint.shape, lent: { try $0.complaints($1) })
    s.list("lines", OrderLineJSON.line.shape, lent: { try $0.lines($1) })
    s.list("estimates", offer, lent: { try $0.estimates($1) })
    s.list("totals", total, lent: { try $0.totals($1) })
    s.included("moves", ReasonJSON.move) { $0.moves }
    s.list("warnings", ReasonJSON.reason) { $0.warnings }
    s.integer("version") { $0.version }
  }

  private static func writeIntake(_ s: inout ShapeBuilder<WorkOrderPicture>) {
    s.integer("odometer_km") { $0.odometerKm }
    s.integer("run_km") { $0.runKm }
    s.integer("fuel_percent") { $0.fuelPercent }
    s.text("damage") { $0.damage }
    s.text("completeness") { $0.completeness }
    s.text("belongings") { $0.belongings }
    s.text("client_parts") { $0.clientParts }
    s.text("client_parts_refused_reason") { $0.clientPartsRefusedReason }
    s.text("signed_by") { $0.signedBy }
    s.word("signed_how", of: WorkOrder.SignedHow.self) { $0.signedHow }
    s.word("old_parts", of: WorkOrder.OldParts.self) { $0.oldParts }
    s.word("old_parts_outcome", of: WorkOrder.OldPartsOutcome.self) { $0.oldPartsOutcome }
    s.word("standing_instruction", of: WorkOrder.StandingInstruction.self) { $0.standingInstruction }
    s.money("standing_limit_minor") { $0.standingLimit }
    s.time("handed_over_at") { $0.handedOverAt }
    s.text("collected_by") { $0.collectedBy }
    s.integer("collected_proxy_id") { $0.collectedProxyID }
    s.text("collected_identified_by", sight: .contacts) { $0.collectedIdentifiedBy }
    s.text("note") { $0.note }
  }

  private static let client = Shape<WorkOrderPicture.Client>("WorkOrderClient") { s in
    s.integer("id") { $0.id }
    s.word("kind", of: Client.Kind.self) { $0.kind }
    s.text("name") { $0.name }
    s.text("phone", sight: .contacts) { $0.phone }
  }

  private static let vehicle = Shape<WorkOrderPicture.Vehicle>("WorkOrderVehicle") { s in
    s.integer("id") { $0.id }
    s.text("make") { $0.make }
    s.text("model") { $0.model }
    s.integer("year") { $0.year }
    s.text("plate") { $0.plate }
    s.text("vin") { $0.vin }
    s.text("body_number") { $0.bodyNumber }
  }

  private static let offer = Shape<WorkOrderPicture.Offer>("WorkOrderEstimate") { s in
    s.integer("id") { $0.id }
    s.word("kind", of: Estimate.Kind.self) { $0.kind }
    s.text("title") { $0.title }
    s.word("status", of: Estimate.Status.self) { $0.status }
    s.time("promised_at") { $0.promisedAt }
    s.money("gross_minor") { $0.gross }
    s.money("approved_minor") { $0.approved }
    s.time("offered_at") { $0.offeredAt }
    s.time("expires_at") { $0.expiresAt }
    s.time("decided_at") { $0.decidedAt }
  }

  private static let total = Shape<WorkOrderPicture.Total>("PayerTotal") { s in
    s.word("role") { $0.role }
    s.integer("payer_client_id") { $0.clientID }
    s.text("name") { $0.name }
    s.money("gross_minor") { $0.gross }
  }

  static let complaint = LentShape<ComplaintPicture>("Complaint", version: { $0.version }) { s in
    s.integer("id") { $0.id }
    s.integer("work_order_id") { $0.workOrderID }
    s.text("text") { $0.text }
    s.text("diagnosis") { $0.diagnosis }
    s.integer("diagnosed_by_id") { $0.diagnosedByID }
    s.time("diagnosed_at") { $0.diagnosedAt }
    s.text("resolution") { $0.resolution }
    s.time("created_at") { $0.createdAt }
    s.integer("version") { $0.version }
  }

  /// An order with only the fields of a list.
  static let row = Shape<WorkOrderRow>("WorkOrderRow") { s in
    s.integer("id") { $0.id }
    s.text("number") { $0.number }
    s.word("kind", of: WorkOrder.Kind.self) { $0.kind }
    s.word("status", of: WorkOrder.Status.self) { $0.status }
    s.word("parts_status", of: WorkOrder.PartsStatus.self) { $0.partsStatus }
    s.time("opened_at") { $0.openedAt }
    s.time("promised_at") { $0.promisedAt }
    s.money("total_minor") { $0.total }
    s.integer("client_id") { $0.clientID }
    s.text("client_name") { $0.clientName }
    s.integer("vehicle_id") { $0.vehicleID }
    s.text("vehicle_plate") { $0.vehiclePlate }
  }

  // MARK: Moves

  struct Moves {
    let order: WorkOrder
    let moves: [PossibleMove]
  }
  static let moves = Shape<Moves>("Moves") { s in
    s.integer("work_order_id") { $0.order.id }
    s.word("status") { $0.order.status }
    s.integer("version") { $0.order.version }
    s.list("moves", ReasonJSON.move) { $0.moves }
  }
}
