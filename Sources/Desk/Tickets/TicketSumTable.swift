internal import Domain
internal import SQLite

/// The kept sums of tickets by status: of each team, of its queue (those that nobody has) and of each person.
struct TicketSumTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  enum Scope: String, CaseIterable, Column, Bindable { case team, queue, person }

  struct Row {
    let scope: Scope
    let id: Int64
    let status: Ticket.Status
    let tickets: Int64
    let personWanted: Int64
    let breached: Int64
  }

  /// The sums of each team and its queue, and of one person.
  func rows(ofPerson id: Int64) throws -> [Row] {
    try db.all(
      """
      SELECT scope, id, status, tickets, person_wanted, breached FROM ticket_sums WHERE scope IN ('queue', 'team')
      UNION ALL SELECT scope, id, status, tickets, person_wanted, breached FROM ticket_sums WHERE scope = 'person' AND id = ?
      """, id
    ) { row in try Row(scope: row[0], id: row[1], status: row[2], tickets: row[3], personWanted: row[4], breached: row[5]) }
  }

  // MARK: Keeping

  /// The sums that a ticket is part of.
  private struct Counted: Equatable {
    let team: Int64
    let person: Int64?
    let status: Ticket.Status
    let isPersonAwaited: Bool
    let isBreached: Bool

    init(_ ticket: Ticket) {
      (team, person, status) = (ticket.teamID, ticket.personID, ticket.status)
      (isPersonAwaited, isBreached) = (ticket.isPersonAwaited, ticket.isBreached && ticket.status.isOpen)
    }

    var places: [(scope: Scope, id: Int64)] { [(.team, team), person.map { (.person, $0) } ?? (.queue, team)] }
  }

  /// Moves a ticket from what it counted for to what it counts for now. Each write of a ticket calls it.
  func keep(_ new: Ticket, was old: Ticket?) throws {
    let counted = Counted(new)
    let before = old.map(Counted.init)
    guard counted != before else { return }
    for (scope, id) in counted.places {
      try db.execute(
        """
        INSERT INTO ticket_sums (scope, id, status, tickets, person_wanted, breached) VALUES (?, ?, ?, 1, ?, ?)
        ON CONFLICT DO UPDATE SET tickets = tickets + 1, person_wanted = person_wanted + excluded.person_wanted,
          breached = breached + excluded.breached
        """, scope, id, counted.status, counted.isPersonAwaited, counted.isBreached)
    }
    guard let before else { return }
    for (scope, id) in before.places {
      try db.execute(
        """
        UPDATE ticket_sums SET tickets = tickets - 1, person_wanted = person_wanted - ?, breached = breached - ?
        WHERE scope = ? AND id = ? AND status = ?
        """, before.isPersonAwaited, before.isBreached, scope, id, before.status)
    }
  }

  // MARK: Checking

  /// Sums that differ from counting, each as a sentence.
  func faults() throws -> [String] {
    try db.all(
      """
      WITH counted AS (
        SELECT s.scope, CASE s.scope WHEN 'person' THEN t.person_id ELSE t.team_id END AS id, t.status, count(*) AS tickets,
          sum(t.person_wanted_at IS NOT NULL AND t.person_came_at IS NULL AND t.is_open) AS person_wanted,
          sum(t.breached AND t.is_open) AS breached
        FROM tickets t JOIN (SELECT 'team' AS scope UNION ALL SELECT 'queue' UNION ALL SELECT 'person') s
        WHERE s.scope = 'team' OR (s.scope = 'queue') = (t.person_id IS NULL)
        GROUP BY 1, 2, 3),
      kept AS (SELECT scope, id, status, tickets, person_wanted, breached FROM ticket_sums
        WHERE tickets <> 0 OR person_wanted <> 0 OR breached <> 0)
      SELECT scope, id, status FROM (SELECT * FROM counted EXCEPT SELECT * FROM kept)
      UNION SELECT scope, id, status FROM (SELECT * FROM kept EXCEPT SELECT * FROM counted)
      """
    ) { row in
      let (scope, id, status): (String, Int64, String) = (try row[0], try row[1], try row[2])
      return "the sum of tickets of \(scope) \(id) that are \(status) is not what counting gives"
    }
  }
}
