import Domain
import JSON
import SQLite
import Testing

@testable import API
@testable import Desk

@Suite struct TicketCountsTests {
  @Test func allCountsOfADeskAreInOneAnswer() throws {
    let here = try Channelled()
    let world = here.world
    let (me, other) = (world.users[.operator] ?? 0, world.users[.advisor] ?? 0)
    world.post("/v1/teams", #"{"name":"Запчасти"}"#)
    world.ask("PUT", "/v1/teams/1/members", #"{"members":[\#(me)]}"#)
    for number in 1...6 { here.write(number == 6 ? "Оператор" : "Когда?", "\(number)", from: "tg:\(number)") }
    world.post("/v1/tickets/1/take", as: .operator)
    world.post("/v1/tickets/2/take", as: .operator)
    world.post("/v1/tickets/2/resolve", as: .operator)
    world.post("/v1/tickets/3/assign", #"{"person_id":\#(other),"team_id":2}"#)
    world.post("/v1/tickets/4/assign", #"{"team_id":2}"#)
    let counts = world.get("/v1/ticket-counts", as: .operator)
    #expect(counts.status == 200 && counts["mine/open"].int == 1 && counts["mine/by_status/resolved"].int == 1, "\(counts)")
    #expect(counts["unassigned_of_my_teams/open"].int == 2 && counts["unassigned_of_my_teams/person_wanted"].int == 1)
    #expect(counts["unassigned/open"].int == 3 && counts["all/open"].int == 5 && counts["all/by_status/new"].int == 3)
    #expect(counts["teams"].array.map { $0["team_id"].int } == [1, 2] && counts["teams/0/mine"].bool == true)
    #expect(counts["teams/1/all/open"].int == 2 && counts["teams/1/unassigned/open"].int == 1 && counts["teams/1/mine"].bool == false)
    let theirs = world.get("/v1/ticket-counts", as: .advisor)
    #expect(theirs["mine/open"].int == 1 && theirs["unassigned_of_my_teams/open"].int == 0 && theirs["unassigned/open"].int == 3)
    world.post("/v1/tickets/6/take", as: .operator)
    #expect(world.get("/v1/ticket-counts")["all/person_wanted"].int == 0)
  }

  @Test func theCountsAreReadAtOnce() throws {
    let here = try Channelled()
    here.write("Когда?", "1")
    let plans = try here.world.plans("ticket_sums") { _ = here.world.get("/v1/ticket-counts") }
    #expect(plans.count == 1 && plans.joined().allSatisfy { !$0.contains("SCAN ticket_sums") }, "\(plans)")
  }

  @Test(arguments: [1, 2, 3] as [UInt64]) func theSumsAreWhatCountingGives(seed: UInt64) throws {
    let here = try Channelled()
    let world = here.world
    var dice = Dice(state: seed)
    for name in ["Запчасти", "Кузов"] { world.post("/v1/teams", #"{"name":"\#(name)"}"#) }
    let people = [world.users[.operator], world.users[.advisor], nil]
    for step in 0..<200 {
      let id = Int64.random(in: 1...12, using: &dice)
      switch Int.random(in: 0..<10, using: &dice) {
      case 0...2:
        here.write(
          ["Когда?", "Оператор", "Спасибо"].randomElement(using: &dice) ?? "", "\(step)", from: "tg:\(Int.random(in: 0..<9, using: &dice))")
      case 3:
        world.post("/v1/tickets", #"{"channel_kind":"phone","name":"Прохожий","text":"Звонит","team_id":\#(id % 3 + 1)}"#)
      case 4:
        let person = people[Int.random(in: 0..<3, using: &dice)].map { "\($0)" } ?? "null"
        world.post("/v1/tickets/\(id)/assign", #"{"person_id":\#(person),"team_id":\#(id % 3 + 1)}"#)
      case 5: world.post("/v1/tickets/\(id)/hold", #"{"until":"\#(world.now.adding(seconds: 900).text)"}"#)
      default:
        if let move = [Ticket.Move.take, .wait, .resolve, .close, .reopen].randomElement(using: &dice) {
          world.post("/v1/tickets/\(id)/\(move.rawValue)", as: .operator)
        }
      }
      world.wait(minutes: Int64.random(in: 0..<3_000, using: &dice))
      try world.desk.runDue { Issue.record("\($0)") }
      #expect(try TicketSumTable(world.desk.db).faults() == [], "\(step)")
    }
    let counted = try world.desk.db.lines("SELECT count(*) FROM tickets WHERE is_open AND person_id = \(world.users[.operator] ?? 0)")
    let counts = world.get("/v1/ticket-counts", as: .operator)
    #expect(counts["mine/open"].int == Int64(counted[0]))
    let breached = try world.desk.db.lines("SELECT count(*) FROM tickets WHERE is_open AND breached")
    #expect(counts["all/breached"].int == Int64(breached[0]))
    #expect(try world.desk.db.lines("SELECT count(*) FROM tickets WHERE breached") != ["0"], "nothing was late, or the run proves nothing")
  }

  @Test func aSumThatIsWrongIsFound() throws {
    let here = try Channelled()
    here.write("Когда?", "1")
    #expect(try TicketSumTable(here.world.desk.db).faults().isEmpty)
    try here.world.desk.db.script("UPDATE ticket_sums SET tickets = 2 WHERE scope = 'queue'")
    #expect(
      try TicketSumTable(here.world.desk.db).faults() == ["the sum of tickets of queue 1 that are new is not what counting gives"])
  }
}
