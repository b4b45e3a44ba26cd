/// The closed list of what can happen. An event is named by its subject and the deed: `work_order.approved`.
/// What is not in it is not recorded, not asked for by a web hook and no filter.
package enum EventType {
  /// By subject, in the order of the rooms.
  private static let deeds: [(subject: String, deeds: [String])] = [
    ("user", ["created", "changed", "active", "disabled", "locked", "password_set"]),
    ("token", ["created", "revoked", "all_revoked"]),
    ("webhook", ["created", "changed", "secret_rotated", "switched_off", "deleted", "redelivered"]),
    (
      "client",
      [
        "created", "changed", "consent_given", "consent_withdrawn", "service_refused", "service_accepted", "merged", "merged_into",
        "merge_undone", "erased",
      ]
    ),
    ("proxy", ["created", "changed", "revoked"]),
    ("vehicle", ["created", "changed", "transferred", "odometer_read", "merged", "merged_into", "merge_undone", "deleted"]),
    ("coverage", ["created", "changed", "ended"]),
    ("operation", ["created", "changed", "retired", "offered"]),
    ("supplier", ["created", "changed"]),
    ("location", ["created"]),
    (
      "part",
      ["created", "changed", "number_added", "number_removed", "received", "counted", "transferred", "written_off"]
    ),
    ("purchase_order", ["created", "changed", "sent", "received", "cancelled"]),
    (
      "work_order",
      [
        "opened", "changed", "odometer_corrected", "estimating", "offered", "offer_lapsed", "approved", "declined", "objected", "reoffered",
        "started", "ready",
        "reworked", "handed_over", "delivered", "cancelled", "promised", "promise_at_risk", "parts_changed", "parts_expected",
        "parts_complete", "substitute_came",
      ]
    ),
    ("complaint", ["added", "changed", "diagnosed"]),
    (
      "order_line",
      [
        "added", "changed", "removed", "mechanics_changed", "payers_changed", "coverage_checked", "claim_refused", "done", "resumed",
        "reserved", "unreserved", "reservation_lost", "on_order", "off_order", "substituted", "issued", "returned",
        "within_tolerance",
      ]
    ),
    ("estimate", ["created", "offered", "approved", "declined", "superseded"]),
    ("approval_link", ["created", "used"]),
    ("objection", ["made"]),
    ("clocking", ["started", "stopped", "corrected"]),
    ("quality_check", ["passed", "failed"]),
    ("document", ["issued", "credited", "paid"]),
    ("payment", ["received", "refunded", "allocated", "freed"]),
  ]

  package static let subjects: [String] = deeds.map(\.subject)
  package static let recorded: [String] = deeds.flatMap { subject, deeds in deeds.map { "\(subject).\($0)" } }
  /// No longer recorded; a house that has run for a while still has them on record.
  package static let past: [String] = ["order_line.fitted"]
  package static let all: [String] = recorded + past
  /// What a filter and a web hook may name: a subject for all that happens to it, or one type.
  package static let selectors: [String] = subjects + all

  private static let known = Set(recorded)
  private static let selectable = Set(selectors)

  package static func isKnown(_ type: String) -> Bool { known.contains(type) }

  package static func checked(selector text: String) throws(Reason) -> String {
    guard selectable.contains(text) else { throw .eventTypeUnknown(text, possible: nearest(to: text)) }
    return text
  }

  /// The types of the subject that was named, else all subjects.
  private static func nearest(to text: String) -> [String] {
    let subject = text.split(separator: ".").first.map(String.init) ?? ""
    guard let deeds = deeds.first(where: { $0.subject == subject })?.deeds else { return subjects }
    return [subject] + deeds.map { "\(subject).\($0)" }
  }
}
