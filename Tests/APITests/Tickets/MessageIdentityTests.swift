import Domain
import JSON
import SQLite
import Testing

@testable import API
@testable import Desk

/// A message is known by its external id, its sender and its conversation.
@Suite struct MessageIdentityTests {
  @Test func aBareIdOfAnotherChatIsAnotherMessage() throws {
    let here = try Channelled()
    let anna = here.write("Когда будет готова?", "17", from: "tg:1")
    let oleg = here.write("Запишите на завтра", "17", from: "tg:2")
    #expect(oleg.status == 200 && oleg["why"].string == "new" && oleg["ticket_id"].int != anna["ticket_id"].int, "\(oleg)")
    #expect(oleg["message/text"].string == "Запишите на завтра" && oleg["found_by"].string == "new_contact")
    let group = here.write("В общем чате", "17", from: "tg:1", #","conversation_id":"chat-9""#)
    #expect(group["why"].string == "new" && group["message/id"].int != anna["message/id"].int, "\(group)")
    for (text, from, more, first) in [
      ("Когда будет готова?", "tg:1", "", anna), ("Запишите на завтра", "tg:2", "", oleg),
      ("В общем чате", "tg:1", #","conversation_id":"chat-9""#, group),
    ] {
      let again = here.write(text, "17", from: from, more)
      #expect(again["why"].string == "duplicate" && again["message/id"].int == first["message/id"].int, "\(again)")
    }
  }

  /// The chat of a messenger that is not named is the address.
  @Test func theChatNamedLaterIsTheSameIfItIsTheAddress() throws {
    let here = try Channelled()
    let first = here.write("Раз", "1", from: "tg:1")
    let again = here.write("Раз", "1", from: "tg:1", #","conversation_id":"tg:1""#)
    #expect(again["why"].string == "duplicate" && again["message/id"].int == first["message/id"].int)
  }

  @Test func aMailboxOrATelephoneInAnotherSpellingIsTheSameSender() throws {
    let mail = try Channelled("email")
    let first = mail.write("Раз", "<1@x>", from: "anna@example.com")
    #expect(mail.write("Раз", "<1@x>", from: "Anna@Example.com")["message/id"].int == first["message/id"].int)
    #expect(mail.write("Два", "<1@x>", from: "oleg@example.com")["why"].string == "new")
    let phone = try Channelled("callback")
    let call = phone.write("Раз", "1", from: "8 916 555-11-22")
    #expect(phone.write("Раз", "1", from: "+79165551122")["message/id"].int == call["message/id"].int)
    #expect(phone.write("Раз", "1", from: "+79165551133")["why"].string == "new")
  }

  @Test func twoAtTheSameMomentAreOne() throws {
    let here = try Channelled()
    var message = IncomingMessage()
    message.externalID = "1"
    message.sender.address = "tg:1"
    message.text = "Раз"
    try here.world.desk.db.begin()
    let taken = try (0..<2).map { _ in
      try here.world.desk.perform(as: .client, undoing: .withTurn) { try TicketIntake($0).take(message, from: here.channel) }
    }
    try here.world.desk.db.commit()
    #expect(taken.map(\.why) == [.new, .duplicate] && taken[0].message.id == taken[1].message.id)
    #expect(try here.world.desk.db.lines("SELECT count(*) FROM messages") == ["1"])
  }

  @Test func anAnswerIsFiledByTheIdOfItsOwnChat() throws {
    let here = try Channelled()
    let anna = here.write("Когда?", "17", from: "tg:1", #","conversation_id":"a""#)
    let oleg = here.write("Запишите", "17", from: "tg:2", #","conversation_id":"b""#)
    let answer = here.write("Точнее, на вторник", "18", from: "tg:2", #","conversation_id":"b","reply_to_external_id":"17""#)
    #expect(answer["why"].string == "reply_to" && answer["ticket_id"].int == oleg["ticket_id"].int, "\(answer)")
    #expect(answer["message/flags"].array.isEmpty && anna["ticket_id"].int != oleg["ticket_id"].int)
    let foreign = here.write("А это?", "19", from: "tg:3", #","reply_to_external_id":"17""#)
    #expect(foreign["why"].string == "new" && foreign["message/flags"].array.compactMap(\.string) == ["reply_to_another"])
    let unknown = here.write("И это?", "20", from: "tg:3", #","reply_to_external_id":"16""#)
    #expect(unknown["message/flags"].array.compactMap(\.string) == ["reply_to_unknown"])
  }

  @Test func anErasedPersonsMessageIsStillKnownAndAnothersIsNot() throws {
    let here = try Channelled()
    let client = here.world.post("/v1/clients", #"{"kind":"person","name":"Анна","phones":["+79165551122"]}"#).id
    let body = #"{"external_id":"1","from":{"address":"tg:1","phone":"+79165551122"},"text":"Секрет"}"#
    let first = here.hand(body)
    #expect(here.world.post("/v1/clients/\(client)/erase").status == 200)
    let again = here.hand(body)
    #expect(again["why"].string == "duplicate" && again["message/id"].int == first["message/id"].int)
    #expect(!here.world.get("/v1/tickets/\(first["ticket_id"].int ?? 0)/messages").text.contains("Секрет"))
    #expect(here.write("Другое", "1", from: "tg:2")["why"].string == "new")
  }

  /// What was taken before messages had a number of their origin.
  @Test func agedMessagesAreKnownBySenderAndConversation() throws {
    let here = try Channelled()
    let first = here.write("Раз", "1", from: "tg:1")
    try here.world.desk.db.script("UPDATE messages SET origin = 0")
    #expect(here.write("Раз", "1", from: "tg:1")["message/id"].int == first["message/id"].int)
    #expect(here.write("Два", "1", from: "tg:2")["why"].string == "new")
    try here.world.desk.db.script("UPDATE messages SET origin = 0, from_address = '', conversation_id = '' WHERE id = 1")
    #expect(here.write("Раз", "1", from: "tg:1")["message/id"].int == first["message/id"].int)
  }

  @Test func aMessageIsFoundByAnIndex() throws {
    let here = try Channelled()
    for step in try here.world.plans("FROM messages", of: { here.write("Два", "2", from: "tg:1", #","reply_to_external_id":"1""#) })
      .joined()
    {
      #expect(!step.hasPrefix("SCAN messages") && !step.contains("TEMP"), "\(step)")
    }
  }

  @Test func aTextThatItsSenderChangesIsAVersion() throws {
    let here = try Channelled()
    func hand(_ text: String, edited: String? = nil) -> World.Answer {
      let at = edited.map { #","edited_at":"\#($0)""# } ?? ""
      return here.hand(#"{"external_id":"1","from":{"address":"tg:1"},"sent_at":"2026-03-02T06:59:00Z","text":"\#(text)"\#(at)}"#)
    }
    let first = hand("Приеду завтра")
    let (ticket, message) = (try #require(first["ticket_id"].int), try #require(first["message/id"].int))
    let changed = hand("Приеду послезавтра", edited: "2026-03-02T07:05:00Z")
    #expect(changed["why"].string == "edited" && changed["message/text"].string == "Приеду послезавтра", "\(changed)")
    #expect(changed["message/id"].int == message && changed["message/version"].int == 2)
    // The same again, an older one that comes late, and the first one once more change nothing.
    for late in [
      hand("Приеду послезавтра", edited: "2026-03-02T07:05:00Z"), hand("Приеду в среду", edited: "2026-03-02T07:04:00Z"),
      hand("Приеду завтра"),
    ] {
      #expect(late["why"].string == "duplicate" && late["message/text"].string == "Приеду послезавтра", "\(late)")
    }
    let former = here.world.get("/v1/tickets/\(ticket)/messages/\(message)/versions")
    #expect(former["items/0/text"].string == "Приеду завтра", "\(former)")
    #expect(here.world.get("/v1/events?type=ticket.message_edited")["items"].array.count == 1)
    #expect(here.world.get("/v1/tickets/\(ticket)")["message_count"].int == 1)
  }
}
