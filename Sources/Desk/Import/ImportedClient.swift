internal import Domain

/// A client's card, and the import columns that its phones came from. A cell changes only phones of its own column.
struct ImportedClient: PlannedCard {
  /// Bits of `client_phones.told_by`; a phone without any was entered by hand.
  enum Column: Int64 { case main = 1, others = 2 }

  var card: ClientCard
  private(set) var toldBy: [String: Int64]

  init(card: ClientCard, toldBy: [String: Int64]) {
    self.card = card
    self.toldBy = toldBy
  }

  func isTold(_ phone: String, by column: Column) -> Bool { (toldBy[phone] ?? 0) & column.rawValue != 0 }
  func phones(of column: Column) -> [String] { card.phones.filter { isTold($0, by: column) } }

  /// Sets the phones: those of `Телефон` first, then the other column's. Phones entered by hand stay.
  mutating func setPhones(main: [String], others: [String]) {
    let byHand = card.phones.filter { (toldBy[$0] ?? 0) == 0 }
    toldBy = [:]
    for phone in main { toldBy[phone, default: 0] |= Column.main.rawValue }
    for phone in others { toldBy[phone, default: 0] |= Column.others.rawValue }
    var seen: Set<String> = []
    card.phones = (main + others + byHand).filter { seen.insert($0).inserted }
  }

  // MARK: Marks that other cards may share

  var marks: [String] {
    let card = card.tidied()
    return card.phones.map(Self.mark(phone:)) + card.emails.map(Self.mark(email:))
      + [card.client.taxID.map(Self.mark(taxID:))].compactMap(\.self)
      + [card.client.birthOn.map(Self.mark)].compactMap(\.self)
  }
  var remarks: [Reason] { [] }

  static func mark(phone: String) -> String { "phone \(phone)" }
  static func mark(email: String) -> String { "email \(email.lowercased())" }
  static func mark(taxID: String) -> String { "tax id \(taxID)" }
  static func mark(_ birthday: Day) -> String { "born \(birthday.text)" }
}
