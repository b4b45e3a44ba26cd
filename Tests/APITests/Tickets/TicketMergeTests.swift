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
    #expect(world.post("/v1/clients/\(client)/erase").status == 200)
    #expect(Set(texts(other)) == ["", "Чужое"])
    #expect(world.get("/v1/tickets/\(other)/merges")["items/0/reason"].string == "")
  }

  // MARK: Splitting and linking

  @Test func splitMessagesMakeALinkedTicketOfTheirWriter() throws {
    let (mine, theirs) = (write("Моё", "1").ticket, write("Чужое\\nи ещё", "2", from: "tg:2"))
    world.post("/v1/tickets/\(mine)/take", as: .operator)
    merge(theirs.ticket, into: mine, #","of_two_clients":true"#)
    let note = world.post("/v1/tickets/\(mine)/note", #"{"text":"Заметка"}"#)["message/id"].int ?? 0
    let split = world.post("/v1/tickets/\(mine)/split", #"{"message_ids":[\#(note),\#(theirs.message),\#(note)]}"#, as: .operator)
    #expect(split.status == 201 && split.headers["Location"] == "/v1/tickets/\(split.id)", "\(split)")
    #expect(split["subject"].string == "Чужое" && split["message_count"].int == 2 && split["status"].string == "open")
    #expect(split["person_id"].int == world.users[.operator] && split["last_client_message_id"].int == theirs.message)
    #expect(split["contact_id"].int != world.get("/v1/tickets/\(mine)")["contact_id"].int)
    #expect(texts(mine) == ["Моё"] && texts(split.id) == ["Заметка", "Чужое\nи ещё"])
    #expect(
      world.get("/v1/tickets/\(mine)")["links"].array.contains { $0["ticket_id"].int == split.id && $0["kind"].string == "split_into" })
    let links = world.get("/v1/tickets/\(split.id)")["links"].array
    #expect(links.count == 1 && links[0]["ticket_id"].int == mine && links[0]["kind"].string == "split_from")
  }

  @Test func aSplitNamesEveryMessageThatIsNotTheTickets() throws {
    let (first, other) = (write("Первое", "1"), write("Другое", "2", from: "tg:2"))
    let wrong = world.post("/v1/tickets/\(first.ticket)/split", #"{"message_ids":[\#(first.message),\#(other.message),999]}"#)
    #expect(wrong.codes == ["no_such_message", "no_such_message"] && wrong.pointers == ["/message_ids/1", "/message_ids/2"])
    let whole = world.post("/v1/tickets/\(first.ticket)/split", #"{"message_ids":[\#(first.message)]}"#)
    #expect(whole.status == 409 && whole.codes == ["ticket_split_whole"])
    #expect(world.post("/v1/tickets/\(first.ticket)/split", #"{"message_ids":[]}"#).status == 422)
  }

  @Test func linkedTicketsShowEachOther() throws {
    let (first, other) = (write("Первое", "1").ticket, write("Другое", "2", from: "tg:2").ticket)
    let version = world.get("/v1/tickets/\(other)")["version"].int ?? 0
    let linked = world.post("/v1/tickets/\(first)/link", #"{"ticket_id":\#(other)}"#)
    #expect(linked["links/0/ticket_id"].int == other && linked["links/0/kind"].string == "related", "\(linked)")
    let back = world.get("/v1/tickets/\(other)")
    #expect(back["links/0/ticket_id"].int == first && back["version"].int == version + 1)
    world.post("/v1/tickets/\(first)/link", #"{"ticket_id":\#(other)}"#)
    #expect(events("ticket.linked") == 2, "linked already")
    #expect(world.post("/v1/tickets/\(first)/link", #"{"ticket_id":\#(first)}"#).codes == ["ticket_link_same"])
    #expect(world.post("/v1/tickets/\(first)/link", #"{"ticket_id":999}"#).codes == ["no_such_ticket"])
    #expect(world.post("/v1/tickets/\(other)/unlink", #"{"ticket_id":\#(first)}"#)["links"].array.isEmpty)
    #expect(world.get("/v1/tickets/\(first)")["links"].array.isEmpty && events("ticket.unlinked") == 2)
  }

  // MARK: Tags and spam

  @Test func tagsAreFoldedAndFindTheirTickets() throws {
    let (first, other) = (write("Первое", "1").ticket, write("Другое", "2", from: "tg:2").ticket)
    let tagged = world.post("/v1/tickets/\(first)/tag", #"{"add":["Шины","ёлка","шины"]}"#)
    #expect(tagged["tags"].array.compactMap(\.string) == ["елка", "шины"], "\(tagged)")
    world.post("/v1/tickets/\(other)/tag", #"{"add":["ШИНЫ"]}"#)
    #expect(
      world.get("/v1/tickets?tag=Шины".replacing("Шины", with: "Шины".percentEncoded))["items"].array.compactMap { $0["id"].int } == [
        other, first,
      ])
    let page = world.get("/v1/tickets?limit=1&tag=\("шины".percentEncoded)")
    let next = world.get("/v1/tickets?limit=1&tag=\("шины".percentEncoded)&cursor=\(page["next_cursor"].string ?? "")")
    #expect(page["items/0/id"].int == other && next["items/0/id"].int == first && next["next_cursor"] == .null)
    let changed = world.post("/v1/tickets/\(first)/tag", #"{"add":["масло"],"remove":["шины","нет такой"]}"#)
    #expect(changed["tags"].array.compactMap(\.string) == ["елка", "масло"])
    #expect(world.get("/v1/tickets?tag=\("шины".percentEncoded)&open=true")["items"].array.compactMap { $0["id"].int } == [other])
    let version = changed["version"].int
    #expect(world.post("/v1/tickets/\(first)/tag", #"{"add":["масло"]}"#)["version"].int == version, "nothing has changed")
    let many = (1...30).map { "\"т\($0)\"" }.joined(separator: ",")
    #expect(world.post("/v1/tickets/\(first)/tag", #"{"add":[\#(many)]}"#).codes == ["limit_reached"])
    #expect(world.post("/v1/tickets/\(first)/tag", #"{"add":[""],"colour":1}"#).status == 422)
  }

  @Test func spamIsClosedAtOnceAndReopeningSaysThatItIsNone() throws {
    let first = write("Купите крипту", "1").ticket
    let spam = world.post("/v1/tickets/\(first)/spam", #"{"reason":"Реклама"}"#, as: .operator)
    #expect(spam["status"].string == "closed" && spam["spam"].bool == true && spam["closed_at"] != .null, "\(spam)")
    #expect(world.get("/v1/tickets?spam=true")["items"].array.count == 1 && world.get("/v1/tickets?spam=false")["items"].array.isEmpty)
    #expect(events("ticket.marked_spam") == 1)
    #expect(write("Купите ещё", "2").ticket != first, "no contact may be lost")
    let again = world.post("/v1/tickets/\(first)/reopen")
    #expect(again["status"].string == "open" && again["spam"].bool == false && again["closed_at"] == .null)
    world.post("/v1/tickets/\(first)/resolve")
    #expect(world.post("/v1/tickets/\(first)/spam")["closes_at"] == .null)
  }
}
