internal import Domain

/// Guards the centre's own money. The centre pays only by a manager's word, or by a coverage that a manager entered or
/// confirmed. The order's kind does not matter.
struct CentrePays {
  private let context: Context
  init(_ context: Context) { self.context = context }

  func demandWord() throws {
    if !context.may(.override) { throw Refusal.forbidden(.rightMissing(.override, role: context.actor.role)) }
  }

  /// Checks the terms of a new or changed coverage. If the centre pays, before or after the change, a manager is needed.
  func check(_ new: Coverage, was old: Coverage? = nil) throws {
    if new.payerRole == .company || old?.payerRole == .company { try demandWord() }
  }

  /// Checks the new shares of a line. The centre's share may stay or fall; raising it needs a manager. The same holds
  /// for a manufacturer's share: that part is exempt from VAT, and only a coverage or a manager can say so.
  func check(_ shares: [PayerShare], ofLine line: Int64) throws {
    if context.may(.override) { return }
    let old = try LinePayerTable(context.db).all(ofLine: line)
    for role in [PayerRole.company, .manufacturer] {
      let now = shares.reduce(0 as Int64) { $1.role == role ? $0.addingReportingOverflow($1.share.rawValue).partialValue : $0 }
      let before = old.reduce(0 as Int64) { $1.role == role ? $0 + $1.share.rawValue : $0 }
      if now > before { try demandWord() }
    }
  }

  /// Checks a changed line that the centre bears a share of. Without a coverage, only a manager may make it dearer.
  /// With one, the coverage's own limit is checked; an approved line follows its approval.
  func check(_ new: OrderLine, was old: OrderLine) throws {
    guard !context.may(.override), old.status == .proposed, new.gross > old.gross,
      try LinePayerTable(context.db).all(ofLine: old.id).contains(where: { $0.role == .company && $0.share > .none })
    else { return }
    let check = try CoverageCheckTable(context.db).find(ofLine: old.id)
    if let check, check.covered, let coverage = try check.coverageID.flatMap(CoverageTable(context.db).find), coverage.payerRole == .company
    {
      return try self.check(coverage, bearing: new)
    }
    try demandWord()
  }

  /// A repair warranty bears the same repair again: at most the same quantity, at the old price or the catalogue's.
  /// More than that needs a manager.
  func check(_ coverage: Coverage, bearing line: OrderLine) throws {
    guard coverage.kind == .repair, coverage.payerRole == .company, !context.may(.override),
      let origin = try coverage.orderLineID.flatMap(OrderLineTable(context.db).find),
      let order = try WorkOrderTable(context.db).find(line.workOrderID)
    else { return }
    let list = try LineDrafts(context).listPrice(of: line, order) ?? .zero
    let isAsBefore = line.quantity <= origin.quantity && line.unitPrice <= max(origin.unitPrice, list)
    if !isAsBefore, line.gross > origin.gross { throw Refusal.forbidden(.repairExceeds(line, origin.gross)) }
  }

  /// True if this actor may let the coverage bind the centre.
  func mayBear(_ coverage: Coverage) -> Bool { coverage.payerRole != .company || coverage.confirmed || context.may(.override) }
}
