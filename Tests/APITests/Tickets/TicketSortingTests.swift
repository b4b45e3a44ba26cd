import Domain
import JSON
import Testing

@testable import API
@testable import Desk
@testable import SQLite

@Suite struct TicketSortingTests {
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

  @discardableResult
  private func merge(_ merged: Int64, into id: Int64, _ more: String = "") -> World.Answer {
    world.post("/v1/tickets/\(id)/merge", #"{"merged_id":\#(merged)\#(more)}"#, as: .operator)
  }

  private func texts(_ id: Int64) -> [String] {
    world.get("/v1/tickets/\(id)/messages")["items"].array.compactMap { $0["text"].string }
  }

  private func events(_ type: String) -> Int { world.get("/v1/events?type=\(type)")["items"].array.count }

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
