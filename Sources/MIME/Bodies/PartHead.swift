/// What the header of a part says of its content.
struct PartHead {
  let fields: HeaderFields
  let mediaType: String
  private let type: Parameters
  private let disposition: Parameters?
  let encoding: TransferEncoding

  init(_ fields: HeaderFields, usual: String, oddities: inout Oddities) {
    self.fields = fields
    type = Parameters(fields.first("Content-Type") ?? [])
    disposition = fields.first("Content-Disposition").map { Parameters($0) }
    mediaType = Self.mediaType(type.main, usual: usual)
    let name = fields.word("Content-Transfer-Encoding") ?? ""
    let known = TransferEncoding(named: name)
    if known == nil { oddities.note(.unknownEncoding(String(name.prefix(40)))) }
    // A multipart cannot be encoded (RFC 2045, 6.4); those that say so are not.
    encoding = mediaType.hasPrefix("multipart/") ? .identity : known ?? .identity
  }

  var isMultipart: Bool { mediaType.hasPrefix("multipart/") }
  var isMessage: Bool { mediaType == "message/rfc822" || mediaType == "message/global" || mediaType == "message/news" }

  var boundary: [UInt8]? {
    guard let bytes = type.bytes("boundary"), !bytes.isEmpty, bytes.count <= 1_000 else { return nil }
    let kept = bytes[...].trimmed()
    return kept.isEmpty ? nil : [UInt8](kept)
  }

  /// A part whose own parts are beyond a limit is a file.
  func part(content: Range<Int>, whole: Range<Int>, children: [MailPart], isCut: Bool) -> MailPart {
    MailPart(
      fields: fields, mediaType: isCut ? "application/octet-stream" : mediaType, type: type, disposition: disposition, encoding: encoding,
      content: content, whole: whole,
      children: children)
  }

  /// The type in small letters. What is no type counts as the usual one (RFC 2045, 5.2), a bare `text` or `html` as what it means.
  static func mediaType(_ main: String, usual: String) -> String {
    let parts = main.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty, main.utf8.count < 128 { return main }
    switch main {
    case "": return usual
    case "text", "plain", "text/", "txt": return "text/plain"
    case "html": return "text/html"
    case "multipart", "mixed": return "multipart/mixed"
    case "application", "image", "audio", "video": return "application/octet-stream"
    default: return parts.count == 2 || main.contains("/") ? "application/octet-stream" : usual
    }
  }
}
