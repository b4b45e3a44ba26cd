/// A trusted person, by a named document and until a date (the last day inclusive).
package struct Proxy: Equatable, Sendable {
  /// Powers that a proxy can have.
  package enum Power: String, CaseIterable, Sendable { case place, approve, collect }

  package var id: Int64
  package var clientId: Int64
  package var name: String
  package var phone: String?
  package var document: String
  package var mayPlace: Bool
  package var mayApprove: Bool
  package var mayCollect: Bool
  package var approveLimit: Money?
  package var validFromOn: Day
  package var validUntilOn: Day
  package var revokedAt: Instant?
  package var createdAt: Instant
  package var version: Int64

  package init(
    id: Int64, clientId: Int64, name: String, phone: String? = nil, document: String, mayPlace: Bool, mayApprove: Bool,
    mayCollect: Bool, approveLimit: Money? = nil, validFromOn: Day, validUntilOn: Day, revokedAt: Instant? = nil, createdAt: Instant,
    version: Int64 = 1
  ) {
    self.id = id
    self.clientId = clientId
    self.name = name
    self.phone = phone
    self.document = document
    self.mayPlace = mayPlace
    self.mayApprove = mayApprove
    self.mayCollect = mayCollect
    self.approveLimit = approveLimit
    self.validFromOn = validFromOn
    self.validUntilOn = validUntilOn
    self.revokedAt = revokedAt
    self.createdAt = createdAt
    self.version = version
  }
}

extension Proxy {
  package func has(_ power: Power) -> Bool {
    switch power {
    case .place: mayPlace
    case .approve: mayApprove
    case .collect: mayCollect
    }
  }

  /// Every reason against the proxy acting for `client` on that day. `amount` is the cost of an approval for the client.
  package func reasons(against power: Power, for client: Int64, on day: Day, amount: Money? = nil) -> [Reason] {
    guard clientId == client else { return [.proxyOfAnother(self)] }
    var reasons: [Reason] = []
    if revokedAt != nil { reasons.append(.proxyRevoked(self)) }
    if day < validFromOn { reasons.append(.proxyNotYet(self)) }
    if day > validUntilOn { reasons.append(.proxyExpired(self)) }
    if !has(power) { reasons.append(.proxyMayNot(self, power)) }
    if power == .approve, let amount, let approveLimit, amount > approveLimit { reasons.append(.proxyLimit(self, amount, approveLimit)) }
    return reasons
  }

  /// Refuses with 409 and every reason.
  package func check(_ power: Power, for client: Int64, on day: Day, amount: Money? = nil) throws(Refusal) {
    let reasons = reasons(against: power, for: client, on: day, amount: amount)
    guard reasons.isEmpty else { throw .conflict(reasons, moves: []) }
  }

  /// Reasons against the card itself: dates in the wrong order, no power, a document of punctuation alone.
  package static func reasons(from: Day, until: Day, powers: Set<Power>, limit: Money?, document: String) -> [Reason] {
    var reasons: [Reason] = []
    if !PersonName.saysSomething(document) { reasons.append(.proxyDocumentEmpty) }
    if until < from { reasons.append(.proxyDates) }
    if powers.isEmpty { reasons.append(.proxyWithoutPower) }
    if limit != nil, !powers.contains(.approve) { reasons.append(.proxyLimitWithoutPower) }
    return reasons
  }
}
