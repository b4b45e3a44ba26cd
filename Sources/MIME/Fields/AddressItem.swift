/// What was read of one address so far.
struct AddressItem {
  /// The name: quoted strings without their quotes, encoded words as written.
  var phrase: [UInt8] = []
  /// The same with its quotes: an address without brackets.
  var written: [UInt8] = []
  var comments: [[UInt8]] = []
  var angle: [UInt8]?
  /// Where the name ends that stands before the brackets.
  var named = 0
  /// Whether an @ or a domain literal was read outside brackets and quotes.
  var hasAt = false
  var hasLiteral = false

  var isEmpty: Bool { phrase.isEmpty && written.isEmpty && comments.isEmpty && angle == nil }

  mutating func append(_ byte: UInt8) {
    if byte.isSpace, written.isEmpty || written.last?.isSpace == true { return }
    phrase.append(byte)
    written.append(byte)
    if byte == 0x40 { hasAt = true }
    if byte == 0x5B { hasLiteral = true }
  }

  /// `nil` for what names nobody. `bare` is the set of bytes that are no UTF-8.
  func address(bare: String?) -> MailAddress? {
    let comment = comments.last.map { name($0, bare) } ?? ""
    if let angle = self.angle {
      // What stands behind the brackets is no name: it could feign another address.
      let phrase = name(Array(self.phrase.prefix(named)), bare)
      let address = MailAddress.clean(angle[...])
      if address.isEmpty, let inside = inside(phrase, bare) { return inside }
      if !address.contains("@"), phrase.contains("@") {
        return MailAddress(name: address, address: MailAddress.clean(Array(phrase.utf8)[...]))
      }
      if address.isEmpty, phrase.isEmpty { return nil }
      return MailAddress(name: phrase.isEmpty ? comment : phrase, address: address)
    }
    // An address in the quotes of a name could feign another sender.
    if !hasBareAddress, let inside = inside(name(self.phrase, bare), bare) { return inside }
    return bareAddress(comment: comment, bare)
  }

  /// Whether an @ stands outside quotes and encoded words.
  private var hasBareAddress: Bool {
    var isQuoted = false
    for word in written.split(separator: 0x20) {
      let quotes = word.count { $0 == 0x22 }
      if !isQuoted, quotes == 0, word.contains(0x40), !word.begins("=?") { return true }
      if quotes % 2 == 1 { isQuoted.toggle() }
    }
    return false
  }

  /// The address within a name that holds it all, as when a whole field was encoded: `=?utf-8?Q?Anna_<a=40example.org>?=`.
  private func inside(_ phrase: String, _ bare: String?) -> MailAddress? {
    guard phrase.utf8.count < 1_000, let open = phrase.lastIndex(of: "<"), let close = phrase[open...].firstIndex(of: ">"),
      phrase[open..<close].contains("@")
    else { return nil }
    let address = MailAddress.clean(Array(phrase[phrase.index(after: open)..<close].utf8)[...])
    return MailAddress(name: name(Array(phrase[..<open].utf8), bare), address: address)
  }

  /// An address without brackets. Blanks around dots and @ are obsolete syntax; other words are its name.
  private func bareAddress(comment: String, _ bare: String?) -> MailAddress? {
    var joined: [UInt8] = []
    var isQuoted = false
    for (index, byte) in written.enumerated() {
      if byte == 0x22, joined.last != 0x5C { isQuoted.toggle() }
      if byte.isSpace, !isQuoted {
        let next = index + 1 < written.count ? written[index + 1] : 0x40
        if next == 0x40 || next == 0x2E || joined.last == 0x40 || joined.last == 0x2E { continue }
      }
      joined.append(byte)
    }
    guard joined.contains(0x40) else {
      let text = name(self.phrase, bare)
      if text.isEmpty || text.lowercased().hasPrefix("undisclosed") { return nil }
      if comment.contains("@"), !comment.contains(" ") {
        return MailAddress(name: text, address: MailAddress.clean(Array(comment.utf8)[...]))
      }
      return text.contains(" ") ? MailAddress(name: text, address: "") : MailAddress(name: comment, address: text.lowercased())
    }
    // A quoted local part, unlike a quoted name before an address.
    if joined.first == 0x22, let close = joined.indices.dropFirst().first(where: { joined[$0] == 0x22 && joined[$0 - 1] != 0x5C }),
      close + 1 < joined.count, joined[close + 1] == 0x40
    {
      return MailAddress(name: comment, address: MailAddress.clean(joined[...]))
    }
    let words = joined.split(separator: 0x20)
    guard words.count > 1, let place = words.lastIndex(where: { $0.contains(0x40) }) else {
      return MailAddress(name: comment, address: MailAddress.clean(joined[...]))
    }
    let others = words.indices.filter { $0 != place }.map { Array(words[$0]) }.joined(separator: [0x20])
    return MailAddress(name: name([UInt8](others), bare), address: MailAddress.clean(words[place]))
  }

  /// A name on one line. Quotes that the writer put inside quotes go, and so do Outlook's `'Anna Belova'`.
  private func name(_ phrase: [UInt8], _ bare: String?) -> String {
    var text = FieldText.name(EncodedWord.decode(phrase[...], bare: bare))
    for _ in 0..<2 where text.utf8.count > 1 && text.first == "\"" && text.last == "\"" {
      text = FieldText.name(String(text.dropFirst().dropLast()))
    }
    let inner = text.dropFirst().dropLast()
    return text.utf8.count > 2 && text.first == "'" && text.last == "'" && !inner.contains("'") ? FieldText.name(String(inner)) : text
  }
}
