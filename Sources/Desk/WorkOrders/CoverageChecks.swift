internal import Domain

/// Whether a warranty covers a line, looked up by the day of opening and what the car had run by then.
package struct CoverageChecks {
  private let context: Context
  package init(_ context: Context) { self.context = context }

  /// Checks the warranty that is named, or finds the one that bears most. The record stays, covered or not, and says who pays.
  package func check(
    _ line: Int64, of order: Int64, version: Versions?, coverage id: Int64?, note: String?
  ) throws -> Lent<OrderLinePicture> {
    let user = try context.userID()
    let deed = try PayerDeed(context, line: line, of: order, version)
    let search = CoverageSearch(context, deed.order)
    let found = try id.map { try search.named($0, deed.line) } ?? search.best(deed.line)
    if found.isCovered, let coverage = found.coverage { try CentrePays(context).check(coverage, bearing: deed.line) }
    let share = found.share(of: deed.line.kind)
    try CoverageCheckTable(context.db).keep(
      CoverageCheck(
        orderLineId: line, coverageId: found.coverage?.id, covered: found.isCovered, share: share, reason: found.verdict, note: note,
        at: context.now, userId: user,
        cap: found.coverage?.cap, deductible: found.coverage?.deductible ?? .zero))
    try deed.write(
      deed.rated(found.shares(of: deed.line.kind)), .orderLineCoverageChecked,
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
      deed.rated(merged(shares)), .orderLineClaimRefused,
      [.fact("coverage_id", .init(check.coverageId)), .fact("company_pays", .flag(companyPays))] + Detail.words("reason", reason))
    return try context.settled { WorkOrderPictures(context).line(line, of: order) }
  }

  private func merged(_ shares: [PayerShare]) -> [PayerShare] {
    guard var first = shares.first else { return [] }
    first.share = Share(bp: shares.reduce(0) { $0 + $1.share.rawValue })
    return [first]
  }
}
