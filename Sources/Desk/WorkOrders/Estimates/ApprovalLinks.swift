internal import Crypto
package import Domain
internal import SQLite

/// An offer as its link shows it to the client: items with the client's own prices, nothing else.
package struct LinkOffer: Sendable {
  package struct Item: Sendable {
    package let lineID: Int64
    package let kind: OrderLine.Kind
    package let name: String
    package let quantity: Quantity
    package let unit: Measure
    /// The part of the line's gross that the client pays.
    package let price: Money
    /// The client brought this part.
    package let clientSupplied: Bool
  }

  package let company: String
  package let number: String
  package let vehicle: String
  package let title: String
  package let kind: Estimate.Kind
  package let items: [Item]
  package let total: Money
  /// VAT included in `total`.
  package let vat: Money
  package let promisedAt: Instant
  package let expiresAt: Instant
}

package struct ApprovalLink: Sendable {
  package let id: Int64
  package let estimateID: Int64
  package let url: String
  package let expiresAt: Instant
}

/// One-use links by which a client decides on a phone. Only a token's hash is stored. Reading has no effect, since messengers
/// preview links; a changed, decided or expired estimate voids them.
package struct ApprovalLinks {
  package enum Answer: Sendable {
    case decide([ItemDecision])
    case object(String)
  }

  private let context: Context
  package init(_ context: Context) { self.context = context }

  /// Creates a link. `version` is the order's: estimates have no version of their own.
  package func create(estimate id: Int64, version: Versions?) throws -> ApprovalLink {
    guard let estimate = try EstimateTable(context.db).find(id), let order = try WorkOrderTable(context.db).head(estimate.workOrderID)
    else { throw Refusal.notFound(.estimate) }
    try context.match(version, order.version)
    let reasons = estimate.reasonsAgainstDecision(now: context.now, zone: context.settings.zone)
    guard reasons.isEmpty, let expires = estimate.expiresAt else { throw try context.refusal(reasons, inOrder: estimate.workOrderID) }
    let token = Base64URL.encode(try Random.bytes(32))
    let link = try ApprovalLinkTable(context.db).insert(
      estimate: id, hash: SHA256.hash(token), by: try context.userID(), at: context.now, expiresAt: expires)
    try context.record(
      .approvalLinkCreated, order.subject(.approvalLink, link, order: estimate.workOrderID),
      [.fact("estimate_id", .integer(id)), .fact("expires_at", .time(expires))])
    return ApprovalLink(id: link, estimateID: id, url: context.settings.publicURL + "/a/" + token, expiresAt: expires)
  }

  /// The offer behind a token. An unknown token is refused with 404; a used, void or expired one with 409 and the reason.
  package func look(_ token: String) throws -> LinkOffer {
    let (link, estimate, order) = try open(token)
    let lines = try EstimateLineTable(context.db).all(of: estimate.id)
    return LinkOffer(
      company: context.settings.company, number: order.number, vehicle: try ApprovalLinkTable(context.db).vehicle(order.vehicleID),
      title: estimate.title, kind: estimate.kind,
      items: lines.map {
        LinkOffer.Item(
          lineID: $0.orderLineID, kind: $0.kind, name: $0.name, quantity: $0.quantity, unit: $0.unit, price: $0.clientGross,
          clientSupplied: $0.clientSupplied)
      },
      total: estimate.clientGross, vat: try Money.sum(lines.map { VAT.included(in: $0.clientGross, rate: $0.vatRate) }),
      promisedAt: estimate.promisedAt, expiresAt: link.expiresAt)
  }

  /// Checks the token alone, before the client's answer is read. Refuses as `look` does.
  package func check(_ token: String) throws { _ = try open(token) }

  /// Checks an answer without effect, so that the page can be shown again with the faults.
  package func check(_ token: String, _ answer: Answer) throws {
    let (_, estimate, _) = try open(token)
    if case .decide(let items) = answer { _ = try Deciding(context).check(estimate, word(items)) }
  }

  /// Uses the link up and records the client's answer: a decision on every item, or an objection.
  package func answer(_ token: String, _ answer: Answer) throws {
    let (link, estimate, order) = try open(token)
    guard try ApprovalLinkTable(context.db).use(link.id, at: context.now) else { throw Refusal.conflict(.linkUsed) }
    switch answer {
    case .decide(let items): try Deciding(context).decide(estimate, word(items))
    case .object(let reason) where estimate.kind == .main: _ = try Objecting(context).object(order, reason)
    case .object(let reason): try Objecting(context).object(to: estimate, order, reason)
    }
    try context.record(
      .approvalLinkUsed,
      Subject(.approvalLink, link.id, client: order.clientID, vehicle: order.vehicleID, workOrder: order.id),
      [.fact("estimate_id", .integer(estimate.id))])
  }

  private func word(_ items: [ItemDecision]) -> Deciding.Word { Deciding.Word(how: .link, proxy: nil, note: nil, items: items) }

  private func open(_ token: String) throws -> (ApprovalLinkTable.Row, Estimate, WorkOrder) {
    guard let link = try ApprovalLinkTable(context.db).find(SHA256.hash(token)),
      let estimate = try EstimateTable(context.db).find(link.estimateID),
      let order = try WorkOrderTable(context.db).find(estimate.workOrderID)
    else { throw Refusal.notFound(.approvalLink) }
    if link.usedAt != nil { throw Refusal.conflict(.linkUsed) }
    let expired = link.expiresAt <= context.now || estimate.supersededReason == .expired
    if expired { throw Refusal.conflict(.linkExpired) }
    let current = estimate.reasonsAgainstDecision(now: context.now, zone: context.settings.zone).isEmpty
    guard link.voidedAt == nil, current else { throw Refusal.conflict(.linkVoid) }
    return (link, estimate, order)
  }
}

extension Reason {
  package static let linkUsed = Reason(
    "link_used", en: "You have answered this offer already. Thank you.", ru: "Вы уже ответили на это предложение. Спасибо.")
  package static let linkExpired = Reason(
    "link_expired", en: "This offer has run out. Please call us: we will make a new one.",
    ru: "Срок этого предложения истёк. Позвоните нам, и мы подготовим новое.")
  package static let linkVoid = Reason(
    "link_void", en: "This offer has been changed or decided in the meantime. Please use the newest link or call us.",
    ru: "Это предложение изменено или уже решено. Откройте самую новую ссылку или позвоните нам.")
}
