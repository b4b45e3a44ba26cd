internal import Domain
internal import SQLite

/// The active web hooks in memory, so that an event for nobody costs no query. Every change of a hook forgets them all.
final class Hooks {
  private var known: [WebhookTable.Active]?

  func forget() { known = nil }

  /// As far as is known: one that has been changed may be active again.
  var areActive: Bool { known.map { !$0.isEmpty } ?? true }

  /// Puts each event that a hook asks for into its outbox, in the event's own transaction: told if and only if it happened.
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
