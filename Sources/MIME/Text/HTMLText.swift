/// An HTML page as plain text: paragraphs, lists, links with their address, quotations marked by `> `. What a reader does not see
/// (scripts, styles, hidden elements) is left out. One pass.
package struct HTMLText: Sendable {
  package let text: String
  /// The place in the text's UTF-8 where an element begins that mail programs put around a quotation.
  package let quotationStart: Int?

  package init(_ html: String) {
    var reader = HTMLReader(Array(html.utf8))
    reader.read()
    let whole = String(decoding: reader.writer.out, as: UTF8.self)
    let trimmed = Lines.trimmed(whole)
    text = trimmed
    quotationStart = reader.quotationStart.flatMap { $0 <= trimmed.utf8.count ? $0 : nil }
  }

  /// The character set that a page names in itself.
  static func declaredCharset(_ bytes: Bytes) -> String? {
    let head = bytes.prefix(2_048)
    guard let meta = head.place(of: "<meta"), let charset = head.place(of: "charset=", from: meta) else { return nil }
    let value = head[(charset + 8)...].drop { $0 == 0x22 || $0 == 0x27 || $0.isSpace }
    let name = value.prefix { $0.isLetter || $0.isDigit || $0 == 0x2D || $0 == 0x5F }.lowered
    // The page would not have been read as ASCII so far.
    return name.isEmpty || name.hasPrefix("utf-16") || name.hasPrefix("utf-32") ? nil : name
  }
}
