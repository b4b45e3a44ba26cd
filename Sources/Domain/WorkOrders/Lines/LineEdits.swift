/// Rules for changes of a line, and its reduction from the catalogue's price.
extension OrderLine {
  /// Reasons against a change. A proposed line can change in every order status in which lines can. An approved line
  /// can become less or cheaper without approval, but not below what is issued. It can become more only as far as
  /// `Overrun` allows.
  package func reasons(againstChangeTo new: OrderLine, number: String, status order: WorkOrder.Status) -> [Reason] {
    guard isContract(in: order) else { return reasonsAgainstChange(number: number, status: order) }
    var reasons: [Reason] = []
    if new.taxCategory != taxCategory { reasons.append(.lineDecided(self).at("/tax_category")) }
    if new.quantity < issued { reasons.append(.partIssued(self).at("/quantity")) }
    return reasons
  }

  /// True if the line is approved and not done yet.
  package func isContract(in order: WorkOrder.Status) -> Bool { status == .approved && order.takesSupplements }

  /// True if the line has a higher quantity, price or gross than these.
  package func exceeds(quantity: Quantity, unitPrice: Money, gross: Money) -> Bool {
    self.quantity > quantity || self.unitPrice > unitPrice || self.gross > gross
  }

  /// The line with its gross computed again. Its price before the discount must be within the limit too.
  package func priced() throws(Refusal) -> OrderLine {
    var line = self
    if let reason = try unitPrice.times(quantity).reasonAgainstSize(at: "/quantity") { throw .invalid(reason) }
    line.gross = try Money.gross(quantity: quantity, unitPrice: unitPrice, discount: discount)
    return line
  }

  /// The reduction from the catalogue's unit price by a lower price and the discount together, rounded up to a basis
  /// point. A lower price counts like a discount. Without a catalogue price it is the discount alone.
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
