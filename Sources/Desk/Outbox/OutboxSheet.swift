internal import Domain
internal import SQLite

extension RoomSheet {
  static let outbox = RoomSheet(
    merged: [.client("dispatches", raises: true)],
    personal: [
      .erased("dispatches.address", "dispatches.name", "dispatches.subject", "dispatches.text", "dispatches.result", by: erase)
    ],
    kept: ["codes": ["dispatches.mail_id"], "an employee's own": ["notice_settings.email"]],
    things: [.dispatch: .persons("dispatches", of: ofPerson)],
    timers: [.noticeDigest: { try Notices($0).sendDigest(to: $1) }])

  /// Empties what was sent to the person. What has not left yet is not sent.
  private static func erase(_ context: Context, _ client: Int64) throws {
    try context.db.execute(SQL(stopping), [client])
    try context.db.execute(SQL(emptying), [client, context.now])
  }

  private static let stopping: [StaticString] =
    ["UPDATE messages SET delivery = 'failed' WHERE id IN (SELECT message_id FROM dispatches WHERE status = 'queued' AND ("]
    + ofPerson.condition + ["))"]
  private static let emptying: [StaticString] =
    [
      """
      UPDATE dispatches SET address = '', name = '', subject = '', text = '', result = '', version = version + 1,
        ended_at = CASE status WHEN 'queued' THEN ?2 ELSE ended_at END, status = CASE status WHEN 'queued' THEN 'failed' ELSE status END
      WHERE
      """
    ] + ofPerson.condition

  /// What was sent to the client, or answers somebody who is the client.
  private static let ofPerson: PersonRows = """
    client_id = ?1 OR message_id IN (SELECT id FROM messages WHERE
      ticket_id IN (SELECT t.id FROM tickets t JOIN contacts c ON c.id = t.contact_id WHERE c.client_id = ?1))
    """
}
