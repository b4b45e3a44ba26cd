internal import Domain

/// Whether a warranty covers a line, looked up by the day of opening and the odometer-in.
package struct CoverageChecks {
  private let context: Context
  package init(_ context: Context) { self.context = context }

  /// Checks the warranty that is named, or finds the one that bears most. The record stays, covered or not, and says who pays.
  package func check(
    _ line: Int64, of order: Int64, version: Versions?, coverage id: Int64?, note: String?
  ) throws -> Lent<OrderLinePicture> {
    let user = try context.userID()
    let deed = try PayerDeed(context, line: line, of: order, version)
    let found = try id.map { try named($0, deed) } ?? best(deed)
    let covered = found.verdict == .covered
    let share = covered ? found.coverage?.share(of: deed.line.kind) ?? .none : .none
    try CoverageCheckTable(context.db).keep(
      CoverageCheck(
        orderLineId: line, coverageId: found.coverage?.id, covered: covered, share: share, reason: found.verdict, note: note,
        at: context.now, userId: user))
    let shares = found.coverage.map { coverage in
      covered ? [PayerShare(coverage.payerRole, payerClientId: coverage.payerClientId, share: share, coverageId: coverage.id)] : []
    }
    try deed.write(
      .init(shares ?? [], deed.line), "order_line.coverage_checked",
      [
        .fact("coverage_id", .init(found.coverage?.id)), .fact("verdict", .init(found.verdict)), .fact("share_bp", .init(share)),
      ])
    return try context.settled { WorkOrderPictures(context).line(line, of: order) }
  }

  /// The payer has refused the claim. What the client had agreed to pay stays; the rest is then the centre's own, goodwill, and a manager's
  /// word. A line that nobody has approved yet falls to the client instead, unless the centre bears it.
  package func refuseClaim(
    _ line: Int64, of order: Int64, version: Versions?, reason: String, companyPays: Bool
  ) throws -> Lent<OrderLinePicture> {
    let user = try context.userID()
    let deed = try PayerDeed(context, line: line, of: order, version)
    if companyPays { try CentrePays(context).demandWord() }
    guard var check = try CoverageCheckTable(context.db).find(ofLine: line), check.covered else {
      throw Refusal.conflict(.claimNotStanding(deed.line))
    }
    let payers = try LinePayerTable(context.db).all(ofLine: line)
    let shares = companyPays ? payers.filter { $0.role != .client }.map { PayerShare(.company, payerClientId: nil, share: $0.share) } : []
    check.covered = false
    check.share = .none
    check.reason = .claimRefused
    check.note = reason
    check.at = context.now
    check.userId = user
    try CoverageCheckTable(context.db).keep(check)
    try deed.write(
      .init(merged(shares), deed.line), "order_line.claim_refused",
      [.fact("coverage_id", .init(check.coverageId)), .fact("company_pays", .flag(companyPays))] + Detail.words("reason", reason))
    return try context.settled { WorkOrderPictures(context).line(line, of: order) }
  }

  private func merged(_ shares: [PayerShare]) -> [PayerShare] {
    guard var first = shares.first else { return [] }
    first.share = Share(bp: shares.reduce(0) { $0 + $1.share.rawValue })
    return [first]
  }

  // MARK: Which warranty

  private typealias Found = (coverage: Coverage?, verdict: CoverageCheck.Verdict)

  private func named(_ id: Int64, _ deed: PayerDeed) throws -> Found {
    guard let coverage = try CoverageTable(context.db).find(id), coverage.vehicleId == deed.order.vehicleId else {
      throw Refusal.invalid(.noSuchCoverage)
    }
    if !CentrePays(context).mayBear(coverage) { try CentrePays(context).demandWord() }
    return (coverage, try concerns(coverage, deed.line) ? verdict(coverage, deed.order) : .otherWork)
  }

  /// Of those that cover, the one with the largest share, then the oldest. Where none does, the newest says why.
  private func best(_ deed: PayerDeed) throws -> Found {
    let all = try CoverageTable(context.db).all(of: deed.order.vehicleId).filter {
      try CentrePays(context).mayBear($0) && concerns($0, deed.line)
    }
    let covering = try all.filter { try verdict($0, deed.order) == .covered && $0.share(of: deed.line.kind) > .none }
    if let best = covering.max(by: { ($0.share(of: deed.line.kind), -$0.id) < ($1.share(of: deed.line.kind), -$1.id) }) {
      return (best, .covered)
    }
    guard let last = all.last else { return (nil, .notCovered) }
    let why = try verdict(last, deed.order)
    return why == .covered ? (nil, .notCovered) : (last, why)
  }

  /// A repair warranty is that of its own work or part, not of the whole car.
  private func concerns(_ coverage: Coverage, _ line: OrderLine) throws -> Bool {
    guard coverage.kind == .repair, let origin = try coverage.orderLineId.flatMap(OrderLineTable(context.db).find) else { return true }
    guard origin.kind == line.kind else { return false }
    if line.operationId != nil || line.partId != nil {
      return origin.operationId == line.operationId && origin.partId == line.partId
    }
    return SearchText.fold(origin.name) == SearchText.fold(line.name)
  }

  private func verdict(_ coverage: Coverage, _ order: WorkOrder) throws -> CoverageCheck.Verdict {
    coverage.verdict(
      openedOn: context.settings.zone.day(of: order.openedAt), odometerKm: order.odometerKm, openedAt: order.openedAt,
      payer: try coverage.payerClientId.flatMap(ClientTable(context.db).find))
  }
}
