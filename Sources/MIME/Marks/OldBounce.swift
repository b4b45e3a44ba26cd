/// A returned mail of a system that writes no report by RFC 3464: qmail, Exchange 2003, old exim, gateways of phone companies. Read from
/// its words.
struct OldBounce {
  private let root: MailPart
  private let lines: [Substring]
  private let own: Set<String>
  private let subject: String
  private let isDaemon: Bool

  init(_ root: MailPart, text: String, from: [MailAddress], to: [MailAddress], subject: String) {
    self.root = root
    self.subject = subject.lowercased()
    own = Set((from + to).map(\.address))
    isDaemon = from.contains { SenderMarks.isDaemon($0) }
    lines = text.prefix(65_536).split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// `nil` for a mail that is none. An empty return path alone is no sign: vacation programs have one too.
  var report: DeliveryReport? {
    let failed = root.fields.first("X-Failed-Recipients").map { MailAddress.list($0).map(\.address) } ?? []
    let words = lines.prefix(60).joined(separator: " ").lowercased()
    let says = Self.failureSubjects.contains { subject.contains($0) } || Self.failureWords.contains { words.contains($0) }
    let isDelay = Self.delaySubjects.contains { subject.contains($0) } || Self.delayWords.contains { words.contains($0) }
    guard
      !failed.isEmpty || isDaemon && (says || isDelay)
        || SenderMarks.hasEmptyReturnPath(root.fields) && Self.failureSubjects.contains(where: { subject.contains($0) })
    else { return nil }
    let kind: DeliveryReport.Kind = isDelay && failed.isEmpty ? .delayed : .failed
    let text = Array(beforeCopy.joined(separator: "\n").utf8)
    let status = StatusCode.first(in: text[...]) ?? ""
    let addresses = failed.isEmpty ? recipients : failed
    return DeliveryReport(
      kind: kind,
      recipients: addresses.prefix(MailLimits.recipients).map { .init(address: $0, kind: kind, status: status, diagnostic: "") },
      originalMessageID: DeliveryReport.returnedID(root) ?? copiedID, isFormal: false)
  }

  /// The system's own words, above the copy of the mail.
  private var beforeCopy: ArraySlice<Substring> {
    let end = lines.firstIndex { line in
      let text = line.lowercased()
      return Self.copyMarks.contains { text.contains($0) }
    }
    return lines[..<(end ?? lines.endIndex)]
  }

  /// `<a@b>:`, or a line that is an address; else whatever address the words name that is not the sender's or the reader's own.
  private var recipients: [String] {
    var found: [String] = []
    var named: [String] = []
    for line in beforeCopy {
      let core = line.trimmedBoth
      let addresses = Self.addresses(core)
      guard let first = addresses.first, found.count < 100 else { continue }
      let rest = core.lowercased()
      let isAlone =
        rest == first || rest.hasPrefix("<\(first)>:") || rest == "<\(first)>" || rest.hasPrefix(first + ":")
        || rest.hasPrefix(first + " on ") || rest.hasPrefix(first + " (")
        || rest.hasPrefix(first + "...") || rest.hasPrefix("<\(first)>...") || rest.hasPrefix("to: ") || rest.hasPrefix("recipient")
      if isAlone, !found.contains(first) { found.append(first) }
      named += addresses
    }
    if !found.isEmpty { return found }
    var others: [String] = []
    for address in named.prefix(50)
    where !own.contains(address) && !others.contains(address) && !SenderMarks.isDaemon(MailAddress(name: "", address: address)) {
      others.append(address)
    }
    return Array(others.prefix(5))
  }

  /// The words with an @ between letters.
  private static func addresses(_ line: Substring) -> [String] {
    line.split(whereSeparator: { $0.isWhitespace || "<>()[]{}\"',;:=".contains($0) }).compactMap { word in
      var core = word
      while let last = core.last, ".!?".contains(last) { core.removeLast() }
      guard let place = core.firstIndex(of: "@"), place != core.startIndex, core[place...].contains(".") else { return nil }
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
    "delivery error", "could not send message", "message not delivered", "mail could not be delivered", "returned message", "user unknown",
    "address error", "mail delivery problem", "delivery report",
    "notification: inbound mail failure", "notification: outbound mail failure",
  ]
  private static let failureWords = [
    "could not be delivered", "wasn't able to deliver", "was not able to deliver", "unable to deliver", "cannot be delivered",
    "did not reach the following", "delivery to the following recipient",
    "could not be reached", "permanent fatal errors", "undeliverable", "user unknown", "address rejected", "returned to sender",
    "не может быть доставлено", "не удалось доставить", "не доставлено",
    "mailbox unavailable", "recipient unknown", "no such user", "was undeliverable", "delivery failed", "not delivered",
  ]
  private static let delaySubjects = [
    "delayed", "delivery status notification (delay", "still being retried", "warning: could not send", "задерж", "warning: message",
  ]
  private static let delayWords = [
    "this is a warning", "has not yet been delivered", "will be retried", "will continue to try", "will keep trying",
    "do not need to resend", "still being retried", "no action is required on your part",
  ]
  private static let copyMarks = [
    "copy of the message", "copy of your message", "original message follows", "returned message", "original message -----",
    "unsent message below", "your message follows", "message header follows", "text of your message",
    "original message header", "transcript of session follows is", "headers of the message", "copy of the headers", "body of your message",
    "start of returned message",
  ]
}
