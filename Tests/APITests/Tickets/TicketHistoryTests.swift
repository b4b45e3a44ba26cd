import Domain
import JSON
import Testing

@testable import API
@testable import Desk
@testable import SQLite

/// Random histories of everything that can be done with tickets.
@Suite struct TicketHistoryTests {
  private let here: Channelled
  private var world: World { here.world }
  private var db: Database { world.desk.db }
  init() throws { here = try Channelled() }

  private static let staff: [Role] = [.operator, .advisor, .manager]

  /// The tickets as they are stored, with their timers, and which message is in which. That a target was missed stays a fact: a merge may
  /// be the moment at which it is told.
  private func picture() throws -> [String] {
    let columns = try db.lines("SELECT name FROM pragma_table_info('tickets') WHERE name NOT IN ('version', 'breached')")
    let cells = columns.map { "coalesce(\($0), '')" }.joined(separator: " || '|' || ")
    return try db.lines("SELECT \(cells) FROM tickets ORDER BY id") + db.lines("SELECT id || ' in ' || ticket_id FROM messages ORDER BY id")
      + db.lines(
        // An alarm may be set for an earlier moment than the next one.
        """
        SELECT subject_id || ' ' || kind || CASE kind WHEN 'ticket_alarm' THEN '' ELSE ' until ' || due_at END FROM timers
        WHERE kind LIKE 'ticket%' ORDER BY 1
        """)
  }

  private func check(_ written: Set<Int64>, _ step: String) throws {
    let stored = try db.lines("SELECT id FROM messages").compactMap { Int64($0) }
    #expect(stored.count == written.count && Set(stored) == written, "a message is lost or there twice: \(step)")
    let faults = try db.lines(
      """
      SELECT t.number FROM tickets t WHERE t.team_id IS NULL OR t.team_id NOT IN (SELECT id FROM teams)
        OR t.message_count <> (SELECT count(*) FROM messages m WHERE m.ticket_id = t.id)
        OR t.last_client_message_id <> (SELECT coalesce(max(id), 0) FROM messages m WHERE m.ticket_id = t.id AND m.author = 'client')
        OR (t.merged_into_id IS NOT NULL) <> EXISTS (SELECT 1 FROM ticket_merges g WHERE g.merged_id = t.id AND g.undone_at IS NULL)
        OR (t.merged_into_id IS NOT NULL AND (t.status <> 'closed' OR t.message_count > 0))
        OR (t.spam AND t.status <> 'closed')
        OR t.tags <> coalesce((SELECT group_concat(tag, char(10)) FROM (SELECT tag FROM ticket_tags g WHERE g.ticket_id = t.id ORDER BY tag)), '')
      """)
    #expect(faults.isEmpty, "\(step): \(faults)")
    #expect(try SLACheck(db).faults() + TicketSumTable(db).faults() == [], "\(step)")
    let oneWay = try db.lines(
      """
      SELECT ticket_id || '-' || other_id FROM ticket_links l
      WHERE NOT EXISTS (SELECT 1 FROM ticket_links b WHERE b.ticket_id = l.other_id AND b.other_id = l.ticket_id)
      """)
    #expect(oneWay.isEmpty, "\(step): \(oneWay)")
  }

  @Test(arguments: [1, 2, 3, 4]) func noHistoryLosesAMessageOrATeamAndAnUndoneMergeLeavesNoTrace(seed: UInt64) throws {
    var dice = Dice(state: seed)
    var written: Set<Int64> = []
    var handed: Set<String> = []
    var merges = 0
    func roll(_ count: Int) -> Int { Int.random(in: 0..<count, using: &dice) }
    for step in 0..<260 {
      let ids = try db.lines("SELECT id FROM tickets").compactMap { Int64($0) }
      let role = Self.staff[roll(3)]
      func any() -> Int64 { ids.isEmpty ? 1 : ids[roll(ids.count)] }
      let id = any()
      let path = "/v1/tickets/\(id)"
      var told = ""
      switch ids.isEmpty ? 0 : roll(16) {
      case 0, 1, 2:
        // The ids are counted within a chat, so those of different senders meet.
        let (external, sender, chat) = ("m\(roll(60))", "tg:\(roll(4))", "c\(roll(3))")
        let filed = here.write(["Когда?", "Спасибо"][roll(2)], external, from: sender, #","conversation_id":"\#(chat)""#)
        let isKnown = !handed.insert("\(external) \(sender) \(chat)").inserted
        #expect(filed.status == 200 && (filed["why"].string == "duplicate") == isKnown, "\(filed)")
        if let message = filed["message/id"].int { written.insert(message) }
      case 3, 4:
        let verb = roll(2) == 0 ? "reply" : "note"
        let answer = world.post(
          "\(path)/\(verb)", verb == "reply" ? #"{"text":"Ответ","last_seen_message_id":\#(Int64.max)}"# : #"{"text":"Заметка"}"#, as: role)
        #expect(answer.status == 200 || answer.code == "ticket_status", "\(answer)")
        if let message = answer["message/id"].int { written.insert(message) }
        told = verb
      case 5:
        let answer = world.post("\(path)/merge", #"{"merged_id":\#(any()),"of_two_clients":\#(roll(2) == 0)}"#, as: role)
        #expect(answer.status == 200 || answer.status == 409, "\(answer)")
        if answer.status == 200 { merges += 1 }
        told = "merge"
      case 6:
        let answer = world.post("\(path)/unmerge", #"{"merged_id":\#(any())}"#, as: role)
        #expect(answer.status == 200 || ["ticket_merged", "ticket_not_merged"].contains(answer.code), "\(answer)")
        told = "unmerge"
      case 7:
        let before = try picture()
        let merged = any()
        guard world.post("\(path)/merge", #"{"merged_id":\#(merged),"of_two_clients":true}"#, as: role).status == 200 else { break }
        merges += 1
        #expect(world.post("\(path)/unmerge", #"{"merged_id":\#(merged)}"#, as: role).status == 200)
        let change = try picture().difference(from: before)
        #expect(change.isEmpty, "\(step): a merge that was undone at once leaves \(Array(change))")
      case 8:
        let inside = try db.lines("SELECT id FROM messages WHERE ticket_id = \(id)").filter { _ in roll(2) == 0 }
        let answer = world.post("\(path)/split", #"{"message_ids":[\#(inside.joined(separator: ","))]}"#, as: role)
        #expect(answer.status == 201 || ["ticket_split_whole", "ticket_merged", "invalid"].contains(answer.code), "\(answer)")
        told = "split"
      case 9:
        let answer = world.post("\(path)/\(roll(3) == 0 ? "unlink" : "link")", #"{"ticket_id":\#(any())}"#, as: role)
        #expect(answer.status == 200 || ["ticket_link_same", "ticket_merged"].contains(answer.code), "\(answer)")
      case 10:
        let answer = world.post("\(path)/tag", #"{"add":["т\#(roll(4))"],"remove":["т\#(roll(4))"]}"#, as: role)
        #expect(answer.status == 200 || answer.code == "ticket_merged", "\(answer)")
      case 11: world.post("\(path)/lease", as: role)
      default:
        let move = Ticket.Move.allCases[roll(Ticket.Move.allCases.count)]
        guard move != .merge, move != .reply else { break }
        let body =
          switch move {
          case .hold: #"{"until":"\#(world.now.adding(seconds: 900).text)"}"#
          case .assign: #"{"team_id":1}"#
          default: "{}"
          }
        let answer = world.post("\(path)/\(move.rawValue)", body, as: role)
        #expect(answer.status == 200 || ["ticket_status", "ticket_merged"].contains(answer.code), "\(answer)")
        told = move.rawValue
      }
      try check(written, "\(step) \(told)")
      world.wait(minutes: Int64(roll(700)))
      try world.desk.runDue { Issue.record("\($0)") }
    }
    #expect(merges > 5 && written.count > 40, "the dice tried too little")
    for id in try db.lines("SELECT id FROM tickets") { #expect(world.get("/v1/tickets/\(id)").status == 200) }
  }
}
