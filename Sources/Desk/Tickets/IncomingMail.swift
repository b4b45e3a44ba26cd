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

  /// Writes the contents of all files that are not there yet, and returns when they are on disk.
  package func keepFiles(in contents: Contents) throws -> [NewFile] {
    let kept = try files.enumerated().map { index, file in
      if let known = try contents.take(file.sha256, size: file.size) { return NewFile(file, known) }
      let writer = contents.writer(of: file.sha256)
      if index == 0 { writer.add(raw[...]) } else { mail.forEachPiece(of: mail.attachments[index - 1]) { writer.add($0) } }
      return NewFile(file, try writer.finish())
    }
    try contents.sync()
    return kept
  }
}

/// A file of a mail.
struct IncomingFile: Sendable {
  let kind: StoredFile.Kind
  let name: String
  let mediaType: String
  let sha256: [UInt8]
  let size: Int64
}

extension NewFile {
  fileprivate init(_ file: IncomingFile, _ content: KeptContent) {
    self.init(file.kind, name: file.name, mediaType: file.mediaType, content)
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
    case .noParts, .tooDeep, .tooManyParts, .unknownCharset, .malformedText, .unknownEncoding, .partlyReadWinmail: true
    case .noFields, .brokenField, .boundaryGuessed, .unclosedMultipart, .tooManyFields, .textTooLong, .wrongChecksum, .unreadableDate,
      .noSender, .opaqueSigned, .encrypted:
      false
    }
  }
}
