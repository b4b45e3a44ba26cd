package import Domain

/// External programs that are told of events. The secret that signs their messages is made here and shown once.
package struct Webhooks {
  private let context: Context
  package init(_ context: Context) { self.context = context }

  package func create(_ fill: (inout Webhook) -> Void) throws -> (hook: Webhook, secret: String) {
    let hook = Webhook(by: try context.userID(), at: context.now).with(fill)
    try roomForOneMore()
    try context.checkReachable(hook.url)
    let secret = try HookSignature.newSecret()
    let id = try WebhookTable(context.db).insert(hook, secret: secret)
    try context.record(
      .webhookCreated, Subject(.webhook, id), [.fact("url", .text(hook.url)), .fact("types", .text(hook.types.joined(separator: " ")))])
    return (try find(id), secret)
  }

  /// Limits active hooks: each takes an outbox row per event and a thread of the sender.
  private func roomForOneMore() throws {
    if let reason = Most.activeHooks.reason(against: try WebhookTable(context.db).active().count) { throw Refusal.conflict(reason) }
  }

  package func find(_ id: Int64) throws -> Webhook { try context.find(WebhookTable.self, id) }

  package func list(_ page: PageRequest) throws -> Page<Webhook> {
    try Page(WebhookTable(context.db).page(page), page)
  }

  /// Changes a hook. A disabled hook gets nothing more, and its waiting deliveries are given up.
  package func edit(_ id: Int64, version: Versions?, _ change: (inout Webhook) -> Void) throws -> Webhook {
    try context.edit(WebhookTable.self, id, version, change) { old, new in
      if new.url != old.url { try context.checkReachable(new.url) }
      if new.status == .active, old.status == .disabled { try roomForOneMore() }
    } keep: { _, new, changes in
      if new.status == .disabled { try WebhookDeliveryTable(context.db).giveUpWaiting(of: id, answer: "disabled") }
      try context.record(.webhookChanged, Subject(.webhook, id), changes)
    }
  }

  /// Makes a new secret, in force at once.
  package func rotate(_ id: Int64, version: Versions?) throws -> (hook: Webhook, secret: String) {
    try context.match(version, find(id).version)
    let secret = try HookSignature.newSecret()
    try WebhookTable(context.db).setSecret(id, secret)
    try context.record(.webhookSecretRotated, Subject(.webhook, id))
    return (try find(id), secret)
  }

  package func delete(_ id: Int64, version: Versions?) throws {
    let hook = try find(id)
    try context.match(version, hook.version)
    try WebhookDeliveryTable(context.db).deleteAll(of: id)
    try WebhookTable(context.db).delete(id)
    try context.record(.webhookDeleted, Subject(.webhook, id), [.fact("url", .text(hook.url))])
  }

  package func deliveries(_ id: Int64, status: WebhookDelivery.Status?, _ page: PageRequest) throws -> Page<WebhookDelivery> {
    _ = try find(id)
    return try Page(WebhookDeliveryTable(context.db).page(webhookID: id, status: status, page), page) {
      Cursor(key: .integer($0.eventID), id: $0.eventID)
    }
  }

  /// Sends an event again, counting attempts from zero.
  package func redeliver(_ id: Int64, delivery deliveryID: Int64) throws -> WebhookDelivery {
    let hook = try find(id)
    guard let delivery = try WebhookDeliveryTable(context.db).find(deliveryID), delivery.webhookID == id else {
      throw Refusal.notFound(.webhookDelivery)
    }
    var reasons: [Reason] = []
    if hook.status == .disabled { reasons.append(.webhookDisabled) }
    if delivery.status == .waiting { reasons.append(.deliveryUnderWay) }
    if !reasons.isEmpty { throw Refusal.conflict(reasons, moves: []) }
    try WebhookDeliveryTable(context.db).settle(
      deliveryID, .waiting, attempts: 0, dueAt: context.now, answer: delivery.lastAnswer)
    try context.record(.webhookRedelivered, Subject(.webhook, id), [.fact("event_id", .integer(delivery.eventID))])
    guard let sent = try WebhookDeliveryTable(context.db).find(deliveryID) else { throw Refusal.notFound(.webhookDelivery) }
    return sent
  }

}

extension Context {
  /// Refuses an address of a hook that this machine cannot send to.
  func checkReachable(_ url: String) throws {
    let isSecure: Bool
    do throws(Reason) { isSecure = try WebhookAddress(url).isSecure } catch { throw Refusal.invalid(error.at("/url")) }
    if isSecure, !settings.reachesHTTPS() { throw Refusal.invalid(.webhookNeedsCurl.at("/url")) }
  }
}
