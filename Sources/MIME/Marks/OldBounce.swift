/// A returned mail of a system that writes no report by RFC 3464: qmail, Exchange 2003, old exim, gateways of phone companies. Read from
/// its words.
struct OldBounce {
  private let root: MailPart
  private let lines: [Substring]
  private let own: Set<String>
  private let subject: String
  private let isDaemon: Bool
  private let isPostmaster: Bool

  init(_ root: MailPart, text: String, from: [MailAddress], to: [MailAddress], subject: String) {
    self.root = root
    self.subject = subject.lowercased()
    own = Set((from + to).map(\.address))
    isPostmaster = from.contains { SenderMarks.isDaemon($0) }
    isDaemon = from.contains { SenderMarks.isDaemon($0) && !$0.local.hasPrefix("postmaster") && !$0.address.isEmpty }
    lines = text.prefix(65_536).split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// `nil` for a mail that is none. An empty return path alone is no sign: vacation programs have one too.
  var report: DeliveryReport? {
    let failed = root.fields.first("X-Failed-Recipients").map { MailAddress.list($0).map(\.address) } ?? []
    let words = lines.prefix(60).joined(separator: " ").lowercased()
    let saysSubject = Self.failureSubjects.contains { subject.contains($0) }
    let says = Self.failureWords.contains { words.contains($0) }
    let isDelay = Self.delaySubjects.contains { subject.contains($0) } || Self.delayWords.contains { words.contains($0) }
    let isOthers = SubjectPrefixes.stripped(subject) != subject
    let isBounce =
      isDaemon || isPostmaster && (saysSubject || says || isDelay) || SenderMarks.hasEmptyReturnPath(root.fields) && saysSubject
      || saysSubject && says && !isOthers
    guard !failed.isEmpty || isBounce else { return nil }
    let kind: DeliveryReport.Kind = isDelay && failed.isEmpty ? .delayed : .failed
    return DeliveryReport(
      kind: kind, recipients: recipients(kind, failed), originalMessageID: DeliveryReport.returnedID(root) ?? copiedID, isFormal: false)
  }

  /// The recipients that the fields name, else those of the words.
  func recipients(_ kind: DeliveryReport.Kind, _ named: [String] = []) -> [DeliveryReport.Recipient] {
    let text = Array(beforeCopy.joined(separator: "\n").utf8)
    let status = StatusCode.first(in: text[...]) ?? ""
    let addresses = named.isEmpty ? addressesInWords : named
    return addresses.prefix(MailLimits.recipients).map { .init(address: $0, kind: kind, status: status, diagnostic: "") }
  }

  /// The system's own words, above the copy of the mail.
  private var beforeCopy: ArraySlice<Substring> {
    let end = lines.firstIndex { line in
      let text = line.lowercased()
      return Self.copyMarks.contains { text.contains($0) }
    }
    return lines[..<(end ?? lines.endIndex)]
  }

  /// `<a@b>:`, or a line that begins with an address; else those of `To:`; else whatever address is not the sender's or the reader's own.
  private var addressesInWords: [String] {
    var alone: [String] = []
    var addressed: [String] = []
    var named: [String] = []
    for line in beforeCopy.prefix(1_000) where line.utf8.contains(0x40) {
      let core = line.trimmedBoth
      let addresses = Self.addresses(core)
      guard let first = addresses.first, alone.count < 100 else { continue }
      let rest = core.lowercased().drop { "<\"'*-".contains($0) }
      let ending = rest.hasPrefix(first) ? rest.dropFirst(first.count).drop { ">\"'".contains($0) } : "x"
      if ending.isEmpty || [":", " ", ".", ",", "(", ";", "\t"].contains(where: { ending.hasPrefix($0) }) {
        if !alone.contains(first) { alone.append(first) }
      } else if Self.addressWords.contains(where: { rest.hasPrefix($0) }) {
        if !addressed.contains(first) { addressed.append(first) }
      }
      named += addresses
    }
    if !alone.isEmpty { return alone }
    if !addressed.isEmpty { return addressed }
    var others: [String] = []
    for address in named.prefix(50)
    where !own.contains(address) && !others.contains(address) && !SenderMarks.isDaemon(MailAddress(name: "", address: address)) {
      others.append(address)
    }
    return Array(others.prefix(5))
  }

  /// The words with an @ between letters.
  private static func addresses(_ line: Substring) -> [String] {
    line.prefix(2_000).split(whereSeparator: { $0.isWhitespace || "<>()[]{}\"',;:=|".contains($0) }).compactMap { word in
      var core = word
      if let dots = core.firstRange(of: "...") { core = core[..<dots.lowerBound] }
      while let last = core.last, ".!?".contains(last) { core.removeLast() }
      guard let place = core.firstIndex(of: "@"), place != core.startIndex, core[place...].contains("."), core.utf8.count < 255 else {
        return nil
      }
      return core.lowercased()
    }
  }

  /// The Message-ID in a copy that stands in the text.
  private var copiedID: String? {
    for line in lines {
      let core = line.trimmedBoth
      if core.lowercased().hasPrefix("message-id:") { return Identifiers.one(Array(core.dropFirst(11).utf8)[...]) }
    }
    return nil
  }

  private static let failureSubjects = [
    "undeliver", "failure notice", "returned mail", "delivery failure", "delivery failed", "delivery status notification (fail",
    "mail delivery fail", "undelivered", "mail system error",
    "returned to sender", "delivery notification", "non-delivery", "nondeliver", "non remis", "unzustellbar", "недоставлен", "не доставлен",
    "не удалось доставить", "не может быть доставлен",
    "delivery error", "permanent delivery failure", "delivery failure", "mail failed", "could not be deli", "user unknown", "failed mail",
    "failure delivering", "rejected mail", "delivery problem", "can't send", "could not send message", "message not delivered",
    "mail could not be delivered", "returned message", "user unknown",
    "address error", "mail delivery problem", "delivery report",
    "notification: inbound mail failure", "notification: outbound mail failure",
  ]
  private static let failureWords = [
    "could not be delivered", "wasn't able to deliver", "was not able to deliver", "unable to deliver", "cannot be delivered",
    "did not reach the following", "delivery to the following recipient",
    "could not be reached", "permanent fatal errors", "undeliverable", "user unknown", "address rejected", "returned to sender",
    "не может быть доставлено", "не удалось доставить", "не доставлено",
    "does not exist", "following address", "failed to deliver", "mailbox is full", "could not deliver", "unknown user", "permanent error",
    "fatal error", "mail you sent", "message you sent",
    "couldn't be delivered", "delivery to these recipients", "unknown recipient", "mailbox full", "recipient address",
    "following recipient", "invalid recipient", "mailbox not found", "is unknown", "not a valid", "delivery has failed", "undelivered",
    "mailbox unavailable", "recipient unknown", "no such user", "was undeliverable", "delivery failed", "not delivered",
  ]
  private static let delaySubjects = [
    "delayed", "delivery status notification (delay", "still being retried", "warning: could not send", "задерж", "warning: message",
  ]
  private static let delayWords = [
    "this is a warning", "has not yet been delivered", "will be retried", "will continue to try", "will keep trying",
    "do not need to resend", "still being retried", "no action is required on your part",
  ]
  private static let addressWords = [
    "to:", "to ", "recipient", "rcpt to", "address:", "your message to", "адрес", "получател", "кому:", "mail to", "delivery to", "failed",
    "user ",
  ]
  private static let copyMarks = [
    "original message header", "included message", "header of the original", "--- message header", "received: from",
    "----- original message", "message contents follow", "original message:", "----- unsent message",
    "copy of the message", "copy of your message", "original message follows", "returned message", "original message -----",
    "unsent message below", "your message follows", "message header follows", "text of your message",
    "original message header", "transcript of session follows is", "headers of the message", "copy of the headers", "body of your message",
    "start of returned message",
  ]
}
