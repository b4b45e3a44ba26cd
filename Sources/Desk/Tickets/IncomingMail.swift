internal import Crypto
internal import Domain
package import MIME

/// A mail as it is filed: what its reading says to the desk, and its files.
package struct IncomingMail: Sendable {
  let message: IncomingMessage
  /// The mail itself, then its attachments.
  let files: [IncomingFile]
  private let mail: Mail

  /// The bytes as they came.
  private let raw: [UInt8]

  /// Letters of a text. Longer ones are cut; the mail itself has the rest.
  private static let longestText = 50_000
  /// Files of one mail. Further ones stay in the mail itself.
  private static let mostFiles = 200

  package init(_ mail: Mail, raw: [UInt8]) {
    (self.mail, self.raw) = (mail, raw)
    let author = mail.author
    var message = IncomingMessage()
    message.externalID = Hex.encode(Self.identity(of: mail))
    message.sender.address = author?.address ?? ""
    message.sender.name = author.flatMap { $0.name.isEmpty ? nil : $0.name }
    message.sentAt = mail.date.map { Instant(rawValue: Int64($0.seconds) * 1_000) }
    let text = mail.replyText.isEmpty ? mail.text : mail.replyText
    message.text = String(text.prefix(Self.longestText))
    let isCut = message.text.utf8.count < text.utf8.count || mail.attachments.count > Self.mostFiles
    message.mail = IncomingMessage.Mailed(mail, isCut: isCut)
    self.message = message
    let whole = IncomingFile(kind: .mail, name: "mail.eml", mediaType: "message/rfc822", sha256: SHA256.hash(raw), size: Int64(raw.count))
    files = [whole] + mail.attachments.prefix(Self.mostFiles).map { Self.file($0, of: mail) }
  }

  private static func identity(of mail: Mail) -> [UInt8] {
    var hash = SHA256()
    for id in [mail.identity.messageID, mail.identity.resentMessageID] { hash.update(Array("\(id ?? "")\n".utf8)) }
    mail.identity.forEachHashedPiece(of: mail.bytes) { hash.update($0) }
    return hash.digest()
  }

  private static func file(_ attachment: Attachment, of mail: Mail) -> IncomingFile {
    var hash = SHA256()
    mail.forEachPiece(of: attachment) { hash.update($0) }
    return IncomingFile(
      kind: .attachment, name: attachment.name, mediaType: attachment.mediaType, sha256: hash.digest(), size: Int64(attachment.size))
  }

  /// Gives the parts of all contents, some at a time, so that a long mail is not in memory twice. `write` gets some 1.25 MB at most.
  package func forEachParts(_ write: ([FilePart]) throws -> Void) throws {
    var (some, size): ([FilePart], Int) = ([], 0)
    func give(_ bytes: [UInt8], _ number: Int64, of file: IncomingFile) throws {
      some.append(FilePart(sha256: file.sha256, number: number, bytes: bytes))
      size += bytes.count
      guard size >= FilePart.size * 4 || some.count == 64 else { return }
      try write(some)
      (some, size) = ([], 0)
    }
    for (index, file) in files.enumerated() {
      var (bytes, number): ([UInt8], Int64) = ([], 0)
      func take(_ piece: ArraySlice<UInt8>) throws {
        var rest = piece
        while !rest.isEmpty {
          let room = rest.prefix(FilePart.size - bytes.count)
          bytes += room
          rest = rest.dropFirst(room.count)
          guard bytes.count == FilePart.size else { continue }
          try give(bytes, number, of: file)
          (bytes, number) = ([], number + 1)
        }
      }
      if index == 0 { try take(raw[...]) } else { try mail.forEachPiece(of: mail.attachments[index - 1], take) }
      if !bytes.isEmpty { try give(bytes, number, of: file) }
    }
    if !some.isEmpty { try write(some) }
  }
}

extension IncomingMessage {
  /// Fields that only a mail has.
  struct Mailed: Sendable {
    /// Its own Message-ID.
    let id: String?
    /// Message-IDs of the mails that it answers or reports on, the nearest first.
    let answers: [String]
    /// Without `Re:` and its like.
    let subject: String
    /// Written by a machine, so it is not the client's word.
    let isMachines: Bool
    /// The sender's own mail system denies it.
    let isUnproven: Bool
    let flags: Set<Message.Flag>
    /// The one address that answers shall go to, if it is not the sender's. A mailing list's own address is none.
    var replyTo: (address: String, name: String)?
    /// What it reports of a mail that was sent.
    let report: DeliveryReport?

    init(_ mail: Mail, isCut: Bool) {
      id = mail.messageID
      report = mail.report
      let wanted = mail.replyTo.count == 1 && !mail.marks.list ? mail.replyTo.first : nil
      replyTo = wanted.flatMap { Email(readable: $0.address) == nil || $0.address == mail.author?.address ? nil : ($0.address, $0.name) }
      answers = [mail.report?.originalMessageID].compactMap(\.self) + mail.inReplyTo + mail.references.reversed()
      subject = mail.strippedSubject
      isMachines = mail.marks.autoSubmitted || mail.marks.bounce || mail.marks.delay
      isUnproven = mail.authentication.deniesSender
      var flags: Set<Message.Flag> = []
      if isCut || mail.oddities.contains(.textTooLong) { flags.insert(.cut) }
      if mail.oddities.contains(.encrypted) || mail.oddities.contains(.opaqueSigned) { flags.insert(.sealed) }
      if mail.oddities.contains(where: \.losesText) { flags.insert(.partlyUnreadable) }
      if mail.marks.spam { flags.insert(.spam) }
      if mail.marks.loop { flags.insert(.loop) }
      if isUnproven { flags.insert(.senderUnproven) }
      self.flags = flags
    }
  }
}

extension Authentication {
  /// Both ways of proving a sender have failed. One alone fails for honest mails too: SPF after forwarding, DKIM after a list.
  fileprivate var deniesSender: Bool {
    let isSPF = spf == .fail || spf == .softfail
    return dmarc == .fail || isSPF && (dkim == .fail || dkim == Verdict.none || dkim == .permerror)
  }
}

extension Oddity {
  /// True if somebody should look at the mail as it came.
  fileprivate var losesText: Bool {
    switch self {
    case .noParts, .tooDeep, .tooManyParts, .unknownCharset, .malformedText, .unknownEncoding: true
    case .noFields, .brokenField, .boundaryGuessed, .unclosedMultipart, .tooManyFields, .textTooLong, .unreadableDate, .noSender,
      .opaqueSigned, .encrypted:
      false
    }
  }
}
