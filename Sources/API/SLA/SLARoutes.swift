internal import Desk
internal import Domain

extension Room {
  package static let sla = Room("SLA") { r in
    r.list("/v1/sla-policies", "Policies, in the order in which they are tried", .readDesk, SLAJSON.policy) { call, page in
      try SLAPolicies(call.context).list(page)
    }
    r.get("/v1/sla-policies/{id}", "One policy", .readDesk, SLAJSON.policy) { call in try SLAPolicies(call.context).find(call.id()) }
    r.create(
      "/v1/sla-policies", "Add a policy; open tickets are counted again", .setUpDesk, takes: New<SLAPolicy>.self, SLAJSON.policy,
      at: { "/v1/sla-policies/\($0.id)" }
    ) { call, body in try SLAPolicies(call.context).create(body.fill) }
    r.patch(
      "/v1/sla-policies/{id}", "Change a policy; open tickets are counted again", .setUpDesk, takes: Change<SLAPolicy>.self, SLAJSON.policy
    ) { call, body, version in try SLAPolicies(call.context).edit(call.id(), version: version, body.apply) }
    r.get("/v1/tickets/{id}/sla", "How a ticket's targets are counted", .readDesk, SLAJSON.working) { call in
      try SLAWorkings(call.context).find(call.id())
    }
  }
}
