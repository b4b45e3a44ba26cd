internal import Desk
internal import Domain

/// A whole order for one reader: sentences are in the reader's language.
struct WorkOrderView {
  let picture: WorkOrderPicture
  let language: Language

  init(_ picture: WorkOrderPicture, _ call: Call) {
    self.picture = picture
    language = call.language
  }
}

extension WorkOrderPicture.Parts {
  /// Those that the answer shows.
  static func wanted(_ call: Call) -> WorkOrderPicture.Parts {
    guard call.isNarrowed else { return .all }
    var parts: WorkOrderPicture.Parts = []
    if call.wants("complaints") { parts.insert(.complaints) }
    if call.wants("lines") { parts.insert(.lines) }
    if call.wants("estimates") { parts.insert(.estimates) }
    if call.wants("totals") { parts.insert(.totals) }
    return parts
  }
}

enum WorkOrderJSON {
  /// With its moves an order's answer depends on the reader and the time too, so it has no ETag.
  static let order = Shape<WorkOrderView>("WorkOrder", version: { $0.picture.moves == nil ? $0.picture.order.version : nil }) { s in
    s.integer("id") { $0.picture.order.id }
    s.text("number") { $0.picture.order.number }
    s.word("kind") { $0.picture.order.kind }
    s.word("status") { $0.picture.order.status }
    s.word("parts_status") { $0.picture.partsStatus }
    s.time("opened_at") { $0.picture.order.openedAt }
    s.time("promised_at") { $0.picture.order.promisedAt }
    s.time("completed_at") { $0.picture.order.completedAt }
    s.time("closed_at") { $0.picture.order.closedAt }
    s.text("close_reason") { $0.picture.order.closeReason }
    s.money("total_minor") { $0.picture.order.total }
    s.money("approved_minor") { $0.picture.order.approved }
    s.object("client", client) { $0.picture.client }
    s.object("vehicle", vehicle) { $0.picture.vehicle }
    s.integer("advisor_id") { $0.picture.order.advisorId }
    s.text("advisor_name") { $0.picture.advisor }
    s.integer("proxy_id") { $0.picture.order.proxyId }
    s.integer("comeback_of_id") { $0.picture.order.comebackOfId }
    writeIntake(&s)
    s.list("complaints", complaint) { $0.picture.complaints }
    s.list("lines", OrderLineJSON.line) { $0.picture.lines }
    s.list("estimates", offer) { $0.picture.estimates }
    s.list("totals", total) { $0.picture.totals }
    s.included("moves", SpokenMove.shape) { view in view.picture.moves?.map { SpokenMove($0, view.language) } }
    s.list("warnings", SpokenReason.shape) { view in view.picture.warnings.map { SpokenReason($0, view.language) } }
    s.integer("version") { $0.picture.order.version }
  }

  private static func writeIntake(_ s: inout ShapeBuilder<WorkOrderView>) {
    s.integer("odometer_km") { $0.picture.order.odometerKm }
    s.integer("fuel_percent") { $0.picture.order.fuelPercent }
    s.text("damage") { $0.picture.order.damage }
    s.text("completeness") { $0.picture.order.completeness }
    s.text("belongings") { $0.picture.order.belongings }
    s.text("client_parts") { $0.picture.order.clientParts }
    s.text("client_parts_refused_reason") { $0.picture.order.clientPartsRefusedReason }
    s.text("signed_by") { $0.picture.order.signedBy }
    s.word("signed_how") { $0.picture.order.signedHow }
    s.word("old_parts") { $0.picture.order.oldParts }
    s.word("old_parts_outcome") { $0.picture.order.oldPartsOutcome }
    s.word("standing_instruction") { $0.picture.order.standingInstruction }
    s.money("standing_limit_minor") { $0.picture.order.standingLimit }
    s.time("handed_over_at") { $0.picture.order.handedOverAt }
    s.text("collected_by") { $0.picture.order.collectedBy }
    s.integer("collected_proxy_id") { $0.picture.order.collectedProxyId }
    s.text("note") { $0.picture.order.note }
  }

  private static let client = Shape<WorkOrderPicture.Client>("WorkOrderClient") { s in
    s.integer("id") { $0.id }
    s.word("kind") { $0.kind }
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
  }

  private static let offer = Shape<WorkOrderPicture.Offer>("WorkOrderEstimate") { s in
    s.integer("id") { $0.id }
    s.word("kind") { $0.kind }
    s.text("title") { $0.title }
    s.word("status") { $0.status }
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

  static let complaint = Shape<Complaint>("Complaint", version: { $0.version }) { s in
    s.integer("id") { $0.id }
    s.integer("work_order_id") { $0.workOrderId }
    s.text("text") { $0.text }
    s.text("diagnosis") { $0.diagnosis }
    s.integer("diagnosed_by_id") { $0.diagnosedById }
    s.time("diagnosed_at") { $0.diagnosedAt }
    s.text("resolution") { $0.resolution }
    s.time("created_at") { $0.createdAt }
    s.integer("version") { $0.version }
  }

  /// No more than a list shows.
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
    let moves: [SpokenMove]
  }
  static let moves = Shape<Moves>("Moves") { s in
    s.integer("work_order_id") { $0.order.id }
    s.word("status") { $0.order.status }
    s.integer("version") { $0.order.version }
    s.list("moves", SpokenMove.shape) { $0.moves }
  }
}
