package import Domain
internal import SQLite

/// Hours of a labour line: planned, worked and billed. The three figures are kept apart.
package struct LineHours: Sendable {
  /// nil: diagnosis.
  package let lineID: Int64?
  package let name: String?
  package let status: OrderLine.Status?
  package let norm: Quantity
  /// Man-hours: two mechanics on one job count twice.
  package let actual: Quantity
  package let billed: Quantity
  package let mechanicIDs: [Int64]
  package let isRunning: Bool
}

package struct OrderHours: Sendable {
  package let orderID: Int64
  package let lines: [LineHours]
  package let norm: Quantity
  package let actual: Quantity
  package let billed: Quantity
}

package struct ClockingQuery: Sendable {
  package var mechanicID: Int64?
  package var orderID: Int64?
  package var started: Period
  package var running: Bool?
  package var closedBy: Clocking.ClosedBy?
  /// Includes the originals that a correction replaced.
  package var history: Bool

  package init(
    mechanicID: Int64? = nil, orderID: Int64? = nil, started: Period = Period(), running: Bool? = nil, closedBy: Clocking.ClosedBy? = nil,
    history: Bool = false
  ) {
    self.mechanicID = mechanicID
    self.orderID = orderID
    self.started = started
    self.running = running
    self.closedBy = closedBy
    self.history = history
  }
}

package struct WorkedHours {
  private let context: Context
  package init(_ context: Context) { self.context = context }

  package func list(_ query: ClockingQuery, _ page: PageRequest) throws -> Page<Clocking> {
    let filter = ClockingTable.Filter(
      mechanicID: query.mechanicID, orderID: query.orderID, started: try query.started.span(in: context.settings.zone),
      running: query.running, closedBy: query.closedBy, history: query.history)
    return try Page(ClockingTable(context.db).page(filter, page), page) { Cursor(key: .integer($0.startedAt.rawValue), id: $0.id) }
  }

  package func hours(of orderID: Int64) throws -> OrderHours {
    guard try WorkOrderTable(context.db).head(orderID) != nil else { throw Refusal.notFound(.workOrder) }
    let table = ClockingTable(context.db)
    let clockings = Dictionary(grouping: try table.all(of: orderID), by: \.orderLineID)
    let billed = try table.billedHours(of: orderID)
    let labour = try OrderLineTable(context.db).all(of: orderID).filter { $0.kind == .labour && ($0.stands || clockings[$0.id] != nil) }
    var lines = try labour.map { line in
      try hours(
        clockings[line.id] ?? [],
        LineHours(
          lineID: line.id, name: line.name, status: line.status, norm: line.quantity, actual: .zero, billed: billed[line.id] ?? .zero,
          mechanicIDs: [], isRunning: false))
    }
    if let diagnosis = clockings[nil] {
      lines.append(
        try hours(
          diagnosis,
          LineHours(
            lineID: nil, name: nil, status: nil, norm: .zero, actual: .zero, billed: .zero, mechanicIDs: [], isRunning: false)))
    }
    return OrderHours(
      orderID: orderID, lines: lines, norm: try Quantity.sum(lines.map(\.norm)), actual: try Quantity.sum(lines.map(\.actual)),
      billed: try Quantity.sum(lines.map(\.billed)))
  }

  private func hours(_ rows: [Clocking], _ blank: LineHours) throws -> LineHours {
    LineHours(
      lineID: blank.lineID, name: blank.name, status: blank.status, norm: blank.norm, actual: try Clocking.worked(rows, now: context.now),
      billed: blank.billed, mechanicIDs: Set(rows.map(\.mechanicID)).sorted(), isRunning: rows.contains { $0.endedAt == nil })
  }
}
