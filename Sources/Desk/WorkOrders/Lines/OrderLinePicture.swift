package import Domain
internal import SQLite

/// A line as the API shows it, lent without a copy, with its payers, mechanics and coverage check.
package struct OrderLinePicture: ~Copyable {
  private let row: Row
  let stands: Bool
  /// The quantity not yet issued, reserved or on order; zero once the order is closed.
  package let short: Quantity
  package let payers: [LinePayer]
  package let mechanics: [Int64]
  package let check: CoverageCheck?
  /// The version of the whole order: a line has none of its own.
  package let orderVersion: Int64

  init(_ row: consuming Row, _ beside: LinesBeside, orderVersion: Int64, isClosed: Bool) throws {
    let id = row.integer(0)
    let status: OrderLine.Status = try row[3]
    let needsStock = try !isClosed && OrderLine.needsStock(row[2], status, clientSupplied: row[15])
    let lacks = needsStock ? try OrderLine.short(of: row[10], issued: row[18], reserved: row[16], onOrder: row[17]) : .zero
    stands = status.stands
    short = lacks
    payers = beside.payers[id] ?? []
    mechanics = beside.mechanics[id] ?? []
    check = beside.checks[id]
    self.orderVersion = orderVersion
    self.row = row
  }

  package var id: Int64 { row.integer(0) }
  package var kind: UnsafeRawBufferPointer { row.text(2) }
  package var status: UnsafeRawBufferPointer { row.text(3) }
  package var complaintId: Int64? { row.integerOrNil(4) }
  package var operationId: Int64? { row.integerOrNil(5) }
  package var partId: Int64? { row.integerOrNil(6) }
  package var code: UnsafeRawBufferPointer { row.text(7) }
  package var name: UnsafeRawBufferPointer { row.text(8) }
  package var unit: UnsafeRawBufferPointer { row.text(9) }
  package var quantity: Quantity { Quantity(thousandths: row.integer(10)) }
  package var unitPrice: Money { Money(row.integer(11)) }
  package var discount: Share { Share(bp: row.integer(12)) }
  package var gross: Money { Money(row.integer(13)) }
  package var taxCategory: UnsafeRawBufferPointer { row.text(14) }
  package var clientSupplied: Bool { row.integer(15) != 0 }
  package var reserved: Quantity { Quantity(thousandths: row.integer(16)) }
  package var onOrder: Quantity { Quantity(thousandths: row.integer(17)) }
  package var issued: Quantity { Quantity(thousandths: row.integer(18)) }
  package var issuedCost: Money { Money(row.integer(19)) }
  package var doneAt: Instant? { row.integerOrNil(20).map(Instant.init(rawValue:)) }
  package var declinedReason: UnsafeRawBufferPointer? { row.textOrNil(21) }
  package var createdAt: Instant { Instant(rawValue: row.integer(22)) }
}

/// Payers, mechanics and coverage checks of an order's lines: one query each, not one per line. Most orders have none
/// of them, and then the query is skipped.
struct LinesBeside {
  let payers: [Int64: [LinePayer]]
  let mechanics: [Int64: [Int64]]
  let checks: [Int64: CoverageCheck]

  init(_ has: WorkOrderPictureTable.Has, of order: Int64, _ db: Database) throws {
    payers = has.payers ? Dictionary(grouping: try LinePayerTable(db).all(of: order), by: \.orderLineId) : [:]
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
    Dictionary(checks.map { ($0.orderLineId, $0) }, uniquingKeysWith: { $1 })
  }
}
