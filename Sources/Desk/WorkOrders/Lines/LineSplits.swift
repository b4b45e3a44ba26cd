internal import Domain

/// Splits the lines of an order between their payers. A coverage has one cap and one deductible per order, so what one
/// line draws is missing for the next. All lines are therefore split again whenever one of them, its payers or its
/// coverage changes.
struct LineSplits {
  let context: Context
  init(_ context: Context) { self.context = context }

  /// Splits approved lines before proposed ones, so that a later change of another line cannot move their cost to the client.
  func refresh(_ order: Int64, client: Int64) throws {
    let payers = Dictionary(grouping: try LinePayerTable(context.db).all(of: order), by: \.orderLineID)
    if payers.isEmpty { return }
    for (line, new) in try reckoned(OrderLineTable(context.db).all(of: order), payers, of: order, client: client) where new != payers[line]
    {
      try LinePayerTable(context.db).replace(ofLine: line, with: new)
    }
  }

  /// Computes each payer's part of the divided lines, as if they were the order's lines.
  func reckoned(
    _ lines: [OrderLine], _ payers: [Int64: [LinePayer]], of order: Int64, client: Int64
  ) throws -> [Int64: [LinePayer]] {
    let db = context.db
    let checks = Dictionary(
      try CoverageCheckTable(db).all(of: order).filter(\.covered).map { ($0.orderLineID, $0) }, uniquingKeysWith: { $1 })
    var coverages: [Int64: Coverage] = [:]
    for id in Set(checks.values.compactMap(\.coverageID)) { coverages[id] = try CoverageTable(db).find(id) }
    let standing = lines.filter(\.stands).sorted { ($0.rank, $0.id) < ($1.rank, $1.id) }
    // If lines were checked under different terms of one coverage, the terms of the first line hold for all.
    var budgets: [Int64: CoverageBudget] = [:]
    for line in standing {
      guard let check = checks[line.id], let id = check.coverageID, budgets[id] == nil else { continue }
      budgets[id] = CoverageBudget(capLeft: check.cap, deductibleLeft: check.deductible)
    }
    var reckoned: [Int64: [LinePayer]] = [:]
    for line in standing {
      guard let old = payers[line.id] else { continue }
      let coverage = checks[line.id]?.coverageID.flatMap { coverages[$0] }
      let shares = old.map { payer in
        let draws = coverage.map { $0.payerRole == payer.role && $0.payerClientID == payer.payerClientID } ?? false
        return PayerShare(payer.role, payerClientID: payer.payerClientID, share: payer.share, coverageID: draws ? coverage?.id : nil)
      }
      reckoned[line.id] = try split(line, shares, client: client, &budgets)
    }
    return reckoned
  }

  func split(
    _ line: OrderLine, _ shares: [PayerShare], client: Int64, _ budgets: inout [Int64: CoverageBudget]
  ) throws -> [LinePayer] {
    try PayerSplit.of(line.gross, among: shares, client: client, budgets: &budgets).enumerated().map { position, part in
      LinePayer(
        orderLineID: line.id, position: Int64(position), role: part.role, payerClientID: part.payerClientID, share: part.share,
        gross: part.gross, deductible: part.deductible, cap: part.cap,
        taxCategory: line.clientSupplied ? .none : context.settings.tax.category(of: line.taxCategory, payer: part.role))
    }
  }
}

extension OrderLine {
  fileprivate var rank: Int { status == .proposed ? 1 : 0 }
}
