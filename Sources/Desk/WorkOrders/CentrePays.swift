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

  /// A share of a line: what the centre bears already may stay or become less. So may what a manufacturer bears: its part is exempt of VAT,
  /// which only a coverage or a manager says.
  func check(_ shares: [PayerShare], ofLine line: Int64) throws {
    if context.may(.override) { return }
    let old = try LinePayerTable(context.db).all(ofLine: line)
    for role in [PayerRole.company, .manufacturer] {
      let now = shares.reduce(0 as Int64) { $1.role == role ? $0.addingReportingOverflow($1.share.rawValue).partialValue : $0 }
      let before = old.reduce(0 as Int64) { $1.role == role ? $0 + $1.share.rawValue : $0 }
      if now > before { try demandWord() }
    }
  }

  /// A line that the centre bears a share of by a manager's word alone becomes dearer by a manager's word only. What a coverage bears
  /// follows from the coverage, what is approved from the approval.
  func check(_ new: OrderLine, was old: OrderLine) throws {
    guard !context.may(.override), old.status == .proposed, new.gross > old.gross,
      try LinePayerTable(context.db).all(ofLine: old.id).contains(where: { $0.role == .company && $0.share > .none })
    else { return }
    let check = try CoverageCheckTable(context.db).find(ofLine: old.id)
    if let check, check.covered, let coverage = try check.coverageId.flatMap(CoverageTable(context.db).find), coverage.payerRole == .company
    {
      return try self.check(coverage, bearing: new)
    }
    try demandWord()
  }

  /// The warranty of a repair bears that repair again: the same quantity at the same or the catalogue's price. More is a manager's.
  func check(_ coverage: Coverage, bearing line: OrderLine) throws {
    guard coverage.kind == .repair, coverage.payerRole == .company, !context.may(.override),
      let origin = try coverage.orderLineId.flatMap(OrderLineTable(context.db).find),
      let order = try WorkOrderTable(context.db).find(line.workOrderId)
    else { return }
    let list = try LineDrafts(context).listPrice(of: line, order) ?? .zero
    let isAsBefore = line.quantity <= origin.quantity && line.unitPrice <= max(origin.unitPrice, list)
    if !isAsBefore, line.gross > origin.gross { throw Refusal.forbidden(.repairExceeds(line, origin.gross)) }
  }

  /// Does a coverage bind the centre on this actor's word?
  func mayBear(_ coverage: Coverage) -> Bool { coverage.payerRole != .company || coverage.confirmed || context.may(.override) }
}
