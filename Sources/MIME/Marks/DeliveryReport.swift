/// What a mail system says of a mail that it was given (RFC 3464), or a reader's program (RFC 8098). It threads into a ticket, but is
/// nobody's answer.
package struct DeliveryReport: Sendable, Equatable {
  package enum Kind: String, Sendable {
    /// Only this makes an address bad, and only with a status of 5.
    case failed
    case delayed
    case delivered, relayed, expanded
    /// A reader's filter refused the mail.
    case rejected
    /// A reader opened the mail, or threw it away unread.
    case displayed, deleted
    /// A reader called the mail spam (RFC 5965).
    case complaint
  }

  package struct Recipient: Sendable, Equatable {
    package let address: String
    package let kind: Kind
    /// As `5.1.1`; empty if unknown. `4` before the first point is a full box or a time-out, not a wrong address.
    package let status: String
    /// The words of the mail system that refused, on one line.
    package let diagnostic: String
  }

  package let kind: Kind
  package let recipients: [Recipient]
  /// The Message-ID of the mail that is reported on.
  package let originalMessageID: String?
  /// False if the report was read from the words of an old mail system, which sends none by RFC 3464.
  package let isFormal: Bool

  package var failedRecipients: [String] { recipients.filter { $0.kind == .failed }.map(\.address) }
}

extension DeliveryReport {
  /// The report in a mail, whatever its top level says. One inside an attached mail was forwarded by a person, and is none.
  static func read(_ root: MailPart, text: String, from: [MailAddress], to: [MailAddress], subject: String) -> DeliveryReport? {
    let words = OldBounce(root, text: text, from: from, to: to, subject: subject)
    if let part = own(root, where: { $0.mediaType == "message/delivery-status" || $0.mediaType == "message/global-delivery-status" }) {
      return status(part, root, words)
    }
    if let part = own(
      root, where: { $0.mediaType == "message/disposition-notification" || $0.mediaType == "message/global-disposition-notification" })
    {
      return disposition(part, root)
    }
    if own(root, where: { $0.mediaType == "message/feedback-report" }) != nil {
      return DeliveryReport(kind: .complaint, recipients: [], originalMessageID: returnedID(root), isFormal: true)
    }
    return words.report
  }

  private static func status(_ part: MailPart, _ root: MailPart, _ words: OldBounce) -> DeliveryReport? {
    var recipients: [Recipient] = []
    for fields in groups(part.decoded(most: MailLimits.textBytes)) {
      if recipients.count < MailLimits.recipients { recipients += recipient(fields) }
    }
    // A report that names nobody says it in words.
    if recipients.isEmpty {
      recipients = words.recipients(.failed, root.fields.first("X-Failed-Recipients").map { MailAddress.list($0).map(\.address) } ?? [])
    }
    let order: [Kind] = [.failed, .delayed, .delivered, .relayed, .expanded]
    let kind = order.first { kind in recipients.contains { $0.kind == kind } } ?? .failed
    return DeliveryReport(kind: kind, recipients: recipients, originalMessageID: returnedID(root) ?? words.copiedID, isFormal: true)
  }

  /// The fields of each group; groups are parted by blank lines.
  private static func groups(_ bytes: [UInt8]) -> [HeaderFields] {
    var groups: [HeaderFields] = []
    var left = MailLimits.fields
    var oddities = Oddities()
    var at = 0
    while at < bytes.count, groups.count < MailLimits.recipients + 1 {
      let (fields, next) = HeaderFields.read(bytes, from: at, to: bytes.count, left: &left, oddities: &oddities) { _ in false }
      if !fields.list.isEmpty { groups.append(fields) }
      at = next > at ? next : bytes.line(at: at, before: bytes.count).next
    }
    return groups
  }

  private static func recipient(_ fields: HeaderFields) -> [Recipient] {
    let finals = fields.all("Final-Recipient")
    let status = fields.first("Status").map { FieldText.line(EncodedWord.decode($0)) } ?? ""
    let code = StatusCode.first(in: Array(status.utf8)[...]) ?? ""
    guard let kind = kind(fields.word("Action"), code), let first = finals.first ?? fields.first("Original-Recipient") else { return [] }
    let diagnostic = fields.first("Diagnostic-Code").map { FieldText.line(EncodedWord.decode(afterType($0))) } ?? ""
    var address = address(first)
    if !hasDomain(address), let original = fields.first("Original-Recipient").map(self.address), original.contains("@") {
      address = original
    }
    let others = finals.dropFirst().map { Recipient(address: self.address($0), kind: kind, status: code, diagnostic: diagnostic) }
    return [Recipient(address: address, kind: kind, status: code, diagnostic: diagnostic)] + others
  }

  private static func kind(_ action: String?, _ status: String) -> Kind? {
    switch action ?? "" {
    case "failed", "failure", "fail", "undeliverable": return .failed
    case "delayed", "delay": return .delayed
    case "delivered", "deliverable": return .delivered
    case "relayed": return .relayed
    case "expanded": return .expanded
    default: break
    }
    switch status.first {
    case "5": return .failed
    case "4": return .delayed
    case "2": return .delivered
    default: return action == nil ? nil : .failed
    }
  }

  /// What stands behind `rfc822;` or `smtp;`.
  private static func afterType(_ value: Bytes) -> Bytes {
    guard let semicolon = value.prefix(40).firstIndex(of: 0x3B) else { return value }
    return value[(semicolon + 1)...]
  }

  private static func hasDomain(_ address: String) -> Bool { MailAddress(name: "", address: address).domain.contains(".") }

  private static func address(_ value: Bytes) -> String {
    let rest = afterType(value)
    if let read = MailAddress.list(rest).first, !read.address.isEmpty { return read.address }
    return MailAddress.clean(rest)
  }

  private static func disposition(_ part: MailPart, _ root: MailPart) -> DeliveryReport? {
    guard let fields = groups(part.decoded(most: MailLimits.fieldBytes)).first else { return nil }
    let value = Parameters(fields.first("Disposition") ?? [])
    let words = (fields.first("Disposition") ?? []).lowered.split(whereSeparator: { !$0.isLetter && $0 != "-" })
    // A filter's `deleted` is a refusal (RFC 5429, 2.1.2.2); a person's is a mail that was thrown away unread.
    let isAutomatic = value.main.hasPrefix("automatic-action")
    let kind: Kind =
      words.contains("denied") || words.contains("failed") || words.contains("deleted") && isAutomatic
      ? .rejected : words.contains("deleted") ? .deleted : .displayed
    let recipient = (fields.first("Final-Recipient") ?? fields.first("Original-Recipient")).map {
      Recipient(address: address($0), kind: kind, status: "", diagnostic: "")
    }
    let id = fields.first("Original-Message-ID").flatMap(Identifiers.one) ?? returnedID(root)
    return DeliveryReport(kind: kind, recipients: recipient.map { [$0] } ?? [], originalMessageID: id, isFormal: true)
  }

  /// The Message-ID in the returned mail, or in its header alone.
  static func returnedID(_ root: MailPart) -> String? {
    guard
      let part = own(
        root,
        where: {
          $0.isMessage || $0.mediaType == "text/rfc822-headers" || $0.mediaType == "message/rfc822-headers"
            || $0.mediaType == "message/global-headers"
        })
    else { return nil }
    if let child = part.children.first { return child.fields.first("Message-ID").flatMap(Identifiers.one) }
    return groups(part.decoded(most: MailLimits.fieldBytes * 4)).lazy.compactMap { $0.first("Message-ID") }.first.flatMap(Identifiers.one)
  }

  /// The first part of a kind that is not inside an attached mail.
  private static func own(_ part: MailPart, where condition: (MailPart) -> Bool) -> MailPart? {
    if condition(part) { return part }
    if part.isMessage { return nil }
    for child in part.children { if let found = own(child, where: condition) { return found } }
    return nil
  }
}
