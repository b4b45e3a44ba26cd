package import Domain
package import JSON
internal import SQLite

/// A complete order as the API shows it, lent. Its texts are valid only while the row is; its lists are read on demand.
package struct WorkOrderPicture: ~Copyable {
  private typealias Shown = WorkOrderPictureTable.Shown
  private let row: Row
  private let context: Context
  private let has: WorkOrderPictureTable.Has
  /// Payers of the lines, for the lines and for the totals.
  private let payers: [(payer: LinePayer, status: OrderLine.Status)]
  /// nil unless asked for: moves depend on the caller and the time, not on the version alone.
  package let moves: [PossibleMove]?
  /// Notices that only the response to the change itself shows.
  private let told: [Reason]

  init(_ row: consuming Row, _ context: Context, moves: [PossibleMove]?, told: [Reason]) throws {
    assert(row.shows(Shown.self))
    has = WorkOrderPictureTable.Has(extras: row.integer(Shown.extras))
    payers = has.payers ? try LinePayerTable(context.db).withStatus(of: row.integer(Shown.id)) : []
    self.row = row
    self.context = context
    self.moves = moves
    self.told = told
  }

  package var id: Int64 { row.integer(Shown.id) }
  package var number: LentText { row.text(Shown.number) }
  package var kind: LentText { row.text(Shown.kind) }
  package var status: LentText { row.text(Shown.status) }
  package var partsStatus: LentText { row.text(Shown.partsStatus) }
  package var openedAt: Instant { Instant(rawValue: row.integer(Shown.openedAt)) }
  package var promisedAt: Instant? { row.integerOrNil(Shown.promisedAt).map(Instant.init(rawValue:)) }
  package var completedAt: Instant? { row.integerOrNil(Shown.completedAt).map(Instant.init(rawValue:)) }
  package var closedAt: Instant? { row.integerOrNil(Shown.closedAt).map(Instant.init(rawValue:)) }
  package var closeReason: LentText? { row.textOrNil(Shown.closeReason) }
  package var total: Money { Money(row.integer(Shown.totalMinor)) }
  package var approved: Money { Money(row.integer(Shown.approvedMinor)) }
  package var client: Client { Client(row: row.again) }
  package var vehicle: Vehicle { Vehicle(row: row.again) }
  package var advisorID: Int64 { row.integer(Shown.advisorID) }
  package var advisorName: LentText { row.text(Shown.advisorName) }
  package var proxyID: Int64? { row.integerOrNil(Shown.proxyID) }
  package var comebackOfID: Int64? { row.integerOrNil(Shown.comebackOfID) }
  package var odometerKm: Int64 { row.integer(Shown.odometerKm) }
  package var runKm: Int64 { row.integerOrNil(Shown.runKm) ?? odometerKm }
  package var fuelPercent: Int64? { row.integerOrNil(Shown.fuelPercent) }
  package var damage: LentText? { row.textOrNil(Shown.damage) }
  package var completeness: LentText? { row.textOrNil(Shown.completeness) }
  package var belongings: LentText? { row.textOrNil(Shown.belongings) }
  package var clientParts: LentText? { row.textOrNil(Shown.clientParts) }
  package var clientPartsRefusedReason: LentText? { row.textOrNil(Shown.clientPartsRefusedReason) }
  package var signedBy: LentText? { row.textOrNil(Shown.signedBy) }
  package var signedHow: LentText? { row.textOrNil(Shown.signedHow) }
  package var oldParts: LentText { row.text(Shown.oldParts) }
  package var oldPartsOutcome: LentText? { row.textOrNil(Shown.oldPartsOutcome) }
  package var standingInstruction: LentText { row.text(Shown.standingInstruction) }
  package var standingLimit: Money? { row.integerOrNil(Shown.standingLimitMinor).map { Money($0) } }
  package var handedOverAt: Instant? { row.integerOrNil(Shown.handedOverAt).map(Instant.init(rawValue:)) }
  package var collectedBy: LentText? { row.textOrNil(Shown.collectedBy) }
  package var collectedProxyID: Int64? { row.integerOrNil(Shown.collectedProxyID) }
  package var collectedIdentifiedBy: LentText? { row.textOrNil(Shown.collectedIdentifiedBy) }
  package var note: LentText? { row.textOrNil(Shown.note) }
  package var version: Int64 { row.integer(Shown.version) }

  package struct Client: ~Copyable {
    fileprivate let row: Row
    package var id: Int64 { row.integer(Shown.clientID) }
    package var kind: LentText { row.text(Shown.clientKind) }
    package var name: LentText { row.text(Shown.clientName) }
    /// The first of the card's phones.
    package var phone: LentText? { row.textOrNil(Shown.clientPhone) }
  }

  package struct Vehicle: ~Copyable {
    fileprivate let row: Row
    package var id: Int64 { row.integer(Shown.vehicleID) }
    package var make: LentText { row.text(Shown.vehicleMake) }
    package var model: LentText { row.text(Shown.vehicleModel) }
    package var year: Int64? { row.integerOrNil(Shown.vehicleYear) }
    package var plate: LentText? { row.textOrNil(Shown.vehiclePlate) }
    package var vin: LentText? { row.textOrNil(Shown.vehicleVin) }
    package var bodyNumber: LentText? { row.textOrNil(Shown.vehicleBodyNumber) }

    fileprivate var title: String {
      [make, model, plate ?? vin ?? bodyNumber].compactMap { $0 }.map(\.string).joined(separator: " ")
    }
  }

  /// Warnings of an open order: the car has other open orders, the client is not its owner on record, or the odometer
  /// shows more than it is likely to have run. Notices of the change itself follow.
  package var warnings: [Reason] {
    guard row.isNull(Shown.closedAt) else { return [] }
    var warnings: [Reason] = []
    if let others = row.textOrNil(Shown.otherOpenOrders) { warnings.append(.openOrderOnVehicle(others.string)) }
    let owner = row.integerOrNil(Shown.vehicleOwnerID)
    if owner != client.id { warnings.append(.notTheOwner("\(vehicle.title) (id \(vehicle.id))", owner)) }
    if let before = row.integerOrNil(Shown.jumpFromKm), let at = row.integerOrNil(Shown.jumpFromAt) {
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
    let beside = try LinesBeside(has, of: id, payers.map(\.payer), context.db)
    let (version, isClosed) = (version, row.integerOrNil(Shown.closedAt) != nil)
    try OrderLineTable(context.db).each(of: id) { row in
      each(try OrderLinePicture(row.again, beside, orderVersion: version, isClosed: isClosed))
    }
  }

  /// The payers' parts of the standing lines. What the payers of lines do not pay, the client does.
  package func totals(_ each: (borrowing Total) -> Void) throws {
    if payers.isEmpty, total > .zero { return each(Total(role: .client, clientID: client.id, name: client.name, gross: total)) }
    var parts: [Party: Money] = [:]
    for (payer, status) in payers where status.stands {
      let party = Party(payer.role, payer.payerClientID)
      parts[party] = try (parts[party] ?? .zero).adding(payer.gross)
    }
    let rest = try total.subtracting(Money.sum(parts.values))
    // The client has a part of zero if it pays only free lines.
    if try rest != .zero || OrderLineTable(context.db).hasUndivided(id) {
      let own = Party(.client, client.id)
      parts[own] = try (parts[own] ?? .zero).adding(rest)
    }
    for (party, gross) in parts.sorted(by: { $0.key < $1.key }) {
      try name(of: party).lend { name in each(Total(role: party.role, clientID: party.clientID, name: name, gross: gross)) }
    }
  }

  private func name(of party: Party) throws -> String {
    guard let id = party.clientID else { return context.settings.company }
    return try id == client.id ? client.name.string : WorkOrderPictureTable(context.db).clientName(id) ?? ""
  }

  /// An estimate as the order shows it. Its lines are in the estimate's own response.
  package struct Offer: ~Copyable {
    private typealias Shown = WorkOrderPictureTable.ShownOffer
    private let row: Row
    init(_ row: consuming Row) {
      assert(row.shows(Shown.self))
      self.row = row
    }
    package var id: Int64 { row.integer(Shown.id) }
    package var kind: LentText { row.text(Shown.kind) }
    package var title: LentText { row.text(Shown.title) }
    package var status: LentText { row.text(Shown.status) }
    package var promisedAt: Instant { Instant(rawValue: row.integer(Shown.promisedAt)) }
    package var gross: Money { Money(row.integer(Shown.grossMinor)) }
    package var approved: Money { Money(row.integer(Shown.approvedMinor)) }
    package var offeredAt: Instant? { row.integerOrNil(Shown.offeredAt).map(Instant.init(rawValue:)) }
    package var expiresAt: Instant? { row.integerOrNil(Shown.expiresAt).map(Instant.init(rawValue:)) }
    package var decidedAt: Instant? { row.integerOrNil(Shown.decidedAt).map(Instant.init(rawValue:)) }
  }

  /// The part of the standing lines that one party pays.
  package struct Total: ~Copyable {
    package let role: PayerRole
    package let clientID: Int64?
    package let name: LentText
    package let gross: Money
  }
}
