internal import Desk
internal import Domain

extension Room {
  package static let promises = Room("WorkOrders") { r in
    r.get("/v1/work-orders/{id}/promise", "The earliest possible date and what it is made of", .readDesk, PromiseJSON.basis) { call in
      try Promises(call.context).basis(call.id())
    }
    r.action(
      "/v1/work-orders/{id}/promise",
      "Promise a date; one earlier than possible or outside working time needs a reason, a later one than agreed to the client's word too",
      .orders,
      takes: PromiseBody.self,
      PromiseJSON.basis
    ) { call, body, version in
      try Promises(call.context).give(body.new, for: call.id(), version: version)
    }
    r.list("/v1/work-orders/{id}/promises", "Every promise given in an order", .readDesk, PromiseJSON.promise) { call, page in
      try Promises(call.context).list(of: call.id(), page)
    }
    r.list(
      "/v1/promises/at-risk", "Orders whose promise is near or past, the earliest first", .readDesk, query: AtRiskQuery.self,
      PromiseJSON.atRisk
    ) { call, query, page in try Promises(call.context).atRisk(advisor: query.advisorID, page) }
  }
}
