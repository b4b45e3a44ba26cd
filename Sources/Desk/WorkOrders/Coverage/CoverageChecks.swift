internal import Domain

/// Checks whether a warranty covers a line, by the order's opening day and the car's run at that time.
package struct CoverageChecks {
  private let context: Context
  package init(_ context: Context) { self.context = context }

  /// Checks the named coverage, or finds the one that bears most. The result is recorded, covered or not, and sets the
  /// payers.
  package func check(
    _ line: Int64, of order: Int64, version: Versions?, coverage id: Int64?, note: String?
  ) throws -> Lent<OrderLinePicture> {
    let user = try context.userID()
    let deed = try PayerChange(context, line: line, of: order, version)
    let search = CoverageSearch(context, deed.order)
    let found = try id.map { try search.named($0, deed.line) } ?? search.best(deed.line)
    if found.isCovered, let coverage = found.coverage { try CentrePays(context).check(coverage, bearing: deed.line) }
    let share = found.share(of: deed.line.kind)
    try CoverageCheckTable(context.db).keep(
      CoverageCheck(
        orderLineID: line, coverageID: found.coverage?.id, covered: found.isCovered, share: share, reason: found.verdict, note: note,
        at: context.now, userID: user,
        cap: found.coverage?.cap, deductible: found.coverage?.deductible ?? .zero))
    try deed.write(
      deed.rated(found.shares(of: deed.line.kind)), .orderLineCoverageChecked,
      [
        .fact("coverage_id", .init(found.coverage?.id)), .fact("verdict", .init(found.verdict)), .fact("share_bp", .init(share)),
      ])
    return try context.settled { WorkOrderPictures(context).line(line, of: order) }
  }

  /// Records that the payer refused the claim. With `companyPays`, which needs a manager, the refused part becomes the
  /// centre's goodwill. Otherwise the client pays the whole line; on an approved line only if the client agreed to
  /// that much.
  package func refuseClaim(
    _ line: Int64, of order: Int64, version: Versions?, reason: String, companyPays: Bool
  ) throws -> Lent<OrderLinePicture> {
    let user = try context.userID()
    let deed = try PayerChange(context, line: line, of: order, version)
    if companyPays { try CentrePays(context).demandWord() }
    guard var check = try CoverageCheckTable(context.db).find(ofLine: line), check.covered else {
      throw Refusal.conflict(.claimNotStanding(deed.line))
    }
    let payers = try LinePayerTable(context.db).all(ofLine: line)
    let shares = companyPays ? payers.filter { $0.role != .client }.map { PayerShare(.company, payerClientID: nil, share: $0.share) } : []
    check.covered = false
    check.share = .none
    check.reason = .claimRefused
    check.note = reason
    check.at = context.now
    check.userID = user
    try CoverageCheckTable(context.db).keep(check)
    try deed.write(
      deed.rated(merged(shares)), .orderLineClaimRefused,
      [.fact("coverage_id", .init(check.coverageID)), .fact("company_pays", .flag(companyPays))] + Detail.words("reason", reason))
    return try context.settled { WorkOrderPictures(context).line(line, of: order) }
  }

  private func merged(_ shares: [PayerShare]) -> [PayerShare] {
    guard var first = shares.first else { return [] }
    first.share = Share(bp: shares.reduce(0) { $0 + $1.share.rawValue })
    return [first]
  }
}
