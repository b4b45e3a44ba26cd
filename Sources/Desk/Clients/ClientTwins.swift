internal import Domain
internal import SQLite

/// Other cards that may be the same client's. A family shares a telephone and a company's branches a tax id, so nothing is refused for it:
/// it is said, with the ids of those cards.
struct ClientTwins {
  private let context: Context
  init(_ context: Context) { self.context = context }

  /// What its tax id itself says, and what is known of a card, `id` where it is there already, on other cards. By contacts only for those who may see them.
  func warnings(of card: ClientCard, id: Int64?) throws -> [Reason] {
    var warnings: [Reason] = []
    func warn(_ cards: [Int64], _ reason: ([Int64]) -> Reason) throws {
      let others = try survivors(cards).filter { $0 != id }
      if !others.isEmpty { warnings.append(reason(others)) }
    }
    let table = ClientTwinTable(context.db)
    if context.may(.readContacts) {
      try warn(card.phones.flatMap(table.cards(withPhone:)), Reason.clientPhoneKnown)
      try warn(card.emails.flatMap(table.cards(withEmail:)), Reason.clientEmailKnown)
    }
    if let taxId = card.client.taxId {
      if let warning = INN.warning(taxId) { warnings.append(warning) }
      try warn(table.cards(withTaxID: taxId), Reason.clientTaxIdKnown)
    }
    if context.may(.readContacts), let day = card.client.birthOn {
      let named = try table.cards(bornOn: day).filter { PersonName.mayBeOne($0.name, card.client.name) }
      try warn(named.map(\.id), Reason.clientBirthdayKnown)
    }
    return warnings
  }

  /// The cards that stand for them today, each once. An erased one is nobody's.
  private func survivors(_ cards: [Int64]) throws -> [Int64] {
    var found: Set<Int64> = []
    for card in Set(cards) {
      guard let id = try ClientLookup(context).follow(card) else { continue }
      if try ClientTable(context.db).find(id)?.status == .active { found.insert(id) }
    }
    return found.sorted()
  }
}

/// What a card has in common with others. Merged cards keep theirs, and lead to those that stand for them.
struct ClientTwinTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  /// A number that so many have tells nobody from another: no more are looked at.
  private static let most = 20

  func cards(withPhone phone: String) throws -> [Int64] {
    try db.all("SELECT client_id FROM client_phones WHERE phone = ? ORDER BY id LIMIT ?", phone, Self.most) { row in try row[0] }
  }

  func cards(withEmail email: String) throws -> [Int64] {
    try db.all("SELECT client_id FROM client_emails WHERE email = ? ORDER BY id LIMIT ?", email, Self.most) { row in try row[0] }
  }

  func cards(withTaxID taxID: String) throws -> [Int64] {
    try db.all("SELECT id FROM clients WHERE tax_id = ? ORDER BY id LIMIT ?", taxID, Self.most) { row in try row[0] }
  }

  func cards(bornOn day: Day) throws -> [(id: Int64, name: String)] {
    try db.all("SELECT id, name FROM clients WHERE birth_on = ? ORDER BY id", day) { row in try (id: row[0], name: row[1]) }
  }
}

extension Reason {
  static func clientPhoneKnown(_ ids: [Int64]) -> Reason {
    Reason("client_phone_known", en: "The same telephone is on \(clients(ids)).", ru: "Тот же телефон — в \(cards(ids)).")
  }
  static func clientEmailKnown(_ ids: [Int64]) -> Reason {
    Reason("client_email_known", en: "The same e-mail address is on \(clients(ids)).", ru: "Тот же адрес e-mail — в \(cards(ids)).")
  }
  static func clientTaxIdKnown(_ ids: [Int64]) -> Reason {
    Reason("client_tax_id_known", en: "The same tax id is on \(clients(ids)).", ru: "Тот же ИНН — в \(cards(ids)).")
  }
  static func clientBirthdayKnown(_ ids: [Int64]) -> Reason {
    Reason(
      "client_birthday_known", en: "The same name and birthday are on \(clients(ids)).", ru: "Те же имя и дата рождения — в \(cards(ids)).")
  }

  private static func clients(_ ids: [Int64]) -> String {
    (ids.count == 1 ? "the card of client " : "the cards of clients ") + told(ids)
  }
  private static func cards(_ ids: [Int64]) -> String { (ids.count == 1 ? "карточке клиента " : "карточках клиентов ") + told(ids) }

  /// The first few are enough to look at.
  static func told(_ ids: [Int64]) -> String {
    let shown = ids.prefix(5).map { String($0) }.joined(separator: ", ")
    return ids.count > 5 ? shown + ", …" : shown
  }
}
