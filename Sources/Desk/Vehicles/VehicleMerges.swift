internal import Domain

/// Merges two cards of one car. Every row that refers to the merged card is moved to the survivor and noted. Undoing
/// moves back exactly those rows, and with an order whatever was added to it since. Anything else that was added to
/// the survivor stays there.
///
/// The survivor keeps its own fields and its owner, and takes over the fields that it lacks.
package struct VehicleMerges {
  private let context: Context
  private var merges: MergeTable { MergeTable(context.db, .vehicle) }
  private var vehicles: VehicleTable { VehicleTable(context.db) }
  package init(_ context: Context) { self.context = context }

  package func merge(_ mergedID: Int64, into survivorID: Int64, version: Versions?, reason: String) throws -> Merges.Record {
    guard let survivor = try vehicles.find(survivorID) else { throw Refusal.notFound(.vehicle) }
    guard let merged = try vehicles.find(mergedID) else { throw Refusal.invalid(.noSuchVehicle.at("/merged_id")) }
    try context.match(version, survivor.version)
    let lookup = VehicleLookup(context)
    let readings = try Odometer(OdometerTable(context.db).all(of: survivorID) + OdometerTable(context.db).all(of: mergedID))
    let reasons = try Merge.reasons(
      againstMerging: lookup.told(merged), into: lookup.told(survivor), readings: readings, zone: context.settings.zone)
    guard reasons.isEmpty else { throw Refusal.conflict(reasons, moves: []) }

    var merge = Merge(
      id: 0, survivorID: survivorID, mergedID: mergedID, reason: reason, at: context.now, userID: try context.userID())
    merge.id = try merges.insert(merge)
    try endOwner(merge)
    try merges.move(merge)
    try vehicles.setMerged(mergedID, into: survivorID)
    try takeOver(merged, survivor, merge)
    try readAnew(merge)
    try note(.vehicleMerged, .vehicleMergedInto, merge)
    return try context.settled { try Merges(context, .vehicle).find(merge.id) }
  }

  /// Undoes a merge. `version` is the survivor's, as in merging.
  package func undo(_ id: Int64, version: Versions?) throws -> Merges.Record {
    let merge = try Merges(context, .vehicle).find(id).merge
    guard let survivor = try vehicles.find(merge.survivorID), let merged = try vehicles.find(merge.mergedID)
    else { throw Refusal.notFound(.vehicle) }
    try context.match(version, survivor.version)
    let holder = try merged.vin.flatMap(vehicles.find(vin:))
    let reasons = try merge.reasonsAgainstUndo(survivor: VehicleLookup(context).told(survivor), merged: merged, holder: holder)
    guard reasons.isEmpty else { throw Refusal.conflict(reasons, moves: []) }

    try merges.moveBack(merge)
    for period in try merges.rows(id, Self.ownerPlace) { try OwnerTable(context.db).reopen(period) }
    try giveBack(merged, survivor, id)
    try vehicles.setActive(merge.mergedID)
    for card in [merge.survivorID, merge.mergedID] { try foldAnew(card) }
    try readAnew(merge)
    try merges.setUndone(id, at: context.now)
    try note(.vehicleMergeUndone, .vehicleMergeUndone, merge)
    return try context.settled { try Merges(context, .vehicle).find(id) }
  }

  /// Computes the odometer of both cards and of their open orders again, from the readings that each card has now.
  private func readAnew(_ merge: Merge) throws {
    for card in [merge.survivorID, merge.mergedID] {
      let odometer = try OrderReadings(context).remake(card)
      try vehicles.setOdometer(card, km: odometer.newest?.km, runKm: odometer.run)
    }
  }

  // MARK: Owners

  private static let ownerPlace = "vehicle_owners.until_on"

  /// Ends the present ownership of the merged card if the survivor has an owner. Otherwise it continues on the survivor.
  private func endOwner(_ merge: Merge) throws {
    let owners = OwnerTable(context.db)
    guard let running = try owners.present(merge.mergedID) else { return }
    if let present = try owners.present(merge.survivorID) {
      guard let day = running.lastDay(mergedBeside: present) else { return }
      try owners.close(running.id, on: day)
    }
    try merges.noteRow(merge.id, Self.ownerPlace, running.id)
  }

  // MARK: The fields

  private static func place(_ field: Merge.VehicleField) -> String { "vehicles.\(field.rawValue)" }
  private static let clientPlace = "vehicles.client_id"

  private func takeOver(_ merged: Vehicle, _ survivor: Vehicle, _ merge: Merge) throws {
    var new = survivor
    for field in Merge.VehicleField.allCases where field.isMissing(in: survivor) && !field.isMissing(in: merged) {
      field.take(from: merged, to: &new)
      try merges.noteRow(merge.id, Self.place(field), survivor.id)
    }
    if survivor.clientID == nil, let owner = merged.clientID {
      new.clientID = owner
      try merges.noteRow(merge.id, Self.clientPlace, survivor.id)
    }
    try vehicles.update(new, importedHash: vehicles.importedHash(survivor.id))
  }

  /// Clears the fields that the survivor took over, if they still have the same value.
  private func giveBack(_ merged: Vehicle, _ survivor: Vehicle, _ mergeID: Int64) throws {
    var new = survivor
    for field in Merge.VehicleField.allCases where try !merges.rows(mergeID, Self.place(field)).isEmpty {
      if field.isShared(by: survivor, with: merged) { field.take(from: nil, to: &new) }
    }
    if try !merges.rows(mergeID, Self.clientPlace).isEmpty { new.clientID = try OwnerTable(context.db).present(survivor.id)?.clientID }
    try vehicles.update(new, importedHash: vehicles.importedHash(survivor.id))
  }

  /// Writes the card again, so that search finds it by its present values. It keeps `imported_hash`: after the undoing
  /// it is as imported.
  private func foldAnew(_ id: Int64) throws {
    guard let vehicle = try vehicles.find(id) else { return }
    try vehicles.update(vehicle, importedHash: vehicles.importedHash(id))
  }

  private func note(_ onSurvivor: EventType, _ onMerged: EventType, _ merge: Merge) throws {
    let car = onSurvivor == onMerged ? merge.mergedID : merge.survivorID
    for (type, id, vehicle) in [(onSurvivor, merge.survivorID, merge.survivorID), (onMerged, merge.mergedID, car)] {
      try context.record(type, Subject(.vehicle, id, client: try vehicles.find(id)?.clientID, vehicle: vehicle), merge.facts)
    }
  }
}
