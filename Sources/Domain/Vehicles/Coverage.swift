/// A warranty: who pays which share of what, until a day or a kilometre of the car's run, whichever comes first. Both
/// are inclusive.
package struct Coverage: Equatable, Sendable {
  package enum Kind: String, CaseIterable, Sendable { case manufacturer, company, extended, repair }

  package var id: Int64
  package var vehicleId: Int64
  package var kind: Kind
  package var name: String
  package var payerRole: PayerRole
  package var payerClientId: Int64?
  package var fromOn: Day
  package var untilOn: Day
  package var untilKm: Int64?
  package var labourShare: Share
  package var partsShare: Share
  // The cap per order; nil: no cap.
  package var cap: Money?
  // The client's deductible per order.
  package var deductible: Money
  package var orderLineId: Int64?
  // A manager has confirmed it; without that the centre does not pay.
  package var confirmed: Bool
  package var endedAt: Instant?
  package var createdAt: Instant
  package var version: Int64

  package init(
    id: Int64, vehicleId: Int64, kind: Kind, name: String, payerRole: PayerRole, payerClientId: Int64? = nil, fromOn: Day,
    untilOn: Day, untilKm: Int64? = nil, labourShare: Share = .whole, partsShare: Share = .whole, cap: Money? = nil,
    deductible: Money = .zero, orderLineId: Int64? = nil, confirmed: Bool = true, endedAt: Instant? = nil, createdAt: Instant,
    version: Int64 = 1
  ) {
    self.id = id
    self.vehicleId = vehicleId
    self.kind = kind
    self.name = name
    self.payerRole = payerRole
    self.payerClientId = payerClientId
    self.fromOn = fromOn
    self.untilOn = untilOn
    self.untilKm = untilKm
    self.labourShare = labourShare
    self.partsShare = partsShare
    self.cap = cap
    self.deductible = deductible
    self.orderLineId = orderLineId
    self.confirmed = confirmed
    self.endedAt = endedAt
    self.createdAt = createdAt
    self.version = version
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

  package static func reasons(from: Day, until: Day, payerRole: PayerRole, payerClientId: Int64?) -> [Reason] {
    var reasons: [Reason] = []
    if until < from { reasons.append(.coverageDates) }
    if payerRole == .client { reasons.append(.coveragePaidByClient) }
    if payerRole != .company, payerClientId == nil { reasons.append(.payerMissing(payerRole)) }
    return reasons
  }
}
