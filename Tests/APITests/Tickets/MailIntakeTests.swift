import Domain
import Foundation
import JSON
import SQLite
import Testing

@testable import API
@testable import Desk

extension Channelled {
  /// Hands a mail over, as an MTA's program does.
  @discardableResult
  func mail(_ bytes: [UInt8]) -> World.Answer {
    let head =
      "POST /v1/channels/\(channel)/messages HTTP/1.1\r\nHost: desk\r\nAuthorization: Bearer \(secret)\r\nContent-Type: message/rfc822\r\n"
    return world.send(Array("\(head)Content-Length: \(bytes.count)\r\n\r\n".utf8) + bytes)
  }

  @discardableResult
  func mail(_ text: String) -> World.Answer { mail(Array(text.utf8)) }

  @discardableResult
  func mail(
    from: String = "Анна Белова <anna@client.example>", id: String?, subject: String = "Когда будет готова?", _ more: String = "",
    text: String = "Жду ответа."
  ) -> World.Answer {
    mail(
      "From: \(from)\nTo: desk@centre.example\nSubject: \(subject)\n" + (id.map { "Message-ID: <\($0)>\n" } ?? "") + "\(more)\n\(text)\n")
  }

  func letter(
    _ id: String, from: String, file: [UInt8], named name: String = "фото.jpg", text: String = "Во вложении"
  )
    -> World.Answer
  {
    let encoded = Data(file).base64EncodedString(options: [.lineLength76Characters, .endLineWithLineFeed])
    return mail(
      """
      From: \(from)
      Message-ID: <\(id)>
      Subject: Фото
      MIME-Version: 1.0
      Content-Type: multipart/mixed; boundary="b"

      --b
      Content-Type: text/plain; charset=utf-8

      \(text)
      --b
      Content-Type: image/jpeg; name="\(name)"
      Content-Disposition: attachment; filename="\(name)"
      Content-Transfer-Encoding: base64

      \(encoded)
      --b--
      """)
  }

  func files(_ answer: World.Answer) -> World.Answer {
    world.get("/v1/tickets/\(answer["ticket_id"].int ?? 0)/messages/\(answer["id"].int ?? 0)/files")
  }
}

@Suite struct MailIntakeTests {
  private let here: Channelled
  private var world: World { here.world }
  init() throws { here = try Channelled("email") }

  private func texts(_ ticket: Int64?) -> [String] {
    world.get("/v1/tickets/\(ticket ?? 0)/messages")["items"].array.compactMap { $0["text"].string }.reversed()
  }

  @Test func aMailOpensATicketAndItsAnswersFindItWhoeverWrites() throws {
    let first = here.mail(id: "a1@client.example")
    #expect(first.status == 200 && first["why"].string == "new" && first["found_by"].string == "new_contact", "\(first)")
    #expect(first["from/name"].string == "Анна Белова" && first["from/address"].string == "anna@client.example")
    #expect(first["to/0/address"].string == "desk@centre.example" && first["message_id"].string == "a1@client.example")
    let ticket = first["ticket_id"].int
    #expect(world.get("/v1/tickets/\(ticket ?? 0)")["subject"].string == "Когда будет готова?")
    let answer = here.mail(id: "a2@client.example", "In-Reply-To: Your message <a1@client.example>\n", text: "Алло?\n\n> Жду ответа.")
    #expect(answer["ticket_id"].int == ticket && answer["why"].string == "reply_to" && answer["reply_text"].string == "Алло?", "\(answer)")
    let other = here.mail(
      from: "husband@client.example", id: "b1@client.example", "References: <x@y> <a2@client.example>\n", text: "Это её муж.")
    #expect(other["ticket_id"].int == ticket && texts(ticket) == ["Жду ответа.", "Алло?", "Это её муж."], "\(other)")
    #expect(here.mail(id: "a3@client.example")["why"].string == "new", "a mail that answers nothing is a new ticket")
  }

  @Test func aMailIsTakenOnceForEver() throws {
    let first = here.mail(id: "a1@client.example")
    #expect(here.mail(id: "a1@client.example")["why"].string == "duplicate")
    let lines = "Message-ID: <a1@client.example>\r\nReceived: from x\r\nFrom: anna@client.example\r\n\r\nЖду ответа.\r\n"
    #expect(here.mail(lines)["id"].int == first["id"].int, "by another way, with other line ends")
    #expect(here.mail(id: "a1@client.example", text: "Другое")["why"].string == "new", "the same id above another body is another mail")
    #expect(here.mail(id: "a1@client.example", "Resent-Message-ID: <r1@centre.example>\n")["why"].string == "new")
    #expect(here.mail(id: nil, text: "Без номера")["why"].string == "new")
    let way = "Received: from x\nX-Spam-Status: No\nFrom: Анна Белова <anna@client.example>\nTo: desk@centre.example\n"
    #expect(here.mail(way + "Subject: Когда будет готова?\n\nБез номера\n")["why"].string == "duplicate", "by another way")
    #expect(here.mail(id: nil, text: "Тоже без номера")["why"].string == "new")
  }

  @Test func whoRepeatsAMessageIDDrawsNobodysAnswers() throws {
    let anna = here.mail(id: "a1@client.example")
    let stranger = here.mail(from: "x@stranger.example", id: "a1@client.example", text: "Здравствуйте")
    #expect(stranger["why"].string == "new")
    let answer = here.mail(id: "a2@client.example", "In-Reply-To: <a1@client.example>\n", text: "Ещё раз")
    #expect(answer["ticket_id"].int == anna["ticket_id"].int, "\(answer)")
    let third = here.mail(from: "y@other.example", id: "y1@other.example", "In-Reply-To: <a1@client.example>\n", text: "И я")
    #expect(third["why"].string == "new", "an id of two senders tells a third nothing: \(third)")
  }

  @Test func aMailThatWasProvenOnceIsTheSameWithoutProof() throws {
    here.mail(id: "a1@client.example", "Authentication-Results: mx; spf=pass\n")
    #expect(here.mail(id: "a1@client.example", "Authentication-Results: mx; spf=fail; dkim=fail\n")["why"].string == "duplicate")
  }

  @Test func aFormOfTheSiteIsWhoeverFilledItIn() throws {
    world.ask("PATCH", "/v1/channels/\(here.channel)", #"{"address":"desk@centre.example"}"#, as: .admin)
    let form = "Сайт <noreply@Centre.example>"
    let anna = here.mail(from: form, id: "f1@centre.example", "Reply-To: Анна Белова <anna@client.example>\n", text: "Запишите меня")
    let boris = here.mail(from: form, id: "f2@centre.example", "Reply-To: boris@client.example\n", text: "И меня")
    let contacts = [anna, boris].map { world.get("/v1/tickets/\($0["ticket_id"].int ?? 0)")["contact_id"].int }
    #expect(contacts[0] != contacts[1] && contacts[0] != nil)
    #expect(world.get("/v1/contacts/\(contacts[0] ?? 0)")["name"].string == "Анна Белова")
    #expect(here.mail(from: "anna@client.example", id: "a1@client.example")["found_by"].string == "address")
    #expect(
      here.mail(from: form, id: "f1@centre.example", "Reply-To: Анна Белова <anna@client.example>\n", text: "Запишите меня")["why"].string
        == "duplicate")
    // Elsewhere Reply-To only says where answers go.
    let office = here.mail(from: "office@company.example", id: "o1@company.example", "Reply-To: anna@client.example\n", text: "Счёт?")
    #expect(office["found_by"].string == "new_contact", "\(office)")
    let ticket = office["ticket_id"].int ?? 0
    let seen = world.get("/v1/tickets/\(ticket)")["last_client_message_id"].int ?? 0
    let reply = world.post("/v1/tickets/\(ticket)/reply", #"{"text":"Вот","last_seen_message_id":\#(seen),"then":"stay"}"#)
    #expect(
      world.get("/v1/tickets/\(ticket)/messages/\(reply["message/id"].int ?? 0)/delivery")["address"].string == "anna@client.example")
  }

  @Test func thanksWithAPictureAreMoreThanThanks() throws {
    let ticket = try #require(here.letter("f1@client.example", from: "anna@client.example", file: [1])["ticket_id"].int)
    world.post("/v1/tickets/\(ticket)/resolve")
    let thanks = here.mail(id: "a2@client.example", "In-Reply-To: <f1@client.example>\n", text: "Спасибо")
    #expect(thanks["why"].string == "thanks")
    let picture = here.letter(
      "a3@client.example", from: "anna@client.example\nIn-Reply-To: <f1@client.example>", file: [2], text: "Спасибо")
    #expect(picture["why"].string == "reopened" && picture["ticket_id"].int == ticket, "\(picture)")
  }

  @Test func aMachinesAnswerIsNotTheClientsWord() throws {
    let ticket = try #require(here.mail(id: "a1@client.example")["ticket_id"].int)
    world.post("/v1/tickets/\(ticket)/reply", #"{"text":"Готова.","last_seen_message_id":\#(Int64.max),"then":"resolve"}"#, as: .operator)
    let before = world.get("/v1/tickets/\(ticket)")
    let machine = here.mail(
      id: "v1@client.example", subject: "Отпуск", "In-Reply-To: <a1@client.example>\nAuto-Submitted: auto-replied\n", text: "Я в отпуске?")
    #expect(machine["ticket_id"].int == ticket && machine["flags/auto_submitted"].bool == true, "\(machine)")
    let after = world.get("/v1/tickets/\(ticket)")
    #expect(after["status"].string == "resolved" && after["waiting_since_at"] == .null && after["message_count"].int == 3)
    #expect(after["last_client_message_id"] == before["last_client_message_id"] && after["messages/0/author"].string == "bot")
  }

  @Test func aReportFindsTheMailThatItReturns() throws {
    let ticket = try #require(here.mail(id: "a1@client.example")["ticket_id"].int)
    func report(_ id: String, _ action: String, _ status: String) -> World.Answer {
      here.mail(
        """
        Return-Path: <>
        From: MAILER-DAEMON@mx.example
        To: desk@centre.example
        Message-ID: <\(id)@mx.example>
        Subject: Undelivered Mail Returned to Sender
        Content-Type: multipart/report; report-type=delivery-status; boundary="b"

        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example

        Final-Recipient: rfc822; anna@client.example
        Action: \(action)
        Status: \(status)

        --b
        Content-Type: text/rfc822-headers

        Message-ID: <a1@client.example>

        --b--
        """)
    }
    let delayed = report("d1", "delayed", "4.4.1")
    #expect(delayed["ticket_id"].int == ticket && delayed["flags/delay"].bool == true)
    let failed = report("d2", "failed", "5.1.1")
    #expect(failed["ticket_id"].int == ticket && failed["flags/bounce"].bool == true, "\(failed)")
    #expect(
      failed["delivery_report/recipients/0/status"].string == "5.1.1"
        && failed["delivery_report/original_message_id"].string == "a1@client.example")
    #expect(world.get("/v1/tickets/\(ticket)")["status"].string == "new" && texts(ticket).count == 3)
  }

  @Test func aNumberInTheSubjectOpensOnlyOnesOwnTicket() throws {
    let first = here.mail(id: "a1@client.example")
    let number = try #require(first["ticket_number"].string)
    #expect(here.mail(id: "a2@client.example", subject: "Re: [\(number)] машина")["ticket_id"].int == first["ticket_id"].int)
    let stranger = here.mail(from: "x@stranger.example", id: "x1@stranger.example", subject: "Re: [\(number)] машина")
    #expect(stranger["why"].string == "new" && stranger["ticket_id"].int != first["ticket_id"].int)
    let flags = world.get("/v1/tickets/\(stranger["ticket_id"].int ?? 0)")["messages/0/flags"].array.compactMap(\.string)
    #expect(flags == ["reply_to_another"])
  }

  @Test func aSenderWhomTheMailSystemDeniesIsNobodyKnown() throws {
    let client = world.post("/v1/clients", #"{"kind":"person","name":"Анна","emails":["anna@client.example"]}"#).id
    let proven = here.mail(id: "a1@client.example", "Authentication-Results: mx; spf=pass; dkim=pass\n")
    #expect(proven["found_by"].string == "email" && world.get("/v1/tickets/\(proven["ticket_id"].int ?? 0)")["client_id"].int == client)
    let denied = here.mail(id: "a2@client.example", "Authentication-Results: mx; spf=fail; dkim=fail\n", text: "Верните деньги сюда")
    let ticket = world.get("/v1/tickets/\(denied["ticket_id"].int ?? 0)")
    #expect(denied["found_by"].string == "new_contact" && ticket["client_id"] == .null, "\(denied)")
    #expect(ticket["messages/0/flags"].array.compactMap(\.string) == ["sender_unproven"])
  }

  @Test func tooManyMailsOfOneAddressOpenNoMoreTickets() throws {
    for number in 1...20 { here.mail(id: "m\(number)@robot.example", text: "Заявка \(number)") }
    let next = here.mail(id: "m21@robot.example", text: "Заявка 21")
    #expect(next["why"].string == "conversation" && next["ticket_id"].int == 20, "\(next)")
    #expect(world.get("/v1/tickets/20")["messages/0/flags"].array.compactMap(\.string) == ["loop"])
    world.wait(minutes: 61)
    #expect(here.mail(id: "m22@robot.example", text: "Заявка 22")["why"].string == "new")
  }

  // MARK: Odd mails

  @Test(arguments: [
    "\n", "no mail at all", "From\n", "Content-Type: multipart/mixed; boundary=b\n\n--b\n", "From: a@b.example\n\n\u{0}\u{0}",
  ])
  func noMailIsRefusedForWhatItHolds(text: String) throws {
    let answer = here.mail(text)
    #expect(answer.status == 200 && answer["why"].string == "new", "\(answer)")
    #expect(here.files(answer)["items"].array.count == 1)
  }

  @Test func everySampleOfAProgramIsTakenOnce() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../MIMETests/Samples").standardized
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".eml") }.sorted()
    #expect(names.count >= 25)
    for name in names {
      let bytes = [UInt8](try Data(contentsOf: folder.appending(path: name)))
      let first = here.mail(bytes)
      #expect(first.status == 200 && first["why"].string != "duplicate", "\(name): \(first)")
      #expect(here.mail(bytes)["id"].int == first["id"].int, "\(name)")
      #expect(world.get("/v1/files/\(here.files(first)["items/0/id"].int ?? 0)").body == bytes, "\(name)")
    }
  }

  @Test func onlyAMailAndJSONAreTaken() throws {
    let wrong = here.world.ask(
      "POST", "/v1/channels/\(here.channel)/messages", "x", as: nil,
      headers: [("Authorization", "Bearer \(here.secret)"), ("Content-Type", "text/plain")])
    #expect(wrong.status == 415)
    let nobody = here.world.ask(
      "POST", "/v1/channels/\(here.channel)/messages", "From: a@b\n\nx", as: nil, headers: [("Content-Type", "message/rfc822")])
    #expect(nobody.status == 401)
  }
}
