package struct Client: Versioned {
  package enum Kind: String, CaseIterable, Sendable { case person, company }
  package enum Status: String, CaseIterable, Sendable { case active, merged, erased }
  package enum Channel: String, CaseIterable, Sendable { case phone, email, sms, messenger }

  package static let noun = Noun.client
  package var id: Int64 = 0
  package var kind: Kind
  package var name = ""
  package var taxID: String?
  package var birthOn: Day?
  package var preferredChannel: Channel?
  package var language = Language.ru
  package var discount = Share.none
  package var comment: String?
  package var privateNote: String?
  // 0: the client pays before the hand-over.
  package var creditDays: Int64 = 0
  package var creditLimit = Money.zero
  package var labourRate: Money?
  // The share by which a bill may exceed the approval; nil: the default of the client's kind.
  package var overrun: Share?
  /// The client's tier, which SLA policies look at.
  package var tier: String?
  package var refusedServiceReason: String?
  package var status = Status.active
  package var mergedIntoID: Int64?
  package var source: String?
  package var externalID: String?
  package var createdAt: Instant
  package var version: Int64 = 1

  package init(_ kind: Kind, at createdAt: Instant) {
    self.kind = kind
    self.createdAt = createdAt
  }
}

extension Client {
  /// Reasons against opening an order for the client. If the client is refused service, only a manager may, with a reason.
  package func reasons(againstOrderBy role: Role, reason: String?) -> [Reason] {
    switch status {
    case .merged: return [.clientMerged(self)]
    case .erased: return [.clientErased(self)]
    case .active: break
    }
    guard let refused = refusedServiceReason else { return [] }
    return role.may(.override) && reason != nil ? [] : [.serviceRefused(name: name, because: refused)]
  }

  /// Reasons against a change of the card.
  package var reasonsAgainstEdit: [Reason] {
    switch status {
    case .active: []
    case .merged: [.clientMerged(self)]
    case .erased: [.clientErased(self)]
    }
  }
}

/// Facts that stand against erasing a person: open orders by number, unpaid documents, and unspent payments.
package struct ErasureFacts: Equatable, Sendable {
  package let client: Client
  package let openOrders: [String]
  package let unpaidDocuments: [String]
  /// Payments not yet allocated or refunded: the centre owes the client.
  package let unspent: Money

  package init(client: Client, openOrders: [String], unpaidDocuments: [String], unspent: Money) {
    self.client = client
    self.openOrders = openOrders
    self.unpaidDocuments = unpaidDocuments
    self.unspent = unspent
  }

  package var reasons: [Reason] {
    var reasons = client.reasonsAgainstEdit
    if !openOrders.isEmpty { reasons.append(.eraseOpenOrders(openOrders)) }
    if !unpaidDocuments.isEmpty { reasons.append(.eraseUnpaid(unpaidDocuments)) }
    if unspent > .zero { reasons.append(.eraseUnspent(unspent)) }
    return reasons
  }
}
