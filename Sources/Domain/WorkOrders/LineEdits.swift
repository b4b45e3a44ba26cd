/// What a change of a line may be, and what it takes off the catalogue's price.
extension OrderLine {
  /// A proposed line is free where lines are. An approved one may come down — less of it, or cheaper: that needs nobody's approval —,
  /// never below what is issued already; up it goes no further than `Overrun` lets it.
  package func reasons(againstChangeTo new: OrderLine, number: String, status order: WorkOrder.Status) -> [Reason] {
    guard isContract(in: order) else { return reasonsAgainstChange(number: number, status: order) }
    var reasons: [Reason] = []
    if new.taxCategory != taxCategory { reasons.append(.lineDecided(self).at("/tax_category")) }
    if new.quantity < issued { reasons.append(.partIssued(self).at("/quantity")) }
    return reasons
  }

  /// Approved, and not done yet.
  package func isContract(in order: WorkOrder.Status) -> Bool { status == .approved && order.takesSupplements }

  /// More of it than that, or dearer.
  package func exceeds(quantity: Quantity, unitPrice: Money, gross: Money) -> Bool {
    self.quantity > quantity || self.unitPrice > unitPrice || self.gross > gross
  }

  /// The line with its gross reckoned anew. Also what it would be without its discount is a sum that may be.
  package func priced() throws(Refusal) -> OrderLine {
    var line = self
    if let reason = try unitPrice.times(quantity).reasonAgainstSize(at: "/quantity") { throw .invalid(reason) }
    line.gross = try Money.gross(quantity: quantity, unitPrice: unitPrice, discount: discount)
    return line
  }

  /// How much is taken off the catalogue's price of a unit, by a lower price and the discount together, rounded up to the basis point:
  /// a lower price is a discount by another name. Without a catalogue's price it is the discount alone.
  package func reduction(from list: Money?) -> Share {
    guard let list, list > .zero, unitPrice >= .zero else { return discount }
    let price = Int128(list.rawValue)
    let whole = price * 10_000
    let paid = Int128(unitPrice.rawValue) * Int128(10_000 - discount.rawValue)
    guard paid < whole else { return .none }
    return Share(bp: Int64(clamping: (whole - paid + price - 1) / price))
  }
}

extension Reason {
  package static let hoursTooMany = Reason(
    "hours_too_many", en: "A line has at most 1,000 norm-hours.", ru: "В одной строке не больше 1000 нормо-часов.", at: "/quantity")
}
