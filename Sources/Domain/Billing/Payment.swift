/// A payment of a party or, if negative, a refund to it.
package struct Payment: Versioned {
  package enum Method: String, CaseIterable, Sendable { case cash, card, transfer, sbp }

  package static let noun = Noun.payment
  package var id: Int64 = 0
  package var number = ""
  package var clientID: Int64
  package var workOrderID: Int64?
  package var method: Method
  package var amount: Money
  // The sum of its allocations.
  package var allocated = Money.zero
  package var refunded = Money.zero
  package var refundOfID: Int64?
  package var reason: String?
  package var fiscalReceipt: String?
  package var advance = false
  // The amount paid before its invoice; below zero on a refund of it.
  package var advanced = Money.zero
  // The VAT rate of an advance on the day of the payment; of several rates the highest.
  package var vatRate = Share.none
  package var vat = Money.zero
  package var at: Instant
  package var userID: Int64
  package var version: Int64 = 1

  package init(_ amount: Money, by method: Method, of clientID: Int64, at: Instant, userID: Int64) {
    self.amount = amount
    self.method = method
    self.clientID = clientID
    self.at = at
    self.userID = userID
  }
}

/// An amount of a payment for a document; negative when taken back.
package struct Allocation: Equatable, Sendable {
  package var id: Int64
  package var paymentID: Int64
  package var documentID: Int64
  package var amount: Money
  package var at: Instant

  package init(id: Int64, paymentID: Int64, documentID: Int64, amount: Money, at: Instant) {
    self.id = id
    self.paymentID = paymentID
    self.documentID = documentID
    self.amount = amount
    self.at = at
  }
}

extension Payment {
  /// The amount neither allocated nor refunded.
  package var left: Money {
    guard amount > .zero else { return .zero }
    return Money(Int64(clamping: max(0, Int128(amount.rawValue) - Int128(allocated.rawValue) - Int128(refunded.rawValue))))
  }

  package static func reasons(againstTaking amount: Money) -> [Reason] { amount > .zero ? [] : [.amountNotPositive] }

  package func reasons(againstAllocating amount: Money, to document: BillingDocument) -> [Reason] {
    if self.amount < .zero { return [.refundNotAllocated(number)] }
    var reasons: [Reason] = []
    if amount <= .zero { reasons.append(.amountNotPositive) }
    if document.kind != .invoice { reasons.append(.notPayable(document.number)) }
    if document.creditedByID != nil { reasons.append(.alreadyCredited(document.number)) }
    if document.payerClientID != clientID { reasons.append(.payerDiffers(number, document.number)) }
    if amount > left { reasons.append(.aboveLeft(number, amount, left)) }
    if reasons.isEmpty, amount > document.open { reasons.append(.aboveOpen(document.number, amount, document.open)) }
    return reasons
  }

  /// A refund is at most what was paid and not yet refunded. An amount that pays a document becomes free when that
  /// document is credited.
  package func reasons(againstRefund amount: Money, reason: String?) -> [Reason] {
    if self.amount < .zero { return [.refundOfRefund(number)] }
    var reasons: [Reason] = []
    if amount <= .zero { reasons.append(.amountNotPositive) }
    if reason == nil { reasons.append(.refundReasonMissing) }
    if amount > left { reasons.append(.refundAboveLeft(self, amount)) }
    return reasons
  }

  /// A line, or a payer's part of one, that an advance is paid for.
  package struct Covered: Equatable, Sendable {
    package let category: TaxCategory
    package let gross: Money
    package init(_ category: TaxCategory, _ gross: Money) {
      self.category = category
      self.gross = gross
    }
  }

  /// The VAT of an advance, at the rates of the day it came. The advance is split among the rates in proportion to the
  /// lines it is paid for. If these are not known yet, the standard rate applies. The returned rate is the highest.
  package static func advanceVAT(
    _ amount: Money, for covered: [Covered], on day: Day, rules: TaxRules
  ) throws(Refusal) -> (rate: Share, vat: Money) {
    var weights: [Share: Money] = [:]
    for part in covered where part.gross > .zero {
      let rate = rules.rate(of: part.category, on: day)
      weights[rate] = try (weights[rate] ?? .zero).adding(part.gross)
    }
    if weights.isEmpty { weights[rules.rate(of: .standard, on: day)] = amount }
    let rates = weights.keys.sorted { $0 > $1 }
    let amounts = try Money.split(amount, by: rates.map { Share(bp: weights[$0]?.rawValue ?? 0) })
    return (rates.first ?? .none, try Money.sum(zip(rates, amounts).map { VAT.included(in: $1, rate: $0) }))
  }

  /// A refund's part of the advance's VAT, before earlier refunds are considered.
  package func advanceVAT(in amount: Money) throws(Refusal) -> Money {
    guard advanced > .zero else { return VAT.included(in: amount, rate: vatRate) }
    return try Money(rounding: Int128(vat.rawValue) * Int128(amount.rawValue), over: Int128(advanced.rawValue))
  }
}

extension Allocation {
  /// The usual allocation of a payment to the payer's open documents: oldest first.
  package static func plan(_ left: Money, over documents: [BillingDocument]) -> [(document: BillingDocument, amount: Money)] {
    var left = left
    var plan: [(document: BillingDocument, amount: Money)] = []
    for document in documents.sorted(by: { ($0.issuedAt, $0.id) < ($1.issuedAt, $1.id) }) where left > .zero && document.open > .zero {
      let amount = min(left, document.open)
      left = Money(left.rawValue - amount.rawValue)
      plan.append((document, amount))
    }
    return plan
  }
}
