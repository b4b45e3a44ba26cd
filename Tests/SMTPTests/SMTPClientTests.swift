import SMTP
import Testing

/// Conversations with servers of all kinds, over real sockets.
@Suite struct SMTPClientTests {
  private static let hello = [
    "S: 220 mx.example ESMTP", "C: EHLO [127.0.0.1]", "S: 250-mx.example", "S: 250-SIZE 100000", "S: 250-8BITMIME", "S: 250-SMTPUTF8",
    "S: 250 ENHANCEDSTATUSCODES",
  ]
  private static let envelope = [
    "C: MAIL FROM:<desk@example.org> SIZE=10", "S: 250 2.1.0 Ok", "C: RCPT TO:<anna@example.net>", "S: 250 2.1.5 Ok",
  ]
  private static let taking = ["C: DATA", "S: 354 go", "content", "S: 250 2.0.0 Ok: queued as 4F1A"]

  /// More than the buffers of a socket hold.
  private static let big = "A: b\r\n\r\n" + String(repeating: String(repeating: "x", count: 998) + "\r\n", count: 6_000)

  private func mail(
    _ bytes: String = "A: b\r\n\r\nc\n", to: [String] = ["anna@example.net"], from: String? = "desk@example.org"
  ) throws
    -> OutgoingMail
  {
    OutgoingMail(sender: try from.map { try MailAddress($0) }, recipients: try to.map { try MailAddress($0) }, bytes: Array(bytes.utf8))
  }

  private func client(_ server: ScriptedServer, host: String = "127.0.0.1", times: SMTPClient.Times = .init(atMost: 20_000)) -> SMTPClient {
    SMTPClient(SMTPClient.Server(host: host, port: server.port), times: times)
  }

  /// The outcomes of one mail.
  private func outcomes(
    _ script: [String], _ mail: OutgoingMail, times: SMTPClient.Times = .init(atMost: 20_000)
  ) throws -> (
    [MailOutcome], [String]
  ) {
    let server = try ScriptedServer(script)
    let delivery = client(server, times: times).send(mail)
    server.free()
    return (delivery.results.map(\.outcome), server.transcript())
  }

  private func outcome(
    _ script: [String], _ mail: OutgoingMail? = nil, times: SMTPClient.Times = .init(atMost: 20_000)
  ) throws -> MailOutcome {
    try #require(try outcomes(script, try mail ?? self.mail(), times: times).0.first)
  }

  @Test func aMailIsHandedOverAndTheQueueIsNamed() throws {
    let (outcomes, heard) = try outcomes(Self.hello + Self.envelope + Self.taking + ["C: QUIT", "S: 221 bye"], try mail())
    #expect(outcomes == [.accepted(MailReason(step: .end, code: 250, status: "2.0.0", text: "Ok: queued as 4F1A"))])
    #expect(
      heard == [
        "EHLO [127.0.0.1]", "MAIL FROM:<desk@example.org> SIZE=10", "RCPT TO:<anna@example.net>", "DATA", "A: b", "", "c", ".", "QUIT",
      ])
  }

  @Test func aServerWithoutExtensionsIsSpokenToPlainly() throws {
    let script = [
      "S: 220-hello", "S: 220", "C: EHLO", "S: 502 what?", "C: HELO [127.0.0.1]", "S: 250 hi", "C: MAIL FROM:<>", "S: 250",
      "C: RCPT TO:<anna@example.net>",
      "S: 251 User not local; will forward", "C: DATA", "S: 354", "content", "S: 250",
    ]
    let (outcomes, heard) = try outcomes(script, try mail(from: nil))
    #expect(outcomes == [.accepted(MailReason(step: .end, code: 250, text: ""))])
    #expect(heard.contains("MAIL FROM:<>"))
  }

  @Test func everyRecipientHasAnAnswerOfItsOwn() throws {
    let script =
      Self.hello + [
        "C: MAIL", "S: 250 2.1.0 Ok", "C: RCPT TO:<a@x.example>", "S: 250 2.1.5 Ok", "C: RCPT TO:<b@x.example>",
        "S: 550-5.1.1 User unknown",
        "S: 550 5.1.1 in this table", "C: RCPT TO:<c@x.example>", "S: 450 4.2.0 Greylisted", "C: RCPT TO:<\"d e\"@x.example>",
        "S: 452 Too many recipients",
        "C: RCPT TO:<f@x.example>", "S: 552 Too many recipients", "C: RCPT TO:<g@x.example>", "S: 552 5.2.2 Mailbox full",
      ] + Self.taking
    let to = ["a@x.example", "b@x.example", "c@x.example", "\"d e\"@x.example", "f@x.example", "g@x.example"]
    #expect(
      try outcomes(script, try mail(to: to)).0 == [
        .accepted(MailReason(step: .end, code: 250, status: "2.0.0", text: "Ok: queued as 4F1A")),
        .refused(MailReason(step: .recipient, code: 550, status: "5.1.1", text: "User unknown in this table")),
        .later(MailReason(step: .recipient, code: 450, status: "4.2.0", text: "Greylisted")),
        .later(MailReason(step: .recipient, code: 452, text: "Too many recipients")),
        .later(MailReason(step: .recipient, code: 552, text: "Too many recipients")),
        .refused(MailReason(step: .recipient, code: 552, status: "5.2.2", text: "Mailbox full")),
      ])
  }

  @Test func aRefusedRecipientStaysRefusedWhenTheConnectionIsLostLater() throws {
    let script =
      Self.hello + ["C: MAIL", "S: 250 Ok", "C: RCPT", "S: 550 no", "C: RCPT", "S: 250 Ok", "C: DATA", "S: 354 go", "content"]
    let outcomes = try outcomes(script, try mail(to: ["a@x.example", "b@x.example"])).0
    #expect(outcomes.first == .refused(MailReason(step: .recipient, code: 550, text: "no")))
    #expect(outcomes.last == .unknown(MailReason(step: .end, text: "the server closed the connection")))
  }

  /// The replies of a whole conversation, each with its step and the number of script lines before it.
  private static let steps: [(MailReason.Step, Int)] = [
    (.greeting, 0), (.hello, 2), (.sender, 8), (.recipient, 10), (.data, 12), (.end, 14),
  ]
  private static var script: [String] { hello + envelope + taking }

  @Test(arguments: steps) func whenTheConnectionIsLostOnlyTheAnswerAfterTheDotLeavesADoubt(_ step: MailReason.Step, _ lines: Int) throws {
    for half in [[], ["raw: 2"], ["raw: 250-half\r\n"], ["raw: 250 Ok"]] {
      let reason = MailReason(step: step, text: "the server closed the connection")
      #expect(try outcome(Array(Self.script.prefix(lines)) + half) == (step == .end ? .unknown(reason) : .later(reason)))
    }
  }

  @Test(arguments: steps) func aServerThatIsSilentIsLeft(_ step: MailReason.Step, _ lines: Int) throws {
    var times = SMTPClient.Times(atMost: 20_000)
    switch step {
    case .greeting: times.greeting = 50
    case .data: times.data = 50
    case .end: times.end = 50
    default: times.command = step == .hello ? 50 : 1_000
    }
    let reason = MailReason(step: step, text: "the server did not answer in time")
    let outcome = try outcome(Array(Self.script.prefix(lines)) + ["raw: 250-", "stay"], times: times)
    #expect(outcome == (step == .end ? .unknown(reason) : .later(reason)))
  }

  @Test(arguments: steps) func aServerThatClosesSaysSo(_ step: MailReason.Step, _ lines: Int) throws {
    let script = Array(Self.script.prefix(lines)) + ["S: 421 4.3.2 Shutting down", "stay"]
    #expect(try outcome(script) == .later(MailReason(step: step, code: 421, status: "4.3.2", text: "Shutting down")))
  }

  @Test(arguments: steps) func aServerThatSpeaksNoSMTPIsLeft(_ step: MailReason.Step, _ lines: Int) throws {
    for junk in ["HTTP/1.1 400 Bad Request", "", "25", "650 x", "250x", "150 x", "٢٥٠ x"] {
      let outcome = try outcome(Array(Self.script.prefix(lines)) + ["S: \(junk)", "stay"])
      let reason = MailReason(step: step, text: junk.isEmpty ? "the server sent no reply:" : "the server sent no reply: \(junk)")
      #expect(outcome == (step == .end ? .unknown(reason) : .later(reason)))
    }
    let endless = String(repeating: "x", count: 5_000)
    let many = String(repeating: "250-x\r\n", count: 300)
    for junk in ["250 \(endless)", "250-\(endless)", endless, many] {
      let outcome = try outcome(Array(Self.script.prefix(lines)) + ["raw: \(junk)", "stay"])
      let reason = MailReason(step: step, text: "the server sent a reply without end")
      #expect(outcome == (step == .end ? .unknown(reason) : .later(reason)))
    }
  }

  @Test(
    arguments: [
      (0, "554 5.3.2 no", false), (2, "550 no", false), (8, "550 5.7.1 no", true), (8, "452 full", false),
      (8, "530 5.7.0 STARTTLS first", false),
      (8, "503 again?", false), (10, "550 no", true), (10, "451 no", false), (10, "552 full", true), (12, "554 5.5.1 no", true),
      (12, "451 no", false),
      (14, "554 5.7.1 spam", true), (14, "552 5.3.4 big", true), (14, "451 4.3.0 no", false), (14, "530 no", true),
    ])
  func aReplyOfFiveHundredIsForGoodIfItSpeaksOfTheMail(_ lines: Int, _ reply: String, _ forGood: Bool) throws {
    let script = Array(Self.script.prefix(lines)) + ["S: \(reply)"] + (lines == 2 ? ["C: HELO", "S: \(reply)"] : []) + ["stay"]
    let outcome = try outcome(script)
    if case .refused = outcome { #expect(forGood) } else if case .later = outcome { #expect(!forGood) } else { Issue.record("\(outcome)") }
    #expect("\(outcome.reason.code ?? 0)" == reply.prefix(3))
  }

  @Test(arguments: [8, 10, 12]) func aReplyThatFitsNoCommandEndsTheConversation(_ lines: Int) throws {
    let wrong = lines == 12 ? "250 Ok" : "354 go"
    let outcome = try outcome(Array(Self.script.prefix(lines)) + ["S: \(wrong)", "stay"])
    if case .later(let reason) = outcome { #expect(reason.text.contains("the server answered")) } else { Issue.record("\(outcome)") }
  }

  @Test func aReplyThatNobodyAskedForEndsTheConversation() throws {
    let script = Self.hello + ["C: MAIL", "raw: 250 Ok\r\n250 Ok\r\n", "stay"]
    let outcome = try outcome(script)
    if case .later(let reason) = outcome { #expect(reason.text.hasPrefix("unasked:")) } else { Issue.record("\(outcome)") }
  }

  @Test func aRefusalInTheMiddleOfTheContentIsHeard() throws {
    var times = SMTPClient.Times(atMost: 20_000)
    times.block = 200
    let big = Self.big
    let offer = ["S: 220 mx", "C: EHLO", "S: 250 mx", "C: MAIL", "S: 250", "C: RCPT", "S: 250", "C: DATA", "S: 354"]
    let said = try outcome(offer + ["S: 552 5.3.4 Enough", "deaf"], try mail(big), times: times)
    #expect(said == .refused(MailReason(step: .content, code: 552, status: "5.3.4", text: "Enough")))
    let closing = try outcome(offer + ["S: 421 Enough", "deaf"], try mail(big), times: times)
    #expect(closing == .later(MailReason(step: .content, code: 421, text: "Enough")))
    let silent = try outcome(offer + ["deaf"], try mail(big), times: times)
    #expect(silent == .later(MailReason(step: .content, text: "the server did not answer in time")))
  }

  @Test func aConnectionLostInTheMiddleOfTheContentLeavesNoDoubt() throws {
    let big = Self.big
    let outcome = try outcome(
      ["S: 220 mx", "C: EHLO", "S: 250 mx", "C: MAIL", "S: 250", "C: RCPT", "S: 250", "C: DATA", "S: 354"], try mail(big))
    if case .later(let reason) = outcome { #expect(reason.step == .content) } else { Issue.record("\(outcome)") }
  }

  @Test func aServerThatOffersTooLittleIsNotAsked() throws {
    let small = ["S: 220 mx", "C: EHLO", "S: 250-mx", "S: 250 size 9", "stay"]
    #expect(
      try outcome(small) == .refused(MailReason(step: .sender, status: "5.3.4", text: "the mail has 10 bytes, the server takes 9")))
    let plain = ["S: 220 mx", "C: EHLO", "S: 250-mx", "S: 250-SIZE 99999999999999999999999", "S: 250 SIZE 0", "stay"]
    for mail in [try mail(to: ["анна@example.net"]), try mail("A: ж\r\n\r\n"), try mail(from: "стол@example.org")] {
      #expect(try outcome(plain, mail).reason.status == "5.6.7")
    }
    #expect(try outcome(plain, try mail("A: b\r\n\r\nж")).reason.status == "5.6.3")
  }

  @Test func whatTheServerOffersIsUsed() throws {
    let (_, heard) = try outcomes(
      Self.hello + ["C: MAIL", "S: 250", "C: RCPT", "S: 250"] + Self.taking, try mail("A: b\r\n\r\n", to: ["анна@почта.рф"]))
    #expect(heard[1...2] == ["MAIL FROM:<desk@example.org> SIZE=8 BODY=8BITMIME SMTPUTF8", "RCPT TO:<анна@xn--80a1acny.xn--p1ai>"])
    let (_, eight) = try outcomes(Self.hello + ["C: MAIL", "S: 250", "C: RCPT", "S: 250"] + Self.taking, try mail("A: b\r\n\r\nж"))
    #expect(eight[1] == "MAIL FROM:<desk@example.org> SIZE=10 BODY=8BITMIME")
  }

  @Test func aConnectionServesTenMails() throws {
    let again = ["C: RSET", "S: 250 2.0.0 Ok"] + Self.envelope + Self.taking
    let ten = Self.hello + Self.envelope + Self.taking + (1..<SMTPClient.mostMails).flatMap { _ in again } + ["C: QUIT", "S: 221 bye"]
    let server = try ScriptedServer([ten, Self.hello + Self.envelope + Self.taking])
    let client = client(server)
    for _ in 0...SMTPClient.mostMails { #expect(client.send(try mail()).isTaken) }
    client.quit()
    #expect(server.transcript().filter { $0 == "." }.count == SMTPClient.mostMails + 1)
  }

  @Test(arguments: [["C: RCPT", "S: 550 no"], ["C: RCPT", "S: 250", "C: DATA", "S: 354", "content", "S: 554 spam"]])
  func aConnectionOnWhichNobodyGotAMailIsGivenUp(_ refusal: [String]) throws {
    let refused = Self.hello + ["C: MAIL", "S: 250"] + refusal + ["C: QUIT", "S: 221 bye"]
    let server = try ScriptedServer([refused, Self.hello + Self.envelope + Self.taking])
    let client = client(server)
    #expect(!client.send(try mail()).isTaken)
    #expect(client.send(try mail()).isTaken)
    client.quit()
    #expect(server.transcript().contains("QUIT"))
  }

  @Test(arguments: [
    [], ["S: 421 4.4.2 idle for too long"], ["C: RSET", "S: 421 4.7.0 enough"], ["C: RSET", "S: 500 what?"],
  ])
  func aConnectionThatIsOfNoUseAnyMoreIsOpenedAnew(_ end: [String]) throws {
    try isOpenedAnew(after: Self.taking + end)
  }

  /// Both replies leave in one write, so that the second is there before the next command.
  @Test func aConnectionWithAReplyThatNobodyAskedForIsOpenedAnew() throws {
    try isOpenedAnew(after: Self.taking.dropLast() + ["raw: 250 2.0.0 Ok\r\n250 unasked\r\n"])
  }

  private func isOpenedAnew(after first: [String]) throws {
    let server = try ScriptedServer([Self.hello + Self.envelope + first, Self.hello + Self.envelope + Self.taking])
    let client = client(server)
    for _ in 1...2 { #expect(client.send(try mail()).results.map(\.outcome.reason.code) == [250]) }
    client.quit()
    #expect(server.transcript().filter { $0.hasPrefix("EHLO") }.count == 2)
  }

  @Test func aServerThatIsNotThereIsTriedLater() throws {
    let server = try ScriptedServer([[]])
    let client = client(server)
    _ = client.send(try mail())
    _ = server.transcript()
    #expect(client.send(try mail()).results.map(\.outcome) == [.later(MailReason(step: .connect, text: "connect: Connection refused"))])
    let nowhere = SMTPClient(SMTPClient.Server(host: "a host name\u{0}", port: 25), times: .init(atMost: 20_000))
    if case .later(let reason)? = nowhere.send(try mail()).results.first?.outcome {
      #expect(reason.step == .connect)
    } else {
      Issue.record()
    }
  }

  @Test func aMailToNobodyIsSentToNobody() throws {
    let client = SMTPClient(SMTPClient.Server(host: "127.0.0.1", port: 1))
    #expect(client.send(try mail(to: [])).results == [])
  }

  @Test func aHostIsFoundByName() throws {
    let server = try ScriptedServer(Self.hello + Self.envelope + Self.taking)
    #expect(client(server, host: "localhost").send(try mail()).results.map(\.outcome.reason.code) == [250])
  }

  @Test func theClientGreetsByItsNameOrByItsAddress() throws {
    let named = try ScriptedServer(
      Self.hello.map { $0.replacing("[127.0.0.1]", with: "xn--b1afk4ade.xn--p1ai") } + Self.envelope + Self.taking)
    let server = SMTPClient.Server(host: "127.0.0.1", port: named.port, helloName: "сервис.рф")
    #expect(SMTPClient(server).send(try mail()).results.map(\.outcome.reason.code) == [250])
    guard
      let six = try? ScriptedServer(
        [Self.hello.map { $0.replacing("[127.0.0.1]", with: "[IPv6:::1]") } + Self.envelope + Self.taking], inSix: true)
    else { return }  // a machine without IPv6
    let other = SMTPClient.Server(host: "::1", port: six.port, helloName: "a\r\nb")
    #expect(SMTPClient(other).send(try mail()).results.map(\.outcome.reason.code) == [250])
  }

  @Test func aReasonIsToldInOneLine() {
    #expect(MailReason(step: .recipient, code: 550, status: "5.1.1", text: "User unknown").summary == "RCPT TO: 550 5.1.1 User unknown")
    #expect(MailReason(step: .connect, text: "Connection refused").summary == "connect: Connection refused")
  }
}
