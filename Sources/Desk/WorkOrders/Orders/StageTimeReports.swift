package import Domain

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
    return try OrderStages(
      orderID: orderID, version: order.version, status: order.status,
      times: StageTimes(openedAt: order.openedAt, marks: marks, calendar: context.hours(), now: context.now))
  }

  /// Reports on the orders opened on these days.
  package func report(opened: Period) throws -> StageTimeReport {
    let span = try opened.span(in: context.settings.zone, years: 1)
    var taken: [WorkOrder.Status: [(working: Int64, parts: Int64)]] = [:]
    var orders: Int64 = 0
    let hours = try context.hours()
    try StageTimeTable(context.db).each(span) { openedAt, marks in
      orders += 1
      let times = StageTimes(openedAt: openedAt, marks: marks, calendar: hours, now: context.now)
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

extension WorkOrder.PartsStatus {
  var isWaiting: Bool { self == .short || self == .onOrder }
}
