/// What tells one mail from another: Message-ID, Resent-Message-ID and a hash of the body. A redirected mail keeps its Message-ID, so
/// the Resent-Message-ID belongs to it; the same Message-ID above another body is another mail.
package struct MailIdentity: Sendable, Equatable {
  package let messageID: String?
  package let resentMessageID: String?
  /// What has to be hashed of the raw mail: the body; without a Message-ID, all below the fields that servers add on the way.
  package let hashed: Range<Int>

  init(_ root: MailPart) {
    messageID = root.fields.first("Message-ID").flatMap(Identifiers.one)
    resentMessageID = root.fields.first("Resent-Message-ID").flatMap(Identifiers.one)
    let end = root.whole.upperBound
    guard messageID == nil else {
      hashed = root.content.lowerBound..<end
      return
    }
    let own = root.fields.list.first { field in !Self.trace.contains { root.fields.name(field).isWord($0) } }
    hashed = (own?.name.lowerBound ?? root.content.lowerBound)..<end
  }

  /// Gives the bytes to hash, without CR: the same mail comes with either line end, by the way it was fetched.
  package func forEachHashedPiece(of mail: [UInt8], _ body: (Bytes) -> Void) {
    var rest = mail[hashed.clamped(to: 0..<mail.count)]
    while !rest.isEmpty {
      let end = rest.firstIndex(of: 0x0D) ?? rest.endIndex
      if end > rest.startIndex { body(rest[rest.startIndex..<end]) }
      rest = rest[min(end + 1, rest.endIndex)...]
    }
  }

  private static let trace: [StaticString] = [
    "Return-Path", "Received", "Delivered-To", "Envelope-To", "X-Original-To", "X-Envelope-To", "X-Envelope-From", "Delivery-Date",
    "Received-SPF", "Authentication-Results", "ARC-Seal",
    "ARC-Message-Signature", "ARC-Authentication-Results", "DKIM-Signature", "DKIM-Filter", "X-Spam-Flag", "X-Spam-Status", "X-Spam-Level",
    "X-Spam-Checker-Version", "X-Spam-Score", "X-Virus-Scanned", "X-UIDL", "X-UID",
    "Status", "X-Status", "X-Keywords", "X-Mozilla-Status", "X-Mozilla-Status2", "X-Sieve", "X-MailFrom",
  ]
}
