internal import Desk
internal import Domain
internal import HTTP

extension Room {
  package static let events = Room("Events") { r in
    r.list(
      "/v1/events",
      "The audit: who did what, when; live for whoever accepts text/event-stream (an event \"reset\" says that Last-Event-ID has not happened here)",
      .readDesk, query: EventQuery.self,
      EventJSON.event, on: .worker, streams: true
    ) { call, query, page in try Events(call.context).list(query.filter, sort: query.sort, page) }
    r.get("/v1/events/{id}", "One event, with the personal values it only names", .readDesk, EventJSON.inFull) { call in
      try Events(call.context).find(call.id())
    }
    r.list(
      "/v1/clients/{id}/timeline", "Everything with a client and the cards merged into it, newest first", .readDesk,
      query: TimelineQuery.self, EventJSON.event, on: .worker
    ) { call, query, page in try Events(call.context).timeline(client: call.id(), sort: query.sort, page) }
    r.list(
      "/v1/vehicles/{id}/timeline", "Everything with a vehicle, newest first", .readDesk, query: TimelineQuery.self, EventJSON.event
    ) { call, query, page in try Events(call.context).timeline(vehicle: call.id(), sort: query.sort, page) }
    r.list(
      "/v1/work-orders/{id}/timeline", "Everything with an order, newest first", .readDesk, query: TimelineQuery.self, EventJSON.event
    ) { call, query, page in try Events(call.context).timeline(workOrder: call.id(), sort: query.sort, page) }

    r.list("/v1/webhooks", "Programs that are told of events", .webhooks, WebhookJSON.hook) { call, page in
      try Webhooks(call.context).list(page)
    }
    r.get("/v1/webhooks/{id}", "One web hook", .webhooks, WebhookJSON.hook) { call in try Webhooks(call.context).find(call.id()) }
    r.create(
      "/v1/webhooks", "Add a web hook; its secret is shown this once", .webhooks, takes: New<Webhook>.self, WebhookJSON.withSecret,
      at: { "/v1/webhooks/\($0.hook.id)" }, secret: true
    ) { call, body in
      let made = try Webhooks(call.context).create(body.fill)
      return WebhookJSON.WithSecret(hook: made.hook, secret: made.secret)
    }
    r.patch("/v1/webhooks/{id}", "Change, disable or enable a web hook", .webhooks, takes: Change<Webhook>.self, WebhookJSON.hook) {
      call, body, version in
      try Webhooks(call.context).edit(call.id(), version: version, body.apply)
    }
    r.action(
      "/v1/webhooks/{id}/rotate", "Make a new secret, in force at once", .webhooks, takes: NoBody.self, WebhookJSON.withSecret, secret: true
    ) { call, _, version in
      let made = try Webhooks(call.context).rotate(call.id(), version: version)
      return WebhookJSON.WithSecret(hook: made.hook, secret: made.secret)
    }
    r.delete("/v1/webhooks/{id}", "Remove a web hook and what waits for it", .webhooks) { call, version in
      try Webhooks(call.context).delete(call.id(), version: version)
    }
    r.list(
      "/v1/webhooks/{id}/deliveries", "What was sent to a web hook and how it went, newest first", .webhooks, query: DeliveryQuery.self,
      WebhookJSON.delivery
    ) { call, query, page in try Webhooks(call.context).deliveries(call.id(), status: query.status, page) }
    r.action(
      "/v1/webhooks/{id}/deliveries/{delivery_id}/redeliver", "Send an event once more", .webhooks, WebhookJSON.delivery
    ) { call in try Webhooks(call.context).redeliver(call.id(), delivery: call.id(1)) }
  }
}
