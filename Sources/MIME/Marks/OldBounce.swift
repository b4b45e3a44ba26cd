/// A returned mail of a system that writes no report by RFC 3464: qmail, Exchange 2003, old exim, gateways of phone companies. Read from
/// its words.
struct OldBounce {
  private let root: MailPart
  private let own: Set<String>
  private let subject: [UInt8]
  private let isDaemon: Bool
  private let isPostmaster: Bool
  /// The mail gives back another one as a part.
  private let returnsMail: Bool
  /// A person answers or forwards.
  private let isOthers: Bool
  private let text: String

  init(_ root: MailPart, text: String, from: [MailAddress], to: [MailAddress], subject: String) {
    self.root = root
    self.subject = Array(subject.utf8)[...].folded
    isOthers = SubjectPrefixes.stripped(subject) != subject
    own = Set((from + to).map(\.address))
    // A mail from nobody, `From: <>`, is a mail system's.
    let isNobodys = from.isEmpty && root.fields.has("From") && SenderMarks.hasEmptyReturnPath(root.fields)
    isPostmaster = isNobodys || from.contains { SenderMarks.isDaemon($0) }
    returnsMail = root.isMultipart && root.children.contains { $0.isMessage }
    isDaemon = from.contains { SenderMarks.isDaemon($0) && !$0.local.hasPrefix("postmaster") && !$0.address.isEmpty }
    self.text = text
  }

  /// `nil` for a mail that is none. An empty return path alone is no sign: vacation programs have one too.
  var report: DeliveryReport? {
    let failed = root.fields.first("X-Failed-Recipients").map { MailAddress.list($0).map(\.address) } ?? []
    let saysSubject = Self.failureSubjects.occur(in: subject[...])
    let isUnaddressed = SenderMarks.hasEmptyReturnPath(root.fields)
    guard !failed.isEmpty || isPostmaster || saysSubject && (isUnaddressed || !isOthers) || isUnaddressed && returnsMail else { return nil }
    let words = Array(text.utf8.prefix(8_192))[...].folded
    let says = Self.failureWords.occur(in: words[...])
    let isDelay = Self.delaySubjects.occur(in: subject[...]) || Self.delayWords.occur(in: words[...])
    guard
      !failed.isEmpty || isDaemon || isPostmaster && (saysSubject || says || isDelay) || saysSubject && (isUnaddressed || says)
        || isUnaddressed && returnsMail && says
    else { return nil }
    let kind: DeliveryReport.Kind = isDelay && failed.isEmpty ? .delayed : .failed
    return DeliveryReport(
      kind: kind, recipients: recipients(kind, failed), originalMessageID: DeliveryReport.returnedID(root) ?? copiedID, isFormal: false)
  }

  /// The recipients that the fields name, else those of the words.
  func recipients(_ kind: DeliveryReport.Kind, _ named: [String] = []) -> [DeliveryReport.Recipient] {
    let words = beforeCopy
    let status = StatusCode.first(in: [UInt8](words.joined(separator: [0x0A]))[...]) ?? ""
    let addresses = named.isEmpty ? BouncedAddresses.read(words, own: own) : named
    let each = addresses.count > 1 && addresses.count <= 20 ? statuses(of: addresses, in: words) : [:]
    return addresses.prefix(MailLimits.recipients).map { .init(address: $0, kind: kind, status: each[$0] ?? status, diagnostic: "") }
  }

  /// The first status below each address, before the next address.
  private func statuses(of addresses: [String], in lines: ArraySlice<Bytes>) -> [String: String] {
    let phrases = addresses.map { (address: $0, bytes: Array($0.utf8)[...]) }
    var found: [String: String] = [:]
    var current: String?
    for line in lines.prefix(1_000) {
      let text = line.prefix(2_000).folded[...]
      if let named = phrases.first(where: { Phrases.isIn(text, $0.bytes) }) { current = named.address }
      if let current, found[current] == nil, let status = StatusCode.first(in: text) { found[current] = status }
    }
    return found
  }

  /// The system's own words, above the copy of the mail.
  private var beforeCopy: ArraySlice<Bytes> {
    let lines = Array(text.utf8.prefix(65_536)).split(separator: 0x0A)
    return lines.prefix { !Self.copyMarks.occur(in: $0.prefix(500).folded[...]) }
  }

  /// The Message-ID in a copy that stands in the text, or in the header of a part that is such a copy.
  var copiedID: String? {
    for part in root.children {
      if part.fields.has("From"), let id = part.fields.first("Message-ID").flatMap(Identifiers.one) { return id }
    }
    for line in Array(text.utf8.prefix(65_536)).split(separator: 0x0A) {
      let core = line.trimmed()
      if core.begins("Message-ID:") { return Identifiers.one(core.dropFirst(11)) }
    }
    return nil
  }

  private static let failureSubjects = Phrases([
    "undeliver", "failure notice", "returned mail", "delivery failure", "delivery failed", "delivery status notification (fail",
    "mail delivery fail", "undelivered", "mail system error",
    "returned to sender", "delivery notification", "non-delivery", "nondeliver", "non remis", "unzustellbar", "недоставлен", "не доставлен",
    "не удалось доставить", "не может быть доставлен",
    "delivery error", "permanent delivery failure", "delivery failure", "mail failed", "could not be deli", "user unknown", "failed mail",
    "failure delivering", "rejected mail", "delivery problem", "can't send", "could not send message", "message not delivered",
    "mail could not be delivered", "returned message", "user unknown",
    "address error", "mail delivery problem", "delivery report",
    "notification: inbound mail failure", "notification: outbound mail failure",
  ])
  private static let failureWords = Phrases([
    "could not be delivered", "wasn't able to deliver", "was not able to deliver", "unable to deliver", "cannot be delivered",
    "did not reach the following", "delivery to the following recipient",
    "could not be reached", "permanent fatal errors", "undeliverable", "user unknown", "address rejected", "returned to sender",
    "не может быть доставлено", "не удалось доставить", "не доставлено",
    "does not exist", "following address", "failed to deliver", "mailbox is full", "could not deliver", "unknown user", "permanent error",
    "fatal error", "mail you sent", "message you sent",
    "couldn't be delivered", "delivery to these recipients", "unknown recipient", "mailbox full", "recipient address",
    "following recipient", "invalid recipient", "mailbox not found", "is unknown", "not a valid", "delivery has failed", "undelivered",
    "mailbox unavailable", "recipient unknown", "no such user", "was undeliverable", "delivery failed", "not delivered",
  ])
  private static let delaySubjects = Phrases([
    "delayed", "delivery status notification (delay", "still being retried", "warning: could not send", "задерж", "warning: message",
  ])
  private static let delayWords = Phrases([
    "this is a warning", "has not yet been delivered", "will be retried", "will continue to try", "will keep trying",
    "do not need to resend", "still being retried", "no action is required on your part",
  ])
  private static let copyMarks = Phrases([
    "original message header", "original message details", "included message", "header of the original", "--- message header",
    "received: from",
    "----- original message", "message contents follow", "original message:", "----- unsent message",
    "copy of the message", "copy of your message", "original message follows", "returned message", "original message -----",
    "unsent message below", "your message follows", "message header follows", "text of your message",
    "original message header", "transcript of session follows is", "headers of the message", "copy of the headers", "body of your message",
    "start of returned message",
  ])
}
