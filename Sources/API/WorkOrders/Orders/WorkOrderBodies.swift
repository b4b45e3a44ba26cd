internal import Desk
package import Domain

struct WorkOrderQuery: Declared {
  let filter: WorkOrderFilter
  init(_ fields: inout Fields) {
    var filter = WorkOrderFilter()
    filter.statuses = fields.optional("status", .statuses, or: [], "One or several, separated by commas")
    filter.kind = fields.optional("kind", .choice())
    filter.clientID = fields.optional("client_id", .id)
    filter.vehicleID = fields.optional("vehicle_id", .id)
    filter.advisorID = fields.optional("advisor_id", .id)
    filter.partsStatus = fields.optional("parts_status", .choice())
    filter.overdue = fields.optional("overdue", .flag, or: false, "Promised for a time that has passed, and not closed")
    filter.unbilled = fields.optional("unbilled", .flag, or: false, "Handed over, and not all of the work is on a document that stands")
    filter.opened = fields.period(of: "opened")
    filter.search = fields.optional(
      "q", .text(1...100), "A number or its digits, words of the client's card, a part of a phone that is written as one (28-57), a plate")
    filter.sort = fields.optional("sort", .choice(), "promised_at: what is promised and not closed, the earliest promise first")
    self.filter = filter
  }
}

struct WorkOrderInclude: Declared {
  enum Extra: String, CaseIterable, Sendable { case moves }
  let include: Extra?
  init(_ fields: inout Fields) {
    include = fields.optional("include", .choice(), "moves: the possible moves, each with what stands against it; then without ETag")
  }
}

extension Kind where T == [WorkOrder.Status] {
  static var statuses: Kind {
    Kind(.text(min: 1, max: 200, format: nil), placeholder: []) { input, pointer, faults in
      let words = (input.string ?? "").split(separator: ",", omittingEmptySubsequences: false)
      let statuses = words.compactMap { WorkOrder.Status(rawValue: String($0)) }
      guard statuses.count == words.count else { return faults.add(.notOneOf(WorkOrder.Status.allCases.map(\.rawValue), at: pointer)) }
      var once: [WorkOrder.Status] = []
      for status in statuses where !once.contains(status) { once.append(status) }
      return once
    }
  }
}

struct WorkOrderBody: Declared {
  private let kind: WorkOrder.Kind
  private let clientID: Int64?
  private let client: New<ClientCard>?
  private let vehicleID: Int64?
  private let vehicle: OrderVehicleBody?
  private let proxyID: Int64?
  private let comebackOfID: Int64?
  private let advisorID: Int64?
  private let odometerKm: Int64
  private let odometerKind: OdometerReading.Kind
  private let odometerReason: String?
  private let cluster: Odometers.Cluster
  private let complaints: [String]
  private let overrideReason: String?
  private let intake: Form<WorkOrder>.Step

  init(_ fields: inout Fields) {
    kind = fields.optional("kind", .choice(), or: .commercial)
    clientID = fields.optional("client_id", .id, "This, or client; not a merged card (409)")
    client = fields.optional("client", .object(), "A new card, created together with the order")
    vehicleID = fields.optional("vehicle_id", .id, "This, or vehicle; not a merged card (409)")
    vehicle = fields.optional("vehicle", .object(), "A new vehicle of the client's")
    proxyID = fields.optional("proxy_id", .id, "Who brings the car, when not the client")
    comebackOfID = fields.optional("comeback_of_id", .id, "The delivered order that this visit comes back from")
    advisorID = fields.optional("advisor_id", .id, "Who asks, when absent")
    odometerKm = fields.required("odometer_km", .integer(0...Odometer.largest))
    odometerKind = fields.optional("odometer_kind", .choice(), or: .reading, "correction and cluster_change: a manager's, with a reason")
    odometerReason = fields.optional("odometer_reason", .text(1...500))
    cluster = Odometers.Cluster(&fields)
    complaints = fields.optional("complaints", .list(of: .words, 0...50), or: [], "In the client's own words")
    overrideReason = fields.optional("override_reason", .text(1...500), "A manager's, for a client who is refused service")
    intake = Form.change(&fields, Intake.fields)
  }
  static let example: String? =
    #"{"client":{"name":"Анна Крылова","phones":["8 903 123-45-67"]},"vehicle":{"make":"LADA","model":"Веста","plate":"А123ВС77"},"odometer_km":120000,"complaints":["Стучит спереди справа на кочках"]}"#

  /// The order to open. The client can be given in one of two fields, and so can the vehicle. Whether exactly one of the
  /// two is there can be checked only after both were read, so it is checked here.
  /// `known` and `car` are those of the ticket that the order is opened from, for a body that names none.
  func opening(at now: Instant, client known: Int64? = nil, vehicle car: Int64? = nil) throws(Refusal) -> WorkOrders.Opening {
    let clientID = clientID ?? (client == nil ? known : nil)
    let vehicleID = vehicleID ?? (vehicle == nil ? car : nil)
    var faults: [Reason] = []
    if (clientID == nil) == (client == nil) { faults.append(.oneOf("client_id", "client")) }
    if (vehicleID == nil) == (vehicle == nil) { faults.append(.oneOf("vehicle_id", "vehicle")) }
    guard faults.isEmpty else { throw .invalid(faults) }
    var order = WorkOrder(
      id: 0, number: "", kind: kind, clientID: clientID ?? 0, vehicleID: vehicleID ?? 0, advisorID: 0, proxyID: proxyID,
      comebackOfID: comebackOfID, odometerKm: odometerKm, openedAt: now)
    intake(&order)
    return WorkOrders.Opening(
      order: order, client: client?.card(at: now), vehicle: vehicle.map { Vehicle(at: now).with($0.fill) }, advisorID: advisorID,
      complaints: complaints, readingKind: odometerKind, readingReason: odometerReason, cluster: cluster, reason: overrideReason)
  }
}

/// The car's state and the client's wishes at intake. A new order reads them as a patch of an empty order.
enum Intake {
  static func fields(_ form: inout Form<WorkOrder>) {
    form.clearable("fuel_percent", .fuel, \.fuelPercent)
    form.clearable("damage", .words, \.damage)
    form.clearable("completeness", .words, \.completeness)
    form.clearable("belongings", .words, \.belongings)
    form.clearable("client_parts", .words, \.clientParts, "What the client brought")
    form.clearable(
      "client_parts_refused_reason", .text(1...500), \.clientPartsRefusedReason, "Then no line may be of the client's own parts")
    form.clearable("signed_by", .line, \.signedBy, "Together with signed_how")
    form.clearable("signed_how", .choice(), \.signedHow)
    form.defaulted("old_parts", .choice(), \.oldParts, "What the client wants done with replaced parts")
    form.defaulted("standing_instruction", .choice(), \.standingInstruction, "About faults found later; up_to comes with a limit")
    form.clearable("standing_limit_minor", .standingSum, \.standingLimit)
    form.clearable("note", .words, \.note)
  }
}

extension Kind where T == Int64 {
  static var fuel: Kind {
    Kind.integer(.min ... .max).checked(placeholder: 0) { percent throws(Reason) in
      guard WorkOrder.fuelRange.contains(percent) else { throw .fuelOutside }
      return percent
    }.documented(.integer(min: WorkOrder.fuelRange.lowerBound, max: WorkOrder.fuelRange.upperBound))
  }
}

extension Kind where T == Money {
  /// The limit of a standing instruction: any amount that a line can have.
  static var standingSum: Kind {
    let sums = Kind.money()
    return Kind(sums.schema, placeholder: .zero) { input, pointer, faults in
      if let amount = input.integer, amount < 0 { return faults.add(.standingLimitNegative.at(pointer)) }
      return sums.read(input, pointer, &faults)
    }
  }
}

struct WorkOrderPatch: Declared {
  private let advisorID: Int64?
  private let odometerKm: Int64?
  private let odometerReason: String?
  private let intake: Form<WorkOrder>.Step
  init(_ fields: inout Fields) {
    advisorID = fields.change("advisor_id", .id)
    odometerKm = fields.change(
      "odometer_km", .integer(0...Odometer.largest),
      "Corrected reading, with odometer_reason; needs a manager; the car's reading is corrected too")
    odometerReason = fields.change("odometer_reason", .text(1...500))
    intake = Form.change(&fields, Intake.fields)
  }
  static let example: String? = #"{"standing_instruction":"up_to","standing_limit_minor":500000,"belongings":null}"#

  var odometer: WorkOrders.Reading? { odometerKm.map { WorkOrders.Reading(km: $0, reason: odometerReason) } }

  func apply(to order: inout WorkOrder) {
    order.advisorID = advisorID ?? order.advisorID
    intake(&order)
  }
}

struct ComplaintBody: Declared {
  let text: String
  init(_ fields: inout Fields) { text = fields.required("text", .words) }
  static let example: String? = #"{"text":"Стучит спереди справа на кочках"}"#
}

extension Complaint: Formed {
  package static func fields(_ form: inout Form<Complaint>) {
    form.later("text", .words, \.text)
    form.laterClearable("resolution", .words, \.resolution, "What was done about it")
  }
  package static let newExample: String? = nil
  package static let changeExample: String? = #"{"resolution":"Заменены стойки стабилизатора"}"#
}

struct DiagnosisBody: Declared {
  let diagnosis: String
  init(_ fields: inout Fields) { diagnosis = fields.required("diagnosis", .words) }
  static let example: String? = #"{"diagnosis":"Износ стоек стабилизатора"}"#
}

struct CollectionBody: Declared {
  let collection: WorkOrderMoves.Collection
  init(_ fields: inout Fields) {
    collection = WorkOrderMoves.Collection(
      by: fields.optional("collected_by", .line, "The name of who took the car"),
      proxyID: fields.optional("proxy_id", .id, "When that is not the client"),
      identifiedBy: fields.optional(
        "identified_by", .line, "The paper by which somebody who is neither client nor proxy was identified; a manager may do without"),
      oldParts: fields.optional("old_parts_outcome", .choice(), "What became of the replaced parts"))
  }
  static let example: String? = #"{"collected_by":"Анна Крылова","old_parts_outcome":"returned"}"#
}

extension Reason {
  static func oneOf(_ field: String, _ other: String) -> Reason {
    Reason(
      "one_of", en: "Either \(field) or \(other) is needed, and not both.", ru: "Нужно указать или \(field), или \(other), но не оба.",
      at: "/\(field)")
  }
}
