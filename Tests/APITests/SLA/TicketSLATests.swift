import Domain
import JSON
import SQLite
import Testing

@testable import API
@testable import Desk

/// Clocks of tickets, as the API shows them. The world starts on Monday at 10:00; work is from 9 to 13 and from 14 to 18.
@Suite struct TicketSLATests {
  private struct Scene {
    let here: Channelled
    var world: World { here.world }
    init(_ policy: String = #""first_response_minutes":30,"next_response_minutes":60,"resolution_minutes":240"#) throws {
      here = try Channelled()
      let made = here.world.post("/v1/sla-policies", #"{"name":"Мессенджер быстро","channel_kind":"messenger",\#(policy)}"#)
      try #require(made.status == 201, "\(made)")
      try run()
    }

    func write(_ text: String, _ id: String) -> Int64 { here.write(text, id)["ticket_id"].int ?? 0 }
    func ticket(_ id: Int64) -> World.Answer { world.get("/v1/tickets/\(id)") }
    func sla(_ id: Int64) -> World.Answer { world.get("/v1/tickets/\(id)/sla") }
    func clock(_ id: Int64, _ kind: String) -> [JSONValue] { sla(id)["clocks"].array.filter { $0["kind"].string == kind } }

    @discardableResult
    func reply(_ id: Int64, then: String = "wait") -> World.Answer {
      let seen = ticket(id)["last_client_message_id"].int ?? 0
      return world.post("/v1/tickets/\(id)/reply", #"{"text":"Ответ","last_seen_message_id":\#(seen),"then":"\#(then)"}"#)
    }

    /// Runs all due timers.
    func run() throws {
      for _ in 0..<50 { try world.desk.runDue { Issue.record("\($0)") } }
    }

    func wait(minutes: Int64) throws {
      world.wait(minutes: minutes)
      try run()
    }

    func events(_ type: String) -> Int { world.get("/v1/events?type=\(type)&limit=200")["items"].array.count }
  }

  @Test func theCountingOfAMergedTicketIsThatOfItsSurvivor() throws {
    let scene = try Scene()
    let id = scene.write("Когда?", "1")
    try scene.wait(minutes: 5)
    let other = scene.here.write("И ещё", "2", from: "tg:1", #","conversation_id":"второй""#)["ticket_id"].int ?? 0
    #expect(scene.world.post("/v1/tickets/\(id)/merge", #"{"merged_id":\#(other)}"#, as: .operator).status == 200)
    try scene.wait(minutes: 5)
    #expect(scene.sla(other).text == scene.sla(id).text && scene.clock(other, "first_response").first?["spent_seconds"].int == 600)
  }

  @Test func aFirstResponseIsAwaitedMetAndExplained() throws {
    let scene = try Scene()
    let id = scene.write("Когда?", "1")
    #expect(scene.ticket(id)["due_at"].string == "2026-03-02T07:30:00.000Z" && scene.ticket(id)["waiting_since_at"] != .null)
    try scene.wait(minutes: 10)
    // A bot's words and notes are no answer.
    scene.here.hand(#"{"external_id":"b1","from":{"address":"tg:1"},"text":"Ждите","bot":true}"#)
    scene.world.post("/v1/tickets/\(id)/note", #"{"text":"Спросить"}"#)
    #expect(scene.ticket(id)["first_response_at"] == .null)
    let answered = scene.reply(id, then: "stay")
    #expect(answered["ticket/first_response_at"].string == "2026-03-02T07:10:00.000Z" && answered["ticket/waiting_since_at"] == .null)
    #expect(answered["ticket/due_at"].string == "2026-03-02T12:00:00.000Z", "four hours, an hour of lunch between them")
    let sla = scene.sla(id)
    #expect(sla["policy/name"].string == "Мессенджер быстро" && sla["policy/because_of"].array.map(\.string) == ["channel_kind"], "\(sla)")
    let first = try #require(scene.clock(id, "first_response").first)
    #expect(first["state"].string == "met" && first["spent_seconds"].int == 600 && first["left_seconds"].int == 1_200)
    #expect(first["intervals"].array.count == 1 && first["intervals/0/seconds"].int == 600)
    #expect(scene.events("ticket.sla_breached") == 0 && scene.events("ticket.sla_warning") == 0)
  }

  @Test func theResolutionStopsWhileTheClientIsToAnswer() throws {
    let scene = try Scene()
    let id = scene.write("Когда?", "1")
    try scene.wait(minutes: 20)
    scene.reply(id)
    #expect(scene.ticket(id)["due_at"] == .null, "nothing runs while the client is to answer")
    try scene.wait(minutes: 26 * 60)
    #expect(scene.events("ticket.sla_breached") == 0)
    // Tuesday, 12:20. The client asks again: 220 minutes of the resolution are left, and an hour for the answer.
    _ = scene.write("А сколько стоит?", "2")
    let running = scene.ticket(id)
    #expect(
      running["status"].string == "open" && running["due_at"].string == "2026-03-03T11:20:00.000Z", "40 minutes before lunch, 20 after it")
    #expect(scene.clock(id, "next_response").count == 1)
    _ = scene.write("Ау", "3")
    #expect(scene.clock(id, "next_response").count == 1, "more words start no other clock")
    scene.reply(id, then: "stay")
    let pauses = scene.sla(id)["pauses"].array
    #expect(pauses.count == 1 && pauses[0]["status"].string == "pending_client" && pauses[0]["to_at"] != .null)
    #expect(scene.ticket(id)["due_at"].string == "2026-03-03T14:00:00.000Z", "40 + 180 minutes are left: until 17:00")
  }

  @Test func anAlarmComesOnceInTheHoursOfWork() throws {
    let scene = try Scene(#""first_response_minutes":60,"escalation":[{"after_minutes":0,"team_id":1},{"after_minutes":30,"team_id":1}]"#)
    // 17:30: half an hour is left today.
    scene.world.wait(minutes: 7 * 60 + 30)
    let id = scene.write("Когда?", "1")
    #expect(scene.ticket(id)["due_at"].string == "2026-03-03T06:30:00.000Z")
    try scene.wait(minutes: 3 * 60)
    #expect(scene.events("ticket.sla_warning") == 0)
    // The desk was down from the evening until 8:50, and nobody is told before nine.
    try scene.wait(minutes: 12 * 60 + 20)
    #expect(scene.events("ticket.sla_warning") == 0 && scene.events("ticket.sla_breached") == 0)
    try scene.wait(minutes: 25)
    #expect(scene.events("ticket.sla_warning") == 1 && scene.events("ticket.sla_breached") == 0)
    try scene.wait(minutes: 16)
    #expect(scene.events("ticket.sla_breached") == 1 && scene.events("ticket.escalated") == 1 && scene.ticket(id)["breached"].bool == true)
    try scene.wait(minutes: 30)
    #expect(scene.events("ticket.escalated") == 2 && scene.ticket(id)["escalation"].int == 2)
    try scene.wait(minutes: 300)
    #expect(scene.events("ticket.sla_warning") == 1 && scene.events("ticket.sla_breached") == 1 && scene.events("ticket.escalated") == 2)
    let event = scene.world.get("/v1/events?type=ticket.sla_breached")["items/0/data"]
    #expect(event["clock"].string == "first_response" && event["due_at"].string == "2026-03-03T06:30:00.000Z", "\(event)")
  }

  @Test func bothAlarmsThatWereMissedAreRaisedWhenSomebodyWorks() throws {
    let scene = try Scene(#""first_response_minutes":60"#)
    let id = scene.write("Когда?", "1")
    // The desk comes up again at 23:00: the target was missed at 11.
    scene.world.wait(minutes: 13 * 60)
    try scene.run()
    #expect(scene.events("ticket.sla_breached") == 0 && scene.events("ticket.sla_warning") == 0)
    try scene.wait(minutes: 10 * 60)
    #expect(scene.events("ticket.sla_breached") == 1 && scene.events("ticket.sla_warning") == 1)
    #expect(scene.clock(id, "first_response").first?["breached_at"].string == "2026-03-02T08:00:00.000Z")
  }

  @Test func aLateAnswerAtNightIsToldWithTheAnswer() throws {
    let scene = try Scene(#""first_response_minutes":60"#)
    let id = scene.write("Когда?", "1")
    scene.world.wait(minutes: 13 * 60)
    let answered = scene.reply(id)
    #expect(answered["ticket/breached"].bool == true && scene.events("ticket.sla_breached") == 1)
    try scene.wait(minutes: 24 * 60)
    #expect(scene.events("ticket.sla_breached") == 1 && scene.events("ticket.sla_warning") == 0)
  }

  @Test func aReopenedTicketGoesOnWithWhatItHadSpent() throws {
    let scene = try Scene()
    let id = scene.write("Когда?", "1")
    try scene.wait(minutes: 20)
    scene.reply(id, then: "resolve")
    #expect(scene.clock(id, "resolution").first?["state"].string == "met" && scene.ticket(id)["due_at"] == .null)
    try scene.wait(minutes: 24 * 60)
    _ = scene.write("Не помогло", "2")
    #expect(scene.ticket(id)["status"].string == "open")
    let clock = try #require(scene.clock(id, "resolution").first)
    #expect(clock["state"].string == "running" && clock["spent_seconds"].int == 1_200 && scene.clock(id, "resolution").count == 1)
    #expect(scene.clock(id, "first_response").count == 1 && scene.clock(id, "next_response").count == 1)
    // Thanks change nothing.
    scene.reply(id, then: "resolve")
    _ = scene.write("Спасибо!", "3")
    #expect(scene.ticket(id)["status"].string == "resolved" && scene.ticket(id)["due_at"] == .null)
  }

  @Test func aChangedPriorityCountsAgainAndNamesThePolicy() throws {
    let scene = try Scene()
    scene.world.post("/v1/sla-policies", #"{"name":"Срочно","position":1,"priority":"urgent","resolution_minutes":30}"#)
    try scene.run()
    // The first has position 1 too, so it is tried before this one; the manager moves it.
    let first = scene.world.get("/v1/sla-policies")["items/0"]
    #expect(first["name"].string == "Мессенджер быстро")
    scene.world.ask("PATCH", "/v1/sla-policies/\(first["id"].int ?? 0)", #"{"position":2}"#)
    let id = scene.write("Когда?", "1")
    try scene.wait(minutes: 60)
    #expect(scene.sla(id)["passed_over/0/because_of"].string == "priority")
    #expect(scene.events("ticket.sla_breached") == 1)
    let changed = scene.world.ask("PATCH", "/v1/tickets/\(id)", #"{"priority":"urgent"}"#)
    #expect(changed["breached"].bool == true, "\(changed)")
    #expect(scene.sla(id)["policy/name"].string == "Срочно")
    #expect(scene.clock(id, "first_response").first?["state"].string == "dropped", "the urgent policy has no such target")
    #expect(scene.clock(id, "resolution").first?["due_at"].string == "2026-03-02T07:30:00.000Z")
    try scene.run()
    #expect(scene.events("ticket.sla_breached") == 2, "the resolution is late by the new target, which is told once")
    scene.world.ask("PATCH", "/v1/tickets/\(id)", #"{"priority":"normal"}"#)
    #expect(scene.ticket(id)["breached"].bool == true && scene.clock(id, "resolution").first?["breached_at"] != .null)
    #expect(scene.ticket(id)["sla_policy_id"].int == first["id"].int)
    scene.world.ask("PATCH", "/v1/tickets/\(id)", #"{"test":true}"#)
    #expect(scene.ticket(id)["due_at"] == .null && scene.ticket(id)["sla_policy_id"] == .null)
  }

  @Test func aChangedCalendarOrPolicyCountsOpenTicketsAgain() throws {
    let scene = try Scene()
    let ids = (0..<120).map { scene.here.write("Когда?", "m\($0)", from: "tg:\($0)")["ticket_id"].int ?? 0 }
    #expect(Set(ids.map { scene.ticket($0)["due_at"].string }) == ["2026-03-02T07:30:00.000Z"])
    scene.world.ask("PATCH", "/v1/calendars/1", #"{"breaks":{"2026-03-02":["10:15-12:00"]}}"#)
    try scene.run()
    #expect(Set(ids.map { scene.ticket($0)["due_at"].string }) == ["2026-03-02T09:15:00.000Z"])
    let policy = scene.world.get("/v1/sla-policies")["items/0/id"].int ?? 0
    scene.world.ask("PATCH", "/v1/sla-policies/\(policy)", #"{"first_response_minutes":10}"#)
    try scene.run()
    #expect(Set(ids.map { scene.ticket($0)["due_at"].string }) == ["2026-03-02T07:10:00.000Z"])
    scene.world.ask("PATCH", "/v1/sla-policies/\(policy)", #"{"status":"closed"}"#)
    try scene.run()
    #expect(scene.sla(ids[0])["policy/name"].string == "Мессенджер", "the standard's own comes last")
  }

  @Test func theClientsTierChoosesAPolicy() throws {
    let scene = try Scene()
    scene.world.post("/v1/sla-policies", #"{"name":"Золото","position":1,"tier":"gold","first_response_minutes":5}"#)
    let plain = scene.world.get("/v1/sla-policies")["items/0/id"].int ?? 0
    scene.world.ask("PATCH", "/v1/sla-policies/\(plain)", #"{"position":7}"#)
    let client = scene.world.post("/v1/clients", #"{"kind":"person","name":"Анна Белова","phones":["+79165551122"]}"#).id
    let id = scene.here.hand(#"{"external_id":"1","from":{"address":"tg:5","phone":"+79165551122"},"text":"Когда?"}"#)["ticket_id"].int ?? 0
    #expect(scene.ticket(id)["due_at"].string == "2026-03-02T07:30:00.000Z")
    #expect(scene.world.ask("PATCH", "/v1/clients/\(client)", #"{"tier":"gold"}"#, as: .operator).status == 403)
    #expect(scene.world.ask("PATCH", "/v1/clients/\(client)", #"{"tier":"gold"}"#)["tier"].string == "gold")
    #expect(scene.ticket(id)["due_at"].string == "2026-03-02T07:05:00.000Z" && scene.sla(id)["policy/name"].string == "Золото")
  }

  @Test func aTalkIsAFirstResponse() throws {
    let scene = try Scene()
    let id = scene.world.post("/v1/tickets", #"{"channel_kind":"phone","name":"Анна","text":"Просит счёт"}"#).id
    #expect(scene.ticket(id)["first_response_at"] != .null && scene.ticket(id)["due_at"] == .null)
    #expect(scene.clock(id, "first_response").first?["state"].string == "met")
  }

  @Test func faultsOfAPolicyAreNamedAtOnce() throws {
    let scene = try Scene()
    let zero = scene.world.post("/v1/sla-policies", #"{"name":"Ноль","first_response_minutes":0,"tier":"","position":0}"#)
    #expect(zero.status == 422 && Set(zero.pointers) == ["/first_response_minutes", "/tier", "/position"], "\(zero)")
    let wrong = scene.world.post(
      "/v1/sla-policies",
      """
      {"name":"Плохо","channel_id":99,"calendar_id":99,"channel_kind":"social","first_response_minutes":90,"escalation":[{"after_minutes":60,"team_id":9},\
      {"after_minutes":5},{"after_minutes":70,"person_id":99}]}
      """)
    #expect(
      wrong.codes == [
        "no_such_channel", "no_such_calendar", "sla_too_slow", "sla_escalation_to_one", "sla_escalation_order", "no_such_team",
        "no_such_user",
      ], "\(wrong)")
    #expect(scene.world.post("/v1/sla-policies", #"{"name":"Пусто"}"#).codes == ["sla_without_target"])
    let twin = scene.world.post("/v1/sla-policies", #"{"name":"Ещё раз","channel_kind":"messenger","resolution_minutes":5}"#)
    #expect(twin.status == 409 && twin.codes == ["sla_policy_alike"])
    #expect(scene.world.post("/v1/sla-policies", #"{"name":"Нет","resolution_minutes":5}"#, as: .operator).status == 403)
  }

  /// Random histories: the resolution never runs while the client is to answer, and every clock agrees with counting it again.
  @Test(arguments: 0..<4) func everyHistoryAgreesWithCountingItAgain(seed: Int) throws {
    let scene = try Scene()
    var numbers = Dice(state: UInt64(seed))
    let ids = (0..<3).map { scene.here.write("Когда?", "m\($0)", from: "tg:\($0)")["ticket_id"].int ?? 0 }
    for step in 0..<60 {
      try scene.wait(minutes: Int64.random(in: 0...200, using: &numbers))
      let index = Int.random(in: 0..<3, using: &numbers)
      let id = ids[index]
      switch Int.random(in: 0..<7, using: &numbers) {
      case 0, 1: scene.here.write("Вопрос \(step)?", "s\(step)", from: "tg:\(index)")
      case 2: scene.reply(id, then: "stay")
      case 3: scene.reply(id)
      case 4: scene.reply(id, then: "resolve")
      case 5: scene.world.post("/v1/tickets/\(id)/wait", "{}")
      default: scene.world.post("/v1/tickets/\(id)/reopen", "{}")
      }
      try scene.world.desk.perform(as: .desk) { context in
        for id in ids {
          let table = SLAClockTable(context.db)
          let ticket = try context.find(TicketTable.self, id)
          let live = try table.live(of: id)
          #expect(live.resolution?.state != .running || ticket.status == .open || ticket.status == .new)
          #expect(live.dueAt == ticket.dueAt && ticket.teamID > 0)
          let policy = try SLAPolicyTable(context.db).find(live.resolution?.policyID ?? 0)
          guard let policy else { continue }
          let terms = SLATerms(policy: policy, calendarID: 1, hours: try context.hours())
          var again = live
          again.resolution?.recount(terms, try table.pauses(of: id), at: context.now)
          again.response?.recount(terms, [], at: context.now)
          #expect(again == live, "seed \(seed), step \(step)")
        }
      }
    }
    #expect(try SLACheck(scene.world.desk.db).faults().isEmpty)
    try scene.world.desk.db.script(
      "UPDATE tickets SET due_at = 1 WHERE id = \(ids[0]); DELETE FROM ticket_pauses; UPDATE tickets SET status = 'closed'")
    #expect(try SLACheck(scene.world.desk.db).faults().count == 4, "a due time, and a pause of each")
  }
}
