internal import Domain
internal import SQLite

/// Active web hooks in memory, so that an event that no hook wants costs no query. Every change of a hook clears the list.
final class Hooks {
  private var known: [WebhookTable.Active]?

  func forget() { known = nil }

  /// False only if it is known that no hook is active. True after a change, until the list is read again.
  var areActive: Bool { known.map { !$0.isEmpty } ?? true }

  /// Puts each event into the outbox of every hook that asks for it, in the event's own transaction. A hook is told if
  /// and only if the event was committed.
  func post(_ events: [Event], _ context: Context) throws {
    guard !events.isEmpty else { return }
    let hooks = try known ?? WebhookTable(context.db).active()
    known = hooks
    for hook in hooks {
      for event in events where Webhook.takes(hook.types, event.type.rawValue, isStaff: event.isStaff) {
        try WebhookDeliveryTable(context.db).insert(webhookID: hook.id, eventID: event.id, dueAt: context.now)
      }
    }
  }
}
