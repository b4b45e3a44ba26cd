import Domain
import JSON
import Testing

@testable import API
@testable import Desk

@Suite struct TicketAnsweringTests {
  private let here: Channelled
  private let id: Int64
  private let first: Int64
  private var world: World { here.world }
  private var path: String { "/v1/tickets/\(id)" }

  init() throws {
    here = try Channelled()
    let filed = here.write("Когда будет готова?", "1")
    id = filed["ticket_id"].int ?? 0
    first = filed["message/id"].int ?? 0
  }

  private func reply(_ text: String, seen: Int64, as role: Role = .operator, key: String? = nil) -> World.Answer {
    world.post("\(path)/reply", #"{"text":"\#(text)","last_seen_message_id":\#(seen)}"#, as: role, key: key)
  }

  // MARK: The ticket in full

  @Test func aTicketShowsItsLastTwentyMessagesToThoseWhoMayReadThem() throws {
    for number in 2...25 { here.write("Сообщение \(number)", "\(number)") }
    world.post("\(path)/note", #"{"text":"Позвонить мастеру"}"#)
    let shown = world.get(path)
    #expect(shown["message_count"].int == 26 && shown["messages"].array.count == 20)
    #expect(shown["messages/0/text"].string == "Позвонить мастеру" && shown["messages/0/kind"].string == "note")
    #expect(shown["messages/1/text"].string == "Сообщение 25" && shown["messages/1/from/address"].string == "tg:1")
    let listed = world.get("\(path)/messages?limit=20")["items"].array
    #expect(listed == shown["messages"].array && world.get("/v1/tickets")["items/0/messages"] == .null)
    let head = world.get(path, as: .mechanic)
    #expect(head["message_count"].int == 26 && head["messages"] == .null && !head.text.contains("Сообщение"))
    let narrow = world.get("\(path)?fields=number,messages.text")
    #expect(narrow["messages/19/text"].string == "Сообщение 7" && narrow["messages/0/id"] == .null && narrow["status"] == .null)
  }

  @Test func aTicketIsReadByFewStatementsEachByAnIndex() throws {
    for number in 2...30 { here.write("Сообщение \(number)", "\(number)") }
    world.get(path)  // the token is known from now on
    let plans = try world.plans("FROM") { #expect(world.get(path).status == 200) }
    #expect(plans.count == 2)
    for step in plans.joined() { #expect(step.hasPrefix("SEARCH ") || step.hasPrefix("CORRELATED "), "\(step)") }
  }

  @Test func messagesArePagedNewestFirst() throws {
    for number in 2...7 { here.write("Сообщение \(number)", "\(number)") }
    var (found, next): ([String], String?) = ([], "")
    while let cursor = next {
      let page = world.get("\(path)/messages?limit=3" + (cursor.isEmpty ? "" : "&cursor=\(cursor)"))
      found += page["items"].array.compactMap { $0["external_id"].string }
      next = page["next_cursor"].string
    }
    #expect(found == ["7", "6", "5", "4", "3", "2", "1"])
    #expect(world.get("/v1/tickets/999/messages").status == 404)
  }

  // MARK: Replies past a message

  @Test func aReplyPastAMessageShowsTheNewerOnesAndKeepsTheText() throws {
    world.post("\(path)/note", #"{"text":"Заметка"}"#)
    here.write("Ау?", "2")
    here.write("Вы тут?", "3")
    let late = reply("Сегодня в 18:00", seen: first)
    #expect(late.status == 409 && late.codes == ["client_wrote_since"], "\(late)")
    #expect(late["newer_messages"].array.compactMap { $0["text"].string } == ["Вы тут?", "Ау?"])
    let draft = world.get("\(path)/draft", as: .operator)
    #expect(draft["text"].string == "Сегодня в 18:00" && draft["last_seen_message_id"].int == first)
    #expect(world.get("\(path)/draft", as: .advisor).status == 404, "a draft is its writer's alone")
    #expect(world.get(path)["message_count"].int == 4 && world.get(path)["status"].string == "new", "nothing was written")
    let sent = reply("Сегодня в 18:00", seen: late["newer_messages/0/id"].int ?? 0)
    #expect(sent.status == 200 && sent["message/text"].string == "Сегодня в 18:00")
    #expect(world.get("\(path)/draft", as: .operator).status == 404, "an answer that was sent is no draft")
  }

  @Test func whateverAReplyIsRefusedForItsTextIsKept() throws {
    let stale = world.ask(
      "POST", "\(path)/reply", #"{"text":"Первый","last_seen_message_id":\#(first)}"#, as: .operator, headers: [("If-Match", "\"99\"")])
    #expect(stale.status == 412 && stale.etag == "\"\(world.get(path)["version"].int ?? 0)\"")
    #expect(world.get("\(path)/draft", as: .operator)["text"].string == "Первый")
    world.post("\(path)/resolve")
    world.post("\(path)/close")
    let closed = reply("Второй", seen: first)
    #expect(closed.codes == ["ticket_status"] && closed["newer_messages"] == .null && !closed["moves"].array.isEmpty, "\(closed)")
    #expect(world.get("\(path)/draft", as: .operator)["text"].string == "Второй")
  }

  @Test func aRefusedReplyIsNotTheAnswerToItsRetry() throws {
    here.write("Ау?", "2")
    #expect(reply("Сегодня", seen: first, key: "k1").status == 409)
    world.post("\(path)/resolve")
    world.wait(days: 8)
    #expect(reply("Сегодня", seen: first, key: "k1").status == 409)
    let last = world.get(path)["last_client_message_id"].int ?? 0
    #expect(reply("Завтра", seen: last, key: "k1").status == 200, "a key is free until something was done under it")
  }

  @Test func anUnsentAnswerIsKeptAndThrownAway() throws {
    let kept = world.ask("PUT", "\(path)/draft", #"{"text":"Готова будет к","last_seen_message_id":\#(first)}"#, as: .operator)
    #expect(kept.status == 200 && kept["ticket_id"].int == id && kept["saved_at"] != .null)
    #expect(world.ask("PUT", "\(path)/draft", #"{"text":"Готова"}"#, as: .operator)["text"].string == "Готова")
    let bad = world.ask("PUT", "\(path)/draft", #"{"text":"","last_seen_message_id":-1,"colour":1}"#, as: .operator)
    #expect(bad.status == 422 && bad.pointers == ["/text", "/last_seen_message_id", "/colour"])
    #expect(world.ask("PUT", "\(path)/draft", #"{"text":"x"}"#, as: .operator, headers: [("If-Match", "\"99\"")]).status == 412)
    #expect(world.ask("DELETE", "\(path)/draft", as: .operator).status == 204)
    #expect(world.get("\(path)/draft", as: .operator).status == 404 && world.get("/v1/tickets/999/draft").status == 404)
    #expect(world.ask("DELETE", "\(path)/draft", as: .operator).status == 204, "what is gone may be thrown away again")
  }

  @Test func anErasedClientsDraftsAreErased() throws {
    let client = world.post("/v1/clients", #"{"kind":"person","name":"Анна","phones":["+79165551122"]}"#).id
    let ticket = world.post("/v1/tickets", #"{"channel_kind":"phone","client_id":\#(client),"text":"Перезвонить"}"#).id
    world.ask("PUT", "/v1/tickets/\(ticket)/draft", #"{"text":"Анна, добрый день"}"#)
    #expect(world.post("/v1/clients/\(client)/erase").status == 200)
    #expect(world.get("/v1/tickets/\(ticket)/draft").status == 404)
  }

  // MARK: Leases

  private func events(_ type: String) -> [JSONValue] { world.get("/v1/events?type=\(type)")["items"].array }

  @Test func aLeaseShowsWhoIsAnswering() throws {
    let version = world.get(path)["version"].int
    let taken = world.post("\(path)/lease", as: .operator)
    #expect(taken.status == 200 && taken["answering/0/user_id"].int == world.users[.operator])
    #expect(taken["answering/0/until_at"].string == world.now.adding(seconds: 60).text)
    let second = world.post("\(path)/lease", as: .advisor)
    #expect(second["answering"].array.compactMap { $0["user_id"].int } == [world.users[.operator], world.users[.advisor]])
    let shown = world.get(path, as: .viewer)
    #expect(shown["answering"].array.count == 2 && shown["version"].int == version && shown.etag == "")
    #expect(events("ticket.lease_taken").count == 2)
    let answered = reply("Сегодня", seen: first)
    #expect(answered.status == 200, "a lease of somebody else forbids nothing: \(answered)")
    #expect(world.get(path)["answering"].array.compactMap { $0["user_id"].int } == [world.users[.advisor]])
    let own = world.get(path, as: .advisor)
    #expect(own["answering"].array.isEmpty && own.etag != "", "whoever answers is shown the others")
    #expect(world.ask("DELETE", "\(path)/lease", as: .advisor).status == 204)
    let free = world.get(path)
    #expect(free["answering"].array.isEmpty && free.etag == "\"\(free["version"].int ?? 0)\"")
    #expect(events("ticket.lease_ended").count == 1, "the answer itself tells of its own lease")
    #expect(world.ask("DELETE", "\(path)/lease", as: .advisor).status == 204)
    #expect(events("ticket.lease_ended").count == 1)
  }

  @Test func aLeaseThatIsNotRenewedEndsByItself() throws {
    world.post("\(path)/lease", as: .operator)
    world.wait(minutes: 1)
    #expect(world.get(path)["answering"].array.isEmpty, "its time is over before the timer has run")
    try world.desk.runDue { Issue.record("\($0)") }
    #expect(events("ticket.lease_ended").count == 1)
    world.post("\(path)/lease", as: .operator)
    #expect(events("ticket.lease_taken").count == 2)
  }

  @Test func aRenewedLeaseGoesOnWithoutAnEvent() throws {
    world.post("\(path)/lease", as: .operator)
    let since = world.now
    for _ in 0..<3 {
      try world.desk.runDue { Issue.record("\($0)") }
      world.wait(seconds: 50)
      let renewed = world.post("\(path)/lease", as: .operator)
      #expect(renewed["answering/0/since_at"].string == since.text)
      #expect(renewed["answering/0/until_at"].string == world.now.adding(seconds: 60).text)
    }
    #expect(events("ticket.lease_taken").count == 1 && events("ticket.lease_ended").isEmpty)
    world.post("\(path)/lease", as: .advisor)
    world.wait(seconds: 59)
    world.post("\(path)/lease", as: .advisor)
    world.wait(seconds: 2)
    try world.desk.runDue { Issue.record("\($0)") }
    #expect(events("ticket.lease_ended").compactMap { $0["data/user_id"].int } == [world.users[.operator]])
    #expect(world.get(path)["answering"].array.compactMap { $0["user_id"].int } == [world.users[.advisor]])
    world.wait(seconds: 60)
    try world.desk.runDue { Issue.record("\($0)") }
    #expect(events("ticket.lease_ended").count == 2)
  }
}
