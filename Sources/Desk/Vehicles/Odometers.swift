package import Domain

/// Odometer readings. None is overwritten: a wrong reading is followed by a correction with its reason.
package struct Odometers {
  private let context: Context
  package init(_ context: Context) { self.context = context }

  /// A reading, with the car's run by then and its warnings.
  package struct Picture: Sendable {
    package let reading: OdometerReading
    package let runKm: Int64
    /// Set if a correction is below an earlier reading.
    let fall: Reason?
    let doubts: [Reason]
    /// Notices about orders that were corrected with it or keep a different reading.
    let orders: [Reason]
    package var warnings: [Reason] { doubts + orders }
  }

  package func list(vehicleID: Int64, _ page: PageRequest) throws -> Page<Picture> {
    let vehicleID = try VehicleLookup(context).survivor(vehicleID).id
    let odometer = Odometer(try OdometerTable(context.db).all(of: vehicleID))
    let rows = try OdometerTable(context.db).page(of: vehicleID, page).map { picture($0, in: odometer) }
    return Page(rows, page) { Cursor(key: .integer($0.reading.at.rawValue), id: $0.reading.id) }
  }

  package struct New: Sendable {
    package let km: Int64
    package let at: Instant?
    package let kind: OdometerReading.Kind
    package let cluster: Cluster
    package let reason: String?

    package init(km: Int64, at: Instant?, kind: OdometerReading.Kind, cluster: Cluster, reason: String?) {
      self.km = km
      self.at = at
      self.kind = kind
      self.cluster = cluster
      self.reason = reason
    }
  }

  /// Readings of a replaced instrument cluster: the last one of the old and the first one of the new, if known.
  package struct Cluster: Sendable {
    package let oldKm: Int64?
    package let firstKm: Int64?
    package init(oldKm: Int64? = nil, firstKm: Int64? = nil) {
      self.oldKm = oldKm
      self.firstKm = firstKm
    }
  }

  /// Records a reading. A correction or a replaced instrument cluster needs a manager. A correction also corrects the
  /// open orders whose reading it contradicts.
  package func record(vehicleID: Int64, version: Versions?, _ new: New) throws -> Picture {
    let vehicle = try VehicleLookup(context).changeable(vehicleID)
    try context.match(version, vehicle.version)
    if new.kind != .reading, !context.may(.override) { throw Refusal.forbidden(.rightMissing(.override, role: context.actor.role)) }
    let known = try OdometerTable(context.db).all(of: vehicleID)
    if let reason = Most.readings.reason(against: known.count) { throw Refusal.conflict(reason) }
    let noted = try OdometerLog(context).note(
      OdometerReading(
        id: 0, vehicleID: vehicleID, km: new.km, at: new.at ?? context.now, source: .manual, kind: new.kind, oldKm: new.cluster.oldKm,
        firstKm: new.cluster.firstKm, reason: new.reason), client: vehicle.clientID, known: Odometer(known))
    return try context.settled { noted }
  }

  private func picture(_ reading: OdometerReading, in odometer: Odometer) -> Picture {
    Picture(
      reading: reading, runKm: odometer.run(at: reading.id) ?? reading.km,
      fall: nil, doubts: odometer.warnings(of: reading.id, zone: context.settings.zone), orders: [])
  }

  /// Erases the reasons of corrections from the periods in which a client owned a car.
  func eraseReasons(of client: Int64) throws {
    let zone = context.settings.zone
    for time in try OwnerTable(context.db).times(of: client) {
      let from = time.fromOn.map { zone.instant(of: $0) } ?? .epoch
      let lastDay = time.untilOn.map { zone.instant(of: $0.adding(1)) } ?? Instant(rawValue: .max)
      try OdometerTable(context.db).eraseReasons(ofVehicle: time.vehicleID, from: from, until: max(lastDay, time.passedAt ?? lastDay))
    }
  }
}

/// Writes a reading that fits the others in time. Used for the vehicle's card, an order's intake and its correction,
/// and imports.
package struct OdometerLog {
  private let context: Context
  package init(_ context: Context) { self.context = context }

  /// Writes a reading. Faults of the value itself are 422, a conflict with other readings is 409. `client` is the
  /// owner of the car, or who brought it. `known` are the car's readings, if they were read already.
  @discardableResult
  func note(_ new: OdometerReading, client: Int64?, known: Odometer? = nil) throws -> Odometers.Picture {
    let before = try known ?? Odometer(OdometerTable(context.db).all(of: new.vehicleID))
    try check(new, before)
    var reading = new
    reading.userID = context.actor.userID
    reading.id = try OdometerTable(context.db).insert(reading)
    var odometer = before.adding(reading)
    let run = odometer.run(at: reading.id) ?? reading.km
    try record(reading, run: run, client: client)
    // Check before other orders follow the reading, because then their readings would agree with it.
    let zone = context.settings.zone
    let fall = odometer.fall(to: reading.id).map { Reason.odometerFell(reading.km, below: $0, zone) }
    let doubts = odometer.warnings(of: reading.id, zone: zone)
    var orders: [Reason] = []
    if reading.kind != .reading || reading.at < context.now {
      (odometer, orders) = try OrderReadings(context).follow(reading, in: odometer)
    }
    try VehicleTable(context.db).setOdometer(new.vehicleID, km: odometer.newest?.km ?? reading.km, runKm: odometer.run ?? run)
    return Odometers.Picture(
      reading: reading, runKm: odometer.run(at: reading.id) ?? run, fall: fall, doubts: doubts, orders: orders)
  }

  private func check(_ new: OdometerReading, _ odometer: Odometer) throws {
    let reasons = odometer.reasons(against: new, now: context.now, zone: context.settings.zone)
    let misfits = reasons.filter { $0.code == "odometer_below" || $0.code == "odometer_above" }
    guard misfits.count == reasons.count else { throw Refusal.invalid(reasons.filter { !misfits.contains($0) }) }
    guard misfits.isEmpty else { throw Refusal.conflict(misfits, moves: []) }
  }

  private func record(_ reading: OdometerReading, run: Int64, client: Int64?) throws {
    // If the car has no owner, the event itself holds the reason. As a personal value it could never be erased,
    // because no client would own it.
    let why = client == nil ? [.fact("reason", .init(reading.reason))] : Detail.words("reason", reading.reason)
    var details: [Detail] = [
      .fact("odometer_km", .integer(reading.km)), .fact("run_km", .integer(run)), .fact("at", .time(reading.at)),
      .fact("kind", .init(reading.kind)),
    ]
    if let old = reading.oldKm { details.append(.fact("old_odometer_km", .integer(old))) }
    if let first = reading.firstKm { details.append(.fact("new_odometer_km", .integer(first))) }
    try context.record(
      .vehicleOdometerRead,
      Subject(.vehicle, reading.vehicleID, client: client, vehicle: reading.vehicleID, workOrder: reading.workOrderID), details + why)
  }
}
