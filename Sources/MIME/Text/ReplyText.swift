/// What a person wrote anew in a reply: without the quotation and the signature. Knows the Russian and English forms of Outlook,
/// Gmail, Apple Mail, Thunderbird, mail.ru, Yandex and phones, and the common ones of other languages.
///
/// Answers between several quotations keep them, since each says what the answer below it means. A forwarded mail stays, to its last
/// line: it is what the person sends. If nothing is left, the whole text is the reply.
package enum ReplyText {
  /// The reply of a text with LF at its line ends. `quotationStart` is where an HTML page says that its quotation begins, in bytes of
  /// UTF-8. `isForward` tells that the subject says so: Outlook quotes what is forwarded as it quotes what is answered.
  package static func reply(of text: String, quotationStart: Int? = nil, isForward: Bool = false) -> String {
    let bytes = Array(text.utf8)
    var lines = ReplyLines(isForward ? bytes[...] : cut(bytes, quotationStart))
    lines.takeOffSeal()
    let forwarded = lines.takeOffForwarded(isForward: isForward)
    lines.takeOffQuotation()
    lines.takeOffSignature()
    let own = Lines.trimmed(lines.text)
    let reply = own.isEmpty || forwarded.isEmpty ? own + forwarded : own + "\n\n" + forwarded
    return reply.isEmpty ? Lines.trimmed(text) : reply
  }

  /// Without what the page itself marks as quotation, unless that is a forwarded mail or all there is.
  private static func cut(_ text: [UInt8], _ start: Int?) -> Bytes {
    guard let start, start > 0, start < text.count else { return text[...] }
    let first = text[start...].drop(while: \.isSpace).prefix { $0 != 0x0A }
    return text[..<start].allSatisfy(\.isSpace) || ForwardWords.isForward(first) ? text[...] : text[..<start]
  }
}
