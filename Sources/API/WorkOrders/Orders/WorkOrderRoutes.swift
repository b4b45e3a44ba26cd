internal import Desk
internal import Domain
internal import HTTP

extension Room {
  package static let workOrders = Room("WorkOrders") { r in
    r.rows("/v1/work-orders", "Find work orders", .readDesk, query: WorkOrderQuery.self, WorkOrderJSON.row) { call, query, page, write in
      try WorkOrders(call.context).list(query.filter, page, write)
    }
    r.create(
      "/v1/work-orders", "Open a work order: a car has come in", .orders, takes: WorkOrderBody.self, WorkOrderJSON.order,
      at: { "/v1/work-orders/\($0.id)" }
    ) { call, body in try WorkOrders(call.context).open(body.opening(at: call.context.now)) }
    r.get("/v1/work-orders/{id}", "One whole work order", .readDesk, query: WorkOrderInclude.self, WorkOrderJSON.order) { call, query in
      WorkOrders(call.context).find(try call.id(), moves: query.include == .moves)
    }
    r.get("/v1/work-orders/{id}/moves", "What can be done with it, and what stands against the rest", .readDesk, WorkOrderJSON.moves) {
      call in
      let found = try WorkOrderPictures(call.context).moves(call.id())
      return WorkOrderJSON.Moves(order: found.order, moves: found.moves)
    }
    r.patch("/v1/work-orders/{id}", "Correct what intake wrote down", .orders, takes: WorkOrderPatch.self, WorkOrderJSON.order) {
      call, body, version in
      try WorkOrders(call.context).edit(call.id(), version: version, odometer: body.odometer, body.apply)
    }
    r.rows(
      "/v1/work-orders/{id}/comebacks", "The orders that came back to it", .readDesk, query: NoQuery.self, WorkOrderJSON.row
    ) { call, _, page, write in try WorkOrders(call.context).comebacks(of: call.id(), page, write) }

    r.action("/v1/work-orders/{id}/estimate", "Begin the estimate", .orders, WorkOrderJSON.order) { call, version in
      try WorkOrderMoves(call.context).estimate(call.id(), version: version)
    }
    r.action("/v1/work-orders/{id}/reoffer", "Make another offer after a refusal", .orders, WorkOrderJSON.order) { call, version in
      try WorkOrderMoves(call.context).reoffer(call.id(), version: version)
    }
    r.action("/v1/work-orders/{id}/start", "Begin the repair", .orders, WorkOrderJSON.order) { call, version in
      try WorkOrderMoves(call.context).start(call.id(), version: version)
    }
    r.action("/v1/work-orders/{id}/ready", "The work is finished and checked", .orders, WorkOrderJSON.order) { call, version in
      try WorkOrderMoves(call.context).ready(call.id(), version: version)
    }
    r.action("/v1/work-orders/{id}/rework", "Back into repair", .orders, takes: ReasonBody.self, WorkOrderJSON.order) {
      call, body, version in
      try WorkOrderMoves(call.context).rework(call.id(), version: version, reason: body.reason)
    }
    r.action("/v1/work-orders/{id}/deliver", "Hand the car over", .orders, takes: CollectionBody.self, WorkOrderJSON.order) {
      call, body, version in
      try WorkOrderMoves(call.context).deliver(call.id(), version: version, body.collection)
    }
    r.action("/v1/work-orders/{id}/cancel", "Cancel; in repair a manager only", .orders, takes: ReasonBody.self, WorkOrderJSON.order) {
      call, body, version in
      try WorkOrderMoves(call.context).cancel(call.id(), version: version, reason: body.reason)
    }
    r.action(
      "/v1/work-orders/{id}/hand-over", "Hand over the car of a cancelled order", .orders, takes: CollectionBody.self, WorkOrderJSON.order
    ) { call, body, version in try WorkOrderMoves(call.context).handOver(call.id(), version: version, body.collection) }

    r.create(
      "/v1/work-orders/{id}/complaints", "Add a complaint", .orders, takes: ComplaintBody.self, WorkOrderJSON.complaint
    ) { call, body, version in .shown(try Complaints(call.context).add(to: call.id(), version: version, body.text)) }
    r.patch(
      "/v1/work-orders/{id}/complaints/{complaint_id}", "Correct a complaint, or say what was done", .orders, takes: Change<Complaint>.self,
      WorkOrderJSON.complaint
    ) { call, body, version in
      .shown(try Complaints(call.context).edit(call.id(1), of: call.id(), version: version, body.apply))
    }
    r.put(
      "/v1/work-orders/{id}/complaints/{complaint_id}/diagnosis", "Say what was found", .diagnose, takes: DiagnosisBody.self,
      WorkOrderJSON.complaint
    ) { call, body, version in
      .shown(try Complaints(call.context).diagnose(call.id(1), of: call.id(), version: version, body.diagnosis))
    }
  }
}
