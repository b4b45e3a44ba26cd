internal import Crypto
package import Domain
internal import SQLite

/// One event to be sent to one hook.
package struct WebhookParcel: Sendable {
  /// Of the delivery, for the report.
  package let id: Int64
  package let webhookID: Int64
  package let url: String
  let secret: String
  package let event: Event

  /// `t=<seconds>,v1=<hex>`: HMAC-SHA256 under the hook's secret over the seconds, a dot and the body. The time is signed too,
  /// so that a receiver can refuse an old message played again.
  package func signature(of body: [UInt8], at now: Instant) -> String {
    let seconds = now.rawValue / 1000
    let hash = HMAC.sha256(key: Array(secret.utf8), message: Array("\(seconds).".utf8) + body)
    return "t=\(seconds),v1=\(Hex.encode(hash))"
  }
}

/// What the sender of web hooks asks of the desk. It sends from a thread of its own, never from the desk's.
package struct WebhookOutbox {
  /// How many events back a settled delivery is remembered.
  private static let remembered: Int64 = 100_000
  private let context: Context
  package init(_ context: Context) { self.context = context }

  /// What is due, at most `limit` a hook, so that one that is slow or dead does not hold up the others.
  package func take(limit: Int, resting: Set<Int64> = []) throws -> [WebhookParcel] {
    var parcels: [WebhookParcel] = []
    for hook in try WebhookTable(context.db).active() where !resting.contains(hook.id) {
      parcels += try WebhookDeliveryTable(context.db).due(webhookID: hook.id, at: context.now, limit: limit)
    }
    return parcels
  }

  /// Puts parcels off for a minute before they are sent: if the sender dies they are due again. This write also makes sure that their
  /// events are on disk before anybody outside hears of them.
  package func lease(_ ids: [Int64]) throws {
    for id in ids { try WebhookDeliveryTable(context.db).putOff(id, until: context.now.adding(seconds: 60)) }
  }

  /// Notes how a try went. A failed one is tried again later and later, then given up.
  package func report(_ id: Int64, delivered: Bool, answer: String) throws {
    guard let delivery = try WebhookDeliveryTable(context.db).find(id), delivery.status == .waiting else { return }
    let attempts = delivery.attempts + 1
    let wait = delivered ? nil : Webhook.wait(afterAttempts: attempts)
    let status: WebhookDelivery.Status = delivered ? .delivered : wait == nil ? .givenUp : .waiting
    try WebhookDeliveryTable(context.db).settle(
      id, status, attempts: attempts, dueAt: context.now.adding(seconds: wait ?? 0), answer: String(answer.prefix(200)))
    if status != .waiting {
      try WebhookDeliveryTable(context.db).forgetSettled(of: delivery.webhookID, before: delivery.eventID - Self.remembered)
    }
  }
}
