package struct Client: Equatable, Sendable {
  package enum Kind: String, CaseIterable, Sendable { case person, company }
  package enum Status: String, CaseIterable, Sendable { case active, merged, erased }
  package enum Channel: String, CaseIterable, Sendable { case phone, email, sms, messenger }

  package var id: Int64
  package var kind: Kind
  package var name: String
  package var taxID: String?
  package var birthOn: Day?
  package var preferredChannel: Channel?
  package var language: Language
  package var discount: Share
  package var comment: String?
  package var privateNote: String?
  // 0: the client pays before the hand-over.
  package var creditDays: Int64
  package var creditLimit: Money
  package var labourRate: Money?
  // The share by which a bill may exceed the approval; nil: the default of the client's kind.
  package var overrun: Share?
  package var refusedServiceReason: String?
  package var status: Status
  package var mergedIntoID: Int64?
  package var source: String?
  package var externalID: String?
  package var createdAt: Instant
  package var version: Int64

  package init(
    id: Int64, kind: Kind, name: String, taxID: String? = nil, birthOn: Day? = nil, preferredChannel: Channel? = nil,
    language: Language = .ru, discount: Share = .none, comment: String? = nil, privateNote: String? = nil, creditDays: Int64 = 0,
    creditLimit: Money = .zero, labourRate: Money? = nil, overrun: Share? = nil, refusedServiceReason: String? = nil,
    status: Status = .active, mergedIntoID: Int64? = nil, source: String? = nil, externalID: String? = nil, createdAt: Instant,
    version: Int64 = 1
  ) {
    self.id = id
    self.kind = kind
    self.name = name
    self.taxID = taxID
    self.birthOn = birthOn
    self.preferredChannel = preferredChannel
    self.language = language
    self.discount = discount
    self.comment = comment
    self.privateNote = privateNote
    self.creditDays = creditDays
    self.creditLimit = creditLimit
    self.labourRate = labourRate
    self.overrun = overrun
    self.refusedServiceReason = refusedServiceReason
    self.status = status
    self.mergedIntoID = mergedIntoID
    self.source = source
    self.externalID = externalID
    self.createdAt = createdAt
    self.version = version
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
