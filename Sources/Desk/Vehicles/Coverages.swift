package import Domain

/// Warranties of a vehicle. A coverage check keeps its own result in the order, so a later change here does not affect it.
package struct Coverages {
  private let context: Context
  private var table: CoverageTable { CoverageTable(context.db) }
  package init(_ context: Context) { self.context = context }

  package func find(_ id: Int64) throws -> Coverage {
    guard let coverage = try table.find(id) else { throw Refusal.notFound(.coverage) }
    return coverage
  }

  package func list(vehicleID: Int64, _ page: PageRequest) throws -> Page<Coverage> {
    let vehicle = try VehicleLookup(context).survivor(vehicleID)
    return try Page(table.page(of: vehicle.id, page), page) { Cursor(key: .integer($0.id), id: $0.id) }
  }

  package func create(_ coverage: Coverage) throws -> Coverage {
    _ = try VehicleLookup(context).changeable(coverage.vehicleId)
    try check(coverage)
    if let reason = Most.coverages.reason(against: try table.all(of: coverage.vehicleId).count) { throw Refusal.conflict(reason) }
    try CentrePays(context).check(coverage)
    let id = try table.insert(coverage)
    try context.record(.coverageCreated, Subject(.coverage, id, vehicle: coverage.vehicleId), coverage.changes(from: nil))
    return try context.settled { try find(id) }
  }

  package func edit(_ id: Int64, version: Versions?, _ change: (inout Coverage) -> Void) throws -> Coverage {
    let old = try find(id)
    try context.match(version, old.version)
    guard old.endedAt == nil else { throw Refusal.conflict(.coverageEnded(old)) }
    var new = old
    change(&new)
    // A change by somebody who may bind the centre confirms the coverage, even if it changes nothing else.
    if context.may(.override) { new.confirmed = true }
    try check(new)
    if new != old { try CentrePays(context).check(new, was: old) }
    let details = new.changes(from: old)
    guard !details.isEmpty else { return old }
    try table.update(new)
    try context.record(.coverageChanged, Subject(.coverage, id, vehicle: old.vehicleId), details)
    return try context.settled { try find(id) }
  }

  /// Ends a coverage. A second call changes nothing.
  package func end(_ id: Int64, version: Versions?, reason: String) throws -> Coverage {
    let coverage = try find(id)
    try context.match(version, coverage.version)
    guard coverage.endedAt == nil else { return coverage }
    try table.end(id, at: context.now)
    try context.record(.coverageEnded, Subject(.coverage, id, vehicle: coverage.vehicleId), [.fact("reason", .text(reason))])
    return try context.settled { try find(id) }
  }

  private func check(_ coverage: Coverage) throws {
    var faults = Coverage.reasons(
      from: coverage.fromOn, until: coverage.untilOn, payerRole: coverage.payerRole,
      payerClientId: coverage.payerClientId)
    if let reason = Horizon.coverage.reason(against: coverage.untilOn, today: context.today) { faults.append(reason.at("/until_on")) }
    var against: [Reason] = []
    if let payer = coverage.payerClientId {
      try ClientLookup(context).named(payer, at: "/payer_client_id", &faults, against: &against)
      if coverage.payerRole == .company { faults.append(.payerCentreCard.at("/payer_client_id")) }
    }
    guard faults.isEmpty else { throw Refusal.invalid(faults) }
    guard against.isEmpty else { throw Refusal.conflict(against, moves: []) }
  }
}

extension Coverage {
  fileprivate func changes(from old: Coverage?) -> [Detail] {
    var details: [Detail] = []
    details.noteChange("kind", .init(old?.kind), .init(kind))
    details.noteChange("name", .init(old?.name), .init(name))
    details.noteChange("payer_role", .init(old?.payerRole), .init(payerRole))
    details.noteChange("payer_client_id", .init(old?.payerClientId), .init(payerClientId))
    details.noteChange("from_on", .init(old?.fromOn), .init(fromOn))
    details.noteChange("until_on", .init(old?.untilOn), .init(untilOn))
    details.noteChange("until_km", .init(old?.untilKm), .init(untilKm))
    details.noteChange("labour_share_bp", .init(old?.labourShare.rawValue), .init(labourShare))
    details.noteChange("parts_share_bp", .init(old?.partsShare.rawValue), .init(partsShare))
    details.noteChange("cap_minor", .init(old?.cap), .init(cap))
    details.noteChange("deductible_minor", .init(old?.deductible), .init(deductible))
    if let old { details.noteChange("confirmed", .flag(old.confirmed), .flag(confirmed)) }
    return details
  }
}

extension Reason {
  static func coverageEnded(_ coverage: Coverage) -> Reason {
    .init("coverage_ended", en: "The warranty “\(coverage.name)” has been ended.", ru: "Гарантия «\(coverage.name)» прекращена.")
  }
}
