import Domain
import JSON
import Testing

@testable import API
@testable import Desk

/// A world with a channel.
struct Channelled {
  let world: World
  let channel: Int64
  let secret: String

  init(_ kind: String = "messenger") throws {
    world = try World()
    let made = world.post("/v1/channels", #"{"kind":"\#(kind)","name":"Канал"}"#, as: .admin)
    channel = made["channel/id"].int ?? 0
    secret = made["secret"].string ?? ""
  }

  @discardableResult
  func hand(_ body: String, secret other: String? = nil, channel: Int64? = nil) -> World.Answer {
    world.ask(
      "POST", "/v1/channels/\(channel ?? self.channel)/messages", body, as: nil, headers: [("Authorization", "Bearer \(other ?? secret)")])
  }

  @discardableResult
  func write(_ text: String, _ id: String, from address: String = "tg:1", _ more: String = "") -> World.Answer {
    hand(#"{"external_id":"\#(id)","from":{"address":"\#(address)"},"text":"\#(text)"\#(more)}"#)
  }
}

@Suite struct TicketIntakeTests {
  @Test func aMessageOpensATicketAndTheNextOneGoesIntoIt() throws {
    let here = try Channelled()
    let first = here.write("Когда будет готова?\\nОчень жду", "1")
    #expect(first.status == 200 && first["why"].string == "new" && first["found_by"].string == "new_contact", "\(first)")
    let second = here.write("Алло?", "2")
    #expect(
      second["why"].string == "conversation" && second["ticket_id"].int == first["ticket_id"].int && second["found_by"].string == "address")
    let id = try #require(first["ticket_id"].int)
    let ticket = here.world.get("/v1/tickets/\(id)")
    #expect(ticket["status"].string == "new" && ticket["subject"].string == "Когда будет готова?" && ticket["team_id"].int == 1)
    #expect(ticket["message_count"].int == 2 && ticket["last_client_message_id"].int == second["message/id"].int)
    #expect(
      here.world.get("/v1/tickets/\(id)/messages")["items"].array.map { $0["text"].string } == ["Алло?", "Когда будет готова?\nОчень жду"])
    let types = here.world.get("/v1/events?subject=ticket")["items"].array.compactMap { $0["type"].string }
    #expect(Set(types) == ["ticket.opened", "ticket.client_wrote"])
    #expect(!here.world.get("/v1/events").text.contains("Очень жду"), "events never hold a message's text")
  }

  @Test func aMessageIsTakenOnceForEver() throws {
    let here = try Channelled()
    let first = here.write("Раз", "a")
    let again = here.write("Другой текст", "a")
    #expect(again.status == 200 && again["why"].string == "duplicate" && again["message/id"].int == first["message/id"].int)
    #expect(again["message/text"].string == "Раз" && again["ticket_id"].int == first["ticket_id"].int)
    #expect(here.world.get("/v1/tickets/\(first["ticket_id"].int ?? 0)")["message_count"].int == 1)
  }

  @Test func aClientIsFoundByPhoneOrMailAndKnownByAddressAfterwards() throws {
    let here = try Channelled()
    let client = here.world.post("/v1/clients", #"{"kind":"person","name":"Анна Белова","phones":["+79165551122"]}"#).id
    let other = here.world.post("/v1/clients", #"{"kind":"person","name":"Олег Крылов","emails":["oleg@example.com"]}"#).id
    let byPhone = here.hand(#"{"external_id":"1","from":{"address":"tg:7","phone":"8 (916) 555-11-22"},"text":"а"}"#)
    #expect(
      byPhone["found_by"].string == "phone" && here.world.get("/v1/tickets/\(byPhone["ticket_id"].int ?? 0)")["client_id"].int == client)
    #expect(here.hand(#"{"external_id":"2","from":{"address":"tg:7"},"text":"б"}"#)["found_by"].string == "address")
    let byMail = here.hand(#"{"external_id":"3","from":{"address":"tg:8","email":"Oleg@Example.com"},"text":"в"}"#)
    #expect(byMail["found_by"].string == "email" && here.world.get("/v1/tickets/\(byMail["ticket_id"].int ?? 0)")["client_id"].int == other)
    #expect(here.world.get("/v1/tickets?client_id=\(client)")["items"].array.count == 1)
    #expect(here.world.get("/v1/clients/\(client)/timeline")["items"].array.contains { $0["type"].string == "ticket.opened" })
  }

  @Test func whatIsOddIsKeptAndFlagged() throws {
    let here = try Channelled()
    for name in ["Мать", "Сын"] { here.world.post("/v1/clients", #"{"kind":"person","name":"\#(name)","phones":["+79165551122"]}"#) }
    let odd = here.hand(
      #"{"external_id":"1","from":{"address":"tg:1","name":"A\u0000B","phone":"нет","email":"@"},"text":" ","sent_at":"2031-01-01T00:00:00Z","reply_to_external_id":"zz"}"#
    )
    #expect(odd.status == 200)
    #expect(
      odd["message/flags"].array.compactMap(\.string) == [
        "control_characters", "email_unreadable", "empty", "phone_unreadable", "reply_to_unknown", "sent_in_future",
      ])
    #expect(odd["message/from/phone"].string == "нет")
    let shared = here.hand(#"{"external_id":"2","from":{"address":"tg:2","phone":"89165551122"},"text":"Чей я?"}"#)
    #expect(shared["message/flags"].array.compactMap(\.string) == ["several_clients"] && shared["found_by"].string == "new_contact")
  }

  @Test func aSenderWithoutAnAddressIsKnownByMailOrPhoneOrWithinTheConversation() throws {
    let here = try Channelled("web")
    let mail = here.hand(#"{"external_id":"1","from":{"email":"anna@example.com","name":"Анна"},"text":"Форма"}"#)
    #expect(mail["why"].string == "new" && mail["found_by"].string == "new_contact")
    let again = here.hand(#"{"external_id":"2","from":{"email":"Anna@Example.com"},"text":"Форма"}"#)
    #expect(again["found_by"].string == "address" && again["message/contact_id"].int == mail["message/contact_id"].int)
    let chat = here.hand(#"{"external_id":"3","conversation_id":"c9","from":{},"text":"Я никто"}"#)
    let more = here.hand(#"{"external_id":"4","conversation_id":"c9","from":{},"text":"И снова я"}"#)
    #expect(chat["why"].string == "new" && more["why"].string == "conversation" && more["ticket_id"].int == chat["ticket_id"].int)
    let alone = here.hand(#"{"external_id":"5","from":{},"text":"Ни слова о себе"}"#)
    #expect(alone["why"].string == "new" && alone["message/contact_id"].int != chat["message/contact_id"].int)
  }

  @Test func aConversationOfSomebodyElseIsNotJoined() throws {
    let here = try Channelled("web")
    let first = here.write("Мой вопрос", "1", from: "anna@example.com", #","conversation_id":"c1""#)
    let second = here.write("И мой", "2", from: "oleg@example.com", #","conversation_id":"c1""#)
    #expect(second["why"].string == "new" && second["ticket_id"].int != first["ticket_id"].int)
    #expect(second["message/flags"].array.compactMap(\.string) == ["conversation_of_another"])
    let third = here.write("И ещё", "3", from: "oleg@example.com", #","reply_to_external_id":"1""#)
    #expect(third["message/flags"].array.compactMap(\.string) == ["reply_to_another"] && third["why"].string == "new")
    #expect(here.write("Мой второй", "4", from: "anna@example.com", #","conversation_id":"c1""#)["ticket_id"].int == first["ticket_id"].int)
    #expect(here.write("По ответу", "5", from: "anna@example.com", #","reply_to_external_id":"1""#)["why"].string == "reply_to")
    #expect(
      here.write("Новое", "6", from: "anna@example.com")["why"].string == "new", "without a conversation a form's message stands alone")
  }

  @Test func thanksLeaveAResolvedTicketAloneAndAQuestionOpensIt() throws {
    let here = try Channelled()
    let id = here.write("Когда?", "1")["ticket_id"].int ?? 0
    let world = here.world
    #expect(world.post("/v1/tickets/\(id)/resolve")["status"].string == "resolved")
    #expect(here.write("Спасибо!", "2")["why"].string == "thanks")
    #expect(world.get("/v1/tickets/\(id)")["status"].string == "resolved")
    world.wait(days: 6)
    #expect(here.write("А сколько стоит?", "3")["why"].string == "reopened")
    #expect(world.get("/v1/tickets/\(id)")["status"].string == "open")
    world.post("/v1/tickets/\(id)/resolve")
    world.wait(days: 7)
    let after = here.write("Спасибо!", "4")
    #expect(after["why"].string == "follow_up" && world.get("/v1/tickets/\(after["ticket_id"].int ?? 0)")["follows_id"].int == id)
    try world.desk.runDue { Issue.record("\($0)") }
    #expect(world.get("/v1/tickets/\(id)")["status"].string == "closed")
    #expect(here.write("Ещё", "5")["ticket_id"].int == after["ticket_id"].int, "the conversation goes on in the newer ticket")
  }

  @Test func aBotsWordsChangeNothing() throws {
    let here = try Channelled()
    let id = here.write("Когда?", "1")["ticket_id"].int ?? 0
    here.world.post("/v1/tickets/\(id)/resolve")
    let bot = here.write("Оцените нас", "2", #","bot":true"#)
    #expect(bot["ticket_id"].int == id && bot["message/author"].string == "bot" && bot["message/kind"].string == "out")
    #expect(here.world.get("/v1/tickets/\(id)")["status"].string == "resolved")
  }

  @Test func onlyTheChannelsSecretOpensItAndTwoAreValid() throws {
    let here = try Channelled()
    let body = #"{"external_id":"1","from":{"address":"tg:1"},"text":"а"}"#
    let other = here.world.post("/v1/channels", #"{"kind":"chat","name":"Другой"}"#, as: .admin)
    for wrong in ["ch_wrong", other["secret"].string ?? "", here.world.token(.admin), ""] {
      #expect(here.hand(body, secret: wrong).status == 401)
    }
    #expect(here.world.ask("GET", "/v1/tickets", as: nil, headers: [("Authorization", "Bearer \(here.secret)")]).status == 401)
    let second = here.world.post("/v1/channels/\(here.channel)/rotate", as: .admin)["secret"].string ?? ""
    #expect(here.hand(body).status == 200 && here.hand(body, secret: second).status == 200)
    let third = here.world.post("/v1/channels/\(here.channel)/rotate", as: .admin)["secret"].string ?? ""
    #expect(here.hand(body).status == 401 && here.hand(body, secret: second).status == 200 && here.hand(body, secret: third).status == 200)
    here.world.ask("PATCH", "/v1/channels/\(here.channel)", #"{"status":"closed"}"#)
    #expect(here.hand(body, secret: third).status == 401)
    #expect(here.world.post("/v1/channels", #"{"kind":"chat","name":"х"}"#).status == 403, "a manager makes no secrets")
  }

  @Test func everyFaultOfAMessageIsNamedAtOnce() throws {
    let here = try Channelled()
    let wrong = here.hand(#"{"external_id":"","from":{"address":7,"x":1},"text":5,"sent_at":"вчера","bot":"да"}"#)
    #expect(wrong.status == 422)
    #expect(Set(wrong.pointers) == ["/external_id", "/from/address", "/from/x", "/text", "/sent_at", "/bot"])
    let many = here.hand("{" + (0..<900).map { "\"n\($0)\":1" }.joined(separator: ",") + "}")
    #expect(many.status == 422 && many.codes.count == 21 && many.codes.last == "more_faults")
    let year = here.hand(#"{"external_id":"1","from":{"address":"a"},"sent_at":"0090-02-01T00:00:00Z"}"#)
    #expect(year.codes == ["year_out_of_range"])
    #expect(here.world.get("/v1/tickets")["items"].array.isEmpty)
  }
}
