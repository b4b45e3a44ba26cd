/// A warranty. A payer takes shares of labour and parts until a day or a kilometre of the car's run, whichever comes
/// first, both inclusive.
package struct Coverage: Versioned {
  package enum Kind: String, CaseIterable, Sendable { case manufacturer, company, extended, repair }

  package static let noun = Noun.coverage
  package var id: Int64 = 0
  package var vehicleID: Int64
  package var kind: Kind
  package var name = ""
  package var payerRole: PayerRole
  package var payerClientID: Int64?
  package var fromOn = Day(rawValue: 0)
  package var untilOn = Day(rawValue: 0)
  package var untilKm: Int64?
  package var labourShare = Share.whole
  package var partsShare = Share.whole
  // The cap per order; nil: no cap.
  package var cap: Money?
  // The client's deductible per order.
  package var deductible = Money.zero
  package var orderLineID: Int64?
  // A manager has confirmed it; without that the centre does not pay.
  package var confirmed = true
  package var endedAt: Instant?
  package var createdAt: Instant
  package var version: Int64 = 1

  package init(_ kind: Kind, of vehicleID: Int64, paidBy payerRole: PayerRole, at createdAt: Instant) {
    self.kind = kind
    self.vehicleID = vehicleID
    self.payerRole = payerRole
    self.createdAt = createdAt
  }
}

/// The party billed for a line.
package enum PayerRole: String, CaseIterable, Sendable { case client, company, manufacturer, insurer, other }

extension PayerRole {
  /// False for the centre itself, a manufacturer and an insurer, who owe by their role. All others pay before delivery
  /// or have credit terms.
  package var paysBeforeDelivery: Bool {
    switch self {
    case .client, .other: true
    case .company, .manufacturer, .insurer: false
    }
  }

  /// The reason why this card cannot pay in this role for an order of that client; nil if it can.
  package func reason(againstCard card: Int64, client: Int64) -> Reason? {
    switch self {
    case .client: card == client ? nil : .payerClientOther
    case .company: .payerCentreCard
    case .manufacturer, .insurer, .other: nil
    }
  }
}

extension Coverage {
  /// The verdict for an order opened on that day, at this run of the car. If both limits are past, the day is named.
  /// `payer` is the card that the warranty names.
  package func verdict(openedOn day: Day, runKm: Int64, openedAt: Instant, payer: Client? = nil) -> CoverageCheck.Verdict {
    if let endedAt, endedAt <= openedAt { return .ended }
    if day < fromOn { return .beforeFirstDay }
    if day > untilOn { return .pastLastDay }
    if let untilKm, runKm > untilKm { return .pastLastKilometre }
    if payer?.status == .erased { return .payerErased }
    return .covered
  }

  package func share(of kind: OrderLine.Kind) -> Share {
    switch kind {
    case .labour: labourShare
    case .part: partsShare
    }
  }

  package static func reasons(from: Day, until: Day, payerRole: PayerRole, payerClientID: Int64?) -> [Reason] {
    var reasons: [Reason] = []
    if until < from { reasons.append(.coverageDates) }
    if payerRole == .client { reasons.append(.coveragePaidByClient) }
    if payerRole != .company, payerClientID == nil { reasons.append(.payerMissing(payerRole)) }
    return reasons
  }
}
