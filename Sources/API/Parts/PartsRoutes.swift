internal import Desk
internal import Domain

extension Room {
  package static let parts = Room("Parts") { r in
    catalogue(&r)
    store(&r)
    orders(&r)
  }

  private static func catalogue(_ r: inout Room) {
    r.list("/v1/parts", "The catalogue, by name", .readDesk, query: PartQuery.self, PartsJSON.part) { call, query, page in
      try Parts(call.context).list(query.filter, page)
    }
    r.get(
      "/v1/parts/lookup", "Parts by number, substitutes in stock, and possible delivery dates", .readDesk,
      query: PartLookupQuery.self, PartsJSON.lookup
    ) { call, query in try PartLookup(call.context).find(query.number) }
    r.get("/v1/parts/{id}", "One part", .readDesk, PartsJSON.details) { call in try Parts(call.context).find(call.id()) }
    r.create("/v1/parts", "Add a part", .stock, takes: New<Part>.self, PartsJSON.details, at: { "/v1/parts/\($0.part.id)" }) { call, body in
      try Parts(call.context).create(body.fill)
    }
    r.patch("/v1/parts/{id}", "Change a part; imports then leave it alone", .stock, takes: Change<Part>.self, PartsJSON.details) {
      call, body, version in
      try Parts(call.context).edit(call.id(), version: version, body.apply)
    }
    r.create(
      "/v1/parts/{id}/numbers", "Add a cross-reference", .stock, takes: PartNumberBody.self, PartsJSON.details,
      at: { "/v1/parts/\($0.part.id)" }
    ) { call, body, version in try Parts(call.context).addNumber(call.id(), version: version, number: body.number, kind: body.kind) }
    r.delete("/v1/parts/{id}/numbers/{number_id}", "Remove a cross-reference; If-Match is the part's", .stock) { call, version in
      try Parts(call.context).removeNumber(call.id(), numberID: call.id(1), version: version)
    }
  }

  private static func store(_ r: inout Room) {
    r.list("/v1/parts/{id}/moves", "The ledger, newest first", .readDesk, query: StockMoveQuery.self, PartsJSON.move) {
      call, query, page in
      try Parts(call.context).moves(call.id(), kind: query.kind, locationID: query.locationID, page)
    }
    r.list("/v1/parts/{id}/reservations", "Which orders hold some of it", .readDesk, PartsJSON.claimant) { call, page in
      try Parts(call.context).reservations(call.id(), page)
    }
    r.list("/v1/parts/{id}/waiting", "Which orders wait for it, in the order they will be served", .readDesk, PartsJSON.claimant) {
      call, page in
      try Parts(call.context).waiting(call.id(), page)
    }
    r.action(
      "/v1/parts/{id}/receive", "Receive parts without a purchase order", .stock, takes: StockReceiptBody.self, PartsJSON.deed,
      key: true
    ) { call, body, version in
      try Parts(call.context).receive(
        call.id(), version: version, quantity: body.quantity, price: body.price, locationID: body.locationID,
        document: body.document, reason: body.reason)
    }
    r.action("/v1/parts/{id}/adjust", "Set a location's stock to a counted quantity", .stock, takes: StockCountBody.self, PartsJSON.deed) {
      call, body, version in
      try Parts(call.context).count(
        call.id(), version: version, counted: body.counted, locationID: body.locationID, reason: body.reason)
    }
    r.action("/v1/parts/{id}/write-off", "Take units out for good", .stock, takes: StockWriteOffBody.self, PartsJSON.deed) {
      call, body, version in
      try Parts(call.context).writeOff(
        call.id(), version: version, quantity: body.quantity, locationID: body.locationID, reason: body.reason)
    }
    r.action("/v1/parts/{id}/transfer", "Carry units from place to place", .stock, takes: StockTransferBody.self, PartsJSON.deed) {
      call, body, version in
      try Parts(call.context).transfer(
        call.id(), version: version, quantity: body.quantity, from: body.from, to: body.to, reason: body.reason)
    }
    r.list("/v1/locations", "Where parts lie", .readDesk, PartsJSON.location) { call, page in try Locations(call.context).list(page) }
    r.create("/v1/locations", "Add a place", .stock, takes: New<Location>.self, PartsJSON.location) { call, body in
      try Locations(call.context).create(body.fill)
    }
  }

  private static func orders(_ r: inout Room) {
    r.action(
      "/v1/work-orders/{id}/lines/{line_id}/issue", "Hand parts out to an order", .stock, takes: IssueBody.self, PartsJSON.issuedLine
    ) { call, body, version in
      try Issues(call.context).issue(
        orderID: call.id(), lineID: call.id(1), version: version, quantity: body.quantity, locationID: body.locationID)
    }
    r.action(
      "/v1/work-orders/{id}/lines/{line_id}/return", "Take parts back from an order", .stock, takes: ReturnBody.self, PartsJSON.issuedLine
    ) { call, body, version in
      try Issues(call.context).giveBack(
        orderID: call.id(), lineID: call.id(1), version: version, quantity: body.quantity, locationID: body.locationID,
        reason: body.reason)
    }
  }
}
