package import Domain
internal import SQLite

/// A card for a response, lent: its texts are valid as long as the row. Related tables are read on demand, and only if
/// the card has rows there.
package struct ClientPicture: ~Copyable {
  private let row: Row
  private let db: Database
  /// The requested id.
  private let asked: Int64
  /// Warnings about a change; nil if none were looked for.
  package let warnings: [Reason]?
  private var extras: ClientTable.Extras { ClientTable.Extras(bits: row.integer(21)) }

  init(_ row: consuming Row, _ db: Database, asked: Int64? = nil, warnings: [Reason]? = nil) {
    self.asked = asked ?? row.integer(0)
    self.row = row
    self.db = db
    self.warnings = warnings
  }

  package var id: Int64 { row.integer(0) }
  package var kind: UnsafeRawBufferPointer { row.text(1) }
  package var name: UnsafeRawBufferPointer { row.text(2) }
  package var taxId: UnsafeRawBufferPointer? { row.textOrNil(3) }
  package var taxIdIsVerified: Bool? { row.textOrNil(3).map { INN.isValid(String(decoding: $0, as: UTF8.self)) } }
  package var birthOn: Day? { row.integerOrNil(4).map(Day.init(rawValue:)) }
  package var preferredChannel: UnsafeRawBufferPointer? { row.textOrNil(5) }
  package var language: UnsafeRawBufferPointer { row.text(6) }
  package var discount: Share { Share(bp: row.integer(7)) }
  package var comment: UnsafeRawBufferPointer? { row.textOrNil(8) }
  package var privateNote: UnsafeRawBufferPointer? { row.textOrNil(9) }
  package var creditDays: Int64 { row.integer(10) }
  package var creditLimit: Money { Money(row.integer(11)) }
  package var labourRate: Money? { row.integerOrNil(12).map { Money($0) } }
  package var overrun: Share? { row.integerOrNil(13).map { Share(bp: $0) } }
  package var refusedServiceReason: UnsafeRawBufferPointer? { row.textOrNil(14) }
  package var status: UnsafeRawBufferPointer { row.text(15) }
  package var source: UnsafeRawBufferPointer? { row.textOrNil(17) }
  package var externalId: UnsafeRawBufferPointer? { row.textOrNil(18) }
  package var createdAt: Instant { Instant(rawValue: row.integer(19)) }
  package var version: Int64 { row.integer(20) }

  /// The id of the card that this one was merged into. If the requested card was merged into this one, it is this card's id.
  package var mergedIntoId: Int64? { asked == id ? row.integerOrNil(16) : id }

  /// In E.164, the main phone first.
  package func phones(_ each: (UnsafeRawBufferPointer) -> Void) throws {
    if extras.morePhones { return try ClientContactTable(db).phones(of: id, each) }
    if let phone = row.textOrNil(22) { each(phone) }
  }
  /// Phones of countries outside the table of known numbers.
  package func uncheckedPhones(_ each: (UnsafeRawBufferPointer) -> Void) throws {
    try phones { phone in
      // Skips +7, the prefix of nearly all phones.
      if phone.count > 1, phone[1] == 0x37 { return }
      if !Phone(e164: String(decoding: phone, as: UTF8.self)).isChecked { each(phone) }
    }
  }
  package func emails(_ each: (UnsafeRawBufferPointer) -> Void) throws {
    if extras.emails { try ClientContactTable(db).emails(of: id, each) }
  }
  package func tags(_ each: (UnsafeRawBufferPointer) -> Void) throws {
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
