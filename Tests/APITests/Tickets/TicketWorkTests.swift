import Domain
import JSON
import Testing

@testable import API
@testable import Desk

@Suite struct TicketWorkTests {
  @Test func anOperatorOpensATicketForSomebodyOnThePhone() throws {
    let world = try World()
    let client = world.post("/v1/clients", #"{"kind":"person","name":"Анна Белова","phones":["+79165551122"]}"#).id
    let made = world.post(
      "/v1/tickets", #"{"channel_kind":"phone","phone":"8 916 555-11-22","text":"Просит перезвонить","kind":"request"}"#, as: .operator)
    #expect(
      made.status == 201 && made["client_id"].int == client && made["status"].string == "new" && made["kind"].string == "request", "\(made)"
    )
    #expect(made["number"].string?.hasPrefix("ОБ-") == true && made.headers["Location"] == "/v1/tickets/\(made.id)")
    #expect(world.post("/v1/tickets", #"{"channel_kind":"walk_in","text":"Кто-то"}"#).codes == ["contact_needed"])
    #expect(world.post("/v1/tickets", #"{"channel_kind":"walk_in","text":"Кто-то","name":"Прохожий"}"#, as: .mechanic).status == 403)
    let bad = world.post(
      "/v1/tickets", #"{"channel_kind":"walk_in","text":"а","name":"Б","team_id":9,"person_id":77,"vehicle_id":5,"work_order_id":6}"#)
    #expect(bad.codes == ["no_such_team", "no_such_user", "no_such_vehicle", "no_such_work_order"])
    let owned = world.post(
      "/v1/tickets", #"{"channel_kind":"walk_in","name":"Прохожий","text":"Ждёт мастера","person_id":\#(world.users[.advisor] ?? 0)}"#)
    #expect(owned["status"].string == "open" && owned["person_id"].int == world.users[.advisor])
    let head = world.get("/v1/tickets/\(made.id)", as: .mechanic)
    #expect(head.status == 200 && head["subject"] == .null && world.get("/v1/tickets/\(made.id)/messages", as: .mechanic).status == 403)
  }

  @Test func aTicketIsTakenAnsweredAndResolved() throws {
    let here = try Channelled()
    let world = here.world
    let first = here.write("Когда?", "1")
    let id = first["ticket_id"].int ?? 0
    let taken = world.post("/v1/tickets/\(id)/take", as: .operator)
    #expect(taken["status"].string == "open" && taken["person_id"].int == world.users[.operator])
    let seen = first["message/id"].int ?? 0
    here.write("Ау?", "2")
    let late = world.post("/v1/tickets/\(id)/reply", #"{"text":"Сегодня","last_seen_message_id":\#(seen)}"#, as: .operator)
    #expect(late.status == 409 && late.codes == ["client_wrote_since"])
    let last = world.get("/v1/tickets/\(id)")["last_client_message_id"].int ?? 0
    let answered = world.post("/v1/tickets/\(id)/reply", #"{"text":"Сегодня в 18:00","last_seen_message_id":\#(last)}"#, as: .operator)
    #expect(answered["ticket/status"].string == "pending_client" && answered["message/kind"].string == "out", "\(answered)")
    #expect(here.write("Хорошо, а сколько?", "3")["why"].string == "conversation")
    #expect(world.get("/v1/tickets/\(id)")["status"].string == "open")
    let again = world.get("/v1/tickets/\(id)")["last_client_message_id"].int ?? 0
    let done = world.post(
      "/v1/tickets/\(id)/reply", #"{"text":"5 000","last_seen_message_id":\#(again),"then":"resolve"}"#, as: .operator)
    #expect(done["ticket/status"].string == "resolved" && done["ticket/closes_at"] != .null)
    let refused = world.post("/v1/tickets/\(id)/wait")
    #expect(refused.status == 409 && refused.codes == ["ticket_status"])
    #expect(
      world.get("/v1/tickets/\(id)/moves")["moves"].array.filter { $0["allowed"].bool == true }.compactMap { $0["name"].string } == [
        "assign", "reply", "close", "reopen", "spam", "merge",
      ])
  }

  @Test func aReplyOpensAndOwnsANewTicket() throws {
    let here = try Channelled()
    let first = here.write("Когда?", "1")
    let id = first["ticket_id"].int ?? 0
    let answered = here.world.post(
      "/v1/tickets/\(id)/reply", #"{"text":"Завтра","last_seen_message_id":\#(first["message/id"].int ?? 0),"then":"stay"}"#, as: .advisor)
    #expect(answered["ticket/status"].string == "open" && answered["ticket/person_id"].int == here.world.users[.advisor])
    let note = here.world.post("/v1/tickets/\(id)/note", #"{"text":"Проверить склад"}"#, as: .operator)
    #expect(note["message/kind"].string == "note" && note["ticket/status"].string == "open" && note["ticket/message_count"].int == 3)
  }

  @Test func theThirdHandOverIsAnEvent() throws {
    let here = try Channelled()
    let world = here.world
    let id = here.write("Когда?", "1")["ticket_id"].int ?? 0
    world.post("/v1/tickets/\(id)/take", as: .operator)
    world.post("/v1/tickets/\(id)/take", as: .advisor)
    let team = world.post("/v1/teams", #"{"name":"Запчасти"}"#).id
    world.post("/v1/tickets/\(id)/assign", #"{"team_id":\#(team),"reason":"Про запчасти"}"#)
    #expect(world.get("/v1/events?type=ticket.many_handovers")["items"].array.isEmpty)
    let last = world.post("/v1/tickets/\(id)/assign", #"{"team_id":1}"#)
    #expect(last["handovers"].int == 3 && last["person_id"] == .null && last["status"].string == "open")
    #expect(world.get("/v1/events?type=ticket.many_handovers")["items"].array.count == 1)
    #expect(world.post("/v1/tickets/\(id)/assign", #"{"person_id":\#(world.users[.mechanic] ?? 0)}"#).codes == ["person_may_not_answer"])
    #expect(world.get("/v1/tickets?unassigned=true&open=true&team_id=1")["items"].array.count == 1)
  }

  @Test func aHoldEndsByItself() throws {
    let here = try Channelled()
    let world = here.world
    let id = here.write("Когда?", "1")["ticket_id"].int ?? 0
    world.post("/v1/tickets/\(id)/take")
    #expect(world.post("/v1/tickets/\(id)/hold", #"{"until":"2020-01-01T00:00:00Z"}"#).codes == ["hold_in_past"])
    let until = world.now.adding(seconds: 3_600).text
    #expect(world.post("/v1/tickets/\(id)/hold", #"{"until":"\#(until)"}"#)["status"].string == "on_hold")
    world.wait(minutes: 61)
    try world.desk.runDue { Issue.record("\($0)") }
    #expect(world.get("/v1/tickets/\(id)")["status"].string == "open" && world.get("/v1/tickets/\(id)")["hold_until_at"] == .null)
  }

  @Test func teamsHaveMembersWhoMayAnswer() throws {
    let world = try World()
    let team = world.post("/v1/teams", #"{"name":"Запчасти"}"#)
    #expect(team.status == 201 && world.post("/v1/teams", #"{"name":"запчасти"}"#).code == "team_exists")
    let set = world.ask(
      "PUT", "/v1/teams/\(team.id)/members", #"{"members":[\#(world.users[.operator] ?? 0),\#(world.users[.advisor] ?? 0)]}"#)
    #expect(set["members"].array.count == 2 && set["version"].int == 2)
    let wrong = world.ask("PUT", "/v1/teams/\(team.id)/members", #"{"members":[\#(world.users[.viewer] ?? 0),999]}"#)
    #expect(wrong.codes == ["person_may_not_answer", "no_such_user"] && wrong.pointers == ["/members/0", "/members/1"])
    #expect(world.ask("PATCH", "/v1/teams/1", #"{"name":"Приём"}"#)["name"].string == "Приём")
  }

  @Test func mergedAndErasedClientsTakeTheirTicketsAlong() throws {
    let here = try Channelled()
    let world = here.world
    let (kept, gone) = (
      world.post("/v1/clients", #"{"kind":"person","name":"Анна Белова","phones":["+79165551122"]}"#).id,
      world.post("/v1/clients", #"{"kind":"person","name":"Аня Белова","phones":["+79165553344"]}"#).id
    )
    let ticket = here.hand(#"{"external_id":"1","from":{"address":"tg:1","phone":"+79165553344"},"text":"Секрет"}"#)["ticket_id"].int ?? 0
    let merge = world.post("/v1/clients/\(kept)/merge", #"{"merged_id":\#(gone),"reason":"Одно лицо"}"#)
    #expect(merge.status < 300, "\(merge)")
    #expect(world.get("/v1/tickets/\(ticket)")["client_id"].int == kept)
    #expect(here.write("Ещё", "2")["ticket_id"].int == ticket)
    let erased = world.post("/v1/clients/\(kept)/erase")
    #expect(erased.status < 300, "\(erased)")
    let texts = world.get("/v1/tickets/\(ticket)/messages")
    #expect(!texts.text.contains("Секрет") && !texts.text.contains("tg:1"))
    #expect(here.write("Новый", "3")["found_by"].string == "new_contact", "an erased person is known no more")
  }
}
