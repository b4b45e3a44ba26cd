/// An immutable priced snapshot of an order with a promise date; one of the options offered to the client.
package struct Estimate: Equatable, Sendable {
  /// A supplement is extra work, offered while the approved work goes on.
  package enum Kind: String, CaseIterable, Sendable { case main, supplement }
  package enum Status: String, CaseIterable, Sendable { case draft, offered, approved, declined, superseded }
  package enum Decision: String, CaseIterable, Sendable { case approved, declined }
  /// The reason why an estimate was superseded.
  package enum SupersededReason: String, CaseIterable, Sendable {
    case expired, objection
    /// A line of the estimate was changed or removed, or a line was added.
    case lineChanged = "line_changed"
    /// Another option, or another estimate with the same line, was decided on.
    case decidedOtherwise = "decided_otherwise"
    case orderCancelled = "order_cancelled"
    /// The promised time is no longer the one in the estimate.
    case promiseMoved = "promise_moved"
  }

  package var id: Int64
  package var workOrderID: Int64
  package var kind: Kind
  package var title: String
  package var status: Status
  package var promisedAt: Instant
  package var gross: Money
  package var vat: Money
  // The client's part of the gross.
  package var clientGross: Money
  // The gross of the approved items.
  package var approved: Money
  package var createdByID: Int64
  package var createdAt: Instant
  package var offeredAt: Instant?
  package var expiresAt: Instant?
  package var decidedAt: Instant?
  package var supersededReason: SupersededReason?

  package init(
    id: Int64, workOrderID: Int64, kind: Kind, title: String, status: Status = .draft, promisedAt: Instant, gross: Money, vat: Money,
    clientGross: Money, approved: Money = .zero, createdByID: Int64, createdAt: Instant, offeredAt: Instant? = nil,
    expiresAt: Instant? = nil, decidedAt: Instant? = nil, supersededReason: SupersededReason? = nil
  ) {
    self.id = id
    self.workOrderID = workOrderID
    self.kind = kind
    self.title = title
    self.status = status
    self.promisedAt = promisedAt
    self.gross = gross
    self.vat = vat
    self.clientGross = clientGross
    self.approved = approved
    self.createdByID = createdByID
    self.createdAt = createdAt
    self.offeredAt = offeredAt
    self.expiresAt = expiresAt
    self.decidedAt = decidedAt
    self.supersededReason = supersededReason
  }
}

package struct EstimateLine: Equatable, Sendable {
  package var estimateID: Int64
  package var orderLineID: Int64
  package var kind: OrderLine.Kind
  package var code: String
  package var name: String
  package var unit: Measure
  package var quantity: Quantity
  package var unitPrice: Money
  package var discount: Share
  package var gross: Money
  package var taxCategory: TaxCategory
  package var vatRate: Share
  package var vat: Money
  package var clientGross: Money
  /// A part that the client brought. It is listed without price and VAT.
  package var clientSupplied: Bool
  package var decision: Estimate.Decision?

  package init(
    estimateID: Int64, orderLineID: Int64, kind: OrderLine.Kind, code: String, name: String, unit: Measure, quantity: Quantity,
    unitPrice: Money, discount: Share, gross: Money, taxCategory: TaxCategory, vatRate: Share, vat: Money, clientGross: Money,
    clientSupplied: Bool = false, decision: Estimate.Decision? = nil
  ) {
    self.estimateID = estimateID
    self.orderLineID = orderLineID
    self.kind = kind
    self.code = code
    self.name = name
    self.unit = unit
    self.quantity = quantity
    self.unitPrice = unitPrice
    self.discount = discount
    self.gross = gross
    self.taxCategory = taxCategory
    self.vatRate = vatRate
    self.vat = vat
    self.clientGross = clientGross
    self.clientSupplied = clientSupplied
    self.decision = decision
  }
}

/// An estimate's figures before it has an id; the lines' `estimateID` is 0.
package struct EstimateSnapshot: Equatable, Sendable {
  package let lines: [EstimateLine]
  package let gross: Money
  package let vat: Money
  package let clientGross: Money

  /// VAT is computed at the rate on the promised day. For a line with several payers it is the sum of their parts' VAT.
  package init(of lines: [WorkOrderFacts.Line], promisedOn day: Day, rules: TaxRules) throws(Refusal) {
    var items: [EstimateLine] = []
    for item in lines where item.line.stands { items.append(try EstimateSnapshot.line(item, day, rules)) }
    guard !items.isEmpty else { throw .conflict(.estimateEmpty) }
    self.lines = items
    gross = try Money.sum(items.map(\.gross))
    vat = try Money.sum(items.map(\.vat))
    clientGross = try Money.sum(items.map(\.clientGross))
  }

  private static func line(_ item: WorkOrderFacts.Line, _ day: Day, _ rules: TaxRules) throws(Refusal) -> EstimateLine {
    let line = item.line
    // A line with one payer is taxed like that payer's document. A divided line shows its own category.
    let category = line.clientSupplied ? .none : item.payers.count == 1 ? item.payers[0].billedCategory : line.taxCategory
    let rate = rules.rate(of: category, on: day)
    let vat =
      item.payers.isEmpty
      ? VAT.included(in: line.gross, rate: rate)
      : try Money.sum(item.payers.map { VAT.included(in: $0.gross, rate: rules.rate(of: $0.billedCategory, on: day)) })
    return EstimateLine(
      estimateID: 0, orderLineID: line.id, kind: line.kind, code: line.code, name: line.name, unit: line.unit, quantity: line.quantity,
      unitPrice: line.unitPrice, discount: line.discount, gross: line.gross, taxCategory: category, vatRate: rate, vat: vat,
      clientGross: try item.clientGross(), clientSupplied: line.clientSupplied)
  }
}
