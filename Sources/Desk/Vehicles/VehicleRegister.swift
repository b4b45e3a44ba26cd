package import Domain

/// Creates and changes vehicles, with owners and events: by hand, by an import, or while an order is opened.
package struct VehicleRegister {
  private let context: Context
  package init(_ context: Context) { self.context = context }

  /// Faults of a card, each with its pointer. Fields that the edit leaves alone are not checked again.
  package func faults(_ new: Vehicle, was old: Vehicle? = nil) -> [Reason] {
    let year = new.year == old?.year ? nil : new.year.flatMap { Vehicle.reason(againstYear: $0, today: context.today) }
    let start = new.warrantyStartOn == old?.warrantyStartOn ? nil : new.warrantyStartOn
    let isFar = Horizon.warrantyStart.reason(against: start, today: context.today)
    return [year, isFar?.at("/warranty_start_on")].compactMap(\.self)
  }

  /// Refuses a VIN that another vehicle has, and names that vehicle.
  package func checkVIN(_ vin: String?, of id: Int64?) throws {
    if let taken = try reason(againstVIN: vin, of: id) { throw Refusal.conflict(taken) }
  }

  func reason(againstVIN vin: String?, of id: Int64?) throws -> Reason? {
    guard let vin, let other = try VehicleTable(context.db).find(vin: vin), other.id != id else { return nil }
    return .vinTaken(vin, by: "\(other.title) (id \(other.id))")
  }

  /// Enters a new vehicle of its `clientID`. `since`: the owner's first day; nil: today.
  func enter(_ vehicle: Vehicle, since: Day? = nil, importedHash: [UInt8]? = nil) throws -> Int64 {
    let id = try VehicleTable(context.db).insert(vehicle, importedHash: importedHash)
    if let owner = vehicle.clientID { try OwnerTable(context.db).open(vehicleID: id, clientID: owner, from: since ?? context.today) }
    var details = VehicleTable.form.changes(from: nil, to: vehicle)
    if let source = vehicle.source { details.append(.fact("source", .text(source))) }
    try context.record(.vehicleCreated, Subject(.vehicle, id, client: vehicle.clientID, vehicle: id), details)
    return id
  }

  /// Changes the card. Returns false if nothing has changed.
  @discardableResult
  func change(_ old: Vehicle, to new: Vehicle, importedHash: [UInt8]?) throws -> Bool {
    let details = VehicleTable.form.changes(from: old, to: new)
    guard !details.isEmpty else { return false }
    try VehicleTable(context.db).update(new, importedHash: importedHash)
    try context.record(.vehicleChanged, Subject(.vehicle, old.id, client: old.clientID, vehicle: old.id), details)
    return true
  }

  /// Ends the present ownership the day before and begins the new one. Open orders stay with the client who opened them.
  func transfer(_ vehicle: Vehicle, to clientID: Int64, on day: Day, reason: String?, importedHash: [UInt8]?) throws {
    let owners = OwnerTable(context.db)
    if let present = try owners.present(vehicle.id) {
      try owners.close(present.id, on: present.lastDay(passingTo: clientID, on: day))
    }
    try owners.open(vehicleID: vehicle.id, clientID: clientID, from: day)
    var new = vehicle
    new.clientID = clientID
    if new.status != .scrapped { new.status = .clientVehicle }
    try VehicleTable(context.db).update(new, importedHash: importedHash)
    var details: [Detail] = [.fact("on", .date(day))]
    if reason != nil { details.append(.personal("reason", before: nil, after: reason)) }
    try context.record(
      .vehicleTransferred, Subject(.vehicle, vehicle.id, client: clientID, vehicle: vehicle.id),
      details + VehicleTable.form.changes(from: vehicle, to: new))
  }
}
