/// Money arithmetic that turns an overflow into a refusal. Amounts come from outside, and a trap would stop the desk
/// for everyone.
extension Money {
  /// Ten billion of the major unit: the limit of a line, an order, a purchase or a part's stock, so that sums of
  /// millions of them still fit.
  package static let most = Money(1_000_000_000_000)

  /// The reason against an amount above the limit; nil below it.
  package func reasonAgainstSize(at pointer: String? = nil) -> Reason? {
    guard self > Money.most else { return nil }
    var reason = Reason.sumTooLarge
    reason.pointer = pointer
    return reason
  }

  package func adding(_ other: Money) throws(Refusal) -> Money {
    let (sum, overflow) = rawValue.addingReportingOverflow(other.rawValue)
    guard !overflow else { throw .invalid(.numberTooLarge) }
    return Money(sum)
  }

  package func subtracting(_ other: Money) throws(Refusal) -> Money {
    let (difference, overflow) = rawValue.subtractingReportingOverflow(other.rawValue)
    guard !overflow else { throw .invalid(.numberTooLarge) }
    return Money(difference)
  }

  package func negated() throws(Refusal) -> Money { try Money.zero.subtracting(self) }

  package static func sum(_ amounts: some Sequence<Money>) throws(Refusal) -> Money {
    var total = Money.zero
    for amount in amounts { total = try total.adding(amount) }
    return total
  }

  /// `share` of the amount, rounded half away from zero.
  package func part(_ share: Share) throws(Refusal) -> Money {
    try Money(rounding: Int128(rawValue) * Int128(share.rawValue), over: 10_000)
  }

  /// `self` for one unit, times the quantity, rounded half away from zero.
  package func times(_ quantity: Quantity) throws(Refusal) -> Money {
    try Money(rounding: Int128(rawValue) * Int128(quantity.rawValue), over: 1000)
  }

  /// The gross of a line: unit price × quantity, less the discount on that. Both are rounded half away from zero.
  package static func gross(quantity: Quantity, unitPrice: Money, discount: Share) throws(Refusal) -> Money {
    let full = try unitPrice.times(quantity)
    return try full.subtracting(try full.part(discount))
  }

  /// Splits an amount by shares without a remainder: largest remainder method, in the minor unit. Equal remainders go
  /// to the earlier share, but to `client` last: of an odd kopeck the client pays the smaller half. Shares are weights
  /// and need not add up to the whole. Refused: a negative share, or none above zero.
  package static func split(_ amount: Money, by shares: [Share], client: Int? = nil) throws(Refusal) -> [Money] {
    let weights = shares.map { Int128($0.rawValue) }
    let whole = weights.reduce(0, +)
    guard whole > 0, weights.allSatisfy({ $0 >= 0 }) else { throw .invalid(.sharesNotPositive) }
    let sign: Int64 = amount.rawValue < 0 ? -1 : 1
    let magnitude = Int128(amount.rawValue.magnitude)
    var parts = weights.map { magnitude * $0 / whole }
    let remainders = weights.map { magnitude * $0 % whole }
    let left = Int(magnitude - parts.reduce(0, +))  // always fewer than there are shares
    let order = shares.indices.sorted {
      (remainders[$1], $0 == client ? 1 : 0, $0) < (remainders[$0], $1 == client ? 1 : 0, $1)
    }
    for index in order.prefix(left) { parts[index] += 1 }
    var answer: [Money] = []
    for part in parts { answer.append(try Money(rounding: part * Int128(sign), over: 1)) }
    return answer
  }

  /// A quotient rounded half away from zero, the only rounding rule here.
  package init(rounding dividend: Int128, over divisor: Int128) throws(Refusal) {
    guard let value = Int64(exactly: Rounding.halfAway(dividend, over: divisor)) else { throw .invalid(.numberTooLarge) }
    self.init(value)
  }
}

enum Rounding {
  /// Requires a positive divisor: callers pass a literal or a checked quantity.
  static func halfAway(_ dividend: Int128, over divisor: Int128) -> Int128 {
    let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
    guard remainder.magnitude * 2 >= divisor.magnitude else { return quotient }
    return dividend < 0 ? quotient - 1 : quotient + 1
  }
}
