package struct OdometerReading: Equatable, Sendable {
  package enum Source: String, CaseIterable, Sendable { case intake, manual, `import` }
  package enum Kind: String, CaseIterable, Sendable {
    case reading, correction
    case clusterChange = "cluster_change"
  }

  package var id: Int64
  package var vehicleID: Int64
  package var km: Int64
  package var at: Instant
  package var source: Source
  package var kind: Kind
  // The last reading of a replaced cluster; nil if unknown.
  package var oldKm: Int64?
  // The first reading of the new cluster; nil if unknown.
  package var firstKm: Int64?
  package var reason: String?
  package var workOrderID: Int64?
  package var userID: Int64?

  package init(
    id: Int64, vehicleID: Int64, km: Int64, at: Instant, source: Source, kind: Kind = .reading, oldKm: Int64? = nil, firstKm: Int64? = nil,
    reason: String? = nil, workOrderID: Int64? = nil, userID: Int64? = nil
  ) {
    self.id = id
    self.vehicleID = vehicleID
    self.km = km
    self.at = at
    self.source = source
    self.kind = kind
    self.oldKm = oldKm
    self.firstKm = firstKm
    self.reason = reason
    self.workOrderID = workOrderID
    self.userID = userID
  }
}

/// All readings of one vehicle, with its run at each: the total distance that all its instrument clusters have shown.
package struct Odometer: Equatable, Sendable {
  package let readings: [OdometerReading]
  private let runs: [Int64]

  package init(_ readings: [OdometerReading]) {
    let sorted = readings.sorted { ($0.at, $0.id) < ($1.at, $1.id) }
    self.readings = sorted
    runs = Odometer.runs(sorted)
  }

  package var newest: OdometerReading? { readings.last }
  package var run: Int64? { runs.last }

  package func adding(_ reading: OdometerReading) -> Odometer { Odometer(readings + [reading]) }

  /// More than any car has driven; a higher reading is a typing error.
  package static let largest: Int64 = 3_000_000

  /// Reasons against a new reading. It must fit both neighbours in time: not below the one before, not above the one
  /// after. A correction or a replaced cluster starts a new count, so it may be below the one before, but needs a
  /// reason.
  package func reasons(against new: OdometerReading, now: Instant, zone: Zone) -> [Reason] {
    let (km, at) = (new.km, new.at)
    var reasons: [Reason] = []
    if km < 0 || km > Odometer.largest { reasons.append(.odometerImpossible(km)) }
    if at > now { reasons.append(.odometerFuture(zone, at)) }
    if new.kind != .reading, new.reason == nil { reasons.append(.odometerReasonMissing) }
    let before = readings.last { $0.at <= at }
    if new.kind == .clusterChange {
      if let first = new.firstKm, first > km { reasons.append(.odometerFirstAbove(first, km)) }
      if let old = new.oldKm, let before, old < before.km { reasons.append(.odometerBelow(old, before, zone).at("/old_odometer_km")) }
    } else {
      reasons += self.reasons(againstCluster: new)
    }
    if new.kind == .reading, let before, km < before.km { reasons.append(.odometerBelow(km, before, zone)) }
    if let after = readings.first(where: { $0.at > at }), after.kind == .reading, km > after.km {
      reasons.append(.odometerAbove(km, after, zone))
    }
    return reasons
  }
}

extension Odometer {
  /// A correction may also correct the readings given for the replacement of its cluster.
  private func reasons(againstCluster new: OdometerReading) -> [Reason] {
    let change = readings.lastIndex { $0.kind == .clusterChange && $0.at <= new.at }
    var reasons: [Reason] = []
    guard new.kind == .correction, let change else {
      if new.oldKm != nil { reasons.append(.odometerOldUnused.at("/old_odometer_km")) }
      if new.firstKm != nil { reasons.append(.odometerOldUnused.at("/new_odometer_km")) }
      return reasons
    }
    if let first = new.firstKm ?? readings[change].firstKm, first > new.km {
      reasons.append(.odometerFirstAbove(first, new.km).at("/odometer_km"))
    }
    if let old = new.oldKm, old < 0 || old > Odometer.largest { reasons.append(.odometerImpossible(old).at("/old_odometer_km")) }
    if let old = new.oldKm, change > 0, old < readings[change - 1].km { reasons.append(.odometerBelowOld(old, readings[change - 1])) }
    return reasons
  }
}

// MARK: The run

extension Odometer {
  /// The car's run at a reading.
  package func run(at id: Int64) -> Int64? { readings.firstIndex { $0.id == id }.map { runs[$0] } }

  /// The reading of an order's intake, as last corrected.
  package func reading(ofOrder order: Int64) -> OdometerReading? { readings.last { $0.workOrderID == order } }

  /// The run at each reading. When the cluster is replaced, the count continues from the old cluster's last reading
  /// and the new one's first. If the old one's last is not given, it is the last that was read. If the new one's first
  /// is not given, it is the present reading; but if that is lower than the old count, the car has already driven with
  /// the new cluster, which began at zero.
  private static func runs(_ sorted: [OdometerReading]) -> [Int64] {
    var change: (reading: OdometerReading, old: Int64, shift: Int64)?
    var (last, shift): (Int64?, Int64) = (nil, 0)
    // True while only the replacement and its corrections have been read of the new cluster.
    var isFirst = false
    return sorted.map { reading in
      if reading.kind == .clusterChange {
        let old = reading.oldKm ?? last ?? reading.km
        change = (reading, old, shift)
        shift = shift &+ old &- first(reading, reading.km, old)
      } else if reading.kind == .correction, var changed = change, reading.oldKm != nil || reading.firstKm != nil {
        // The replacement itself is corrected: the old cluster's last reading or the new one's first.
        changed.old = reading.oldKm ?? changed.old
        changed.reading.firstKm = reading.firstKm ?? changed.reading.firstKm
        change = changed
        shift = changed.shift &+ changed.old &- first(changed.reading, changed.reading.km, changed.old)
      } else if reading.kind == .correction, let changed = change,
        isFirst || reading.km < first(changed.reading, changed.reading.km, changed.old)
      {
        // The first reading of the new cluster is corrected.
        shift = changed.shift &+ changed.old &- first(changed.reading, reading.km, changed.old)
      }
      isFirst = reading.kind == .clusterChange || isFirst && reading.kind == .correction
      last = reading.km
      return max(0, reading.km &+ shift)
    }
  }

  private static func first(_ change: OdometerReading, _ km: Int64, _ old: Int64) -> Int64 {
    change.firstKm ?? (change.source == .intake && km < old ? 0 : km)
  }
}

// MARK: Contradictions and doubts

extension Odometer {
  /// Orders whose readings cannot be right if a correction is: the order of the last reading before the correction, and
  /// every order with a higher reading of the same instrument cluster before it. A correction of an order's own reading
  /// contradicts no other order.
  package func orders(contradictedBy id: Int64) -> [Int64] {
    guard let index = readings.firstIndex(where: { $0.id == id }) else { return [] }
    let correction = readings[index]
    guard correction.kind == .correction, !isOfOrder(correction) else { return [] }
    var orders: [Int64] = []
    for (distance, earlier) in readings[..<index].reversed().enumerated() {
      if let order = earlier.workOrderID, order != correction.workOrderID, reading(ofOrder: order) == earlier,
        distance == 0 || earlier.km > correction.km
      {
        orders.append(order)
      }
      if earlier.kind == .clusterChange { break }
    }
    return orders
  }

  /// True if the reading corrects an order's intake, rather than being a new intake.
  package func isOfOrder(_ correction: OdometerReading) -> Bool {
    guard let order = correction.workOrderID else { return false }
    return readings.contains { $0.workOrderID == order && $0.id < correction.id }
  }

  /// The earlier reading, if this one is an improbable jump from it: more than 1,000 km a day since then, and more
  /// than 400 a day after the first thirty days. A correction is measured from the reading before the one that it
  /// corrects.
  package func jump(to id: Int64) -> OdometerReading? {
    guard let index = readings.firstIndex(where: { $0.id == id }) else { return nil }
    let new = readings[index]
    guard let earlier = measure(index) else { return nil }
    let before = readings[earlier]
    let days = min(max(1, (new.at.rawValue &- before.at.rawValue) / Odometer.day &+ 1), 100_000)
    let most = min(days, 30) * 1_000 + max(0, days - 30) * 400
    return runs[index] &- runs[earlier] > most ? before : nil
  }

  /// The reading that another is compared with: the last one before it that was not corrected since. A correction is
  /// compared with the one before the corrected reading or, without one, with the corrected reading itself if that is
  /// lower. An order's own correction is compared with the last reading that is not the order's.
  private func measure(_ index: Int) -> Int? {
    let new = readings[index]
    let earlier = readings[..<index].indices.reversed().filter { !isPutRight($0, before: index) }
    if isOfOrder(new) { return earlier.first { readings[$0].workOrderID != new.workOrderID } }
    guard new.kind == .correction, let wrong = earlier.first else { return earlier.first }
    return earlier.dropFirst().first ?? (runs[wrong] < runs[index] ? wrong : nil)
  }

  private func isPutRight(_ index: Int, before later: Int) -> Bool {
    let reading = readings[index]
    return readings[(index + 1)..<later].enumerated().contains { distance, next in
      next.kind == .correction && (next.workOrderID == nil ? distance == 0 : next.workOrderID == reading.workOrderID)
    }
  }

  /// The earlier reading, if a correction is below it although the car had already run that far.
  package func fall(to id: Int64) -> OdometerReading? {
    guard let index = readings.firstIndex(where: { $0.id == id }), readings[index].kind == .correction, let earlier = measure(index),
      runs[index] < runs[earlier]
    else { return nil }
    return readings[earlier]
  }

  private static let day: Int64 = 24 * 3_600 * 1_000

  /// Warnings about a stored reading.
  package func warnings(of id: Int64, zone: Zone) -> [Reason] {
    guard let index = readings.firstIndex(where: { $0.id == id }) else { return [] }
    var warnings: [Reason] = []
    if let before = jump(to: id) { warnings.append(.odometerJump(readings[index].km, fromKm: before.km, at: before.at, zone)) }
    if let before = fall(to: id) { warnings.append(.odometerFell(readings[index].km, below: before, zone)) }
    if readings[index].kind == .clusterChange, readings[index].oldKm == nil, index > 0 {
      warnings.append(.odometerOldPresumed(readings[index - 1], zone))
    }
    return warnings
  }
}
