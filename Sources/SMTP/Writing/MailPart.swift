/// The text or an attachment of a mail: the fields that describe it, and its content made fit for lines of seven-bit bytes.
struct MailPart {
  /// The value of `Content-Type`, in tokens.
  let type: [String]
  /// The value of `Content-Disposition`, in tokens.
  let disposition: [String]
  let encoding: String
  let content: Content

  enum Content {
    case written([UInt8])
    /// Bytes that are still to be written in base64, so that a big file is in memory only once more.
    case base64([UInt8])
  }

  /// The bytes of the content when it is written.
  var length: Int {
    switch content {
    case .written(let bytes): bytes.count
    case .base64(let bytes): Base64Lines.length(of: bytes.count)
    }
  }

  /// The text stays as it is if every server carries it unharmed; otherwise the shorter encoding is taken.
  init(text: String, signature: String, boundary: [UInt8]) {
    var lines = CanonicalLines.of(text: text)
    if !signature.isEmpty {
      while lines.last == 0x0A { lines.removeLast(2) }
      lines += CanonicalLines.of(text: "\n\n-- \n" + signature)
    }
    type = ["text/plain;", "charset=utf-8"]
    disposition = []
    if CanonicalLines.arePlain(lines, most: 78, boundary: boundary) {
      (encoding, content) = ("7bit", .written(lines))
      return
    }
    let length = Base64Lines.length(of: lines.count)
    if QuotedPrintable.leastLength(of: lines) <= length {
      let quoted = QuotedPrintable.encode(lines)
      if quoted.count <= length {
        (encoding, content) = ("quoted-printable", .written(quoted))
        return
      }
    }
    (encoding, content) = ("base64", .base64(lines))
  }

  /// An attachment keeps its bytes. Only a mail, which must not be in base64 (RFC 2046 §5.2.1), is written as it is; one
  /// that cannot be is no longer called a mail.
  init(_ attachment: MailDraft.Attachment, boundary: [UInt8]) {
    let name = FileNames.clean(attachment.name)
    var media = Self.mediaType(attachment.mediaType)
    var mail: [UInt8]?
    if media == "message/rfc822" {
      mail = CanonicalLines.of(bytes: attachment.bytes).flatMap { CanonicalLines.arePlain($0, most: 998, boundary: boundary) ? $0 : nil }
    }
    if mail == nil && (media.hasPrefix("message/") || media.hasPrefix("multipart/")) { media = "application/octet-stream" }
    let isText = media.hasPrefix("text/") && String(validating: attachment.bytes, as: UTF8.self) != nil
    type = ["\(media);"] + (isText ? ["charset=utf-8;"] : []) + FileNames.name(name)
    let names = FileNames.filename(name)
    disposition = ["attachment;"] + names.dropLast().map { $0 + ";" } + names.suffix(1)
    encoding = mail == nil ? "base64" : "7bit"
    content = mail.map { .written($0) } ?? .base64(attachment.bytes)
  }

  func append(to mail: inout [UInt8]) {
    var header = HeaderLines()
    appendFields(to: &header)
    mail += header.bytes
    mail += "\r\n".utf8
    appendContent(to: &mail)
  }

  func appendFields(to header: inout HeaderLines) {
    header.field("Content-Type", type)
    if !disposition.isEmpty { header.field("Content-Disposition", disposition) }
    header.field("Content-Transfer-Encoding", [encoding])
  }

  func appendContent(to mail: inout [UInt8]) {
    switch content {
    case .written(let bytes): mail += bytes
    case .base64(let bytes): Base64Lines.append(bytes, to: &mail)
    }
  }

  /// `application/pdf`; `application/octet-stream` for what is no media type (RFC 2045 §5.1).
  private static func mediaType(_ text: String) -> String {
    let names = text.split(separator: "/", omittingEmptySubsequences: false)
    let isToken = { (byte: UInt8) in
      MailAddress.isAtom(byte) && byte < 0x80 && ![0x2F, 0x3D, 0x3F].contains(byte)
    }
    let isFit = names.count == 2 && names.allSatisfy { (1...60).contains($0.utf8.count) && $0.utf8.allSatisfy(isToken) }
    return isFit ? text.lowercased() : "application/octet-stream"
  }
}
