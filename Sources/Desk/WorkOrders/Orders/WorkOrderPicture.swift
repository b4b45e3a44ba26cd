package import Domain
internal import SQLite

/// A complete order as the API shows it, lent. Its texts are valid only while the row is; its lists are read on demand.
package struct WorkOrderPicture: ~Copyable {
  private let row: Row
  private let context: Context
  private let has: WorkOrderPictureTable.Has
  private let sums = PayerTotals()
  /// nil unless asked for: moves depend on the caller and the time, not on the version alone.
  package let moves: [Move]?
  /// Notices that only the response to the change itself shows.
  private let told: [Reason]

  init(_ row: consuming Row, _ context: Context, moves: [Move]?, told: [Reason]) {
    has = WorkOrderPictureTable.Has(extras: row.integer(46))
    self.row = row
    self.context = context
    self.moves = moves
    self.told = told
  }

  package var id: Int64 { row.integer(0) }
  package var number: UnsafeRawBufferPointer { row.text(1) }
  package var kind: UnsafeRawBufferPointer { row.text(2) }
  package var status: UnsafeRawBufferPointer { row.text(3) }
  package var partsStatus: UnsafeRawBufferPointer { row.text(4) }
  package var openedAt: Instant { Instant(rawValue: row.integer(5)) }
  package var promisedAt: Instant? { row.integerOrNil(6).map(Instant.init(rawValue:)) }
  package var completedAt: Instant? { row.integerOrNil(7).map(Instant.init(rawValue:)) }
  package var closedAt: Instant? { row.integerOrNil(8).map(Instant.init(rawValue:)) }
  package var closeReason: UnsafeRawBufferPointer? { row.textOrNil(9) }
  package var total: Money { Money(row.integer(10)) }
  package var approved: Money { Money(row.integer(11)) }
  package var client: Client { Client(row: row.again) }
  package var vehicle: Vehicle { Vehicle(row: row.again) }
  package var advisorId: Int64 { row.integer(22) }
  package var advisorName: UnsafeRawBufferPointer { row.text(23) }
  package var proxyId: Int64? { row.integerOrNil(24) }
  package var comebackOfId: Int64? { row.integerOrNil(25) }
  package var odometerKm: Int64 { row.integer(26) }
  package var runKm: Int64 { row.integerOrNil(47) ?? odometerKm }
  package var fuelPercent: Int64? { row.integerOrNil(27) }
  package var damage: UnsafeRawBufferPointer? { row.textOrNil(28) }
  package var completeness: UnsafeRawBufferPointer? { row.textOrNil(29) }
  package var belongings: UnsafeRawBufferPointer? { row.textOrNil(30) }
  package var clientParts: UnsafeRawBufferPointer? { row.textOrNil(31) }
  package var clientPartsRefusedReason: UnsafeRawBufferPointer? { row.textOrNil(32) }
  package var signedBy: UnsafeRawBufferPointer? { row.textOrNil(33) }
  package var signedHow: UnsafeRawBufferPointer? { row.textOrNil(34) }
  package var oldParts: UnsafeRawBufferPointer { row.text(35) }
  package var oldPartsOutcome: UnsafeRawBufferPointer? { row.textOrNil(36) }
  package var standingInstruction: UnsafeRawBufferPointer { row.text(37) }
  package var standingLimit: Money? { row.integerOrNil(38).map { Money($0) } }
  package var handedOverAt: Instant? { row.integerOrNil(39).map(Instant.init(rawValue:)) }
  package var collectedBy: UnsafeRawBufferPointer? { row.textOrNil(40) }
  package var collectedProxyId: Int64? { row.integerOrNil(41) }
  package var collectedIdentifiedBy: UnsafeRawBufferPointer? { row.textOrNil(50) }
  package var note: UnsafeRawBufferPointer? { row.textOrNil(42) }
  package var version: Int64 { row.integer(43) }

  package struct Client: ~Copyable {
    fileprivate let row: Row
    package var id: Int64 { row.integer(12) }
    package var kind: UnsafeRawBufferPointer { row.text(13) }
    package var name: UnsafeRawBufferPointer { row.text(14) }
    /// The first of the card's phones.
    package var phone: UnsafeRawBufferPointer? { row.textOrNil(15) }
  }

  package struct Vehicle: ~Copyable {
    fileprivate let row: Row
    package var id: Int64 { row.integer(16) }
    package var make: UnsafeRawBufferPointer { row.text(17) }
    package var model: UnsafeRawBufferPointer { row.text(18) }
    package var year: Int64? { row.integerOrNil(19) }
    package var plate: UnsafeRawBufferPointer? { row.textOrNil(20) }
    package var vin: UnsafeRawBufferPointer? { row.textOrNil(21) }
    package var bodyNumber: UnsafeRawBufferPointer? { row.textOrNil(51) }

    fileprivate var title: String {
      [make, model, plate ?? vin ?? bodyNumber].compactMap { $0 }.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
    }
  }

  /// Warnings of an open order: the car has other open orders, the client is not its owner on record, or the odometer
  /// shows more than it is likely to have run. Notices of the change itself follow.
  package var warnings: [Reason] {
    guard row.isNull(8) else { return [] }
    var warnings: [Reason] = []
    if let others = row.textOrNil(45) { warnings.append(.openOrderOnVehicle(String(decoding: others, as: UTF8.self))) }
    let owner = row.integerOrNil(44)
    if owner != client.id { warnings.append(.notTheOwner("\(vehicle.title) (id \(vehicle.id))", owner)) }
    if let before = row.integerOrNil(48), let at = row.integerOrNil(49) {
      warnings.append(.odometerJump(odometerKm, fromKm: before, at: Instant(rawValue: at), context.settings.zone))
    }
    return warnings + told
  }

  package func complaints(_ each: (borrowing ComplaintPicture) -> Void) throws { try ComplaintTable(context.db).each(of: id, each) }

  package func estimates(_ each: (borrowing Offer) -> Void) throws {
    if has.estimates { try WorkOrderPictureTable(context.db).estimates(of: id, each) }
  }

  /// All lines, including declined and removed ones, oldest first.
  package func lines(_ each: (borrowing OrderLinePicture) -> Void) throws {
    let beside = try LinesBeside(has, of: id, context.db)
    let (version, isClosed) = (version, row.integerOrNil(8) != nil)
    sums.begin()
    try OrderLineTable(context.db).each(of: id) { row in
      let line = try OrderLinePicture(row.again, beside, orderVersion: version, isClosed: isClosed)
      try sums.add(line)
      each(line)
    }
    sums.end()
  }

  /// Totals by payer, summed up while the lines were shown. If they were not shown, they are read here.
  package func totals(_ each: (borrowing Total) -> Void) throws {
    if !sums.areComplete { try lines { _ in } }
    try sums.show(self, context, each)
  }

  /// An estimate as the order shows it. Its lines are in the estimate's own response.
  package struct Offer: ~Copyable {
    private let row: Row
    init(_ row: consuming Row) { self.row = row }
    package var id: Int64 { row.integer(0) }
    package var kind: UnsafeRawBufferPointer { row.text(1) }
    package var title: UnsafeRawBufferPointer { row.text(2) }
    package var status: UnsafeRawBufferPointer { row.text(3) }
    package var promisedAt: Instant { Instant(rawValue: row.integer(4)) }
    package var gross: Money { Money(row.integer(5)) }
    package var approved: Money { Money(row.integer(6)) }
    package var offeredAt: Instant? { row.integerOrNil(7).map(Instant.init(rawValue:)) }
    package var expiresAt: Instant? { row.integerOrNil(8).map(Instant.init(rawValue:)) }
    package var decidedAt: Instant? { row.integerOrNil(9).map(Instant.init(rawValue:)) }
  }

  /// The part of the standing lines that one party pays.
  package struct Total: ~Copyable {
    package let role: PayerRole
    package let clientID: Int64?
    package let name: UnsafeRawBufferPointer
    package let gross: Money
  }
}
