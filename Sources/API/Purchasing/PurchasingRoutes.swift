internal import Desk
internal import Domain

extension Room {
  package static let purchasing = Room("Purchasing") { r in
    suppliers(&r)
    orders(&r)
    deeds(&r)
  }

  private static func suppliers(_ r: inout Room) {
    r.list(
      "/v1/suppliers", "Suppliers, with the lead times they really have", .readDesk, query: SupplierQuery.self, PurchasingJSON.supplier
    ) {
      call, query, page in
      try Suppliers(call.context).list(q: query.q, status: query.status, page)
    }
    r.get("/v1/suppliers/{id}", "One supplier", .readDesk, PurchasingJSON.supplier) { call in try Suppliers(call.context).find(call.id()) }
    r.create(
      "/v1/suppliers", "Add a supplier", .purchase, takes: New<Supplier>.self, PurchasingJSON.supplier,
      at: { "/v1/suppliers/\($0.supplier.id)" }
    ) { call, body in
      try Suppliers(call.context).create(body.fill)
    }
    r.patch("/v1/suppliers/{id}", "Change a supplier", .purchase, takes: Change<Supplier>.self, PurchasingJSON.supplier) {
      call, body, version in
      try Suppliers(call.context).edit(call.id(), version: version, body.apply)
    }
  }

  private static func orders(_ r: inout Room) {
    r.list("/v1/purchase-orders", "Orders to suppliers, newest first", .readDesk, query: PurchaseOrderQuery.self, PurchasingJSON.order) {
      call, query, page in
      try PurchaseOrders(call.context).list(query.filter, page)
    }
    r.list("/v1/purchase-orders/overdue", "Overdue deliveries and the promises at risk", .readDesk, PurchasingJSON.overdue) {
      call, page in
      try PurchaseOrders(call.context).overdue(page)
    }
    r.get("/v1/purchase-orders/{id}", "One purchase order", .readDesk, PurchasingJSON.details) { call in
      try PurchaseOrders(call.context).find(call.id())
    }
    r.get("/v1/purchase-orders/{id}/moves", "What can be done with it now, and why not the rest", .readDesk, PurchasingJSON.moves) { call in
      try PurchaseOrders(call.context).moves(call.id())
    }
    r.create(
      "/v1/purchase-orders", "Draft a purchase order", .purchase, takes: PurchaseOrderBody.self, PurchasingJSON.details,
      at: { "/v1/purchase-orders/\($0.order.id)" }
    ) { call, body in
      try PurchaseOrders(call.context).create(from: body.supplierID, lines: body.lines.map(\.line), body.fill)
    }
    r.patch(
      "/v1/purchase-orders/{id}", "Change a draft; of an order under way, the expected date and the note", .purchase,
      takes: PurchaseOrderPatch.self, PurchasingJSON.details
    ) { call, body, version in
      try PurchaseOrders(call.context).edit(
        call.id(), version: version, supplierID: body.supplierID, lines: body.lines?.map(\.line), body.apply)
    }
  }

  private static func deeds(_ r: inout Room) {
    r.action(
      "/v1/purchase-orders/from-shortages", "Draft what orders lack, a purchase order a supplier", .purchase, takes: FromShortagesBody.self,
      PurchasingJSON.drafts
    ) { call, body in
      let outcome = try Shortages(call.context).order(body.ask)
      return try PurchasingJSON.Drafts(orders: outcome.orderIDs.map { try PurchaseOrders(call.context).find($0) }, skipped: outcome.skipped)
    }
    r.action("/v1/purchase-orders/{id}/send", "Send it to the supplier", .purchase, takes: SendBody.self, PurchasingJSON.details) {
      call, body, version in
      try PurchaseOrders(call.context).send(call.id(), version: version, expectedOn: body.expectedOn)
    }
    r.action(
      "/v1/purchase-orders/{id}/receive", "Receive parts; waiting orders are served first", .purchase, takes: ReceiptBody.self,
      PurchasingJSON.received, key: true
    ) { call, body, version in
      let id = try call.id()
      let outcome = try Receipts(call.context).receive(id, version: version, document: body.document, body.lines.map(\.came))
      return try PurchasingJSON.Received(outcome: outcome, order: PurchaseOrders(call.context).find(id))
    }
    r.action(
      "/v1/purchase-orders/{id}/cancel", "Cancel the quantity that has not come; waiting orders are short again", .purchase,
      takes: CancelBody.self,
      PurchasingJSON.cancelled
    ) { call, body, version in
      let done = try PurchaseOrders(call.context).cancel(call.id(), version: version, reason: body.reason)
      return PurchasingJSON.Cancelled(order: done.details, reopened: done.reopened)
    }
  }
}
