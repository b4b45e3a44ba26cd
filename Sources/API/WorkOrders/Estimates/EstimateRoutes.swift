internal import Desk
internal import Domain

extension Room {
  package static let estimates = Room("WorkOrders") { r in
    r.list("/v1/work-orders/{id}/estimates", "An order's estimates", .readDesk, query: EstimateQuery.self, EstimateJSON.estimate) {
      call, query, page in try Estimates(call.context).list(of: call.id(), status: query.status, page)
    }
    r.get("/v1/estimates/{id}", "One estimate; its version is the order's", .readDesk, EstimateJSON.estimate) { call in
      try Estimates(call.context).find(call.id())
    }
    r.create(
      "/v1/work-orders/{id}/estimates", "Make an estimate of what the lines cost now", .orders, takes: EstimateBody.self,
      EstimateJSON.estimate, at: { "/v1/estimates/\($0.estimate.id)" }
    ) { call, body, version in try Estimates(call.context).create(of: call.id(), version: version, body.new) }

    r.get("/v1/work-orders/{id}/offer", "The offered estimates", .readDesk, EstimateJSON.offer) { call in
      try Estimates(call.context).offered(call.id())
    }
    r.action(
      "/v1/work-orders/{id}/offer", "Offer one or several options, or extra work", .orders, takes: OfferBody.self, EstimateJSON.offer
    ) { call, body, version in try Estimates(call.context).offer(of: call.id(), version: version, body.estimateIDs) }
    r.action(
      "/v1/estimates/{id}/approve", "The client's yes or no to every item", .orders, takes: ApprovalBody.self, EstimateJSON.estimate
    ) { call, body, version in try Approvals(call.context).approve(call.id(), version: version, body.new, items: body.items) }
    r.action("/v1/estimates/{id}/decline", "The client wants none of it", .orders, takes: DeclineBody.self, EstimateJSON.estimate) {
      call, body, version in try Approvals(call.context).decline(call.id(), version: version, body.new)
    }
    r.action(
      "/v1/work-orders/{id}/object", "The client objects: the offer is taken back", .orders, takes: ObjectionBody.self,
      EstimateJSON.objection
    ) { call, body, version in
      try Objections(call.context).object(
        toOffersOf: call.id(), version: version, reason: body.reason, estimate: body.estimateID)
    }
    r.list("/v1/work-orders/{id}/objections", "Objections to an order's offers", .readDesk, EstimateJSON.objection) { call, page in
      try Objections(call.context).list(of: call.id(), page)
    }
    r.create(
      "/v1/estimates/{id}/link", "Make a one-use link for the client; its address is shown this once", .orders, takes: NoBody.self,
      EstimateJSON.link, secret: true
    ) { call, _, version in try ApprovalLinks(call.context).create(estimate: call.id(), version: version) }
  }
}
