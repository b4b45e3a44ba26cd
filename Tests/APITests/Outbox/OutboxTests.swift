import Domain
import JSON
import MIME
import SMTP
import SQLite
import Testing

@testable import API
@testable import Desk

/// A ticket in a channel with a way out, and an answer in it.
struct Answered {
  let here: Channelled
  let ticket: Int64
  var world: World { here.world }

  /// A ticket that came as a mail to the centre's mailbox.
  static func byMail() throws -> Answered {
    let here = try Channelled("email")
    here.world.ask(
      "PATCH", "/v1/channels/\(here.channel)",
      #"{"name":"Сервис «Мотор»","address":"desk@centre.example","signature":"Сервис «Мотор»\n+7 495 555-00-00"}"#, as: .admin)
    return Answered(here: here, ticket: here.mail(id: "a1@client.example")["ticket_id"].int ?? 0)
  }

  /// A ticket of a messenger whose program sends the answers.
  static func byHook() throws -> Answered {
    let here = try Channelled()
    here.world.post("/v1/channels/\(here.channel)/hook", #"{"url":"http://127.0.0.1:9/send"}"#, as: .admin)
    return Answered(here: here, ticket: here.write("Когда?", "m-1")["ticket_id"].int ?? 0)
  }

  @discardableResult
  func reply(_ text: String = "Завтра к обеду.", then: String = "wait", files: [Int64] = []) -> World.Answer {
    let seen = world.get("/v1/tickets/\(ticket)")["last_client_message_id"].int ?? 0
    return world.post(
      "/v1/tickets/\(ticket)/reply", #"{"text":"\#(text)","last_seen_message_id":\#(seen),"then":"\#(then)","files":\#(files)}"#)
  }

  /// What the sender does: reports how the last parcel fared, and takes the next one.
  @discardableResult
  func next(_ last: DispatchReport? = nil, lane: Int64 = 0) throws -> Parcel? {
    try world.desk.perform(as: .desk) { try Outbox($0).next(of: lane, after: last) }
  }

  func draft(_ parcel: Parcel?) throws -> MailDraft {
    guard case .mail(let draft, _, _)? = parcel?.content else { throw Missing() }
    return draft
  }
  struct Missing: Error {}

  func delivery(_ message: Int64?) -> World.Answer { world.get("/v1/tickets/\(ticket)/messages/\(message ?? 0)/delivery") }
  func events(_ type: String) -> Int { world.get("/v1/events?type=\(type)")["items"].array.count }
}

@Suite struct OutboxTests {
  @Test func anAnswerLeavesAsAMailOfItsThread() throws {
    let it = try Answered.byMail()
    let message = it.reply()["message/id"].int
    #expect(it.delivery(message)["status"].string == "queued" && it.delivery(message)["address"].string == "anna@client.example")
    #expect(try it.next() == nil, "ten seconds in which it can be taken back")
    it.world.wait(seconds: 10)
    let parcel = try #require(try it.next())
    let draft = try it.draft(parcel)
    let number = it.world.get("/v1/tickets/\(it.ticket)")["number"].string ?? ""
    #expect(draft.subject == "Re: Когда будет готова? [\(number)]" && draft.inReplyTo == "a1@client.example")
    #expect(draft.from.mailbox == "desk@centre.example" && draft.from.name == "Сервис «Мотор»" && draft.machine == nil)
    #expect(draft.to.map(\.name) == ["Анна Белова"] && draft.signature.hasPrefix("Сервис"))
    // The mail is read back as its receiver reads it.
    let read = Mail(reading: try MailWriter.write(draft))
    #expect(read.text.hasPrefix("Завтра к обеду.") && read.strippedSubject.contains(number) && !read.marks.autoSubmitted)
    try it.next(parcel.report(.sent, "250 queued"))
    #expect(it.delivery(message)["status"].string == "sent" && it.delivery(message)["result"].string == "250 queued")
    #expect(it.world.get("/v1/tickets/\(it.ticket)")["messages/0/delivery"].string == "sent" && it.events("ticket.answer_sent") == 1)
    // The client's answer to it finds the ticket, whoever writes and whatever the subject says.
    let answer = it.here.mail(from: "husband@client.example", id: "h1@x", subject: "Re", "In-Reply-To: <\(draft.messageID)>\n")
    #expect(answer["ticket_id"].int == it.ticket, "\(answer)")
  }

  @Test func whatIsNotTakenIsTriedAgainForThreeDays() throws {
    let it = try Answered.byMail()
    let message = it.reply()["message/id"].int
    it.world.wait(seconds: 10)
    var attempts = 0
    var parcel = try it.next()
    while let sending = parcel {
      attempts += 1
      #expect(try it.next(sending.report(.later, "451 greylisted")) == nil, "not at once")
      for _ in 0..<60 where it.delivery(message)["status"].string == "queued" {
        it.world.wait(minutes: 5)
        parcel = try it.next()
        if parcel != nil { break }
      }
      if it.delivery(message)["status"].string != "queued" { break }
    }
    #expect((20...30).contains(attempts), "\(attempts)")
    #expect(it.delivery(message)["status"].string == "failed" && it.delivery(message)["result"].string == "451 greylisted")
    #expect(it.events("ticket.answer_failed") == 1)
    // A manager sends it once more.
    let id = it.delivery(message).id
    #expect(it.world.post("/v1/dispatches/\(id)/send-again")["status"].string == "queued")
    #expect(try it.draft(it.next()).messageID == it.delivery(message)["mail_id"].string, "the same mail")
    #expect(it.world.post("/v1/dispatches/\(id)/send-again").codes == ["dispatch_not_failed"])
  }

  @Test func aSenderThatDiesSendsItAgain() throws {
    let it = try Answered.byMail()
    it.reply()
    it.world.wait(seconds: 10)
    #expect(try it.next() != nil)
    it.world.wait(minutes: 14)
    #expect(try it.next() == nil)
    it.world.wait(minutes: 1)
    #expect(try it.next() != nil)
    // A process that starts finds what another one was sending.
    try it.world.desk.perform(as: .desk) { try Outbox($0).takeUpAgain() }
    let parcel = try #require(try it.next())
    try it.next(parcel.report(.later, "451"))
    try it.world.desk.perform(as: .desk) { try Outbox($0).takeUpAgain() }
    #expect(try it.next() == nil, "what waits for its next attempt goes on waiting")
  }

  @Test func anAnswerIsTakenBackAsIfItHadNotBeen() throws {
    let it = try Answered.byMail()
    it.world.post("/v1/sla-policies", #"{"name":"Почта","channel_kind":"email","first_response_minutes":60,"resolution_minutes":480}"#)
    for _ in 0..<50 { try it.world.desk.runDue { Issue.record("\($0)") } }
    let before = it.world.get("/v1/tickets/\(it.ticket)")
    let due = before["due_at"].string
    #expect(due != nil)
    it.world.wait(seconds: 60)
    let message = it.reply("Ой", then: "resolve")["message/id"].int ?? 0
    #expect(it.world.get("/v1/tickets/\(it.ticket)")["status"].string == "resolved")
    it.world.wait(seconds: 9)
    let path = "/v1/tickets/\(it.ticket)/messages/\(message)/take-back"
    #expect(it.world.post(path, as: .operator).codes == ["message_not_ones_own"])
    let back = it.world.post(path)
    #expect(back.status == 200 && back["message/kind"].string == "note" && back["message/delivery"].string == "taken_back", "\(back)")
    let ticket = it.world.get("/v1/tickets/\(it.ticket)")
    #expect(ticket["status"].string == "open" && ticket["due_at"].string == due && ticket["first_response_at"] == .null, "\(ticket)")
    #expect(ticket["resolved_at"] == .null && ticket["waiting_since_at"] == before["waiting_since_at"])
    #expect(it.world.get("/v1/tickets/\(it.ticket)/draft")["text"].string == "Ой")
    it.world.wait(seconds: 60)
    #expect(try it.next() == nil)
    #expect(it.world.post(path).status == 409)
    // The answer that leaves is the second one.
    it.reply("Завтра")
    it.world.wait(seconds: 10)
    #expect(try it.draft(it.next()).text == "Завтра")
    let sent = it.world.get("/v1/tickets/\(it.ticket)")["messages/0/id"].int ?? 0
    #expect(it.world.post("/v1/tickets/\(it.ticket)/messages/\(sent)/take-back").codes == ["answer_gone"], "it is under way")
  }

  @Test func anAnswerIsNotTakenBackOnceTheClientWroteAgain() throws {
    let it = try Answered.byMail()
    let message = it.reply()["message/id"].int ?? 0
    it.here.mail(id: "a2@client.example", "In-Reply-To: <a1@client.example>\n", text: "Спасибо, жду")
    #expect(it.world.post("/v1/tickets/\(it.ticket)/messages/\(message)/take-back").codes == ["answer_not_last"])
  }

  @Test func aReportOfFailureMarksTheAddressAndADelayDoesNot() throws {
    let it = try Answered.byMail()
    let message = it.reply()["message/id"].int
    it.world.wait(seconds: 10)
    let parcel = try #require(try it.next())
    let id = try it.draft(parcel).messageID
    try it.next(parcel.report(.sent, "250"))
    it.here.mail(bounce("delayed", "4.4.1", of: id, 1))
    #expect(it.delivery(message)["status"].string == "sent")
    let failed = it.here.mail(bounce("failed", "5.1.1", of: id, 2))
    #expect(failed["ticket_id"].int == it.ticket && it.delivery(message)["status"].string == "failed", "\(failed)")
    #expect(it.delivery(message)["result"].string == "5.1.1 550 no such user" && it.events("ticket.answer_failed") == 1)
    let contact = it.world.get("/v1/tickets/\(it.ticket)")["contact_id"].int ?? 0
    #expect(it.world.get("/v1/contacts/\(contact)")["addresses/0/failed_at"] != .null)
    // Whoever writes from there again has a box.
    it.here.mail(id: "a9@client.example", "In-Reply-To: <\(id)>\n")
    #expect(it.world.get("/v1/contacts/\(contact)")["addresses/0/failed_at"] == .null)
  }

  @Test func onlyWhatIsSaidOfTheAddressMarksIt() throws {
    for (status, diagnostic, isBad) in [
      ("5.2.2", "552 mailbox full", false), ("5.0.0", "552 5.2.2 mailbox full", false), ("5.0.0", "550 5.1.1 unknown", true),
      ("5.0.0", "unrouteable", true), ("5.7.1", "554 spam", false), ("5.1.8", "bad sender", false), ("5.2.1", "disabled", true),
    ] {
      let it = try Answered.byMail()
      let message = it.reply()["message/id"].int
      it.world.wait(seconds: 10)
      let parcel = try #require(try it.next())
      try it.next(parcel.report(.sent, "250"))
      it.here.mail(bounce("failed", status, of: try it.draft(parcel).messageID, 1, diagnostic))
      #expect(it.delivery(message)["status"].string == "failed")
      let contact = it.world.get("/v1/tickets/\(it.ticket)")["contact_id"].int ?? 0
      #expect((it.world.get("/v1/contacts/\(contact)")["addresses/0/failed_at"] != .null) == isBad, "\(status) \(diagnostic)")
    }
  }

  @Test func aServerThatRefusesTheAddressMarksIt() throws {
    let it = try Answered.byMail()
    it.reply()
    it.world.wait(seconds: 10)
    let parcel = try #require(try it.next())
    try it.next(parcel.report(.refused, "RCPT TO: 550 5.1.1 no such user", isOfAddress: true))
    let contact = it.world.get("/v1/tickets/\(it.ticket)")["contact_id"].int ?? 0
    #expect(it.world.get("/v1/contacts/\(contact)")["addresses/0/failed_at"] != .null)
  }

  private func bounce(
    _ action: String, _ status: String, of id: String, _ number: Int, _ diagnostic: String = "550 no such user"
  ) -> String {
    """
    From: MAILER-DAEMON@mx.client.example
    To: desk@centre.example
    Subject: Undelivered Mail
    Message-ID: <bounce\(number)@mx.client.example>
    Auto-Submitted: auto-replied
    MIME-Version: 1.0
    Content-Type: multipart/report; report-type=delivery-status; boundary="r"

    --r
    Content-Type: text/plain

    It did not arrive.
    --r
    Content-Type: message/delivery-status

    Reporting-MTA: dns; mx.client.example

    Final-Recipient: rfc822; anna@client.example
    Action: \(action)
    Status: \(status)
    Diagnostic-Code: smtp; \(diagnostic)

    --r
    Content-Type: text/rfc822-headers

    Message-ID: <\(id)>
    Subject: Re

    --r--
    """
  }

  @Test func aProgramGetsTheMessageSignedAndSaysWhatBecameOfIt() throws {
    let it = try Answered.byHook()
    let message = it.reply()["message/id"].int ?? 0
    it.world.wait(seconds: 10)
    #expect(try it.next() == nil, "mails are another lane")
    let parcel = try #require(try it.next(lane: it.here.channel))
    guard case .hook(let call) = parcel.content else { return #expect(Bool(false)) }
    let body = try JSONReader.parse(OutboxJSON.bytes(call.message))
    #expect(body["to"]["address"].string == "tg:1" && body["text"].string == "Завтра к обеду." && body["message_id"].int == message)
    #expect(body["reply_to_external_id"].string == "m-1" && body["conversation_id"].string == "tg:1" && body["purpose"].string == "answer")
    #expect(call.signature(of: [], at: it.world.now).map(\.0).contains("webhook-signature"))
    try it.next(parcel.report(.sent, "HTTP 200"), lane: it.here.channel)
    func receipt(_ status: String) -> World.Answer {
      it.world.ask(
        "POST", "/v1/channels/\(it.here.channel)/delivery-receipts",
        #"{"id":\#(call.message.id),"status":"\#(status)","reason":"blocked"}"#, as: nil,
        headers: [("Authorization", "Bearer \(it.here.secret)")])
    }
    #expect(receipt("delivered")["status"].string == "delivered")
    #expect(receipt("sent")["status"].string == "delivered", "too late")
    #expect(receipt("failed")["status"].string == "delivered")
    #expect(it.world.get("/v1/tickets/\(it.ticket)")["messages/0/delivery"].string == "delivered")
    let other = try #require(it.world.post("/v1/channels", #"{"kind":"chat","name":"Другой"}"#, as: .admin)["secret"].string)
    let stolen = it.world.ask(
      "POST", "/v1/channels/\(it.here.channel)/delivery-receipts", #"{"id":1,"status":"failed"}"#, as: nil,
      headers: [("Authorization", "Bearer \(other)")])
    #expect(stolen.status == 401)
  }

  @Test func somebodyWithoutAnAddressIsAnsweredInTheConversation() throws {
    let it = try Answered.byHook()
    let visitor = it.here.hand(#"{"external_id":"v-1","conversation_id":"chat-9","from":{"name":"Гость"},"text":"Есть кто?"}"#)
    let other = Answered(here: it.here, ticket: visitor["ticket_id"].int ?? 0)
    #expect(other.reply("Да")["message/delivery"].string == "queued")
    it.world.wait(seconds: 10)
    guard case .hook(let call)? = try other.next(lane: it.here.channel)?.content else {
      Issue.record("nothing is sent")
      return
    }
    #expect(call.message.conversationID == "chat-9" && call.message.address == "chat-9")
  }

  @Test func aChannelWithoutAWayOutSendsNothing() throws {
    let here = try Channelled()
    let it = Answered(here: here, ticket: here.write("Когда?", "1")["ticket_id"].int ?? 0)
    #expect(it.reply()["message/delivery"] == .null)
    #expect(it.world.get("/v1/dispatches")["items"].array.isEmpty)
    let spoken = it.world.post("/v1/channels", #"{"kind":"phone","name":"Телефон"}"#, as: .admin)["channel/id"].int ?? 0
    #expect(it.world.post("/v1/channels/\(spoken)/hook", #"{"url":"http://host/"}"#, as: .admin).codes == ["channel_without_programs"])
    #expect(it.world.post("/v1/channels/\(here.channel)/hook", #"{"url":"ftp://host/"}"#, as: .admin).status == 422)
    #expect(it.world.post("/v1/channels/\(here.channel)/hook", #"{"url":"http://host/"}"#, as: .manager).status == 403)
  }

  @Test func anAnswerToWhomNoAddressIsKnownFailsAtOnce() throws {
    let it = try Answered.byMail()
    let odd = it.here.mail(from: "нет адреса", id: "o1@x")
    let other = Answered(here: it.here, ticket: odd["ticket_id"].int ?? 0)
    let message = other.reply()["message/id"].int
    #expect(other.delivery(message)["status"].string == "failed" && !(other.delivery(message)["result"].string ?? "").isEmpty)
    #expect(it.world.post("/v1/dispatches/\(other.delivery(message).id)/send-again").codes == ["answer_without_address"])
  }

  @Test func anErasedPersonIsSentNothingMore() throws {
    let it = try Answered.byMail()
    let client = it.world.post("/v1/clients", #"{"kind":"person","name":"Анна","emails":["anna@client.example"]}"#).id
    let message = it.reply()["message/id"].int
    #expect(it.world.post("/v1/clients/\(client)/erase").status == 200)
    it.world.wait(seconds: 10)
    #expect(try it.next() == nil)
    let dispatch = it.world.get("/v1/dispatches/\(it.delivery(message).id)", as: .admin)
    #expect(dispatch["status"].string == "failed" && dispatch["address"].string == "" && dispatch["name"].string == "", "\(dispatch)")
  }
}
