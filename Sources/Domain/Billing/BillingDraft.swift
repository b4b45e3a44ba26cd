/// A document's figures before it has a number; the lines' `documentID` is 0.
package struct BillingDraft: Equatable, Sendable {
  package let kind: BillingDocument.Kind
  package let payerRole: PayerRole
  package let payerClientID: Int64?
  package let lines: [DocumentLine]
  package let gross: Money
  package let vat: Money

  /// One draft per payer, in the order in which the lines name them. It bills labour that is done, and the issued
  /// quantity of approved parts. First each payer's part is computed, then its VAT at the rate of the day of
  /// completion. Totals are sums of rounded lines.
  package static func drafts(
    of lines: [WorkOrderFacts.Line], client: Int64, completedOn day: Day, rules: TaxRules
  ) throws(Refusal)
    -> [BillingDraft]
  {
    var payers: [Party] = []
    var billed: [Party: [DocumentLine]] = [:]
    for item in lines {
      guard let quantity = item.line.billable else { continue }
      for part in try parts(of: item, quantity: quantity, client: client) where part.gross != .zero || item.line.gross == .zero {
        let party = Party(role: part.role, clientID: part.payerClientID)
        if billed[party] == nil { payers.append(party) }
        let line = try line(item.line, quantity, part, position: Int64(billed[party]?.count ?? 0) + 1, on: day, rules)
        billed[party, default: []].append(line)
      }
    }
    var drafts: [BillingDraft] = []
    for party in payers {
      let lines = billed[party] ?? []
      let gross = try Money.sum(lines.map(\.gross))
      guard gross != .zero else { continue }
      drafts.append(
        BillingDraft(
          kind: party.role == .company ? .internalCharge : .invoice, payerRole: party.role, payerClientID: party.clientID, lines: lines,
          gross: gross, vat: try Money.sum(lines.map(\.vat))))
    }
    return drafts
  }

  private struct Party: Hashable {
    let role: PayerRole
    let clientID: Int64?
  }

  /// The payers' parts as agreed. If a part line is issued only in part, its smaller gross is split in the agreed
  /// proportion, and so are the amounts that deductible and cap moved between payers.
  private static func parts(of item: WorkOrderFacts.Line, quantity: Quantity, client: Int64) throws(Refusal) -> [LinePayer] {
    let line = item.line
    let agreed =
      item.payers.isEmpty
      ? [
        LinePayer(
          orderLineID: line.id, position: 1, role: .client, payerClientID: client, share: .whole, gross: line.gross,
          taxCategory: line.taxCategory)
      ] : item.payers
    guard quantity < line.quantity, line.gross != .zero else { return agreed }
    let gross = try Money.gross(quantity: quantity, unitPrice: line.unitPrice, discount: line.discount)
    let amounts = try Money.split(
      gross, by: agreed.map { Share(bp: $0.gross.rawValue) }, client: agreed.firstIndex { $0.role == .client })
    var parts: [LinePayer] = []
    for (payer, amount) in zip(agreed, amounts) { parts.append(try payer.reduced(to: amount, of: gross, whole: line.gross)) }
    return parts
  }

  private static func line(
    _ line: OrderLine, _ quantity: Quantity, _ part: LinePayer, position: Int64, on day: Day, _ rules: TaxRules
  ) throws(Refusal) -> DocumentLine {
    let category = line.clientSupplied ? .none : part.billedCategory
    let rate = rules.rate(of: category, on: day)
    let full =
      quantity < line.quantity ? try Money.gross(quantity: quantity, unitPrice: line.unitPrice, discount: line.discount) : line.gross
    return DocumentLine(
      documentID: 0, position: position, orderLineID: line.id, kind: line.kind, code: line.code, name: line.name, unit: line.unit,
      quantity: quantity, unitPrice: line.unitPrice, discount: line.discount, full: full, share: part.share, deductible: part.deductible,
      cap: part.cap, gross: part.gross, taxCategory: category, vatRate: rate, vat: VAT.included(in: part.gross, rate: rate),
      clientSupplied: line.clientSupplied)
  }
}

extension LinePayer {
  /// The same payer's part when the amount is reduced. Deductible and cap shrink in proportion.
  fileprivate func reduced(to amount: Money, of gross: Money, whole: Money) throws(Refusal) -> LinePayer {
    var part = self
    part.gross = amount
    guard deductible != .zero || cap != .zero else { return part }
    part.deductible = try Money(rounding: Int128(deductible.rawValue) * Int128(gross.rawValue), over: Int128(whole.rawValue))
    part.cap = try Money(rounding: Int128(cap.rawValue) * Int128(gross.rawValue), over: Int128(whole.rawValue))
    return part
  }
}

extension BillingDraft {
  /// True if a standing document of this order bills more of a line than its payer owes for it now. As long as it
  /// stands, nobody else is billed for that line. `own` is the draft for that document's payer today.
  package func isBilled(by standing: [DocumentLine], own: BillingDraft?) -> Bool {
    func sum(_ lines: [DocumentLine]?, _ line: Int64) -> Int128 {
      (lines ?? []).reduce(0) { $1.orderLineID == line ? $0 + Int128($1.gross.rawValue) : $0 }
    }
    return lines.contains { line in
      line.gross > .zero && sum(standing, line.orderLineID) > sum(own?.lines, line.orderLineID)
    }
  }
}

extension OrderLine {
  /// The billable quantity: done labour, issued parts, the client's own parts as agreed. nil if nothing can be billed.
  package var billable: Quantity? {
    guard status == .done || (status == .approved && kind == .part) else { return nil }
    if kind == .labour || clientSupplied { return quantity }
    return issued > .zero ? min(issued, quantity) : nil
  }
}

/// Facts for issuing an order's documents, and the reasons against it.
package struct IssueFacts: Equatable, Sendable {
  /// A payer by name if known, else by role.
  package enum Payer: Equatable, Sendable {
    case named(String)
    case role(PayerRole)

    func text(_ language: Language) -> String {
      switch self {
      case .named(let name): name
      case .role(let role): role.text(language)
      }
    }
  }

  package var number: String
  package var status: WorkOrder.Status
  package var role: Role
  package var draft: BillingDraft?
  // nil: all payers of the order.
  package var payer: Payer?
  // The number of a standing document of the same payer.
  package var standing: String?
  // Set only for the client's own document.
  package var overrun: Overrun?

  package init(
    number: String, status: WorkOrder.Status, role: Role, draft: BillingDraft? = nil, payer: Payer?, standing: String? = nil,
    overrun: Overrun? = nil
  ) {
    self.number = number
    self.status = status
    self.role = role
    self.draft = draft
    self.payer = payer
    self.standing = standing
    self.overrun = overrun
  }
}

extension IssueFacts {
  /// Documents are issued when the work is complete. In repair a manager may, to settle before a cancellation, and
  /// after one to correct what was settled.
  package func reasons() throws(Refusal) -> [Reason] {
    var reasons: [Reason] = []
    switch status {
    case .ready, .delivered: break
    case .inRepair, .cancelled: if !role.may(.override) { reasons.append(.notReadyToBill(number, status)) }
    case .open, .estimating, .awaitingApproval, .approved, .declined: reasons.append(.notReadyToBill(number, status))
    }
    if let standing, let payer { reasons.append(.documentStands(standing, payer)) }
    guard let draft else { return reasons + [.nothingToBill(number, payer)] }
    if draft.payerRole == .client, let over = try overrun?.reason(againstBilling: draft.gross) { reasons.append(over) }
    return reasons
  }
}
