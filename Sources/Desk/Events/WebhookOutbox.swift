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

  /// The message's name, the same at every try. Event ids may come again after an older copy of the desk was restored, so the time is part of it.
  package var messageID: String { "evt_\(event.id)_\(event.at.rawValue)" }

  package func report(delivered: Bool, _ answer: String, isGone: Bool = false) -> WebhookReport {
    WebhookReport(deliveryID: id, url: url, delivered: delivered, isGone: isGone, answer: answer)
  }

  /// `t=<seconds>,v1=<hex>`: HMAC-SHA256 under the hook's secret over the seconds, a dot and the body. The time is signed too,
  /// so that a receiver can refuse an old message played again.
  package func signature(of body: [UInt8], at now: Instant) -> String {
    let seconds = now.rawValue / 1000
    let hash = HMAC.sha256(key: Array(secret.utf8), message: Array("\(seconds).".utf8) + body)
    return "t=\(seconds),v1=\(Hex.encode(hash))"
  }

  /// The header fields of Standard Webhooks 1.0: the message's name and time are signed with the body, under the bytes that the secret writes in
  /// Base64.
  package func standardFields(of body: [UInt8], at now: Instant) -> [(String, String)] {
    let seconds = now.rawValue / 1000
    let hash = HMAC.sha256(key: key, message: Array("\(messageID).\(seconds).".utf8) + body)
    return [("webhook-id", messageID), ("webhook-timestamp", "\(seconds)"), ("webhook-signature", "v1,\(Base64.encode(hash))")]
  }

  static let secretMark = "whsec_"
  private var key: [UInt8] { Base64.decode(String(secret.dropFirst(Self.secretMark.count))) ?? Array(secret.utf8) }
}

/// How the sending of a message went.
package struct WebhookReport: Sendable {
  let deliveryID: Int64
  /// Where it was sent: the hook may have been changed meanwhile.
  let url: String
  package let delivered: Bool
  /// The receiver wants no more of them (410).
  let isGone: Bool
  /// Of the receiver, or why there was none.
  let answer: String
}

/// What the sender of web hooks asks of the desk. It sends from a thread of its own, never from the desk's.
package struct WebhookOutbox {
  /// How many events back a settled delivery is remembered.
  private static let remembered: Int64 = 100_000
  private let context: Context
  package init(_ context: Context) { self.context = context }

  /// Active hooks that something is due for, the one that has waited longest first.
  package func hooksDue(besides: Set<Int64>, limit: Int) throws -> [Int64] {
    var due: [(hook: Int64, since: Instant)] = []
    for hook in try WebhookTable(context.db).active() where !besides.contains(hook.id) {
      guard let since = try WebhookDeliveryTable(context.db).firstDue(webhookID: hook.id), since <= context.now else { continue }
      due.append((hook.id, since))
    }
    return due.sorted { ($0.since, $0.hook) < ($1.since, $1.hook) }.prefix(max(0, limit)).map(\.hook)
  }

  /// How many events have not reached their hook and are not given up.
  package func waiting() throws -> Int64 { try WebhookDeliveryTable(context.db).countWaiting() }

  /// Notes how a hook's last message went and takes the next that is due; none after one that failed, for the hook rests then. What is
  /// taken is put off for a minute: if the sender dies it is due again. This write also makes sure that the event is on disk before
  /// anybody outside hears of it.
  package func next(of webhookID: Int64, after last: WebhookReport?) throws -> WebhookParcel? {
    if let last { try note(last) }
    guard last?.delivered != false, let parcel = try WebhookDeliveryTable(context.db).due(webhookID: webhookID, at: context.now) else {
      return nil
    }
    try WebhookDeliveryTable(context.db).putOff(parcel.id, until: context.now.adding(seconds: 60))
    return parcel
  }

  /// Notes how a try went. A failed one is tried again later and later, then given up.
  private func note(_ report: WebhookReport) throws {
    guard let delivery = try WebhookDeliveryTable(context.db).find(report.deliveryID), delivery.status == .waiting else { return }
    // A hook that has another address by now is not gone.
    let hook = try report.isGone ? WebhookTable(context.db).find(delivery.webhookID) : nil
    let gone = hook.flatMap { $0.url == report.url ? $0 : nil }
    let attempts = delivery.attempts + 1
    let wait = report.delivered || gone != nil ? nil : Webhook.wait(afterAttempts: attempts)
    let status: WebhookDelivery.Status = report.delivered ? .delivered : wait == nil ? .givenUp : .waiting
    try WebhookDeliveryTable(context.db).settle(
      delivery.id, status, attempts: attempts, dueAt: context.now.adding(seconds: wait ?? 0), answer: String(report.answer.prefix(200)))
    if status != .waiting {
      try WebhookDeliveryTable(context.db).forgetSettled(of: delivery.webhookID, before: delivery.eventID - Self.remembered)
    }
    if let gone { try switchOff(gone, report.answer) }
  }

  /// The receiver itself has said that it is gone (RFC 9110, 15.5.11): it is told nothing more until somebody enables the hook again.
  private func switchOff(_ hook: Webhook, _ answer: String) throws {
    guard hook.status == .active else { return }
    let off = hook.disabled
    try WebhookTable(context.db).update(off)
    try WebhookDeliveryTable(context.db).giveUpWaiting(of: hook.id, answer: answer)
    var details: [Detail] = [.fact("answer", .text(answer))]
    details.noteChange("status", .init(hook.status), .init(off.status))
    try context.record(.webhookSwitchedOff, Subject(.webhook, hook.id), details)
  }
}
