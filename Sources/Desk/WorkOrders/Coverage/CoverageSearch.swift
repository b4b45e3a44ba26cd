internal import Domain

/// Finds the warranty of the order's car that bears a line, or the reason why none does.
struct CoverageSearch {
  private let context: Context
  private let order: WorkOrder
  init(_ context: Context, _ order: WorkOrder) {
    self.context = context
    self.order = order
  }

  struct Found {
    let coverage: Coverage?
    let verdict: CoverageCheck.Verdict

    var isCovered: Bool { verdict == .covered && coverage != nil }
    func share(of kind: OrderLine.Kind) -> Share { isCovered ? coverage?.share(of: kind) ?? .none : .none }
    func shares(of kind: OrderLine.Kind) -> [PayerShare] {
      guard isCovered, let coverage else { return [] }
      return [PayerShare(coverage.payerRole, payerClientID: coverage.payerClientID, share: share(of: kind), coverageID: coverage.id)]
    }
  }

  func named(_ id: Int64, _ line: OrderLine) throws -> Found {
    guard let coverage = try CoverageTable(context.db).find(id), coverage.vehicleID == order.vehicleID else {
      throw Refusal.invalid(.noSuchCoverage)
    }
    if !CentrePays(context).mayBear(coverage) { try CentrePays(context).demandWord() }
    return Found(coverage: coverage, verdict: try concerns(coverage, line) ? verdict(coverage) : .otherWork)
  }

  /// The covering warranty with the largest share; among equals the oldest. If none covers, the newest one gives the reason.
  func best(_ line: OrderLine) throws -> Found {
    let all = try CoverageTable(context.db).all(of: order.vehicleID).filter {
      try CentrePays(context).mayBear($0) && concerns($0, line)
    }
    let covering = try all.filter { try verdict($0) == .covered && $0.share(of: line.kind) > .none }
    if let best = covering.max(by: { ($0.share(of: line.kind), -$0.id) < ($1.share(of: line.kind), -$1.id) }) {
      return Found(coverage: best, verdict: .covered)
    }
    guard let last = all.last else { return Found(coverage: nil, verdict: .notCovered) }
    let why = try verdict(last)
    return why == .covered ? Found(coverage: nil, verdict: .notCovered) : Found(coverage: last, verdict: why)
  }

  /// Keeps the coverage of an earlier check if it still covers the line; otherwise finds the best one.
  func again(_ check: CoverageCheck, _ line: OrderLine) throws -> Found {
    if check.covered, let coverage = try check.coverageID.flatMap(CoverageTable(context.db).find), try verdict(coverage) == .covered {
      return Found(coverage: coverage, verdict: .covered)
    }
    return try best(line)
  }

  /// A repair warranty covers only the work or part that it was given for, not the whole car.
  private func concerns(_ coverage: Coverage, _ line: OrderLine) throws -> Bool {
    guard coverage.kind == .repair, let origin = try coverage.orderLineID.flatMap(OrderLineTable(context.db).find) else { return true }
    guard origin.kind == line.kind else { return false }
    if line.operationID != nil || line.partID != nil {
      return origin.operationID == line.operationID && origin.partID == line.partID
    }
    return SearchText.fold(origin.name) == SearchText.fold(line.name)
  }

  private func verdict(_ coverage: Coverage) throws -> CoverageCheck.Verdict {
    coverage.verdict(
      openedOn: context.settings.zone.day(of: order.openedAt), runKm: order.run, openedAt: order.openedAt,
      payer: try coverage.payerClientID.flatMap(ClientTable(context.db).find))
  }
}
