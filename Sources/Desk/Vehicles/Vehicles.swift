package import Domain

/// Vehicles, with their owners over time. A vehicle with a history is never deleted.
package struct Vehicles {
  private let context: Context
  private var table: VehicleTable { VehicleTable(context.db) }
  package init(_ context: Context) { self.context = context }

  /// A card as the API shows it.
  package struct Picture: Sendable {
    package let vehicle: Vehicle
    /// The id in the request.
    fileprivate let asked: Int64
    /// Warnings after a change; nil if they were not looked for.
    package let warnings: [Reason]?

    fileprivate init(_ vehicle: Vehicle, asked: Int64? = nil, warnings: [Reason]? = nil) {
      self.vehicle = vehicle
      self.asked = asked ?? vehicle.id
      self.warnings = warnings
    }

    /// The id of the card that the requested card was merged into. If this card is that survivor, it is this card's id.
    package var mergedIntoID: Int64? { asked == vehicle.id ? vehicle.mergedIntoID : vehicle.id }
  }

  /// A card. A merged card's id finds the survivor and says so.
  package func find(_ id: Int64) throws -> Picture { Picture(try VehicleLookup(context).survivor(id), asked: id) }

  private func card(_ id: Int64) throws -> Vehicle { try VehicleLookup(context).changeable(id) }

  /// The card as just written, with warnings about cards that may be the same car.
  private func shown(_ id: Int64) throws -> Picture {
    try context.settled {
      let vehicle = try card(id)
      return Picture(vehicle, warnings: try VehicleTwins(context).warnings(of: vehicle))
    }
  }

  package func list(_ filter: VehicleFilter, _ page: PageRequest) throws -> Page<Picture> {
    var filter = filter
    filter.clientID = try ClientLookup(context).follow(filter.clientID)
    let found = try Page(table.page(filter, page), page) { Cursor(key: .integer($0.id), id: $0.id) }
    return Page(items: found.items.map { Picture($0) }, next: found.next)
  }

  /// Vehicles of a client now. A merged card's id leads to the survivor's vehicles.
  package func list(ofClient id: Int64, _ page: PageRequest) throws -> Page<Picture> {
    try list(VehicleFilter(clientID: ClientLookup(context).survivor(id).id), page)
  }

  /// Creates a vehicle. `since`: the owner's first day; nil: today.
  package func create(
    clientID: Int64?, since: Day?, odometerKm: Int64?, _ fill: (inout Vehicle) -> Void
  ) throws -> Picture {
    var vehicle = Vehicle(at: context.now).with(fill)
    vehicle.clientID = clientID
    var faults = VehicleRegister(context).faults(vehicle)
    var against: [Reason] = []
    if let clientID { try ClientLookup(context).named(clientID, at: "/client_id", &faults, against: &against) }
    if let since, since > context.today { faults.append(.dayInFuture.at("/owned_from_on")) }
    if since != nil, clientID == nil { faults.append(.missing.at("/client_id")) }
    guard faults.isEmpty else { throw Refusal.invalid(faults) }
    guard against.isEmpty else { throw Refusal.conflict(against, moves: []) }
    try VehicleRegister(context).checkVIN(vehicle.vin, of: nil)
    let id = try VehicleRegister(context).enter(vehicle, since: since)
    if let odometerKm {
      try OdometerLog(context).note(
        OdometerReading(id: 0, vehicleID: id, km: odometerKm, at: context.now, source: .manual), client: clientID)
    }
    return try shown(id)
  }

  package func edit(_ id: Int64, version: Versions?, _ change: (inout Vehicle) -> Void) throws -> Picture {
    let old = try card(id)
    try context.match(version, old.version)
    let new = old.with(change)
    let faults = VehicleRegister(context).faults(new, was: old)
    guard faults.isEmpty else { throw Refusal.invalid(faults) }
    try VehicleRegister(context).checkVIN(new.vin, of: id)
    try VehicleRegister(context).change(old, to: new, importedHash: nil)
    return try shown(id)
  }

  package struct Twins: Sendable {
    package let plate: String
    package let vehicles: [Vehicle]
  }

  /// Cards that share a plate: the same car twice, or a plate that was passed on. People decide which.
  package func duplicates(_ page: PageRequest) throws -> Page<Twins> {
    let shared = try Page(table.sharedPlates(page), page) { Cursor(key: .text($0.plateKey), id: 0) }
    let twins = try shared.items.map { shared in
      let vehicles = try table.all(withPlate: shared.plateKey)
      return Twins(plate: vehicles.first?.plate ?? shared.plateKey, vehicles: vehicles)
    }
    return Page(items: twins, next: shared.next)
  }

  // MARK: Owners

  /// Transfers a vehicle to another owner. A former owner may own it again; a scrapped vehicle cannot be transferred.
  package func transfer(_ id: Int64, version: Versions?, to clientID: Int64, on day: Day?, reason: String?) throws -> Picture {
    let vehicle = try card(id)
    try context.match(version, vehicle.version)
    var faults: [Reason] = []
    var against: [Reason] = vehicle.status == .scrapped ? [.vehicleScrapped(vehicle.title)] : []
    try ClientLookup(context).named(clientID, at: "/client_id", &faults, against: &against)
    if let day, day > context.today { faults.append(.dayInFuture.at("/on")) }
    guard faults.isEmpty else { throw Refusal.invalid(faults) }
    guard against.isEmpty else { throw Refusal.conflict(against, moves: []) }
    try VehicleRegister(context).transfer(vehicle, to: clientID, on: day ?? context.today, reason: reason, importedHash: nil)
    return try shown(id)
  }

  package func owners(_ id: Int64, _ page: PageRequest) throws -> Page<OwnerPeriod> {
    let vehicle = try VehicleLookup(context).survivor(id)
    return try Page(OwnerTable(context.db).page(of: vehicle.id, page), page) { Cursor(key: .integer($0.id), id: $0.id) }
  }

  // MARK: Deleting

  /// Deletes a vehicle that was entered by mistake: without orders, readings, warranties and former owners.
  package func delete(_ id: Int64, version: Versions?) throws {
    let vehicle = try card(id)
    try context.match(version, vehicle.version)
    let history = try table.history(id)
    var reasons = vehicle.reasonsAgainstDelete(
      orders: history.orders, readings: history.readings, coverages: history.coverages, merges: history.merges)
    if reasons.isEmpty, history.owners > 1 { reasons = [.vehicleWithHistory(vehicle.title)] }
    guard reasons.isEmpty else { throw Refusal.conflict(reasons, moves: []) }
    try table.delete(id)
    try context.record(
      .vehicleDeleted, Subject(.vehicle, id, client: vehicle.clientID, vehicle: id),
      [
        .fact("title", .text(vehicle.title)), .fact("vin", .init(vehicle.vin)), .fact("plate", .init(vehicle.plate)),
        .fact("body_number", .init(vehicle.bodyNumber)),
      ])
  }
}

extension Reason {
  static let dayInFuture = Reason("day_in_future", en: "The day lies in the future.", ru: "Этот день ещё не наступил.")
  static let missing = Reason("required", en: "The field is required.", ru: "Поле обязательно.")
}
