internal import Desk
internal import Domain

extension Room {
  package static let operations = Room("Operations") { r in
    r.list("/v1/operations", "The labour catalogue", .readDesk, query: OperationQuery.self, OperationJSON.operation) { call, query, page in
      try Operations(call.context).list(query.filter, page)
    }
    r.get("/v1/operations/{id}", "One operation", .readDesk, OperationJSON.operation) { call in try Operations(call.context).find(call.id())
    }
    r.create(
      "/v1/operations", "Add an operation", .override, takes: New<Operation>.self, OperationJSON.operation,
      at: { "/v1/operations/\($0.id)" }
    ) { call, body in try Operations(call.context).create(body.fill) }
    r.patch("/v1/operations/{id}", "Change an operation", .override, takes: Change<Operation>.self, OperationJSON.operation) {
      call, body, version in
      try Operations(call.context).edit(call.id(), version: version, body.apply)
    }
    r.action("/v1/operations/{id}/retire", "Offer it no longer", .override, OperationJSON.operation) { call, version in
      try Operations(call.context).retire(call.id(), version: version)
    }
    r.action("/v1/operations/{id}/offer", "Offer it again", .override, OperationJSON.operation) { call, version in
      try Operations(call.context).offer(call.id(), version: version)
    }
  }
}
