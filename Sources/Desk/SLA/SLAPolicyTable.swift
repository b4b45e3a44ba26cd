internal import Domain
internal import SQLite

extension SLAPolicy.Status: Cell {}

struct SLAPolicyTable: Table {
  let db: Database
  init(_ db: Database) { self.db = db }

  static let form = TableForm(
    "sla_policies", blank: SLAPolicy(at: .epoch),
    [
      .kept("id", \.id), .edited("name", \.name), .edited("position", \.position), .edited("channel_kind", \.features.channelKind),
      .edited("channel_id", \.features.channelID), .edited("priority", \.features.priority), .edited("topic", \.features.topic),
      .edited("tier", \.features.tier), .edited("calendar_id", \.calendarID),
      .edited("first_response_minutes", \.targets.firstResponse), .edited("next_response_minutes", \.targets.nextResponse),
      .edited("resolution_minutes", \.targets.resolution), .edited("escalation", \.escalationText), .edited("status", \.status),
      .fixed("created_at", \.createdAt), .kept("version", \.version),
    ])

  func page(_ request: PageRequest) throws -> [SLAPolicy] {
    let select = Self.select(request)
    return try db.all(select.sql, select.values, map: Self.form.thing)
  }

  static func select(_ request: PageRequest) -> Select {
    var select = form.select()
    if let after = request.after { select.add("AND (position, id) > (?, ?)", after.key.bound, after.id) }
    select.add("ORDER BY position, id LIMIT ?", request.limit + 1)
    return select
  }

  /// All policies in their order.
  func all() throws -> [SLAPolicy] { try all("ORDER BY position, id") }
  func count() throws -> Int { Int(try db.value("SELECT COUNT(*) FROM sla_policies") ?? 0) }

  /// The last position that people have given.
  func lastPosition() throws -> Int64 {
    try db.value("SELECT coalesce(max(position), 0) FROM sla_policies WHERE position <= ?", SLAPolicy.lastPosition) ?? 0
  }
}

extension SLAPolicy {
  /// The steps as the table has them: `30 user 5;60 team 2`.
  var escalationText: String {
    get {
      escalation.map { step in
        "\(step.afterMinutes) \(step.personID.map { "user \($0)" } ?? "team \(step.teamID ?? Team.builtIn)")"
      }.joined(separator: ";")
    }
    set {
      escalation = newValue.split(separator: ";").compactMap { step in
        let words = step.split(separator: " ")
        guard words.count == 3, let minutes = Int64(words[0]), let id = Int64(words[2]) else { return nil }
        return EscalationStep(afterMinutes: minutes, personID: words[1] == "user" ? id : nil, teamID: words[1] == "team" ? id : nil)
      }
    }
  }
}
