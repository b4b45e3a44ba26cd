internal import Domain

/// Finds other cards that may be the same client's. A family shares a phone and a company's branches share a tax id,
/// so a match only gives a warning with the ids of those cards.
struct ClientTwins {
  private let context: Context
  init(_ context: Context) { self.context = context }

  /// The cards that share a value, by the kind of value.
  struct Found {
    var phone: [Int64] = []
    var email: [Int64] = []
    var taxID: [Int64] = []
    var birthday: [Int64] = []
  }

  /// Warnings about the phones and the tax id, and about other cards with the same values. `id` is that of a stored card.
  func warnings(of card: ClientCard, id: Int64?) throws -> [Reason] {
    let found = try found(card, id: id)
    var warnings = context.may(.readContacts) ? card.phones.compactMap { Phone(e164: $0).warning } : []
    if !found.phone.isEmpty { warnings.append(.clientPhoneKnown(found.phone)) }
    if !found.email.isEmpty { warnings.append(.clientEmailKnown(found.email)) }
    if let warning = card.client.taxID.flatMap(INN.warning) { warnings.append(warning) }
    if !found.taxID.isEmpty { warnings.append(.clientTaxIdKnown(found.taxID)) }
    if !found.birthday.isEmpty { warnings.append(.clientBirthdayKnown(found.birthday)) }
    return warnings
  }

  /// Cards with the same values. Contacts are compared only if the user may see them.
  func found(_ card: ClientCard, id: Int64?) throws -> Found {
    func others(_ cards: [Int64]) throws -> [Int64] { try survivors(cards).filter { $0 != id } }
    let table = ClientTwinTable(context.db)
    var found = Found()
    if let taxID = card.client.taxID { found.taxID = try others(table.cards(withTaxID: taxID)) }
    guard context.may(.readContacts) else { return found }
    found.phone = try others(card.phones.flatMap(table.cards(withPhone:)))
    found.email = try others(card.emails.flatMap(table.cards(withEmail:)))
    if let day = card.client.birthOn {
      found.birthday = try others(table.cards(bornOn: day).filter { PersonName.mayBeOne($0.name, card.client.name) }.map(\.id))
    }
    return found
  }

  /// The active survivors of these cards, each once. Erased cards are left out.
  private func survivors(_ cards: [Int64]) throws -> [Int64] {
    var found: Set<Int64> = []
    for card in Set(cards) {
      guard let id = try ClientLookup(context).follow(card) else { continue }
      if try ClientTable(context.db).find(id)?.status == .active { found.insert(id) }
    }
    return found.sorted()
  }
}

extension Reason {
  /// The ids are those of other cards. In a dry run `lines` are earlier lines of the table whose cards do not exist yet.
  static func clientPhoneKnown(_ ids: [Int64], lines: [Int] = []) -> Reason {
    Reason(
      "client_phone_known", en: "The same telephone is on \(clients(ids, lines)).", ru: "Тот же телефон — в \(cards(ids, lines)).")
  }
  static func clientEmailKnown(_ ids: [Int64], lines: [Int] = []) -> Reason {
    Reason(
      "client_email_known", en: "The same e-mail address is on \(clients(ids, lines)).", ru: "Тот же адрес e-mail — в \(cards(ids, lines))."
    )
  }
  static func clientTaxIdKnown(_ ids: [Int64], lines: [Int] = []) -> Reason {
    Reason("client_tax_id_known", en: "The same tax id is on \(clients(ids, lines)).", ru: "Тот же ИНН — в \(cards(ids, lines)).")
  }
  static func clientBirthdayKnown(_ ids: [Int64], lines: [Int] = []) -> Reason {
    Reason(
      "client_birthday_known", en: "The same name and birthday are on \(clients(ids, lines)).",
      ru: "Те же имя и дата рождения — в \(cards(ids, lines)).")
  }

  private static func clients(_ ids: [Int64], _ lines: [Int]) -> String {
    let cards = ids.isEmpty ? "" : (ids.count == 1 ? "the card of client " : "the cards of clients ") + told(ids)
    return [cards, Reason.lines(lines, .en)].filter { !$0.isEmpty }.joined(separator: " and ")
  }
  private static func cards(_ ids: [Int64], _ lines: [Int]) -> String {
    let cards = ids.isEmpty ? "" : (ids.count == 1 ? "карточке клиента " : "карточках клиентов ") + told(ids)
    return [cards, Reason.lines(lines, .ru)].filter { !$0.isEmpty }.joined(separator: " и в ")
  }

  /// Names lines of the table in a sentence, after "on" or «в».
  static func lines(_ lines: [Int], _ language: Language) -> String {
    guard !lines.isEmpty else { return "" }
    let words = language == .ru ? ("строке файла ", "строках файла ") : ("line ", "lines ")
    return (lines.count == 1 ? words.0 : words.1) + told(lines) + (language == .ru ? "" : " of the file")
  }

  /// Lists at most five numbers.
  static func told<Number: BinaryInteger>(_ numbers: [Number]) -> String {
    let shown = numbers.prefix(5).map { String($0) }.joined(separator: ", ")
    return numbers.count > 5 ? shown + ", …" : shown
  }
}
