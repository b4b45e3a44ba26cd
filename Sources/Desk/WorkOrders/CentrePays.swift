internal import Domain

/// The centre's own money: it pays by a manager's word, or by a coverage that a manager entered or confirmed, whatever the order's kind.
struct CentrePays {
  private let context: Context
  init(_ context: Context) { self.context = context }

  func demandWord() throws {
    if !context.may(.override) { throw Refusal.forbidden(.rightMissing(.override, role: context.actor.role)) }
  }

  /// A coverage's terms, as they are to be and were.
  func check(_ new: Coverage, was old: Coverage? = nil) throws {
    if new.payerRole == .company || old?.payerRole == .company { try demandWord() }
  }

  /// A share of a line: what the centre bears already may stay or become less.
  func check(_ shares: [PayerShare], ofLine line: Int64) throws {
    let new = shares.reduce(0 as Int64) { $1.role == .company ? $0.addingReportingOverflow($1.share.rawValue).partialValue : $0 }
    guard new > 0, !context.may(.override) else { return }
    let old = try LinePayerTable(context.db).all(ofLine: line).reduce(0 as Int64) { $1.role == .company ? $0 + $1.share.rawValue : $0 }
    if new > old { try demandWord() }
  }

  /// A line that the centre bears a share of by a manager's word alone becomes dearer by a manager's word only. What a coverage bears
  /// follows from the coverage, what is approved from the approval.
  func check(_ new: OrderLine, was old: OrderLine) throws {
    guard !context.may(.override), old.status == .proposed, new.gross > old.gross,
      try LinePayerTable(context.db).all(ofLine: old.id).contains(where: { $0.role == .company && $0.share > .none })
    else { return }
    let check = try CoverageCheckTable(context.db).find(ofLine: old.id)
    if let check, check.covered, try check.coverageId.flatMap(CoverageTable(context.db).find)?.payerRole == .company { return }
    try demandWord()
  }

  /// Does a coverage bind the centre on this actor's word?
  func mayBear(_ coverage: Coverage) -> Bool { coverage.payerRole != .company || coverage.confirmed || context.may(.override) }
}
