/// The contract of one visit: complaints, estimate, approval, labour, parts, documents.
package struct WorkOrder: Equatable, Sendable {
  package enum Kind: String, CaseIterable, Sendable { case commercial, warranty }
  package enum SignedHow: String, CaseIterable, Sendable { case paper, tablet, link }
  /// The client's wish for replaced parts.
  package enum OldParts: String, CaseIterable, Sendable { case `return`, dispose, show }
  package enum OldPartsOutcome: String, CaseIterable, Sendable { case returned, refused, disposed }
  /// The client's instruction at intake about extra faults.
  package enum StandingInstruction: String, CaseIterable, Sendable {
    case callMe = "call_me"
    case upTo = "up_to"
    case onlyListed = "only_listed"
  }
  /// Derived from the lines and never set. It does not stop mechanics.
  package enum PartsStatus: String, CaseIterable, Sendable {
    case none, short
    case onOrder = "on_order"
    case reserved, issued
  }

  package var id: Int64
  package var number: String
  package var kind: Kind
  package var status: Status
  package var clientID: Int64
  package var vehicleID: Int64
  package var advisorID: Int64
  // The proxy who brought the car; nil: the client.
  package var proxyID: Int64?
  package var comebackOfID: Int64?
  package var odometerKm: Int64
  // The total that all the car's instrument clusters had shown at intake; nil: the same as the odometer.
  package var runKm: Int64?
  // The earlier reading, if this one is an improbable jump from it.
  package var jumpFromKm: Int64?
  package var jumpFromAt: Instant?
  package var fuelPercent: Int64?
  package var damage: String?
  package var completeness: String?
  package var belongings: String?
  // Parts that the client brought.
  package var clientParts: String?
  package var clientPartsRefusedReason: String?
  package var signedBy: String?
  package var signedHow: SignedHow?
  package var oldParts: OldParts
  package var oldPartsOutcome: OldPartsOutcome?
  package var standingInstruction: StandingInstruction
  package var standingLimit: Money?
  package var promisedAt: Instant?
  // The time of the last warning about the promise.
  package var promiseWarnedAt: Instant?
  // Gross of the lines that stand.
  package var total: Money
  // Gross of the approved estimates.
  package var approved: Money
  package var openedAt: Instant
  // The time when the order became ready.
  package var completedAt: Instant?
  // The time of delivery or cancellation.
  package var closedAt: Instant?
  package var handedOverAt: Instant?
  package var collectedBy: String?
  package var collectedProxyID: Int64?
  package var closeReason: String?
  package var note: String?
  package var version: Int64

  package init(
    id: Int64, number: String, kind: Kind, status: Status = .open, clientID: Int64, vehicleID: Int64, advisorID: Int64,
    proxyID: Int64? = nil, comebackOfID: Int64? = nil, odometerKm: Int64, runKm: Int64? = nil,
    jumpFromKm: Int64? = nil, jumpFromAt: Instant? = nil, fuelPercent: Int64? = nil, damage: String? = nil,
    completeness: String? = nil, belongings: String? = nil, clientParts: String? = nil, clientPartsRefusedReason: String? = nil,
    signedBy: String? = nil, signedHow: SignedHow? = nil, oldParts: OldParts = .return, oldPartsOutcome: OldPartsOutcome? = nil,
    standingInstruction: StandingInstruction = .callMe, standingLimit: Money? = nil, promisedAt: Instant? = nil,
    promiseWarnedAt: Instant? = nil, total: Money = .zero, approved: Money = .zero, openedAt: Instant, completedAt: Instant? = nil,
    closedAt: Instant? = nil, handedOverAt: Instant? = nil, collectedBy: String? = nil, collectedProxyID: Int64? = nil,
    closeReason: String? = nil, note: String? = nil, version: Int64 = 1
  ) {
    self.id = id
    self.number = number
    self.kind = kind
    self.status = status
    self.clientID = clientID
    self.vehicleID = vehicleID
    self.advisorID = advisorID
    self.proxyID = proxyID
    self.comebackOfID = comebackOfID
    self.odometerKm = odometerKm
    self.runKm = runKm
    self.jumpFromKm = jumpFromKm
    self.jumpFromAt = jumpFromAt
    self.fuelPercent = fuelPercent
    self.damage = damage
    self.completeness = completeness
    self.belongings = belongings
    self.clientParts = clientParts
    self.clientPartsRefusedReason = clientPartsRefusedReason
    self.signedBy = signedBy
    self.signedHow = signedHow
    self.oldParts = oldParts
    self.oldPartsOutcome = oldPartsOutcome
    self.standingInstruction = standingInstruction
    self.standingLimit = standingLimit
    self.promisedAt = promisedAt
    self.promiseWarnedAt = promiseWarnedAt
    self.total = total
    self.approved = approved
    self.openedAt = openedAt
    self.completedAt = completedAt
    self.closedAt = closedAt
    self.handedOverAt = handedOverAt
    self.collectedBy = collectedBy
    self.collectedProxyID = collectedProxyID
    self.closeReason = closeReason
    self.note = note
    self.version = version
  }
}

extension WorkOrder {
  /// The run that warranties are compared with.
  package var run: Int64 { runKm ?? odometerKm }
}
