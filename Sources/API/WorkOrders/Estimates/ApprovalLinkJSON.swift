internal import Desk
internal import Domain

enum ApprovalLinkJSON {
  static let item = Shape<LinkOffer.Item>("LinkItem") { s in
    s.integer("line_id") { $0.lineID }
    s.word("kind") { $0.kind }
    s.text("name") { $0.name }
    s.quantity("quantity") { $0.quantity }
    s.word("unit") { $0.unit }
    s.money("price_minor") { $0.price }
  }

  static let offer = Shape<LinkOffer>("LinkOffer") { s in
    s.text("company") { $0.company }
    s.text("number") { $0.number }
    s.text("vehicle") { $0.vehicle }
    s.text("title") { $0.title }
    s.word("kind") { $0.kind }
    s.list("items", item) { $0.items }
    s.money("total_minor") { $0.total }
    s.money("vat_minor") { $0.vat }
    s.time("promised_at") { $0.promisedAt }
    s.time("expires_at") { $0.expiresAt }
  }

  struct Thanks: Sendable { let answered: Bool }
  static let thanks = Shape<Thanks>("LinkThanks") { s in s.flag("answered") { $0.answered } }
}

/// The client's answer: decisions on all items, or an objection.
struct LinkAnswerBody: Declared {
  private let items: [ItemDecision]?
  private let objection: String?
  init(_ fields: inout Fields) {
    items = fields.optional("items", .list(of: .object(ItemBody.self), 1...Most.lines.count), "Every item exactly once")?.map(\.decision)
    objection = fields.optional("objection", .text(1...ApprovalLinks.Answer.longestObjection, lines: true), "Instead of items")
  }
  static let example: String? = #"{"items":[{"line_id":1,"decision":"approved"}]}"#

  /// Requires one of the two, not both.
  func answer() throws(Refusal) -> ApprovalLinks.Answer {
    switch (items, objection) {
    case (let items?, nil): return .decide(items)
    case (nil, let objection?): return .object(objection)
    case (nil, nil): throw .invalid(.missing(at: "/items"))
    case (_?, _?): throw .invalid(.eitherItemsOrObjection)
    }
  }
}

extension Reason {
  static let eitherItemsOrObjection = Reason(
    "either_or", en: "Send decisions or an objection, not both.", ru: "Отправьте решения или возражение, но не то и другое.",
    at: "/objection")
}
