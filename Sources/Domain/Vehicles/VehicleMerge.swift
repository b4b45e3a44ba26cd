extension Merge {
  /// Reasons against a merge. A car has one VIN, and its readings must make one history. Plates may differ, because a
  /// car gets new ones.
  package static func reasons(
    againstMerging merged: Vehicle, into survivor: Vehicle, readings: Odometer, zone: Zone
  ) -> [Reason] {
    if merged.id == survivor.id { return [.mergeSame.at("/merged_id")] }
    var reasons = survivor.reasonsAgainstEdit + merged.reasonsAgainstEdit.map { $0.at("/merged_id") }
    guard reasons.isEmpty else { return reasons }
    if let one = survivor.vin, let other = merged.vin, one != other { reasons.append(.mergeVINsDiffer(one, other)) }
    if let (before, after) = readings.contradiction { reasons.append(.mergeOdometersContradict(before, after, zone)) }
    return reasons
  }

  /// Merges are undone in reverse order: the survivor must not have been merged since. `holder` is the vehicle that
  /// has the merged card's VIN now.
  package func reasonsAgainstUndo(survivor: Vehicle, merged: Vehicle, holder: Vehicle?) -> [Reason] {
    if undoneAt != nil { return [.mergeUndone] }
    var reasons = survivor.reasonsAgainstEdit
    if let vin = merged.vin, let holder, holder.id != survivor.id {
      reasons.append(.vinTaken(vin, by: "\(holder.title) (id \(holder.id))"))
    }
    return reasons
  }

  /// Fields that the survivor takes over if it lacks them. Its other fields stay.
  package enum VehicleField: String, CaseIterable, Sendable {
    case vin, plate, year, colour, engine
    case bodyNumber = "body_number"
    case warrantyStart = "warranty_start_on"

    package func isMissing(in vehicle: Vehicle) -> Bool {
      switch self {
      case .vin: vehicle.vin == nil
      case .plate: vehicle.plate == nil
      case .year: vehicle.year == nil
      case .colour: vehicle.colour == nil
      case .engine: vehicle.engine == nil
      case .bodyNumber: vehicle.bodyNumber == nil
      case .warrantyStart: vehicle.warrantyStartOn == nil
      }
    }

    /// Copies the value of `other` to the vehicle; without `other` it is cleared.
    package func take(from other: Vehicle?, to vehicle: inout Vehicle) {
      switch self {
      case .vin: vehicle.vin = other?.vin
      case .plate: vehicle.plate = other?.plate
      case .year: vehicle.year = other?.year
      case .colour: vehicle.colour = other?.colour
      case .engine: vehicle.engine = other?.engine
      case .bodyNumber: vehicle.bodyNumber = other?.bodyNumber
      case .warrantyStart: vehicle.warrantyStartOn = other?.warrantyStartOn
      }
    }

    /// True if the vehicle still has the value of `other`.
    package func isShared(by vehicle: Vehicle, with other: Vehicle) -> Bool {
      var same = vehicle
      take(from: other, to: &same)
      return same == vehicle
    }
  }
}

extension OwnerPeriod {
  /// The day on which the merged card's present ownership ends, given the survivor's. nil if both have the same owner
  /// and it began no earlier. Otherwise it ends the day before the survivor's owner began.
  package func lastDay(mergedBeside present: OwnerPeriod) -> Day? {
    if clientID == present.clientID, fromOn >= present.fromOn { return nil }
    return max(fromOn, present.fromOn.adding(-1))
  }
}

extension Odometer {
  /// The first plain reading below the one before it on another card: one car cannot have run so. Readings before a
  /// card's last correction or replaced cluster are ignored.
  package var contradiction: (before: OdometerReading, after: OdometerReading)? {
    var begun: [Int64: Int] = [:]
    for (place, reading) in readings.enumerated() where reading.kind != .reading { begun[reading.vehicleID] = place }
    let counted = readings.enumerated().filter { $0.offset >= begun[$0.element.vehicleID] ?? 0 }.map(\.element)
    return zip(counted, counted.dropFirst()).first { before, after in
      after.kind == .reading && after.km < before.km && after.vehicleID != before.vehicleID
    }.map { ($0, $1) }
  }
}
