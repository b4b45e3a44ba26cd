package struct OdometerReading: Equatable, Sendable {
  package enum Source: String, CaseIterable, Sendable { case intake, manual, `import` }
  package enum Kind: String, CaseIterable, Sendable {
    case reading, correction
    case clusterChange = "cluster_change"
  }

  package var id: Int64
  package var vehicleId: Int64
  package var km: Int64
  package var at: Instant
  package var source: Source
  package var kind: Kind
  package var reason: String?
  package var workOrderId: Int64?
  package var userId: Int64?

  package init(
    id: Int64, vehicleId: Int64, km: Int64, at: Instant, source: Source, kind: Kind = .reading, reason: String? = nil,
    workOrderId: Int64? = nil, userId: Int64? = nil
  ) {
    self.id = id
    self.vehicleId = vehicleId
    self.km = km
    self.at = at
    self.source = source
    self.kind = kind
    self.reason = reason
    self.workOrderId = workOrderId
    self.userId = userId
  }
}

/// All readings of one vehicle.
package struct Odometer: Equatable, Sendable {
  package let readings: [OdometerReading]

  package init(_ readings: [OdometerReading]) {
    self.readings = readings.sorted { ($0.at, $0.id) < ($1.at, $1.id) }
  }

  package var newest: OdometerReading? { readings.last }

  /// More than any car has driven: a typing error.
  package static let largest: Int64 = 3_000_000

  /// Reasons against a new reading. It must fit both neighbours in time: not below the one before, not above the one after.
  /// A correction or a changed instrument cluster starts a new count, so it may lie below the one before, but needs a reason.
  package func reasons(
    against km: Int64, at: Instant, kind: OdometerReading.Kind = .reading, reason: String? = nil, now: Instant, zone: Zone
  ) -> [Reason] {
    var reasons: [Reason] = []
    if km < 0 || km > Odometer.largest { reasons.append(.odometerImpossible(km)) }
    if at > now { reasons.append(.odometerFuture(zone, at)) }
    if kind != .reading, reason == nil { reasons.append(.odometerReasonMissing) }
    if kind == .reading, let before = readings.last(where: { $0.at <= at }), km < before.km {
      reasons.append(.odometerBelow(km, before, zone))
    }
    if let after = readings.first(where: { $0.at > at }), after.kind == .reading, km > after.km {
      reasons.append(.odometerAbove(km, after, zone))
    }
    return reasons
  }
}
