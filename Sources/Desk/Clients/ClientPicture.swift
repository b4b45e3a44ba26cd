package import Domain
package import JSON
internal import SQLite

/// A card for a response, lent: its texts are valid as long as the row. Related tables are read on demand, and only if
/// the card has rows there.
package struct ClientPicture: ~Copyable {
  private typealias Shown = ClientTable.Shown
  private let row: Row
  private let db: Database
  /// The requested id.
  private let asked: Int64
  /// Warnings about a change; nil if none were looked for.
  package let warnings: [Reason]?
  private var extras: ClientTable.Extras { ClientTable.Extras(bits: row.integer(Shown.extras)) }

  init(_ row: consuming Row, _ db: Database, asked: Int64? = nil, warnings: [Reason]? = nil) {
    assert(row.shows(Shown.self))
    self.asked = asked ?? row.integer(Shown.id)
    self.row = row
    self.db = db
    self.warnings = warnings
  }

  package var id: Int64 { row.integer(Shown.id) }
  package var kind: LentText { row.text(Shown.kind) }
  package var name: LentText { row.text(Shown.name) }
  package var taxID: LentText? { row.textOrNil(Shown.taxID) }
  package var taxIdIsVerified: Bool? { row.textOrNil(Shown.taxID).map { INN.isValid($0.string) } }
  package var birthOn: Day? { row.integerOrNil(Shown.birthOn).map(Day.init(rawValue:)) }
  package var preferredChannel: LentText? { row.textOrNil(Shown.preferredChannel) }
  package var language: LentText { row.text(Shown.language) }
  package var discount: Share { Share(bp: row.integer(Shown.discountBp)) }
  package var comment: LentText? { row.textOrNil(Shown.comment) }
  package var privateNote: LentText? { row.textOrNil(Shown.privateNote) }
  package var creditDays: Int64 { row.integer(Shown.creditDays) }
  package var creditLimit: Money { Money(row.integer(Shown.creditLimitMinor)) }
  package var labourRate: Money? { row.integerOrNil(Shown.labourRateMinor).map { Money($0) } }
  package var overrun: Share? { row.integerOrNil(Shown.overrunBp).map { Share(bp: $0) } }
  package var tier: LentText? { row.textOrNil(Shown.tier) }
  package var refusedServiceReason: LentText? { row.textOrNil(Shown.refusedServiceReason) }
  package var status: LentText { row.text(Shown.status) }
  package var source: LentText? { row.textOrNil(Shown.source) }
  package var externalID: LentText? { row.textOrNil(Shown.externalID) }
  package var createdAt: Instant { Instant(rawValue: row.integer(Shown.createdAt)) }
  package var version: Int64 { row.integer(Shown.version) }

  /// The id of the card that this one was merged into. If the requested card was merged into this one, it is this card's id.
  package var mergedIntoID: Int64? { asked == id ? row.integerOrNil(Shown.mergedIntoID) : id }

  /// In E.164, the main phone first.
  package func phones(_ each: (LentText) -> Void) throws {
    if extras.morePhones { return try ClientContactTable(db).phones(of: id, each) }
    if let phone = row.textOrNil(Shown.phone) { each(phone) }
  }
  /// Phones of countries outside the table of known numbers.
  package func uncheckedPhones(_ each: (LentText) -> Void) throws {
    try phones { phone in
      // Skips +7, the prefix of nearly all phones.
      if phone.hasPrefix("+7") { return }
      if !Phone(e164: phone.string).isChecked { each(phone) }
    }
  }
  package func emails(_ each: (LentText) -> Void) throws {
    if extras.emails { try ClientContactTable(db).emails(of: id, each) }
  }
  package func tags(_ each: (LentText) -> Void) throws {
    if extras.tags { try ClientContactTable(db).tags(of: id, each) }
  }

  /// The consents in force: the newest of each purpose.
  package func consents(_ each: (borrowing Consent) -> Void) throws {
    if extras.consents { for consent in try ConsentTable(db).inForce(of: id) { each(consent) } }
  }
  package func proxies(_ each: (borrowing Proxy) -> Void) throws {
    if extras.proxies { for proxy in try ProxyTable(db).all(of: id) { each(proxy) } }
  }
}
