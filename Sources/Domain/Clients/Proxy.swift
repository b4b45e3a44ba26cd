/// A person who may act for a client, by a document and until a date (the last day inclusive).
package struct Proxy: Versioned {
  /// Powers that a proxy can have.
  package enum Power: String, CaseIterable, Sendable { case place, approve, collect }

  package static let noun = Noun.proxy
  package var id: Int64 = 0
  package var clientID: Int64
  package var name = ""
  package var phone: String?
  package var document = ""
  package var mayPlace = false
  package var mayApprove = false
  package var mayCollect = false
  package var approveLimit: Money?
  package var validFromOn = Day(rawValue: 0)
  package var validUntilOn = Day(rawValue: 0)
  package var revokedAt: Instant?
  package var createdAt: Instant
  package var version: Int64 = 1

  package init(of clientID: Int64, at createdAt: Instant) {
    self.clientID = clientID
    self.createdAt = createdAt
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
    guard clientID == client else { return [.proxyOfAnother(self)] }
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
