/// An external program that is told of events.
package struct Webhook: Versioned {
  package enum Status: String, CaseIterable, Sendable { case active, disabled }

  package static let noun = Noun.webhook
  package var id: Int64 = 0
  package var url = ""
  /// Event types (`work_order.approved`), their first words (`work_order`), or `*`.
  package var types = ["*"]
  package var status = Status.active
  package var createdBy: Int64
  package var createdAt: Instant
  package var version: Int64 = 1

  package init(by createdBy: Int64, at createdAt: Instant) {
    self.createdBy = createdBy
    self.createdAt = createdAt
  }
}

extension Webhook {
  /// True if a hook with these types gets an event. `*` means all events that everybody at the desk may see. Events
  /// that only administrators see must be named.
  package static func takes(_ types: [String], _ type: String, isStaff: Bool) -> Bool {
    types.contains { wanted in
      wanted == "*" ? !isStaff : type == wanted || type.hasPrefix(wanted) && type.dropFirst(wanted.count).first == "."
    }
  }

  package static func checked(type text: String) throws(Reason) -> String {
    text == "*" ? text : try EventType.checked(selector: text)
  }

  /// Seconds until the next attempt after this many failed ones; nil: given up.
  package static func wait(afterAttempts attempts: Int64) -> Int64? {
    let waits: [Int64] = [60, 300, 1_800, 7_200, 21_600, 86_400]
    return (1...Int64(waits.count)).contains(attempts) ? waits[Int(attempts) - 1] : nil
  }
}

/// One event on its way to one hook.
package struct WebhookDelivery: Equatable, Sendable {
  package enum Status: String, CaseIterable, Sendable {
    case waiting, delivered
    case givenUp = "given_up"
  }

  package let id: Int64
  package let webhookID: Int64
  package let eventID: Int64
  package let status: Status
  package let attempts: Int64
  package let dueAt: Instant
  package let lastAnswer: String?

  package init(
    id: Int64, webhookID: Int64, eventID: Int64, status: Status, attempts: Int64, dueAt: Instant, lastAnswer: String?
  ) {
    self.id = id
    self.webhookID = webhookID
    self.eventID = eventID
    self.status = status
    self.attempts = attempts
    self.dueAt = dueAt
    self.lastAnswer = lastAnswer
  }
}
