package import Domain
internal import SQLite

/// Stages of an order, read from its history.
package struct OrderStages: Sendable {
  package let orderID: Int64
  package let version: Int64
  package let status: WorkOrder.Status
  package let times: StageTimes
}

/// One stage over many orders. Each order counts once, with its working minutes in that stage.
package struct StageReport: Sendable {
  package let status: WorkOrder.Status
  package let orders: Int64
  package let mean: Int64
  package let median: Int64
  /// 90th percentile by nearest rank: nine in ten orders took no longer.
  package let ninth: Int64
  package let meanParts: Int64
}

package struct StageTimeReport: Sendable {
  package let opened: Period
  package let orders: Int64
  package let stages: [StageReport]
}

package struct StageTimeReports {
  private let context: Context
  package init(_ context: Context) { self.context = context }

  package func stages(of orderID: Int64) throws -> OrderStages {
    guard let order = try WorkOrderTable(context.db).find(orderID) else { throw Refusal.notFound(.workOrder) }
    let marks = try StageTimeTable(context.db).marks(of: orderID)
    return OrderStages(
      orderID: orderID, version: order.version, status: order.status,
      times: StageTimes(openedAt: order.openedAt, marks: marks, calendar: context.settings.calendar, now: context.now))
  }

  /// Reports on the orders opened on these days.
  package func report(opened: Period) throws -> StageTimeReport {
    let span = try opened.span(in: context.settings.zone, years: 1)
    var taken: [WorkOrder.Status: [(working: Int64, parts: Int64)]] = [:]
    var orders: Int64 = 0
    try StageTimeTable(context.db).each(span) { openedAt, marks in
      orders += 1
      let times = StageTimes(openedAt: openedAt, marks: marks, calendar: context.settings.calendar, now: context.now)
      for status in WorkOrder.Status.allCases {
        if let total = times.total(status) { taken[status, default: []].append((total.workingMinutes, total.partsWorkingMinutes)) }
      }
    }
    return StageTimeReport(
      opened: opened, orders: orders,
      stages: WorkOrder.Status.allCases.compactMap { status in taken[status].map { report(status, $0) } })
  }

  /// `stays` is not empty.
  private func report(_ status: WorkOrder.Status, _ stays: [(working: Int64, parts: Int64)]) -> StageReport {
    let sorted = stays.map(\.working).sorted()
    let count = Int64(sorted.count)
    return StageReport(
      status: status, orders: count, mean: sorted.reduce(0, +) / count, median: sorted[(sorted.count + 1) / 2 - 1],
      ninth: sorted[(sorted.count * 9 + 9) / 10 - 1], meanParts: stays.reduce(0) { $0 + $1.parts } / count)
  }
}

/// Moments when an order's status changed, or when it started or stopped waiting for parts.
struct StageTimeTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  func marks(of order: Int64) throws -> [StageTimes.Mark] {
    try db.all(
      """
      SELECT at, json_extract(data, '$.changed.status[1]'), json_extract(data, '$.changed.parts_status[1]') FROM events
      WHERE subject = 'work_order' AND subject_id = ? ORDER BY id
      """, order
    ) { row in try Self.marks(row[0], row[1], row[2]) }.flatMap { $0 }
  }

  /// Passes each order opened in a span to `body`, with its marks.
  func each(_ span: Period.Span, _ body: (Instant, [StageTimes.Mark]) throws -> Void) throws {
    var current: (id: Int64, openedAt: Instant)?
    var marks: [StageTimes.Mark] = []
    try db.each(
      """
      SELECT o.id, o.opened_at, e.at, json_extract(e.data, '$.changed.status[1]'), json_extract(e.data, '$.changed.parts_status[1]')
      FROM work_orders o JOIN events e ON e.subject = 'work_order' AND e.subject_id = o.id
      WHERE o.opened_at >= ? AND o.opened_at < ? ORDER BY o.opened_at, o.id, e.id
      """, span.from, span.until
    ) { row in
      let id: Int64 = try row[0]
      if let last = current, last.id != id {
        try body(last.openedAt, marks)
        marks = []
      }
      current = (id, try row[1])
      marks += try Self.marks(row[2], row[3], row[4])
    }
    if let last = current { try body(last.openedAt, marks) }
  }

  private static func marks(_ at: Instant, _ status: String?, _ parts: String?) throws -> [StageTimes.Mark] {
    var marks: [StageTimes.Mark] = []
    if let status = status.flatMap(WorkOrder.Status.init(rawValue:)) { marks.append(.init(at, .status(status))) }
    if let parts = parts.flatMap(WorkOrder.PartsStatus.init(rawValue:)) { marks.append(.init(at, .waitsForParts(parts.isWaiting))) }
    return marks
  }
}

extension WorkOrder.PartsStatus {
  var isWaiting: Bool { self == .short || self == .onOrder }
}
