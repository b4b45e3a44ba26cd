package import Domain

/// Merges two cards of one car. Every row that refers to the merged card is moved to the survivor and noted. Undoing
/// moves back exactly those rows, and with an order whatever was added to it since. Anything else that was added to
/// the survivor stays there.
///
/// The survivor keeps its own fields and its owner, and takes over the fields that it lacks.
package struct VehicleMerges {
  private let context: Context
  private var table: VehicleMergeTable { VehicleMergeTable(context.db) }
  private var vehicles: VehicleTable { VehicleTable(context.db) }
  package init(_ context: Context) { self.context = context }

  package struct Moved: Equatable, Sendable {
    /// Table and column, such as `work_orders.vehicle_id`. A place such as `vehicles.vin` is a field that the survivor
    /// took over.
    package let place: String
    package let rows: Int64
  }

  package struct Record: Sendable {
    package let merge: VehicleMerge
    package let moved: [Moved]
  }

  package func find(_ id: Int64) throws -> Record {
    guard let merge = try table.find(id) else { throw Refusal.notFound(.vehicleMerge) }
    return Record(merge: merge, moved: try table.counts(id))
  }

  package func list(vehicleID: Int64?, _ page: PageRequest) throws -> Page<Record> {
    let found = try Page(table.page(vehicleID: vehicleID, page), page) { Cursor(key: .integer($0.id), id: $0.id) }
    return Page(items: try found.items.map { Record(merge: $0, moved: try table.counts($0.id)) }, next: found.next)
  }

  package func merge(_ mergedID: Int64, into survivorID: Int64, version: Versions?, reason: String) throws -> Record {
    guard let survivor = try vehicles.find(survivorID) else { throw Refusal.notFound(.vehicle) }
    guard let merged = try vehicles.find(mergedID) else { throw Refusal.invalid(.noSuchVehicle.at("/merged_id")) }
    try context.match(version, survivor.version)
    let lookup = VehicleLookup(context)
    let readings = try Odometer(OdometerTable(context.db).all(of: survivorID) + OdometerTable(context.db).all(of: mergedID))
    let reasons = try VehicleMerge.reasons(
      againstMerging: lookup.told(merged), into: lookup.told(survivor), readings: readings, zone: context.settings.zone)
    guard reasons.isEmpty else { throw Refusal.conflict(reasons, moves: []) }

    var merge = VehicleMerge(
      id: 0, survivorId: survivorID, mergedId: mergedID, reason: reason, at: context.now, userId: try context.userID())
    merge.id = try table.insert(merge)
    try endOwner(merge)
    for place in MergePlace.vehicles {
      try table.note(place, merge)
      try table.move(place, of: merge.id, from: mergedID, to: survivorID)
    }
    try table.setMerged(mergedID, into: survivorID)
    try takeOver(merged, survivor, merge)
    try readAnew(merge)
    try note(.vehicleMerged, .vehicleMergedInto, merge)
    return try context.settled { try find(merge.id) }
  }

  /// Undoes a merge. `version` is the survivor's, as in merging.
  package func undo(_ id: Int64, version: Versions?) throws -> Record {
    let merge = try find(id).merge
    guard let survivor = try vehicles.find(merge.survivorId), let merged = try vehicles.find(merge.mergedId)
    else { throw Refusal.notFound(.vehicle) }
    try context.match(version, survivor.version)
    let holder = try merged.vin.flatMap(vehicles.find(vin:))
    let reasons = try merge.reasonsAgainstUndo(survivor: VehicleLookup(context).told(survivor), merged: merged, holder: holder)
    guard reasons.isEmpty else { throw Refusal.conflict(reasons, moves: []) }

    for place in MergePlace.vehicles { try table.move(place, of: id, from: merge.survivorId, to: merge.mergedId) }
    try table.moveWithOrders(id, from: merge.survivorId, to: merge.mergedId)
    for period in try table.rows(id, Self.ownerPlace) { try OwnerTable(context.db).reopen(period) }
    try giveBack(merged, survivor, id)
    try table.setActive(merge.mergedId)
    for card in [merge.survivorId, merge.mergedId] { try foldAnew(card) }
    try readAnew(merge)
    try table.setUndone(id, at: context.now)
    try note(.vehicleMergeUndone, .vehicleMergeUndone, merge)
    return try context.settled { try find(id) }
  }

  /// Computes the odometer of both cards and of their open orders again, from the readings that each card has now.
  private func readAnew(_ merge: VehicleMerge) throws {
    for card in [merge.survivorId, merge.mergedId] {
      let odometer = try OrderReadings(context).remake(card)
      try vehicles.setOdometer(card, km: odometer.newest?.km, runKm: odometer.run)
    }
  }

  // MARK: Owners

  private static let ownerPlace = "vehicle_owners.until_on"

  /// Ends the present ownership of the merged card if the survivor has an owner. Otherwise it continues on the survivor.
  private func endOwner(_ merge: VehicleMerge) throws {
    let owners = OwnerTable(context.db)
    guard let running = try owners.present(merge.mergedId) else { return }
    if let present = try owners.present(merge.survivorId) {
      guard let day = running.lastDay(mergedBeside: present) else { return }
      try owners.close(running.id, on: day)
    }
    try table.noteRow(merge.id, Self.ownerPlace, running.id)
  }

  // MARK: The fields

  private static func place(_ field: VehicleMerge.Field) -> String { "vehicles.\(field.rawValue)" }
  private static let clientPlace = "vehicles.client_id"

  private func takeOver(_ merged: Vehicle, _ survivor: Vehicle, _ merge: VehicleMerge) throws {
    var new = survivor
    for field in VehicleMerge.Field.allCases where field.isMissing(in: survivor) && !field.isMissing(in: merged) {
      field.take(from: merged, to: &new)
      try table.noteRow(merge.id, Self.place(field), survivor.id)
    }
    if survivor.clientId == nil, let owner = merged.clientId {
      new.clientId = owner
      try table.noteRow(merge.id, Self.clientPlace, survivor.id)
    }
    try vehicles.update(new, importedHash: vehicles.importedHash(survivor.id))
  }

  /// Clears the fields that the survivor took over, if they still have the same value.
  private func giveBack(_ merged: Vehicle, _ survivor: Vehicle, _ mergeID: Int64) throws {
    var new = survivor
    for field in VehicleMerge.Field.allCases where try !table.rows(mergeID, Self.place(field)).isEmpty {
      if field.isShared(by: survivor, with: merged) { field.take(from: nil, to: &new) }
    }
    if try !table.rows(mergeID, Self.clientPlace).isEmpty { new.clientId = try OwnerTable(context.db).present(survivor.id)?.clientId }
    try vehicles.update(new, importedHash: vehicles.importedHash(survivor.id))
  }

  /// Writes the card again, so that search finds it by its present values. It keeps `imported_hash`: after the undoing
  /// it is as imported.
  private func foldAnew(_ id: Int64) throws {
    guard let vehicle = try vehicles.find(id) else { return }
    try vehicles.update(vehicle, importedHash: vehicles.importedHash(id))
  }

  private func note(_ onSurvivor: EventType, _ onMerged: EventType, _ merge: VehicleMerge) throws {
    let facts: [Detail] = [
      .fact("merge_id", .integer(merge.id)), .fact("survivor_id", .integer(merge.survivorId)), .fact("merged_id", .integer(merge.mergedId)),
    ]
    let car = onSurvivor == onMerged ? merge.mergedId : merge.survivorId
    for (type, id, vehicle) in [(onSurvivor, merge.survivorId, merge.survivorId), (onMerged, merge.mergedId, car)] {
      try context.record(type, Subject(.vehicle, id, client: try vehicles.find(id)?.clientId, vehicle: vehicle), facts)
    }
  }
}
