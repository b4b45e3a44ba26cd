package struct Part: Versioned {
  package enum Status: String, CaseIterable, Sendable { case active, retired }

  package static let noun = Noun.part
  package var id: Int64 = 0
  package var article = ""
  package var maker = ""
  package var name = ""
  package var unit: Measure
  // The retail price of one unit.
  package var price = Money.zero
  // The last purchase price.
  package var purchasePrice = Money.zero
  package var minQuantity = Quantity.zero
  package var taxCategory = TaxCategory.standard
  package var supplierID: Int64?
  // The lead time stated for this part; nil: the supplier's.
  package var leadDays: Int64?
  package var supersededByID: Int64?
  package var status = Status.active
  // The quantity in the stores, without quarantine.
  package var onHand = Quantity.zero
  package var reserved = Quantity.zero
  // The cost of what is on hand.
  package var value = Money.zero
  package var source: String?
  package var createdAt: Instant
  package var version: Int64 = 1

  package init(countedIn unit: Measure, at createdAt: Instant) {
    self.unit = unit
    self.createdAt = createdAt
  }

  package var articleKey: String { PartNumber.key(article) }
  package var makerKey: String { PartNumber.key(maker) }
}

extension Part {
  package var available: Quantity { onHand.less(reserved) }

  /// The moving average cost of one unit; nil when nothing is on hand.
  package var averageCost: Money? {
    onHand > .zero ? try? Money(rounding: Int128(value.rawValue) * 1000, over: Int128(onHand.rawValue)) : nil
  }

  /// The supposed cost of a unit without a stated price: the last purchase price, else the moving average; zero if
  /// neither is known.
  package var supposedCost: Money { purchasePrice > .zero ? purchasePrice : averageCost ?? .zero }

  /// The cost of `quantity` leaving the stock: its rounded share of the value. If everything leaves, it is the whole
  /// value, so that an empty stock is worth nothing.
  package func cost(of quantity: Quantity) throws(Refusal) -> Money {
    guard quantity >= .zero, quantity <= onHand else { throw .conflict(.stockShort(self, wanted: quantity, there: onHand)) }
    guard quantity < onHand else { return value }
    return try Money(rounding: Int128(value.rawValue) * Int128(quantity.rawValue), over: Int128(onHand.rawValue))
  }

  package var reasonsAgainstUse: [Reason] { status == .active ? [] : [.partRetired(self)] }

  /// The quantity to order so that available and awaited units reach the minimum.
  package func belowMinimum(onOrder: Quantity) throws(Refusal) -> Quantity {
    minQuantity.less(try available.adding(onOrder))
  }
}

/// Changes of stock figures. Each returns the whole part, so that on hand, reserved and value stay consistent.
extension Part {
  package func reserving(_ quantity: Quantity) throws(Refusal) -> Part {
    guard quantity > .zero else { throw .invalid(.quantityNotPositive) }
    guard quantity <= available else { throw .conflict(.stockShort(self, wanted: quantity, there: available)) }
    var part = self
    part.reserved = try reserved.adding(quantity)
    return part
  }

  package func releasing(_ quantity: Quantity) throws(Refusal) -> Part {
    guard quantity > .zero else { throw .invalid(.quantityNotPositive) }
    guard quantity <= reserved else { throw .conflict(.reservedShort(self, wanted: quantity)) }
    var part = self
    part.reserved = try reserved.subtracting(quantity)
    return part
  }

  /// Adds a receipt, a return or found stock, at the cost of the whole quantity.
  package func receiving(_ quantity: Quantity, cost: Money) throws(Refusal) -> Part {
    guard quantity > .zero else { throw .invalid(.quantityNotPositive) }
    guard cost >= .zero else { throw .invalid(.costNegative) }
    var part = self
    part.onHand = try onHand.adding(quantity)
    part.value = try value.adding(cost)
    if part.onHand > .most { throw .conflict(.quantityTooLarge) }
    if let reason = part.value.reasonAgainstSize() { throw .conflict(reason) }
    return part
  }

  /// Takes `quantity` out of the stock, `fromReserved` of it from the line's own reservation.
  package func issuing(_ quantity: Quantity, fromReserved: Quantity) throws(Refusal) -> (part: Part, cost: Money) {
    guard quantity > .zero else { throw .invalid(.quantityNotPositive) }
    guard fromReserved >= .zero, fromReserved <= quantity, fromReserved <= reserved else {
      throw .conflict(.reservedShort(self, wanted: fromReserved))
    }
    let free = try quantity.subtracting(fromReserved)
    guard free <= available else { throw .conflict(.stockShort(self, wanted: free, there: available)) }
    let cost = try cost(of: quantity)
    var part = self
    part.onHand = try onHand.subtracting(quantity)
    part.reserved = try reserved.subtracting(fromReserved)
    part.value = try value.subtracting(cost)
    return (part, cost)
  }

  /// Takes out a counted difference, a write-off or a transfer to quarantine. Release reservations before the call.
  package func writingOff(_ quantity: Quantity) throws(Refusal) -> (part: Part, cost: Money) {
    try issuing(quantity, fromReserved: .zero)
  }
}
