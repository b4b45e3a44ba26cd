package import Domain
internal import SQLite

/// One event to be sent to one hook.
package struct WebhookParcel: Sendable {
  /// The id of the delivery, for the report.
  package let id: Int64
  package let webhookID: Int64
  package let url: String
  let secret: String
  package let event: Event

  /// The id of the message, the same at every attempt. After an older backup is restored, event ids may be given
  /// again, so the time is part of it.
  package var messageID: String { "evt_\(event.id)_\(event.at.rawValue)" }

  package func report(delivered: Bool, _ answer: String, isGone: Bool = false) -> WebhookReport {
    WebhookReport(deliveryID: id, url: url, delivered: delivered, isGone: isGone, answer: answer)
  }

  /// The headers that prove the sender.
  package func fields(of body: [UInt8], at now: Instant) -> [(String, String)] {
    HookSignature(secret: secret).fields(messageID, of: body, at: now)
  }
}

/// The outcome of sending a message.
package struct WebhookReport: Sendable {
  let deliveryID: Int64
  /// The address it was sent to. The hook may have another by now.
  let url: String
  package let delivered: Bool
  /// The receiver wants no more messages (410).
  let isGone: Bool
  /// The receiver's answer, or why there was none.
  let answer: String
}

/// The outbox as the sender of web hooks uses it. Sending happens on the sender's own thread, never on the desk's.
package struct WebhookOutbox {
  /// A settled delivery is kept until this many later events.
  private static let remembered: Int64 = 100_000
  private let context: Context
  package init(_ context: Context) { self.context = context }

  /// Active hooks with a due delivery, the longest due first.
  package func hooksDue(besides: Set<Int64>, limit: Int) throws -> [Int64] {
    var due: [(hook: Int64, since: Instant)] = []
    for hook in try WebhookTable(context.db).active() where !besides.contains(hook.id) {
      guard let since = try WebhookDeliveryTable(context.db).firstDue(webhookID: hook.id), since <= context.now else { continue }
      due.append((hook.id, since))
    }
    return due.sorted { ($0.since, $0.hook) < ($1.since, $1.hook) }.prefix(max(0, limit)).map(\.hook)
  }

  /// The number of deliveries neither delivered nor given up.
  package func waiting() throws -> Int64 { try WebhookDeliveryTable(context.db).countWaiting() }

  /// Records the outcome of a hook's last message and takes the next due one. After a failure there is none, because
  /// the hook pauses. The taken delivery is put off by a minute, so that it is due again if the sender dies. This
  /// write also ensures that the event is on disk before anybody outside hears of it.
  package func next(of webhookID: Int64, after last: WebhookReport?) throws -> WebhookParcel? {
    if let last { try note(last) }
    guard last?.delivered != false, let parcel = try WebhookDeliveryTable(context.db).due(webhookID: webhookID, at: context.now) else {
      return nil
    }
    try WebhookDeliveryTable(context.db).putOff(parcel.id, until: context.now.adding(seconds: 60))
    return parcel
  }

  /// Records the outcome of an attempt. A failed delivery is retried at growing intervals, then given up.
  private func note(_ report: WebhookReport) throws {
    guard let delivery = try WebhookDeliveryTable(context.db).find(report.deliveryID), delivery.status == .waiting else { return }
    // If the hook has a new address by now, it is not gone.
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

  /// Disables a hook whose receiver says that it is gone (RFC 9110, 15.5.11). It gets nothing more until somebody
  /// enables it again.
  private func switchOff(_ hook: Webhook, _ answer: String) throws {
    guard hook.status == .active else { return }
    let off = hook.with { $0.status = .disabled }
    try WebhookTable(context.db).update(off)
    try WebhookDeliveryTable(context.db).giveUpWaiting(of: hook.id, answer: answer)
    try context.record(
      .webhookSwitchedOff, Subject(.webhook, hook.id), [.fact("answer", .text(answer))] + WebhookTable.form.changes(from: hook, to: off))
  }
}
