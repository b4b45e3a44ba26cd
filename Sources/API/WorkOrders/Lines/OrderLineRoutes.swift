internal import Desk
internal import Domain
internal import HTTP

extension Room {
  package static let orderLines = Room("WorkOrders") { r in
    r.create(
      "/v1/work-orders/{id}/lines", "Add labour or a part", .orders, takes: OrderLineBody.self, OrderLineJSON.line
    ) { call, body, version in try OrderLines(call.context).add(to: call.id(), version: version, body.new) }
    r.action(
      "/v1/work-orders/{id}/lines/from-declined", "Offer again what was declined before", .orders, takes: DeclinedBody.self,
      WorkOrderJSON.order
    ) { call, body, version in
      try OrderLines(call.context).addDeclined(to: call.id(), version: version, lines: body.lines)
    }
    r.patch(
      "/v1/work-orders/{id}/lines/{line_id}", "Change a line; an approved one down, or up within the tolerance", .orders,
      takes: OrderLinePatch.self,
      OrderLineJSON.line
    ) { call, body, version in
      try OrderLines(call.context).edit(call.id(1), of: call.id(), version: version, body.edit)
    }
    r.delete("/v1/work-orders/{id}/lines/{line_id}", "Take a line out; its reservation is freed", .orders) { call, version in
      try OrderLines(call.context).remove(call.id(1), of: call.id(), version: version)
    }
    r.list("/v1/vehicles/{id}/declined-work", "What was declined and may be offered again", .readDesk, OrderLineJSON.declined) {
      call, page in
      try OrderLines(call.context).declined(onVehicle: call.id(), page)
    }

    r.put(
      "/v1/work-orders/{id}/lines/{line_id}/mechanics", "Say who does a labour line", .orders, takes: MechanicsBody.self, OrderLineJSON.line
    ) { call, body, version in
      try LineWork(call.context).assign(call.id(1), of: call.id(), version: version, mechanics: body.mechanics)
    }
    r.action("/v1/work-orders/{id}/lines/{line_id}/done", "A line is done: mechanics and advisors", .finishWork, OrderLineJSON.line) {
      call, version in
      try LineWork(call.context).finish(call.id(1), of: call.id(), version: version)
    }
    r.action(
      "/v1/work-orders/{id}/lines/{line_id}/not-done", "A line is not done after all", .orders, takes: ReasonBody.self, OrderLineJSON.line
    ) { call, body, version in
      try LineWork(call.context).resume(call.id(1), of: call.id(), version: version, reason: body.reason)
    }

    r.put(
      "/v1/work-orders/{id}/lines/{line_id}/payers", "Say who pays which share", .orders, takes: PayersBody.self, OrderLineJSON.line
    ) { call, body, version in try LinePayers(call.context).set(call.id(1), of: call.id(), version: version, body.shares) }
    r.action(
      "/v1/work-orders/{id}/lines/{line_id}/coverage-check", "Look whether a warranty covers a line", .orders,
      takes: CoverageCheckBody.self, OrderLineJSON.line
    ) { call, body, version in
      try CoverageChecks(call.context).check(
        call.id(1), of: call.id(), version: version, coverage: body.coverageID, note: body.note)
    }
    r.action(
      "/v1/work-orders/{id}/lines/{line_id}/refuse-claim", "The payer has refused the warranty claim", .orders,
      takes: ClaimRefusalBody.self, OrderLineJSON.line
    ) { call, body, version in
      try CoverageChecks(call.context).refuseClaim(
        call.id(1), of: call.id(), version: version, reason: body.reason, companyPays: body.companyPays)
    }
  }
}
