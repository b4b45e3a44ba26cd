package import Domain

/// What the odometer showed when. Nothing is overwritten: a wrong reading is followed by a correction with its reason.
package struct Odometers {
  private let context: Context
  package init(_ context: Context) { self.context = context }

  package func list(vehicleID: Int64, _ page: PageRequest) throws -> Page<OdometerReading> {
    _ = try vehicle(vehicleID)
    return try Page(OdometerTable(context.db).page(of: vehicleID, page), page) { Cursor(key: .integer($0.at.rawValue), id: $0.id) }
  }

  /// A correction or a changed instrument cluster is a manager's.
  package func record(
    vehicleID: Int64, version: Versions?, km: Int64, at: Instant?, kind: OdometerReading.Kind, reason: String?
  ) throws -> OdometerReading {
    let vehicle = try vehicle(vehicleID)
    try context.match(version, vehicle.version)
    if kind != .reading, !context.may(.override) { throw Refusal.forbidden(.rightMissing(.override, role: context.actor.role)) }
    let id = try OdometerLog(context).note(
      km, of: vehicleID, client: vehicle.clientId, at: at, source: .manual, kind: kind, reason: reason)
    return try context.settled {
      guard let reading = try OdometerTable(context.db).find(id) else { throw Refusal.notFound("odometer_reading") }
      return reading
    }
  }

  private func vehicle(_ id: Int64) throws -> Vehicle {
    guard let vehicle = try VehicleTable(context.db).find(id) else { throw Refusal.notFound("vehicle") }
    return vehicle
  }
}

/// Writes a reading that fits its neighbours in time: for the vehicle's card, an order's intake and an import.
package struct OdometerLog {
  private let context: Context
  package init(_ context: Context) { self.context = context }

  /// Faults of the value itself are 422, a misfit with the neighbours is 409. `client`: whose car it is, or who brought it.
  @discardableResult
  package func note(
    _ km: Int64, of vehicleID: Int64, client: Int64?, at: Instant? = nil, source: OdometerReading.Source,
    kind: OdometerReading.Kind = .reading, reason: String? = nil, workOrderID: Int64? = nil
  ) throws -> Int64 {
    let odometer = Odometer(try OdometerTable(context.db).all(of: vehicleID))
    let moment = at ?? context.now
    let reasons = odometer.reasons(against: km, at: moment, kind: kind, reason: reason, now: context.now, zone: context.settings.zone)
    let misfits = reasons.filter { $0.code == "odometer_below" || $0.code == "odometer_above" }
    guard misfits.count == reasons.count else { throw Refusal.invalid(reasons.filter { !misfits.contains($0) }) }
    guard misfits.isEmpty else { throw Refusal.conflict(misfits, moves: []) }
    let reading = OdometerReading(
      id: 0, vehicleId: vehicleID, km: km, at: moment, source: source, kind: kind, reason: reason, workOrderId: workOrderID,
      userId: context.actor.userID)
    let id = try OdometerTable(context.db).insert(reading)
    let newest = odometer.newest.map { $0.at > moment ? $0.km : km } ?? km
    try VehicleTable(context.db).setOdometer(vehicleID, km: newest)
    // Of a car without an owner a reason can be filed under nobody.
    let why = client == nil ? [.fact("reason", .init(reason))] : Detail.words("reason", reason)
    try context.record(
      "vehicle.odometer_read", Subject("vehicle", vehicleID, client: client, vehicle: vehicleID, workOrder: workOrderID),
      [.fact("odometer_km", .integer(km)), .fact("at", .time(moment)), .fact("kind", .init(kind))] + why)
    return id
  }
}
