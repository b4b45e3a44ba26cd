internal import Desk
internal import Domain

extension Room {
  package static let clockings = Room("WorkOrders") { r in
    r.create(
      "/v1/work-orders/{id}/clock-on", "Start a clock on a labour line, or on diagnosis", .clock, takes: ClockOnBody.self,
      ClockingJSON.clocking, at: { "/v1/clockings/\($0.id)" }
    ) { call, body, version in
      try Clockings(call.context).start(on: call.id(), version: version, line: body.lineID, mechanic: body.mechanicID)
    }
    r.action("/v1/clockings/{id}/clock-off", "Stop a clock", .clock, ClockingJSON.clocking) { call in
      try Clockings(call.context).stop(call.id())
    }
    r.action("/v1/me/clock-off", "Stop my running clock", .clock, ClockingJSON.clocking) { call in
      try Clockings(call.context).stopOwn()
    }
    r.create(
      "/v1/clockings/{id}/correct", "Write the times as they were; the original is kept", .clockingCorrection, takes: CorrectionBody.self,
      ClockingJSON.clocking, at: { "/v1/clockings/\($0.id)" }
    ) { call, body in
      try Clockings(call.context).correct(call.id(), from: body.startedAt, to: body.endedAt, reason: body.reason)
    }
    r.list("/v1/clockings", "Mechanics' time", .readDesk, query: ClockingListQuery.self, ClockingJSON.clocking) { call, query, page in
      try WorkedHours(call.context).list(query.query, page)
    }
    r.get("/v1/clockings/{id}", "One clocking", .readDesk, ClockingJSON.clocking) { call in try Clockings(call.context).find(call.id()) }
    r.report(
      "/v1/work-orders/{id}/hours", "Norm, actual and billed hours of each line", .readDesk, query: NoQuery.self, ClockingJSON.orderHours
    ) { call, _ in try WorkedHours(call.context).hours(of: call.id()) }

    r.create(
      "/v1/work-orders/{id}/quality-checks", "Check the work", .checkQuality, takes: QualityCheckBody.self, ClockingJSON.qualityCheck
    ) { call, body, version in try QualityChecks(call.context).check(call.id(), version: version, body.new) }
    r.list("/v1/work-orders/{id}/quality-checks", "An order's checks", .readDesk, ClockingJSON.qualityCheck) { call, page in
      try QualityChecks(call.context).list(of: call.id(), page)
    }
  }
}
