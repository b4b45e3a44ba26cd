package import Domain
internal import SQLite

/// A card as it is shown, lent: its texts end with the row, and what hangs on it is read when it is asked for, where there is any.
package struct ClientPicture: ~Copyable {
  private let row: Row
  private let db: Database
  /// By which id it was asked for.
  private let asked: Int64
  /// Of a change, what is worth knowing all the same; nil where it was not looked for.
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

  /// The card that it was merged into; of the card that was asked for, when this is the one that stands for it.
  package var mergedIntoId: Int64? { asked == id ? row.integerOrNil(16) : id }

  /// E.164, the main one first.
  package func phones(_ each: (UnsafeRawBufferPointer) -> Void) throws {
    if extras.morePhones { return try ClientContactTable(db).phones(of: id, each) }
    if let phone = row.textOrNil(22) { each(phone) }
  }
  /// Those of countries whose numbers are not known here.
  package func uncheckedPhones(_ each: (UnsafeRawBufferPointer) -> Void) throws {
    try phones { phone in
      // +7, as nearly all are.
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

  /// The newest word on each purpose.
  package func consents(_ each: (borrowing Consent) -> Void) throws {
    if extras.consents { for consent in try ConsentTable(db).inForce(of: id) { each(consent) } }
  }
  package func proxies(_ each: (borrowing Proxy) -> Void) throws {
    if extras.proxies { for proxy in try ProxyTable(db).all(of: id) { each(proxy) } }
  }
}
