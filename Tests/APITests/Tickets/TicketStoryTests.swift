import Domain
import JSON
import Testing

@testable import API
@testable import Desk
@testable import SQLite

/// Orders that are opened from tickets, corrections, mentions, and the client's one story.
@Suite struct TicketStoryTests {
  private let here: Channelled
  private var world: World { here.world }
  init() throws { here = try Channelled() }

  private func story(_ client: Int64) -> [String] {
    world.get("/v1/clients/\(client)/timeline?limit=200&sort=id")["items"].array.compactMap { $0["type"].string }
  }

  // MARK: Orders

  @Test func anOrderIsOpenedForTheTicketsClientAndCar() throws {
    let client = world.client("Анна Крылова", #""phones":["89031234567"]"#)
    let car = world.vehicle(#""client_id":\#(client)"#)
    let ticket = world.post("/v1/tickets", #"{"channel_kind":"phone","client_id":\#(client),"vehicle_id":\#(car),"text":"Стук"}"#)
    let path = "/v1/tickets/\(ticket.id)"
    let order = world.post("\(path)/work-order", #"{"odometer_km":50000,"complaints":["Стук справа"]}"#, as: .advisor)
    #expect(order.status == 201 && order.headers["Location"] == "/v1/work-orders/\(order.id)", "\(order)")
    #expect(order["client/id"].int == client && order["vehicle/id"].int == car && order["complaints/0/text"].string == "Стук справа")
    #expect(world.get(path)["work_order_id"].int == order.id)
    #expect(world.get("/v1/tickets?work_order_id=\(order.id)")["items/0/id"].int == ticket.id)
    let again = world.post("\(path)/work-order", #"{"odometer_km":50000}"#, as: .advisor)
    #expect(again.status == 409 && again.codes == ["ticket_has_order"])
    world.post("/v1/payments", #"{"client_id":\#(client),"work_order_id":\#(order.id),"amount_minor":1000,"method":"card"}"#, key: "p")
    let told = story(client)
    for type in ["ticket.opened", "ticket.order_opened", "work_order.opened", "payment.received"] {
      #expect(told.contains(type), "\(told)")
    }
  }

  @Test func anOrderOfATicketWithoutClientOrCarNamesThem() throws {
    let ticket = here.write("Хочу записаться", "1")["ticket_id"].int ?? 0
    let path = "/v1/tickets/\(ticket)"
    let bare = world.post("\(path)/work-order", #"{"odometer_km":1}"#, as: .advisor)
    #expect(bare.status == 422 && bare.codes == ["one_of", "one_of"] && world.get("/v1/work-orders")["items"].array.isEmpty, "\(bare)")
    let made = world.post("\(path)/work-order", WorkOrderBody.example, as: .advisor)
    #expect(made.status == 201, "\(made)")
    #expect(world.get(path)["work_order_id"].int == made.id && world.get(path)["vehicle_id"].int == made["vehicle/id"].int)
    let stale = world.ask("POST", "\(path)/work-order", #"{"odometer_km":1}"#, as: .advisor, headers: [("If-Match", "\"99\"")])
    #expect(stale.status == 412)
    #expect(world.post("\(path)/work-order", #"{"odometer_km":1}"#, as: .operator).status == 403)
    #expect(world.post("/v1/tickets/999/work-order", #"{"odometer_km":1}"#, as: .advisor).status == 404)
  }

  @Test func aTicketOfAContactWhoIsKnownLaterIsInTheStoryFromItsBeginning() throws {
    let filed = here.write("Здравствуйте", "1")
    let ticket = filed["ticket_id"].int ?? 0
    let client = world.client("Анна Крылова", #""phones":["89031234567"]"#)
    #expect(!story(client).contains("ticket.opened"))
    let contact = world.get("/v1/tickets/\(ticket)")["contact_id"].int ?? 0
    #expect(world.ask("PATCH", "/v1/contacts/\(contact)", #"{"client_id":\#(client)}"#).status == 200)
    here.write("Это Анна", "2")
    let told = story(client)
    #expect(told.filter { $0 == "ticket.opened" }.count == 1 && told.filter { $0 == "ticket.client_wrote" }.count == 1, "\(told)")
    #expect(world.get("/v1/events?client_id=\(client)&type=ticket.opened")["items"].array.count == 1)
  }

  // MARK: Versions

  @Test func aCorrectionIsANewVersionAndTheOldTextStays() throws {
    let filed = here.write("Когда?", "1")
    let path = "/v1/tickets/\(filed["ticket_id"].int ?? 0)"
    let first = filed["message/id"].int ?? 0
    let reply = world.post("\(path)/reply", #"{"text":"В 18:00","last_seen_message_id":\#(first)}"#, as: .operator)["message/id"].int ?? 0
    let version = world.get(path)["version"].int ?? 0
    world.wait(minutes: 1)
    let corrected = world.ask("PATCH", "\(path)/messages/\(reply)", #"{"text":"В 19:00"}"#, as: .operator)
    #expect(corrected.status == 200 && corrected["text"].string == "В 19:00" && corrected["version"].int == 2, "\(corrected)")
    #expect(corrected["changed_at"].string == world.now.text && world.get(path)["version"].int == version + 1)
    world.wait(minutes: 1)
    #expect(world.ask("PATCH", "\(path)/messages/\(reply)", #"{"text":"В 20:00"}"#, as: .operator)["version"].int == 3)
    #expect(world.ask("PATCH", "\(path)/messages/\(reply)", #"{"text":"В 20:00"}"#, as: .operator)["version"].int == 3, "the same text")
    #expect(world.ask("PATCH", "\(path)/messages/\(reply)", "{}", as: .operator)["version"].int == 3)
    let former = world.get("\(path)/messages/\(reply)/versions", as: .advisor)
    #expect(former["items"].array.compactMap { $0["text"].string } == ["В 19:00", "В 18:00"], "\(former)")
    #expect(former["items/0/version"].int == 2 && former["items/1/at"].string == world.now.adding(seconds: -120).text)
    let page = world.get("\(path)/messages/\(reply)/versions?limit=1")
    let next = world.get("\(path)/messages/\(reply)/versions?limit=1&cursor=\(page["next_cursor"].string ?? "")")
    #expect(next["items/0/text"].string == "В 18:00" && next["next_cursor"] == .null)
    #expect(world.get("\(path)/messages/\(reply)/versions", as: .mechanic).status == 403)
    #expect(world.get("/v1/events?type=ticket.message_corrected")["items"].array.count == 2)
    #expect(!world.get("/v1/events?type=ticket.message_corrected").text.contains("18:00"))
  }

  @Test func onlyOnesOwnWordsAreCorrected() throws {
    let filed = here.write("Когда?", "1")
    let path = "/v1/tickets/\(filed["ticket_id"].int ?? 0)"
    let clients = filed["message/id"].int ?? 0
    let note = world.post("\(path)/note", #"{"text":"Заметка"}"#, as: .operator)["message/id"].int ?? 0
    let taken = world.post("/v1/tickets", #"{"channel_kind":"phone","name":"Анна","text":"Перезвонить"}"#, as: .operator).id
    let spoken = world.get("/v1/tickets/\(taken)")["messages/0/id"].int ?? 0
    #expect(world.ask("PATCH", "\(path)/messages/\(clients)", #"{"text":"x"}"#, as: .operator).codes == ["message_not_ones_own"])
    #expect(world.ask("PATCH", "\(path)/messages/\(note)", #"{"text":"x"}"#, as: .manager).codes == ["message_not_ones_own"])
    #expect(
      world.ask("PATCH", "/v1/tickets/\(taken)/messages/\(spoken)", #"{"text":"x"}"#, as: .operator).codes == ["message_not_ones_own"],
      "the client's words, which an operator took down")
    #expect(world.ask("PATCH", "\(path)/messages/\(spoken)", #"{"text":"x"}"#, as: .operator).status == 404, "of another ticket")
    #expect(world.get("\(path)/messages/\(spoken)/versions").status == 404)
    #expect(world.ask("PATCH", "\(path)/messages/\(note)", #"{"text":"","kind":"in"}"#, as: .operator).pointers == ["/text", "/kind"])
    let stale = world.ask("PATCH", "\(path)/messages/\(note)", #"{"text":"x"}"#, as: .operator, headers: [("If-Match", "\"99\"")])
    #expect(stale.status == 412)
  }

  @Test func formerTextsAreErasedWithTheClient() throws {
    let client = world.client("Анна Крылова", #""phones":["89031234567"]"#)
    let ticket = world.post("/v1/tickets", #"{"channel_kind":"phone","client_id":\#(client),"text":"Стук"}"#).id
    let path = "/v1/tickets/\(ticket)"
    let note = world.post("\(path)/note", #"{"text":"Живёт на Лесной"}"#)["message/id"].int ?? 0
    world.ask("PATCH", "\(path)/messages/\(note)", #"{"text":"Живёт на Садовой"}"#)
    #expect(world.post("/v1/clients/\(client)/erase").status == 200)
    #expect(world.get("\(path)/messages/\(note)/versions")["items/0/text"].string == "")
  }

  // MARK: Mentions

  @Test func aNoteMentionsThoseWhoAnswerTickets() throws {
    let ticket = here.write("Когда?", "1")["ticket_id"].int ?? 0
    let (advisor, mechanic) = (world.users[.advisor] ?? 0, world.users[.mechanic] ?? 0)
    let note = world.post(
      "/v1/tickets/\(ticket)/note", #"{"text":"Посмотрите","mentions":[\#(advisor),\#(advisor)]}"#, as: .operator)
    #expect(note["message/mentions"].array.compactMap(\.int) == [advisor], "\(note)")
    #expect(world.get("/v1/tickets/\(ticket)")["messages/0/mentions/0"].int == advisor)
    let events = world.get("/v1/events?type=ticket.mentioned")["items"].array
    #expect(events.count == 1 && events[0]["data/user_ids/0"].int == advisor && events[0]["subject_id"].int == ticket)
    let wrong = world.post("/v1/tickets/\(ticket)/note", #"{"text":"x","mentions":[\#(advisor),\#(mechanic),999]}"#, as: .operator)
    #expect(wrong.codes == ["person_may_not_answer", "no_such_user"] && wrong.pointers == ["/mentions/1", "/mentions/2"], "\(wrong)")
    #expect(world.get("/v1/tickets/\(ticket)")["message_count"].int == 2)
  }
}
