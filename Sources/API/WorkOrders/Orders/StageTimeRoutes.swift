internal import Desk
internal import Domain

enum StageTimeJSON {
  static let stage = Shape<StageTimes.Stage>("Stage") { s in
    s.word("status") { $0.status }
    s.time("from") { $0.from }
    s.time("until") { $0.until }
    s.integer("minutes") { $0.minutes }
    s.integer("working_minutes") { $0.workingMinutes }
    s.integer("parts_minutes") { $0.partsMinutes }
    s.integer("parts_working_minutes") { $0.partsWorkingMinutes }
  }

  /// The present stage grows with time, so there is no ETag.
  static let order = Shape<OrderStages>("OrderStages") { s in
    s.integer("work_order_id") { $0.orderID }
    s.word("status") { $0.status }
    s.list("stages", stage) { $0.times.stages }
    s.integer("minutes") { $0.times.stages.reduce(0) { $0 + $1.minutes } }
    s.integer("working_minutes") { $0.times.stages.reduce(0) { $0 + $1.workingMinutes } }
    s.integer("parts_minutes") { $0.times.stages.reduce(0) { $0 + $1.partsMinutes } }
    s.integer("parts_working_minutes") { $0.times.stages.reduce(0) { $0 + $1.partsWorkingMinutes } }
  }

  static let stageReport = Shape<StageReport>("StageReport") { s in
    s.word("status") { $0.status }
    s.integer("orders") { $0.orders }
    s.integer("mean_working_minutes") { $0.mean }
    s.integer("median_working_minutes") { $0.median }
    s.integer("p90_working_minutes") { $0.ninth }
    s.integer("mean_parts_working_minutes") { $0.meanParts }
  }

  static let report = Shape<StageTimeReport>("StageTimeReport") { s in
    s.date("from") { $0.opened.from }
    s.date("to") { $0.opened.to }
    s.integer("orders") { $0.orders }
    s.list("stages", stageReport) { $0.stages }
  }
}

struct StageTimeQuery: Declared {
  let opened: Period
  init(_ fields: inout Fields) { opened = fields.requiredPeriod("of opening; a year at most") }
}

extension Room {
  package static let stageTimes = Room("WorkOrders") { r in
    r.report(
      "/v1/work-orders/{id}/stage-times", "Which stage took how long, and how long it waited for parts", .readDesk, query: NoQuery.self,
      StageTimeJSON.order
    ) { call, _ in try StageTimeReports(call.context).stages(of: call.id()) }
    r.report(
      "/v1/reports/stage-times", "Stages over all orders opened in a span of days", .readDesk, query: StageTimeQuery.self,
      StageTimeJSON.report, on: .worker
    ) { call, query in try StageTimeReports(call.context).report(opened: query.opened) }
  }
}
