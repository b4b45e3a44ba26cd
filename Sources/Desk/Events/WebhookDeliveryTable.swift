internal import Domain
internal import SQLite

extension WebhookDelivery.Status: Bindable, Column {}

struct WebhookDeliveryTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  func insert(webhookID: Int64, eventID: Int64, dueAt: Instant) throws {
    try db.execute("INSERT INTO webhook_deliveries (webhook_id, event_id, due_at) VALUES (?, ?, ?)", webhookID, eventID, dueAt)
  }

  func find(_ id: Int64) throws -> WebhookDelivery? {
    try db.first(
      "SELECT id, webhook_id, event_id, status, attempts, due_at, last_answer FROM webhook_deliveries WHERE id = ?", id, map: Self.map)
  }

  /// A hook's deliveries, the newest event first.
  func page(webhookID: Int64, status: WebhookDelivery.Status?, _ request: PageRequest) throws -> [WebhookDelivery] {
    let select = Self.select(webhookID: webhookID, status: status, request)
    return try db.all(select.sql, select.values, map: Self.map)
  }

  static func select(webhookID: Int64, status: WebhookDelivery.Status?, _ request: PageRequest) -> Select {
    var select = Select(
      """
      SELECT id, webhook_id, event_id, status, attempts, due_at, last_answer FROM webhook_deliveries WHERE TRUE
      """)
    select.add("AND webhook_id = ? AND event_id < ?", webhookID, request.after?.id ?? Int64.max)
    if let status { select.add("AND +status = ?", status) }
    select.add("ORDER BY event_id DESC LIMIT ?", request.limit + 1)
    return select
  }

  func firstDue(webhookID: Int64) throws -> Instant? {
    try db.first(
      "SELECT due_at FROM webhook_deliveries WHERE webhook_id = ? AND status = 'waiting' ORDER BY due_at, id LIMIT 1", webhookID
    ) { row in try row[0] }
  }

  /// The delivery of a hook that has been due longest, with its event, and the address and secret of the hook.
  func due(webhookID: Int64, at now: Instant) throws -> WebhookParcel? {
    try db.first(
      """
      SELECT e.id, e.at, e.user_id, e.type, e.subject, e.subject_id, e.client_id, e.vehicle_id, e.work_order_id, e.request_id, e.data,
        d.id, h.id, h.url, h.secret
      FROM webhook_deliveries d JOIN webhooks h ON h.id = d.webhook_id JOIN events e ON e.id = d.event_id
      WHERE d.webhook_id = ? AND d.status = 'waiting' AND d.due_at <= ? ORDER BY d.due_at, d.id LIMIT 1
      """, webhookID, now
    ) { row in
      try WebhookParcel(id: row[11], webhookID: row[12], url: row[13], secret: row[14], event: EventTable.map(row))
    }
  }

  /// Counted on the partial index of waiting deliveries.
  func countWaiting() throws -> Int64 {
    try db.value("SELECT count(*) FROM webhook_deliveries WHERE status = 'waiting'") ?? 0
  }

  func putOff(_ id: Int64, until: Instant) throws {
    try db.execute("UPDATE webhook_deliveries SET due_at = ? WHERE id = ? AND status = 'waiting'", until, id)
  }

  func settle(_ id: Int64, _ status: WebhookDelivery.Status, attempts: Int64, dueAt: Instant, answer: String?) throws {
    try db.execute(
      "UPDATE webhook_deliveries SET status = ?, attempts = ?, due_at = ?, last_answer = ? WHERE id = ?", status, attempts, dueAt, answer,
      id)
  }

  func giveUpWaiting(of webhookID: Int64, answer: String) throws {
    try db.execute(
      "UPDATE webhook_deliveries SET status = 'given_up', last_answer = ? WHERE webhook_id = ? AND status = 'waiting'", answer, webhookID)
  }

  /// Deletes settled deliveries of events before `eventID`. The outbox is not history; the events are.
  func forgetSettled(of webhookID: Int64, before eventID: Int64) throws {
    try db.execute(
      "DELETE FROM webhook_deliveries WHERE webhook_id = ? AND event_id < ? AND status <> 'waiting'", webhookID, eventID)
  }

  func deleteAll(of webhookID: Int64) throws { try db.execute("DELETE FROM webhook_deliveries WHERE webhook_id = ?", webhookID) }

  private static func map(_ row: borrowing Row) throws -> WebhookDelivery {
    try WebhookDelivery(
      id: row[0], webhookID: row[1], eventID: row[2], status: row[3], attempts: row[4], dueAt: row[5], lastAnswer: row[6])
  }
}
