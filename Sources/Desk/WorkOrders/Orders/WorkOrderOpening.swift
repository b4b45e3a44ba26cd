package import Domain
internal import SQLite

extension WorkOrders {
  /// Everything that is entered when a car comes in.
  package struct Opening: Sendable {
    /// The order as entered at intake. The desk sets its id, number, status and sums, and the ids of cards created with it.
    package var order: WorkOrder
    /// A new client card, instead of `order.clientID`.
    package var client: ClientCard?
    /// A new vehicle of the client, instead of `order.vehicleID`.
    package var vehicle: Vehicle?
    package var advisorID: Int64?
    package var complaints: [String]
    package var readingKind: OdometerReading.Kind
    package var readingReason: String?
    package var cluster: Odometers.Cluster
    /// The reason for serving a client who is refused service.
    package var reason: String?

    package init(
      order: WorkOrder, client: ClientCard?, vehicle: Vehicle?, advisorID: Int64?, complaints: [String],
      readingKind: OdometerReading.Kind, readingReason: String?, cluster: Odometers.Cluster, reason: String?
    ) {
      self.order = order
      self.client = client
      self.vehicle = vehicle
      self.advisorID = advisorID
      self.complaints = complaints
      self.readingKind = readingKind
      self.readingReason = readingReason
      self.cluster = cluster
      self.reason = reason
    }
  }

  /// Opens an order. The client's and the vehicle's cards can be created with it.
  package func open(_ opening: Opening) throws -> Lent<WorkOrderPicture> {
    var order = opening.order
    order.advisorID = try opening.advisorID ?? context.userID()
    order.openedAt = context.now
    try checkNames(opening, order)
    let client = try client(of: opening, order)
    order.clientID = client.id
    let vehicle = try vehicle(of: opening, order)
    order.vehicleID = vehicle.id
    let twins = try twins(of: opening, client, vehicle)
    let odometer = Odometer(try OdometerTable(context.db).all(of: vehicle.id))
    let reading = opening.reading(of: order, at: context.now)
    try checkState(opening, order, client, vehicle, odometer.reasons(against: reading, now: context.now, zone: context.settings.zone))
    order = order.read(reading.km, as: reading.id, in: odometer.adding(reading))
    order.number = try context.nextNumber(.workOrder)
    order.id = try WorkOrderTable(context.db).insert(order, searchText: SearchText.fold(order.number))
    for text in opening.complaints { _ = try ComplaintTable(context.db).insert(text, of: order.id, at: context.now) }
    try context.record(.workOrderOpened, order.subject, facts(of: order, opening))
    let noted = try OdometerLog(context).note(opening.reading(of: order, at: context.now), client: client.id, known: odometer)
    return try context.settled { WorkOrderPictures(context).find(order.id, told: twins + noted.orders) }
  }

  // MARK: Faults of the input: 422, all at once

  private func checkNames(_ opening: Opening, _ order: WorkOrder) throws {
    let db = context.db
    var faults = order.reasonsAgainstIntake()
    if opening.client == nil, try ClientTable(db).find(order.clientID) == nil { faults.append(.noSuchClient.at("/client_id")) }
    if opening.vehicle == nil, try VehicleTable(db).find(order.vehicleID) == nil { faults.append(.noSuchVehicle.at("/vehicle_id")) }
    if let id = order.proxyID, try ProxyTable(db).find(id) == nil { faults.append(.noSuchProxy.at("/proxy_id")) }
    if let id = order.comebackOfID, try WorkOrderTable(db).head(id) == nil { faults.append(.noSuchWorkOrder.at("/comeback_of_id")) }
    try Advisors(context).check(order.advisorID, &faults)
    if let card = opening.client { faults += ClientRegister(context).faults(card.client).map { $0.inside("/client") } }
    if let vehicle = opening.vehicle { faults += VehicleRegister(context).faults(vehicle).map { $0.inside("/vehicle") } }
    // Checked without the earlier readings, so only faults of this reading alone are found.
    let reading = opening.reading(of: order, at: context.now)
    faults += Odometer([]).reasons(against: reading, now: context.now, zone: context.settings.zone).map(\.inOrder)
    guard faults.isEmpty else { throw Refusal.invalid(faults) }
    if let taken = try VehicleRegister(context).reason(againstVIN: opening.vehicle?.vin, of: nil) {
      throw Refusal.conflict(taken.inside("/vehicle"))
    }
  }

  private func client(of opening: Opening, _ order: WorkOrder) throws -> Client {
    let register = ClientRegister(context)
    if let card = opening.client { try register.check(card.client, was: nil) }
    let id = try opening.client.map(register.enter) ?? order.clientID
    guard let client = try ClientTable(context.db).find(id) else { throw Refusal.notFound(.client) }
    return try ClientLookup(context).told(client)
  }

  private func vehicle(of opening: Opening, _ order: WorkOrder) throws -> Vehicle {
    let id =
      try opening.vehicle.map { new in
        try VehicleRegister(context).enter(new.with { $0.clientID = order.clientID })
      } ?? order.vehicleID
    guard let vehicle = try VehicleTable(context.db).find(id) else { throw Refusal.notFound(.vehicle) }
    return try VehicleLookup(context).told(vehicle)
  }

  /// Warnings that a card created with the order may have a duplicate.
  private func twins(of opening: Opening, _ client: Client, _ vehicle: Vehicle) throws -> [Reason] {
    var warnings: [Reason] = []
    if let card = opening.client { warnings += try ClientTwins(context).warnings(of: card, id: client.id) }
    if opening.vehicle != nil { warnings += try VehicleTwins(context).warnings(of: vehicle) }
    return warnings
  }

  // MARK: Conflicts with what is stored: 409, all at once

  private func checkState(_ opening: Opening, _ order: WorkOrder, _ client: Client, _ vehicle: Vehicle, _ readings: [Reason]) throws {
    let db = context.db
    if opening.readingKind != .reading, !context.may(.override) {
      throw Refusal.forbidden(.rightMissing(.override, role: context.actor.role))
    }
    var reasons = client.reasons(againstOrderBy: context.actor.role, reason: opening.reason).map { $0.at("/client_id") }
    reasons += vehicle.reasonsAgainstOrder.map { $0.at("/vehicle_id") }
    if let proxy = try order.proxyID.flatMap(ProxyTable(db).find) {
      reasons += proxy.reasons(against: .place, for: client.id, on: context.today).map { $0.at("/proxy_id") }
    }
    if let earlier = try order.comebackOfID.flatMap(WorkOrderTable(db).find) {
      reasons += Comeback.reasons(linking: (client.id, vehicle.id), to: earlier)
    }
    if order.kind == .warranty, vehicle.clientID != client.id {
      reasons.append(opening.client == nil ? .warrantyNotOwner : .warrantyNotOwner.at("/client"))
    }
    reasons += readings.map(\.inOrder)
    guard reasons.isEmpty else { throw Refusal.conflict(reasons, moves: []) }
  }

  private func facts(of order: WorkOrder, _ opening: Opening) -> [Detail] {
    var details: [Detail] = [
      .fact("number", .text(order.number)), .fact("kind", .init(order.kind)), .fact("advisor_id", .integer(order.advisorID)),
      .fact("odometer_km", .integer(order.odometerKm)), .fact("complaints", .integer(Int64(opening.complaints.count))),
    ]
    if let id = order.proxyID { details.append(.fact("proxy_id", .integer(id))) }
    if let id = order.comebackOfID { details.append(.fact("comeback_of_id", .integer(id))) }
    details.notePersonal("signed_by", nil, order.signedBy)
    return details + Detail.words("override_reason", opening.reason)
  }
}

extension WorkOrders.Opening {
  /// The odometer reading at intake. Until it is stored it has the highest id, so that it counts as the newest.
  fileprivate func reading(of order: WorkOrder, at: Instant) -> OdometerReading {
    OdometerReading(
      id: .max, vehicleID: order.vehicleID, km: order.odometerKm, at: at, source: .intake, kind: readingKind, oldKm: cluster.oldKm,
      firstKm: cluster.firstKm, reason: readingReason, workOrderID: order.id)
  }
}

extension Reason {
  /// A reason against a reading, with the pointer of the field in an order's body.
  var inOrder: Reason {
    switch pointer {
    case "/reason": at("/odometer_reason")
    case "/old_odometer_km", "/new_odometer_km": self
    default: at("/odometer_km")
    }
  }
}
