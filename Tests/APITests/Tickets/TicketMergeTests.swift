import Domain
import JSON
import Testing

@testable import API
@testable import Desk
@testable import SQLite

@Suite struct TicketMergeTests {
  private let here: Channelled
  private var world: World { here.world }
  init() throws { here = try Channelled() }

  /// The ticket and the message of what somebody writes.
  @discardableResult
  private func write(_ text: String, _ id: String, from: String = "tg:1", _ more: String = "") -> (ticket: Int64, message: Int64) {
    let filed = here.write(text, id, from: from, more)
    #expect(filed.status == 200, "\(filed)")
    return (filed["ticket_id"].int ?? 0, filed["message/id"].int ?? 0)
  }

  /// A second ticket of the contact who writes in the messenger.
  private func second(of contact: Int64) -> Int64 {
    let opened = write("Второе", "second-\(contact)", from: "tg:\(contact)", #","conversation_id":"other-\#(contact)""#)
    return opened.ticket
  }

  @discardableResult
  private func merge(_ merged: Int64, into id: Int64, _ more: String = "") -> World.Answer {
    world.post("/v1/tickets/\(id)/merge", #"{"merged_id":\#(merged)\#(more)}"#, as: .operator)
  }

  @discardableResult
  private func unmerge(_ merged: Int64, from id: Int64) -> World.Answer {
    world.post("/v1/tickets/\(id)/unmerge", #"{"merged_id":\#(merged)}"#, as: .operator)
  }

  private func texts(_ id: Int64) -> [String] {
    world.get("/v1/tickets/\(id)/messages")["items"].array.compactMap { $0["text"].string }
  }

  private func events(_ type: String) -> Int { world.get("/v1/events?type=\(type)")["items"].array.count }

  // MARK: Merging

  @Test func aMergeMovesTheMessagesAndTheOldIdAnswersWithTheSurvivor() throws {
    let first = write("Первое", "1").ticket
    let other = second(of: 1)
    #expect(first != other)
    world.post("/v1/tickets/\(other)/note", #"{"text":"Заметка"}"#)
    let merged = merge(other, into: first, #","reason":"Об одном""#)
    #expect(merged.status == 200 && merged["messages"].int == 2 && merged["reason"].string == "Об одном", "\(merged)")
    #expect(texts(first) == ["Заметка", "Второе", "Первое"])
    let shown = world.get("/v1/tickets/\(other)")
    #expect(shown.id == first && shown["merged_into_id"].int == first && shown["message_count"].int == 3)
    #expect(shown["links/0/ticket_id"].int == other && shown["links/0/kind"].string == "merged")
    #expect(world.get("/v1/tickets/\(first)")["merged_into_id"] == .null)
    let listed = world.get("/v1/tickets?status=closed")["items"].array
    #expect(listed.compactMap { $0["id"].int } == [other] && listed.first?["merged_into_id"].int == first)
    #expect(events("ticket.merged") == 1 && events("ticket.merged_into") == 1)
    let merges = world.get("/v1/tickets/\(other)/merges")
    #expect(merges["items/0/survivor_id"].int == first && merges["items/0/undone_at"] == .null)
    #expect(world.get("/v1/tickets/\(other)/merges", as: .mechanic)["items/0/reason"] == .null)
  }

  @Test func whatIsSentToAMergedTicketLandsInTheSurvivor() throws {
    let first = write("Первое", "1").ticket
    let other = second(of: 1)
    merge(other, into: first)
    let later = here.write("Ещё о втором", "9", from: "tg:1", #","conversation_id":"other-1""#)
    #expect(later["ticket_id"].int == first && later["why"].string == "conversation")
    let seen = later["message/id"].int ?? 0
    let reply = world.post("/v1/tickets/\(other)/reply", #"{"text":"Ответ","last_seen_message_id":\#(seen)}"#, as: .operator)
    #expect(reply["ticket/id"].int == first && reply["message/ticket_id"].int == first, "\(reply)")
    #expect(world.post("/v1/tickets/\(other)/note", #"{"text":"Заметка"}"#)["ticket/id"].int == first)
    #expect(world.post("/v1/tickets/\(other)/lease", as: .operator)["answering"].array.count == 1)
    #expect(world.get("/v1/tickets/\(first)")["answering"].array.count == 1)
    #expect(texts(other).first == "Заметка" && world.get("/v1/tickets/\(other)/moves")["moves/0/allowed"].bool == true)
    unmerge(other, from: first)
    #expect(texts(other) == ["Второе"], "what came since stays in the survivor")
    let next = here.write("Снова о втором", "10", from: "tg:1", #","conversation_id":"other-1""#)
    #expect(next["ticket_id"].int == other, "its conversation is its own again")
  }

  @Test func aMergedTicketIsNotChangedOtherwise() throws {
    let first = write("Первое", "1").ticket
    let other = second(of: 1)
    merge(other, into: first)
    let attempts = [
      world.post("/v1/tickets/\(other)/take"), world.post("/v1/tickets/\(other)/assign", #"{"team_id":1}"#),
      world.post("/v1/tickets/\(other)/reopen"), world.post("/v1/tickets/\(other)/spam"),
      world.post("/v1/tickets/\(other)/hold", #"{"until":"2030-01-01T00:00:00Z"}"#),
      world.ask("PATCH", "/v1/tickets/\(other)", #"{"topic":"Сроки"}"#), world.post("/v1/tickets/\(other)/tag", #"{"add":["а"]}"#),
      world.post("/v1/tickets/\(other)/link", #"{"ticket_id":\#(first)}"#),
      world.post("/v1/tickets/\(other)/split", #"{"message_ids":[1]}"#),
    ]
    for answer in attempts { #expect(answer.status == 409 && answer.codes == ["ticket_merged"], "\(answer)") }
    #expect(attempts[0]["detail"].string?.contains("ticket \(first)") == true)
    #expect(world.post("/v1/tickets/\(first)/link", #"{"ticket_id":\#(other)}"#).pointers == ["/ticket_id"])
  }

  @Test func mergesOfMergesChainAndCyclesAreRefused() throws {
    let (a, b, c) = (write("А", "1").ticket, second(of: 1), write("В", "3", from: "tg:1", #","conversation_id":"third""#).ticket)
    #expect(merge(b, into: a).status == 200)
    #expect(merge(b, into: c).codes == ["ticket_merged"], "merged already")
    #expect(merge(a, into: b).codes == ["ticket_merged"], "a cycle")
    #expect(merge(a, into: a).codes == ["ticket_merge_same"] && merge(999, into: a).codes == ["no_such_ticket"])
    #expect(merge(a, into: c).status == 200)
    #expect(world.get("/v1/tickets/\(b)").id == c && Set(texts(b)) == ["А", "Второе", "В"])
    #expect(merge(c, into: b)["detail"].string?.contains("ticket \(c)") == true, "the last survivor is named")
    #expect(unmerge(b, from: a).codes == ["ticket_merged"], "undone in reverse order")
    #expect(unmerge(b, from: c).codes == ["ticket_not_merged"])
    #expect(unmerge(a, from: c).status == 200 && Set(texts(a)) == ["А", "Второе"] && texts(c) == ["В"])
    #expect(unmerge(b, from: a).status == 200 && texts(a) == ["А"] && texts(b) == ["Второе"])
    #expect(unmerge(b, from: a).codes == ["ticket_not_merged"])
    let undone = world.get("/v1/tickets/\(a)/merges")["items"].array
    #expect(undone.count == 2 && undone.allSatisfy { $0["undone_at"] != .null })
  }

  @Test func ticketsOfTwoClientsAreMergedOnlyIfSaid() throws {
    let (mine, theirs) = (write("Моё", "1").ticket, write("Чужое", "2", from: "tg:2").ticket)
    let refused = merge(theirs, into: mine)
    #expect(refused.status == 409 && refused.codes == ["ticket_merge_of_two"] && texts(mine) == ["Моё"], "\(refused)")
    #expect(merge(theirs, into: mine, #","of_two_clients":true"#).status == 200)
    let later = here.write("Ещё", "3", from: "tg:2")
    #expect(later["ticket_id"].int == mine && later["message/flags"].array.isEmpty, "\(later)")
    let answering = here.write("Об этом", "4", from: "tg:2", #","conversation_id":"new","reply_to_external_id":"2""#)
    #expect(answering["ticket_id"].int == mine && answering["why"].string == "reply_to")
    unmerge(theirs, from: mine)
    #expect(texts(theirs) == ["Чужое"] && here.write("И ещё", "5", from: "tg:2")["ticket_id"].int == theirs)
  }

  @Test func anOpenTicketIsNotHiddenInOneThatIsOver() throws {
    let (first, other) = (write("Первое", "1").ticket, second(of: 1))
    world.post("/v1/tickets/\(first)/resolve")
    #expect(merge(other, into: first).codes == ["ticket_merge_hides"])
    #expect(merge(first, into: other).status == 200)
    #expect(unmerge(first, from: other).status == 200)
    let back = world.get("/v1/tickets/\(first)")
    #expect(back["status"].string == "resolved" && back["closes_at"] != .null)
    world.wait(days: 8)
    try world.desk.runDue { Issue.record("\($0)") }
    #expect(world.get("/v1/tickets/\(first)")["status"].string == "closed", "its timer is there again")
  }

  @Test func aSurvivorThatWaitsForTheClientOpensIfTheOtherClientWaits() throws {
    let (first, other) = (write("Первое", "1").ticket, second(of: 1))
    world.post("/v1/tickets/\(first)/take")
    world.post("/v1/tickets/\(first)/wait")
    merge(other, into: first)
    #expect(world.get("/v1/tickets/\(first)")["status"].string == "open")
    unmerge(other, from: first)
    #expect(world.get("/v1/tickets/\(first)")["status"].string == "pending_client")
    merge(other, into: first)
    world.post("/v1/tickets/\(first)/tag", #"{"add":["шины"]}"#)
    unmerge(other, from: first)
    #expect(world.get("/v1/tickets/\(first)")["status"].string == "open", "somebody has worked on it since")
  }

  @Test func anUndoMovesBackExactlyWhatTheMergeMoved() throws {
    let first = write("Первое", "1").ticket
    let other = second(of: 1)
    let extra = write("Третье", "3", from: "tg:1", #","conversation_id":"other-1""#)
    #expect(extra.ticket == other)
    merge(other, into: first)
    write("После", "4")
    let split = world.post("/v1/tickets/\(first)/split", #"{"message_ids":[\#(extra.message)]}"#)
    #expect(split.status == 201, "\(split)")
    unmerge(other, from: first)
    #expect(texts(first) == ["После", "Первое"] && texts(other) == ["Второе"] && texts(split.id) == ["Третье"])
    #expect(world.get("/v1/tickets/\(other)")["message_count"].int == 1)
  }

  @Test func anUnsentAnswerSurvivesAMerge() throws {
    let (first, other) = (write("Первое", "1").ticket, second(of: 1))
    world.ask("PUT", "/v1/tickets/\(other)/draft", #"{"text":"Почти готово"}"#, as: .operator)
    merge(other, into: first)
    #expect(world.get("/v1/tickets/\(other)/draft", as: .operator)["text"].string == "Почти готово")
    #expect(world.ask("DELETE", "/v1/tickets/\(other)/draft", as: .operator).status == 204)
    #expect(world.get("/v1/tickets/\(other)/draft", as: .operator).status == 404)
  }

  @Test func anErasedClientsWordsAreErasedInTheTicketOfAnotherToo() throws {
    let client = world.post("/v1/clients", #"{"kind":"person","name":"Анна","phones":["+79165551122"]}"#).id
    let mine = here.hand(#"{"external_id":"1","from":{"address":"tg:7","phone":"+79165551122"},"text":"Мой секрет"}"#)
    let ticket = mine["ticket_id"].int ?? 0
    world.post("/v1/tickets/\(ticket)/reply", #"{"text":"Анна, добрый день","last_seen_message_id":\#(Int64.max)}"#)
    let other = write("Чужое", "2", from: "tg:2").ticket
    #expect(merge(ticket, into: other, #","of_two_clients":true,"reason":"Анна и её муж""#).status == 200)
    #expect(here.write("И ещё секрет", "3", from: "tg:7")["ticket_id"].int == other)
    #expect(world.post("/v1/clients/\(client)/erase").status == 200)
    #expect(Set(texts(other)) == ["", "Чужое"])
    #expect(world.get("/v1/tickets/\(other)/merges")["items/0/reason"].string == "")
  }

  // MARK: Time

  @Test func aMergeCarriesTheTimeSinceWhichAClientWaits() throws {
    let first = write("Первое", "1").ticket
    world.wait(minutes: 5)
    let other = second(of: 1)
    let before = world.get("/v1/tickets/\(other)")
    #expect(before["due_at"] != .null && before["waiting_since_at"].string == world.now.text, "\(before)")
    let answered = world.post(
      "/v1/tickets/\(first)/reply", #"{"text":"Ответ","last_seen_message_id":\#(Int64.max)}"#, as: .operator)
    #expect(answered["ticket/waiting_since_at"] == .null && answered["ticket/due_at"] == .null)
    world.wait(minutes: 5)
    merge(other, into: first)
    let survivor = world.get("/v1/tickets/\(first)")
    #expect(survivor["waiting_since_at"] == before["waiting_since_at"] && survivor["status"].string == "open")
    #expect(world.get("/v1/tickets?status=closed")["items/0/due_at"] == .null, "nobody waits for an answer to an emptied ticket")
    unmerge(other, from: first)
    let after = world.get("/v1/tickets/\(other)")
    #expect(after["due_at"] == before["due_at"] && after["waiting_since_at"] == before["waiting_since_at"], "\(after)")
    #expect(world.get("/v1/tickets/\(first)")["waiting_since_at"] == .null)
  }

  @Test func aSurvivorIsDueByTheLongerWaitOfTheTwo() throws {
    let first = write("Первое", "1").ticket
    let due = world.get("/v1/tickets/\(first)")["due_at"]
    world.wait(minutes: 10)
    let other = second(of: 1)
    let own = world.get("/v1/tickets/\(other)")["due_at"]
    #expect(own != due)
    merge(first, into: other)
    #expect(world.get("/v1/tickets/\(other)")["due_at"] == due)
    unmerge(first, from: other)
    #expect(world.get("/v1/tickets/\(other)")["due_at"] == own && world.get("/v1/tickets/\(first)")["due_at"] == due)
    world.wait(minutes: 300)
    try world.desk.runDue { Issue.record("\($0)") }
    #expect(events("ticket.sla_breached") == 2, "each target is missed once")
  }

  @Test func whatIsSplitAwayWaitsForItselfAlone() throws {
    write("Первое", "1")
    world.wait(minutes: 10)
    let later = write("Второе", "2")
    let split = world.post("/v1/tickets/\(later.ticket)/split", #"{"message_ids":[\#(later.message)]}"#)
    #expect(split["waiting_since_at"].string == world.now.text && split["due_at"] != .null, "\(split)")
    let answered = world.post("/v1/tickets/\(later.ticket)/reply", #"{"text":"Ответ","last_seen_message_id":\#(Int64.max)}"#)
    #expect(answered["ticket/waiting_since_at"] == .null && world.get("/v1/tickets/\(split.id)")["waiting_since_at"] != .null)
  }
}
