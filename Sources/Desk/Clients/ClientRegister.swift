internal import Domain

/// Creates and changes cards and records the events, for the API, imports and the opening of an order.
package struct ClientRegister {
  private let context: Context
  package init(_ context: Context) { self.context = context }

  /// Checks a card. A discount above the user's own limit, private notes and terms of payment need a manager.
  func check(_ new: Client, was old: Client?) throws {
    let before = old ?? Client(new.kind, at: new.createdAt)
    if new.discount != before.discount, new.discount > context.actor.discountLimit, !context.may(.override) {
      throw Refusal.forbidden(.discountAboveLimit(new.discount, limit: context.actor.discountLimit))
    }
    let terms =
      new.creditDays != before.creditDays || new.creditLimit != before.creditLimit || new.labourRate != before.labourRate
      || new.overrun != before.overrun || new.tier != before.tier || becomesCompany(new, old)
    if terms || new.privateNote != before.privateNote, !context.may(.override) {
      throw Refusal.forbidden(.rightMissing(.override, role: context.actor.role))
    }
    let faults = faults(new, was: old)
    if !faults.isEmpty { throw Refusal.invalid(faults) }
  }

  /// Faults of a card, each with the pointer of its field in a body.
  func faults(_ new: Client, was old: Client? = nil) -> [Reason] {
    guard let birth = new.birthOn, birth != old?.birthOn else { return [] }
    return [Birthday.reason(against: birth, today: context.today)].compactMap(\.self)
  }

  /// True if a person becomes a company. This changes the terms, because orders of companies have a tolerance above
  /// the approved sum.
  private func becomesCompany(_ new: Client, _ old: Client?) -> Bool { old?.kind == .person && new.kind == .company }

  package func enter(_ draft: ClientCard) throws -> Int64 { try enter(draft, importedHash: nil) }

  func enter(_ draft: ClientCard, importedHash: [UInt8]?) throws -> Int64 {
    let card = draft.tidied()
    let id = try ClientTable(context.db).insert(card.client, searchText: card.searchText, importedHash: importedHash)
    let blank = ClientCard(client: Client(card.client.kind, at: card.client.createdAt))
    try write(card, of: id, was: blank)
    var details: [Detail] = [.fact("kind", .init(card.client.kind))]
    if let source = card.client.source { details.append(.fact("source", .text(source))) }
    try context.record(.clientCreated, Subject(.client, id, client: id), details + card.changes(from: blank))
    return id
  }

  /// Returns true if anything changed.
  @discardableResult
  func change(_ old: ClientCard, to draft: ClientCard, importedHash: [UInt8]?) throws -> Bool {
    let new = draft.tidied()
    let details = new.changes(from: old)
    guard !details.isEmpty else { return false }
    try ClientTable(context.db).update(new.client, searchText: new.searchText, importedHash: importedHash)
    try write(new, of: old.client.id, was: old)
    try context.record(.clientChanged, Subject(.client, old.client.id, client: old.client.id), details)
    return true
  }

  private func write(_ card: ClientCard, of id: Int64, was old: ClientCard) throws {
    let contacts = ClientContactTable(context.db)
    if card.phones != old.phones { try contacts.setPhones(card.phones, of: id, was: old.phones) }
    if card.emails != old.emails { try contacts.setEmails(card.emails, of: id, was: old.emails) }
    if card.tags != old.tags { try contacts.setTags(card.tags, of: id, was: old.tags) }
  }
}
