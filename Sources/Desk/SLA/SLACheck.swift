internal import SQLite

/// Checks the clocks of tickets for `servicedesk check`. Returns one sentence per fault.
struct SLACheck {
  private let db: Database
  init(_ db: Database) { self.db = db }

  func faults() throws -> [String] { try dueTimes() + pauses() + twins() }

  /// Finds tickets whose due time is not the earliest of their running clocks.
  private func dueTimes() throws -> [String] {
    try db.all(
      """
      SELECT id FROM tickets t
      WHERE due_at IS NOT (SELECT min(due_at) FROM sla_clocks WHERE ticket_id = t.id AND state = 'running') ORDER BY id
      """
    ) { row in "The due time of ticket \(try row[0] as Int64) is not what its clocks say." }
  }

  /// Finds tickets that wait for the client or are ended without a pause, and others with one.
  private func pauses() throws -> [String] {
    try db.all(
      """
      SELECT id FROM tickets t
      WHERE (status IN ('pending_client','resolved','closed')) <> EXISTS (SELECT 1 FROM ticket_pauses WHERE ticket_id = t.id AND until_at IS NULL)
      ORDER BY id
      """
    ) { row in "The pause of ticket \(try row[0] as Int64) is not what its status says." }
  }

  /// Finds tickets with two live clocks for one thing.
  private func twins() throws -> [String] {
    try db.all(
      """
      SELECT ticket_id FROM sla_clocks WHERE state IN ('running','paused') GROUP BY ticket_id, kind = 'resolution' HAVING count(*) > 1
      ORDER BY ticket_id
      """
    ) { row in "Ticket \(try row[0] as Int64) has two clocks for one target." }
  }
}
