import Domain
import JSON
import SQLite
import Testing

@testable import API
@testable import Desk

@Suite struct TicketQueueTests {
  private func types(_ world: World) -> [String] {
    world.get("/v1/events?subject=ticket&limit=200")["items"].array.compactMap { $0["type"].string }
  }

  @Test func whoAsksABotForAPersonComesToTheHeadOfTheQueue() throws {
    let here = try Channelled()
    let world = here.world
    let first = here.write("Когда?", "1", from: "tg:1")["ticket_id"].int ?? 0
    world.wait(minutes: 1)
    let second = here.write("Сколько стоит ТО?", "2", from: "tg:2")["ticket_id"].int ?? 0
    here.write("Я бот. От 5 000", "3", from: "tg:2", #","bot":true"#)
    func queue() -> [Int64?] { world.get("/v1/tickets?sort=queue")["items"].array.map { $0["id"].int } }
    #expect(queue() == [first, second] && !types(world).contains("ticket.person_wanted"))
    world.wait(minutes: 1)
    here.write("Позовите человека", "4", from: "tg:2")
    let asked = world.get("/v1/tickets/\(second)")
    #expect(asked["person_wanted_at"].string == world.now.text && asked["person_came_at"] == .null && asked["person_wait_seconds"] == .null)
    #expect(queue() == [second, first] && types(world).filter { $0 == "ticket.person_wanted" }.count == 1)
    #expect(world.get("/v1/tickets?person_wanted=true")["items"].array.map { $0["id"].int } == [second])
    #expect(world.get("/v1/tickets?person_wanted=false")["items"].array.map { $0["id"].int } == [first])
    here.write("Я бот. Уточните вопрос", "5", from: "tg:2", #","bot":true"#)
    here.write("ОПЕРАТОР!!!", "6", from: "tg:2")
    #expect(types(world).filter { $0 == "ticket.person_wanted" }.count == 1, "it is wanted already")
    world.wait(minutes: 3)
    let taken = world.post("/v1/tickets/\(second)/take", as: .operator)
    #expect(taken["person_wait_seconds"].int == 180 && taken["person_came_at"].string == world.now.text)
    #expect(queue() == [first])
    let came = world.get("/v1/events?type=ticket.person_came")["items"].array
    #expect(came.count == 1 && came.first?["data/seconds"].int == 180, "\(came)")
    #expect(world.get("/v1/tickets?person_wanted=true")["items"].array.isEmpty)
  }

  @Test func anAnswerIsAPersonAndAnAssignmentIsNot() throws {
    let here = try Channelled()
    let world = here.world
    let asked = here.write("Оператора, пожалуйста", "1")
    let id = asked["ticket_id"].int ?? 0
    #expect(world.get("/v1/tickets/\(id)")["person_wanted_at"].string == world.now.text, "the first word may ask too")
    world.wait(minutes: 1)
    let given = world.post("/v1/tickets/\(id)/assign", #"{"person_id":\#(world.users[.operator] ?? 0)}"#)
    #expect(given["person_came_at"] == .null)
    #expect(world.get("/v1/tickets?person_wanted=true")["items"].array.count == 1)
    world.wait(minutes: 1)
    let last = world.get("/v1/tickets/\(id)")["last_client_message_id"].int ?? 0
    let answer = world.post("/v1/tickets/\(id)/reply", #"{"text":"Слушаю","last_seen_message_id":\#(last),"then":"stay"}"#, as: .operator)
    #expect(answer["ticket/person_wait_seconds"].int == 120, "\(answer)")
    here.write("Я просил оператора", "2")
    here.write("Позовите менеджера", "3")
    #expect(world.get("/v1/tickets/\(id)")["person_wait_seconds"].int == 120, "a person has answered already")
  }

  @Test func takingAgainWhatOneHasIsAPersonToo() throws {
    let here = try Channelled()
    let world = here.world
    let id = here.write("Когда?", "1")["ticket_id"].int ?? 0
    world.post("/v1/tickets/\(id)/take", as: .operator)
    here.write("Позовите человека", "2")
    #expect(world.get("/v1/tickets/\(id)")["person_wanted_at"] != .null, "whoever has it has said nothing")
    world.wait(minutes: 2)
    #expect(world.post("/v1/tickets/\(id)/take", as: .operator)["person_wait_seconds"].int == 120)
  }

  @Test func anotherTimeIsAnotherWait() throws {
    let here = try Channelled()
    let world = here.world
    let id = here.write("Оператор", "1")["ticket_id"].int ?? 0
    world.post("/v1/tickets/\(id)/take")
    world.post("/v1/tickets/\(id)/assign", #"{"team_id":1}"#)
    world.wait(minutes: 5)
    here.write("Оператор", "2")
    let again = world.get("/v1/tickets/\(id)")
    #expect(again["person_wanted_at"].string == world.now.text && again["person_wait_seconds"] == .null)
  }

  /// The order of the list is that of the table, whatever happens in between.
  @Test func thePlaceInTheQueueIsThatOfTheTable() throws {
    let here = try Channelled()
    for number in 1...4 {
      here.write(number % 2 == 0 ? "Оператор" : "Когда?", "\(number)", from: "tg:\(number)")
      here.world.wait(minutes: 1)
    }
    let table = try here.world.desk.db.lines("SELECT queue_at FROM tickets ORDER BY id").map { Int64($0) }
    let tickets = try here.world.desk.read(as: .desk) { context in try (1...4).map { try Tickets(context).find($0).queuePlace } }
    #expect(table == tickets)
    let first = here.world.get("/v1/tickets?sort=queue&limit=3")
    #expect(first["items"].array.map { $0["id"].int } == [2, 4, 1])
    here.write("Оператор", "9", from: "tg:9")
    let rest = here.world.get("/v1/tickets?sort=queue&limit=3&cursor=\(first["next_cursor"].string ?? "")")
    #expect(rest["items"].array.map { $0["id"].int } == [3])
  }
}
