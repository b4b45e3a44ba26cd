/// A labour or part line of an order.
package struct OrderLine: Equatable, Sendable {
  package enum Kind: String, CaseIterable, Sendable { case labour, part }
  /// A declined line is kept for the next visit. A removed one was never decided on, or is no longer wanted.
  package enum Status: String, CaseIterable, Sendable { case proposed, approved, declined, done, removed }

  package var id: Int64
  package var workOrderID: Int64
  package var kind: Kind
  package var status: Status
  package var complaintID: Int64?
  package var operationID: Int64?
  package var partID: Int64?
  package var code: String
  package var name: String
  package var unit: Measure
  // Norm-hours of labour, or units of a part.
  package var quantity: Quantity
  package var unitPrice: Money
  // The highest unit price before the client agreed to it; nil: the present price.
  package var basePrice: Money?
  // The price is the labour rate of the one payer of the whole line.
  package var isAtPayerRate: Bool
  package var discount: Share
  // After the discount, VAT included.
  package var gross: Money
  package var taxCategory: TaxCategory
  package var clientSupplied: Bool
  package var reserved: Quantity
  // The quantity that its purchase claims still await.
  package var onOrder: Quantity
  // The issued quantity less what was returned.
  package var issued: Quantity
  package var issuedCost: Money
  package var doneAt: Instant?
  package var declinedReason: String?
  package var createdAt: Instant

  package init(
    id: Int64, workOrderID: Int64, kind: Kind, status: Status = .proposed, complaintID: Int64? = nil, operationID: Int64? = nil,
    partID: Int64? = nil, code: String, name: String, unit: Measure, quantity: Quantity, unitPrice: Money, basePrice: Money? = nil,
    isAtPayerRate: Bool = false, discount: Share = .none, gross: Money, taxCategory: TaxCategory = .standard, clientSupplied: Bool = false,
    reserved: Quantity = .zero,
    onOrder: Quantity = .zero, issued: Quantity = .zero, issuedCost: Money = .zero, doneAt: Instant? = nil,
    declinedReason: String? = nil, createdAt: Instant
  ) {
    self.id = id
    self.workOrderID = workOrderID
    self.kind = kind
    self.status = status
    self.complaintID = complaintID
    self.operationID = operationID
    self.partID = partID
    self.code = code
    self.name = name
    self.unit = unit
    self.quantity = quantity
    self.unitPrice = unitPrice
    self.basePrice = basePrice
    self.isAtPayerRate = isAtPayerRate
    self.discount = discount
    self.gross = gross
    self.taxCategory = taxCategory
    self.clientSupplied = clientSupplied
    self.reserved = reserved
    self.onOrder = onOrder
    self.issued = issued
    self.issuedCost = issuedCost
    self.doneAt = doneAt
    self.declinedReason = declinedReason
    self.createdAt = createdAt
  }
}

extension OrderLine {
  /// Part of the contract or on offer: counted in the order's total.
  package var stands: Bool { status.stands }

  /// True for a part that the centre must provide.
  package var needsStock: Bool { Self.needsStock(kind, status, clientSupplied: clientSupplied) }
  package static func needsStock(_ kind: Kind, _ status: Status, clientSupplied: Bool) -> Bool {
    kind == .part && !clientSupplied && status.stands
  }

  /// The quantity neither issued, reserved nor on order.
  package var short: Quantity { needsStock ? Self.short(of: quantity, issued: issued, reserved: reserved, onOrder: onOrder) : .zero }
  package static func short(of quantity: Quantity, issued: Quantity, reserved: Quantity, onOrder: Quantity) -> Quantity {
    quantity.less(issued).less(reserved).less(onOrder)
  }

  /// The quantity still to be issued from stock.
  package var unissued: Quantity { needsStock ? quantity.less(issued) : .zero }

  package var title: String { code.isEmpty ? name : "\(code) \(name)" }
}

extension OrderLine.Status {
  package var stands: Bool {
    switch self {
    case .proposed, .approved, .done: true
    case .declined, .removed: false
    }
  }
}

/// A payer's share of a line. A line without such rows is the client's alone.
package struct LinePayer: Equatable, Sendable {
  package var orderLineID: Int64
  package var position: Int64
  package var role: PayerRole
  // nil only for the centre itself.
  package var payerClientID: Int64?
  package var share: Share
  package var gross: Money
  // Amounts of the gross that a coverage's deductible and cap took off this payer's share, or added to the client's.
  package var deductible: Money
  package var cap: Money
  package var taxCategory: TaxCategory

  package init(
    orderLineID: Int64, position: Int64, role: PayerRole, payerClientID: Int64? = nil, share: Share, gross: Money,
    deductible: Money = .zero, cap: Money = .zero, taxCategory: TaxCategory
  ) {
    self.orderLineID = orderLineID
    self.position = position
    self.role = role
    self.payerClientID = payerClientID
    self.share = share
    self.gross = gross
    self.deductible = deductible
    self.cap = cap
    self.taxCategory = taxCategory
  }
}

extension LinePayer {
  /// The tax category of the part, on estimates and documents alike. An internal charge has no VAT.
  package var billedCategory: TaxCategory { role == .company ? .none : taxCategory }
}
