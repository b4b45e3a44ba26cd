package import Domain

/// Warranties of a vehicle. A coverage check keeps its own result in the order, so a later change here does not affect it.
package struct Coverages {
  private let context: Context
  private var table: CoverageTable { CoverageTable(context.db) }
  package init(_ context: Context) { self.context = context }

  package func find(_ id: Int64) throws -> Coverage { try context.find(CoverageTable.self, id) }

  package func list(vehicleID: Int64, _ page: PageRequest) throws -> Page<Coverage> {
    let vehicle = try VehicleLookup(context).survivor(vehicleID)
    return try Page(table.page(of: vehicle.id, page), page)
  }

  /// Creates a coverage. `fill` sets kind and payer, which the form requires.
  package func create(of vehicleID: Int64, _ fill: (inout Coverage) -> Void) throws -> Coverage {
    let coverage = Coverage(.company, of: vehicleID, paidBy: .company, at: context.now).with(fill)
    _ = try VehicleLookup(context).changeable(vehicleID)
    try check(coverage)
    if let reason = Most.coverages.reason(against: try table.all(of: vehicleID).count) { throw Refusal.conflict(reason) }
    try CentrePays(context).check(coverage)
    let id = try table.insert(coverage)
    try context.record(.coverageCreated, Subject(.coverage, id, vehicle: vehicleID), CoverageTable.form.changes(from: nil, to: coverage))
    return try context.settled { try find(id) }
  }

  package func edit(_ id: Int64, version: Versions?, _ change: (inout Coverage) -> Void) throws -> Coverage {
    try context.edit(CoverageTable.self, id, version) { coverage in
      change(&coverage)
      // A change by somebody who may bind the centre confirms the coverage, even if it changes nothing else.
      if context.may(.override) { coverage.confirmed = true }
    } check: { old, new in
      guard old.endedAt == nil else { throw Refusal.conflict(.coverageEnded(old)) }
      try check(new)
      if new != old { try CentrePays(context).check(new, was: old) }
    } keep: { old, _, changes in
      try context.record(.coverageChanged, Subject(.coverage, id, vehicle: old.vehicleID), changes)
    }
  }

  /// Ends a coverage. A second call changes nothing.
  package func end(_ id: Int64, version: Versions?, reason: String) throws -> Coverage {
    let coverage = try find(id)
    try context.match(version, coverage.version)
    guard coverage.endedAt == nil else { return coverage }
    try table.end(id, at: context.now)
    try context.record(.coverageEnded, Subject(.coverage, id, vehicle: coverage.vehicleID), [.fact("reason", .text(reason))])
    return try context.settled { try find(id) }
  }

  private func check(_ coverage: Coverage) throws {
    var faults = Coverage.reasons(
      from: coverage.fromOn, until: coverage.untilOn, payerRole: coverage.payerRole,
      payerClientID: coverage.payerClientID)
    if let reason = Horizon.coverage.reason(against: coverage.untilOn, today: context.today) { faults.append(reason.at("/until_on")) }
    var against: [Reason] = []
    if let payer = coverage.payerClientID {
      try ClientLookup(context).named(payer, at: "/payer_client_id", &faults, against: &against)
      if coverage.payerRole == .company { faults.append(.payerCentreCard.at("/payer_client_id")) }
    }
    guard faults.isEmpty else { throw Refusal.invalid(faults) }
    guard against.isEmpty else { throw Refusal.conflict(against, moves: []) }
  }
}

extension Reason {
  static func coverageEnded(_ coverage: Coverage) -> Reason {
    .init("coverage_ended", en: "The warranty “\(coverage.name)” has been ended.", ru: "Гарантия «\(coverage.name)» прекращена.")
  }
}
