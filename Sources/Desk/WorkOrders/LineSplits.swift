internal import Domain

/// Splits the lines of an order between their payers, and again whenever a line, its payers or its coverage has changed: a cap and a
/// deductible are the order's, so what one line draws is missing for the next.
struct LineSplits {
  let context: Context
  init(_ context: Context) { self.context = context }

  /// What has been agreed draws first, so that a later change of something else cannot move it to the client.
  func refresh(_ order: Int64, client: Int64) throws {
    let db = context.db
    let payers = Dictionary(grouping: try LinePayerTable(db).all(of: order), by: \.orderLineId)
    if payers.isEmpty { return }
    let checks = Dictionary(
      try CoverageCheckTable(db).all(of: order).filter(\.covered).map { ($0.orderLineId, $0) }, uniquingKeysWith: { $1 })
    var budgets: [Int64: CoverageBudget] = [:]
    var coverages: [Int64: Coverage] = [:]
    for id in Set(checks.values.compactMap(\.coverageId)) {
      guard let coverage = try CoverageTable(db).find(id) else { continue }
      coverages[id] = coverage
      budgets[id] = CoverageBudget(capLeft: coverage.cap, deductibleLeft: coverage.deductible)
    }
    let lines = try OrderLineTable(db).all(of: order).filter(\.stands).sorted { ($0.rank, $0.id) < ($1.rank, $1.id) }
    for line in lines {
      guard let old = payers[line.id] else { continue }
      let coverage = checks[line.id]?.coverageId.flatMap { coverages[$0] }
      let shares = old.map { payer in
        let draws = coverage.map { $0.payerRole == payer.role && $0.payerClientId == payer.payerClientId } ?? false
        return PayerShare(payer.role, payerClientId: payer.payerClientId, share: payer.share, coverageId: draws ? coverage?.id : nil)
      }
      let new = try split(line, shares, client: client, &budgets)
      if new != old { try LinePayerTable(db).replace(ofLine: line.id, with: new) }
    }
  }

  func split(
    _ line: OrderLine, _ shares: [PayerShare], client: Int64, _ budgets: inout [Int64: CoverageBudget]
  ) throws -> [LinePayer] {
    try PayerSplit.of(line.gross, among: shares, client: client, budgets: &budgets).enumerated().map { position, part in
      LinePayer(
        orderLineId: line.id, position: Int64(position), role: part.role, payerClientId: part.payerClientId, share: part.share,
        gross: part.gross, taxCategory: context.settings.tax.category(of: line.taxCategory, payer: part.role))
    }
  }
}

extension OrderLine {
  fileprivate var rank: Int { status == .proposed ? 1 : 0 }
}
