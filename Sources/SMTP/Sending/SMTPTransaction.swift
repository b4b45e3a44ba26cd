/// One mail over an open connection: envelope, content, and the outcome for each recipient.
struct SMTPTransaction {
  /// True if the connection cannot be used again.
  private(set) var isBroken = false
  private let mail: OutgoingMail
  private let connection: SMTPConnection
  private let times: SMTPClient.Times
  private var outcomes: [MailOutcome?]
  private var accepted = 0
  private var step = MailReason.Step.sender

  init(_ mail: OutgoingMail, over connection: SMTPConnection, _ times: SMTPClient.Times) {
    self.mail = mail
    self.connection = connection
    self.times = times
    outcomes = Array(repeating: nil, count: mail.recipients.count)
  }

  mutating func run() -> MailDelivery {
    do throws(LineFault) { try talk() } catch {
      isBroken = true
      settle(outcome(of: error))
    }
    let none = MailOutcome.later(MailReason(step: step, text: "no answer"))
    return MailDelivery(results: zip(mail.recipients, outcomes).map { MailDelivery.Result(recipient: $0, outcome: $1 ?? none) })
  }

  private mutating func talk() throws(LineFault) {
    guard let parameters = parameters() else { return }
    let reply = try connection.ask("MAIL FROM:<\(mail.sender?.mailbox ?? "")>\(parameters)", times.command)
    guard reply.isPositive else { return settle(try refusal(reply)) }
    step = .recipient
    for (index, recipient) in mail.recipients.enumerated() {
      let reply = try connection.ask("RCPT TO:<\(recipient.mailbox)>", times.command)
      if reply.isPositive { accepted += 1 } else { outcomes[index] = try refusal(reply) }
    }
    guard accepted > 0 else { return }
    step = .data
    let invitation = try connection.ask("DATA", times.data)
    guard invitation.code == 354 else { return settle(try refusal(invitation)) }
    step = .content
    try sendContent()
    step = .end
    let last = try connection.reply(until: Deadline(in: times.end))
    settle(last.isPositive ? .accepted(last.reason(step)) : try refusal(last))
  }

  /// The parameters of MAIL FROM. `nil` if the server cannot take the mail whatever is said; then the outcomes are settled.
  private mutating func parameters() -> String? {
    let offer = connection.offer
    if let most = offer.size, most > 0, mail.bytes.count > most {
      return refuse("5.3.4", "the mail has \(mail.bytes.count) bytes, the server takes \(most)")
    }
    let isInternational = !((mail.sender.map { [$0] } ?? []) + mail.recipients).allSatisfy(\.isASCII) || hasInternationalHeader
    if isInternational && !offer.hasSMTPUTF8 { return refuse("5.6.7", "the server takes no addresses in other letters (SMTPUTF8)") }
    let is8Bit = isInternational || mail.bytes.contains { $0 >= 0x80 }
    if is8Bit && !offer.has8BitMIME { return refuse("5.6.3", "the server takes no eight-bit content (8BITMIME)") }
    return [
      offer.size == nil ? "" : " SIZE=\(mail.bytes.count)", is8Bit ? " BODY=8BITMIME" : "", isInternational ? " SMTPUTF8" : "",
    ].joined()
  }

  private var hasInternationalHeader: Bool {
    var previous: UInt8 = 0
    for byte in mail.bytes where byte != 0x0D {
      if byte >= 0x80 { return true }
      if byte == 0x0A && previous == 0x0A { return false }
      previous = byte
    }
    return false
  }

  private mutating func refuse(_ status: String, _ text: String) -> String? {
    settle(.refused(MailReason(step: step, status: status, text: text)))
    return nil
  }

  private mutating func sendContent() throws(LineFault) {
    let end = Deadline(in: times.content)
    var content = SMTPContent(mail.bytes)
    while !content.isFinished {
      do throws(LineFault) { try connection.write(content.next(), until: Deadline(in: times.block).or(end)) } catch {
        // A server that has had enough often says why before it closes. The mail has no end, so nobody has taken it.
        if let reply = try connection.replyThatHasCome() { settle(try refusal(reply)) }
        throw error
      }
    }
  }

  /// Gives an outcome to everybody who has none.
  private mutating func settle(_ outcome: MailOutcome) { outcomes = outcomes.map { $0 ?? outcome } }

  /// What a reply means that is not the hoped-for one. After one that is neither yes nor no, the server expects something
  /// else than this client.
  private func refusal(_ reply: SMTPReply) throws(LineFault) -> MailOutcome {
    if reply.code < 400 { throw .confused("the server answered \(reply.reason(step).summary)") }
    return reply.isTransient || isAboutTheWay(reply) ? .later(reply.reason(step)) : .refused(reply.reason(step))
  }

  /// True for codes that speak of how this client comes, and of limits of one conversation, not of the mail: bad sequence,
  /// a log-in or TLS is wanted; and 552 for too many recipients, the code of RFC 821 (RFC 5321 §4.5.3.1.10).
  private func isAboutTheWay(_ reply: SMTPReply) -> Bool {
    switch reply.code {
    case 503, 530, 534, 535, 538: step != .end
    case 552: step == .recipient && accepted > 0 && (reply.status == nil || reply.status == "5.5.3")
    default: false
    }
  }

  private func outcome(of fault: LineFault) -> MailOutcome {
    let reason = fault.reason(step)
    // 421 is an answer: the mail was not taken.
    if case .closing = fault { return .later(reason) }
    return step == .end ? .unknown(reason) : .later(reason)
  }
}
