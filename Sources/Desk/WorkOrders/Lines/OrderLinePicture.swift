package import Domain
package import JSON
internal import SQLite

/// A line as the API shows it, lent without a copy, with its payers, mechanics and coverage check.
package struct OrderLinePicture: ~Copyable {
  private typealias Shown = OrderLineTable.Shown
  private let row: Row
  /// The quantity not yet issued, reserved or on order; zero once the order is closed.
  package let short: Quantity
  package let payers: [LinePayer]
  package let mechanics: [Int64]
  package let check: CoverageCheck?
  /// The version of the whole order: a line has none of its own.
  package let orderVersion: Int64

  init(_ row: consuming Row, _ beside: LinesBeside, orderVersion: Int64, isClosed: Bool) throws {
    assert(row.shows(Shown.self))
    let id = row.integer(Shown.id)
    let status: OrderLine.Status = try row[Shown.status]
    let needsStock = try !isClosed && OrderLine.needsStock(row[Shown.kind], status, clientSupplied: row[Shown.clientSupplied])
    short =
      needsStock
      ? try OrderLine.short(of: row[Shown.quantity], issued: row[Shown.issued], reserved: row[Shown.reserved], onOrder: row[Shown.onOrder])
      : .zero
    payers = beside.payers[id] ?? []
    mechanics = beside.mechanics[id] ?? []
    check = beside.checks[id]
    self.orderVersion = orderVersion
    self.row = row
  }

  package var id: Int64 { row.integer(Shown.id) }
  package var kind: LentText { row.text(Shown.kind) }
  package var status: LentText { row.text(Shown.status) }
  package var complaintID: Int64? { row.integerOrNil(Shown.complaintID) }
  package var operationID: Int64? { row.integerOrNil(Shown.operationID) }
  package var partID: Int64? { row.integerOrNil(Shown.partID) }
  package var code: LentText { row.text(Shown.code) }
  package var name: LentText { row.text(Shown.name) }
  package var unit: LentText { row.text(Shown.unit) }
  package var quantity: Quantity { Quantity(thousandths: row.integer(Shown.quantity)) }
  package var unitPrice: Money { Money(row.integer(Shown.unitPriceMinor)) }
  package var discount: Share { Share(bp: row.integer(Shown.discountBp)) }
  package var gross: Money { Money(row.integer(Shown.grossMinor)) }
  package var taxCategory: LentText { row.text(Shown.taxCategory) }
  package var clientSupplied: Bool { row.integer(Shown.clientSupplied) != 0 }
  package var reserved: Quantity { Quantity(thousandths: row.integer(Shown.reserved)) }
  package var onOrder: Quantity { Quantity(thousandths: row.integer(Shown.onOrder)) }
  package var issued: Quantity { Quantity(thousandths: row.integer(Shown.issued)) }
  package var issuedCost: Money { Money(row.integer(Shown.issuedCostMinor)) }
  package var doneAt: Instant? { row.integerOrNil(Shown.doneAt).map(Instant.init(rawValue:)) }
  package var declinedReason: LentText? { row.textOrNil(Shown.declinedReason) }
  package var createdAt: Instant { Instant(rawValue: row.integer(Shown.createdAt)) }
}

/// Payers, mechanics and coverage checks of an order's lines: one query each, not one per line. Most orders have none
/// of them, and then the query is skipped.
struct LinesBeside {
  let payers: [Int64: [LinePayer]]
  let mechanics: [Int64: [Int64]]
  let checks: [Int64: CoverageCheck]

  init(_ has: WorkOrderPictureTable.Has, of order: Int64, _ payers: [LinePayer], _ db: Database) throws {
    self.payers = payers.isEmpty ? [:] : Dictionary(grouping: payers, by: \.orderLineID)
    mechanics =
      has.mechanics ? Dictionary(grouping: try LineMechanicTable(db).all(of: order), by: \.line).mapValues { $0.map(\.user) } : [:]
    // A check always writes payers, so an order without payers has no checks to read.
    checks = payers.isEmpty ? [:] : Self.byLine(try CoverageCheckTable(db).all(of: order))
  }

  init(ofLine line: Int64, _ db: Database) throws {
    payers = [line: try LinePayerTable(db).all(ofLine: line)]
    mechanics = [line: try LineMechanicTable(db).all(ofLine: line)]
    checks = Self.byLine(try CoverageCheckTable(db).find(ofLine: line).map { [$0] } ?? [])
  }

  /// The table's key allows one check per line.
  private static func byLine(_ checks: [CoverageCheck]) -> [Int64: CoverageCheck] {
    Dictionary(checks.map { ($0.orderLineID, $0) }, uniquingKeysWith: { $1 })
  }
}
