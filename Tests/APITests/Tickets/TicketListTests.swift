import Domain
import JSON
import SQLite
import Testing

@testable import API
@testable import Desk

@Suite struct TicketListTests {
  private func ids(_ world: World, _ query: String) -> [Int64] {
    let answer = world.get("/v1/tickets?\(query)")
    #expect(answer.status == 200, "\(query): \(answer)")
    return answer["items"].array.compactMap { $0["id"].int }
  }

  /// Every page of a list, three at a time; `between` runs after the first.
  private func pages(_ world: World, _ query: String, between: () -> Void = {}) -> [Int64] {
    var (found, cursor): ([Int64], String?) = ([], "")
    while let next = cursor {
      let answer = world.get("/v1/tickets?limit=3&\(query)" + (next.isEmpty ? "" : "&cursor=\(next)"))
      found += answer["items"].array.compactMap { $0["id"].int }
      cursor = answer["next_cursor"].string
      if next.isEmpty { between() }
    }
    return found
  }

  @Test func theOrderOfTheLastMessageIsThatOfTheTickets() throws {
    let here = try Channelled()
    let world = here.world
    for number in 1...5 {
      here.write("Когда?", "\(number)", from: "tg:\(number)")
      world.wait(minutes: 1)
    }
    here.write("Ау?", "6", from: "tg:2")
    world.post("/v1/tickets/4/note", #"{"text":"не слово клиенту"}"#)
    #expect(
      ids(world, "") == [5, 4, 3, 2, 1] && ids(world, "sort=-opened") == [5, 4, 3, 2, 1] && ids(world, "sort=opened") == [1, 2, 3, 4, 5])
    #expect(ids(world, "sort=-last_message") == [2, 5, 4, 3, 1] && ids(world, "sort=last_message") == [1, 3, 4, 5, 2])
    #expect(world.get("/v1/tickets?sort=number").codes == ["not_allowed"])
  }

  @Test func theTicketsOfATimeComeInTheOrderOfOpening() throws {
    let here = try Channelled()
    for number in 1...5 {
      here.write("Когда?", "\(number)", from: "tg:\(number)")
      here.world.wait(minutes: 1)
    }
    // The machine's clock is set back.
    here.world.wait(minutes: -10)
    here.write("Когда?", "6", from: "tg:6")
    let day = here.world.now.text.prefix(10)
    #expect(pages(here.world, "opened_from=\(day)") == [5, 4, 3, 2, 1, 6])
    #expect(pages(here.world, "opened_from=\(day)&opened_to=\(day)&sort=opened") == [6, 1, 2, 3, 4, 5])
    #expect(pages(here.world, "opened_to=\(day)&channel_kind=messenger") == [6, 5, 4, 3, 2, 1])
  }

  /// Tickets in several states, each with two people, teams, topics and priorities in turn.
  private func many() throws -> Channelled {
    let here = try Channelled()
    let world = here.world
    world.post("/v1/teams", #"{"name":"Запчасти"}"#)
    for number in 1...24 {
      here.write(number % 7 == 0 ? "Оператор" : "Когда?", "\(number)", from: "tg:\(number)")
      world.wait(minutes: 1)
      if number % 2 == 0 { world.post("/v1/tickets/\(number)/take", as: number % 4 == 0 ? .operator : .advisor) }
      if number % 3 == 0 { world.post("/v1/tickets/\(number)/assign", #"{"team_id":2,"person_id":\#(world.users[.operator] ?? 0)}"#) }
      if number % 5 == 0 { world.post("/v1/tickets/\(number)/resolve") }
      if number % 10 == 0 { world.post("/v1/tickets/\(number)/close") }
      world.ask("PATCH", "/v1/tickets/\(number)", #"{"topic":"\#(number % 2 == 0 ? "Сроки" : "Цены")","priority":"high"}"#)
    }
    world.wait(minutes: 20)
    try world.desk.runDue { Issue.record("\($0)") }
    for number in [3, 9, 1, 20] { here.write("Ещё", "again-\(number)", from: "tg:\(number)") }
    return here
  }

  /// Every filter in every order gives what sorting all tickets by hand gives, page by page, whatever comes in between.
  @Test func everyFilterInEveryOrderIsWholeAndStable() throws {
    let here = try many()
    let world = here.world
    let all = world.get("/v1/tickets?limit=200")["items"].array
    let person = world.users[.operator] ?? 0
    let dues = all.compactMap { $0["due_at"].string }.sorted()
    #expect(Set(dues).count > 5 && all.contains { $0["breached"].bool == true }, "the clocks differ, or the test proves nothing")
    let cut = dues[dues.count / 2]
    let filters: [(query: String, takes: (JSONValue) -> Bool)] = [
      ("", { _ in true }), ("status=open", { $0["status"].string == "open" }), ("status=closed", { $0["status"].string == "closed" }),
      ("open=true", { $0["resolved_at"] == .null && $0["closed_at"] == .null }), ("open=false", { $0["resolved_at"] != .null }),
      ("open=true&status=closed", { _ in false }), ("person_id=\(person)", { $0["person_id"].int == person }),
      ("person_id=\(person)&open=true", { $0["person_id"].int == person && $0["resolved_at"] == .null }),
      ("person_id=\(person)&status=resolved", { $0["person_id"].int == person && $0["status"].string == "resolved" }),
      ("team_id=2", { $0["team_id"].int == 2 }), ("team_id=2&open=true", { $0["team_id"].int == 2 && $0["resolved_at"] == .null }),
      ("unassigned=true", { $0["person_id"] == .null }), ("unassigned=false", { $0["person_id"] != .null }),
      ("unassigned=true&open=true&team_id=1", { $0["person_id"] == .null && $0["resolved_at"] == .null }),
      ("topic=%D0%A1%D1%80%D0%BE%D0%BA%D0%B8", { $0["topic"].string == "Сроки" }),
      ("priority=high&kind=question", { $0["priority"].string == "high" }),
      ("priority=low", { _ in false }), ("channel_id=\(here.channel)", { _ in true }), ("channel_kind=messenger", { _ in true }),
      ("contact_id=3", { $0["contact_id"].int == 3 }), ("number=\("об 2026 7".percentEncoded)", { $0["id"].int == 7 }),
      ("person_wanted=true", { $0["person_wanted_at"] != .null && $0["person_came_at"] == .null }),
      ("breached=true", { $0["breached"].bool == true }), ("breached=false", { $0["breached"].bool == false }),
      ("breached=true&open=true", { $0["breached"].bool == true && $0["resolved_at"] == .null }),
      ("due_before=\(cut)", { ($0["due_at"].string ?? "9") < cut }),
      ("due_before=\(cut)&team_id=2", { ($0["due_at"].string ?? "9") < cut && $0["team_id"].int == 2 }),
      ("person_wanted=false", { $0["person_wanted_at"] == .null || $0["person_came_at"] != .null }),
    ]
    for (query, takes) in filters {
      func sorted(_ key: String) -> [Int64] {
        all.filter(takes).map { ($0[key].string ?? "", $0["id"].int ?? 0) }.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.1)
      }
      #expect(pages(world, query + "&sort=opened") == sorted("opened_at"), "\(query)")
      #expect(pages(world, query) == sorted("opened_at").reversed(), "\(query)")
      #expect(pages(world, query + "&sort=last_message") == sorted("last_message_at"), "\(query)")
      let due = all.filter(takes).filter { $0["due_at"] != .null }.map { ($0["due_at"].string ?? "", $0["id"].int ?? 0) }
      let byDue = due.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.1)
      #expect(pages(world, query + "&sort=due") == byDue && pages(world, query + "&sort=-due") == byDue.reversed(), "\(query)")
      #expect(pages(world, query + "&sort=-last_message") == sorted("last_message_at").reversed(), "\(query)")
    }
    let newest = pages(world, "sort=-last_message") { here.write("Новое", "fresh", from: "tg:99") }
    #expect(newest.count == all.count && Set(newest).count == all.count, "what came in between stands before the first page")
  }

  /// A channel or a topic of many tickets is met on the way; its list is right too.
  @Test func aTopicOfManyTicketsIsListedInOrder() throws {
    let here = try Channelled()
    try here.world.desk.db.script(
      """
      INSERT INTO contacts (id, name, created_at) VALUES (1, 'А', 0);
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1300)
      INSERT INTO tickets (number, kind, status, priority, subject, topic, channel_kind, team_id, contact_id, last_message_at, opened_at)
      SELECT 'X' || i, 'question', CASE i % 3 WHEN 0 THEN 'closed' WHEN 1 THEN 'open' ELSE 'resolved' END, 'normal', '',
        CASE WHEN i % 100 = 0 THEN 'Редкая' ELSE 'Частая' END, 'chat', 1, 1, (i * 7919) % 1301, i FROM n;
      """)
    let often = ids(here.world, "sort=-last_message&topic=\("Частая".percentEncoded)&limit=200")
    let times = Dictionary(uniqueKeysWithValues: (1...1_300).map { (Int64($0), Int64($0 * 7_919 % 1_301)) })
    #expect(often == (1...1_300).map(Int64.init).filter { $0 % 100 != 0 }.sorted { times[$0] ?? 0 > times[$1] ?? 0 }.prefix(200).map { $0 })
    #expect(ids(here.world, "sort=last_message&topic=\("Редкая".percentEncoded)").count == 13)
  }
}
