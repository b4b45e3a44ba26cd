/// Reads a list of addresses in one pass.
struct AddressReader {
  private let bytes: [UInt8]
  private let bare: String?
  private var at = 0
  private var found: [MailAddress] = []
  private var item = Item()
  /// True after a quote or a comment that nobody closes: none behind it is closed either.
  private var noMoreQuotes = false
  private var noMoreComments = false

  /// What was read of one address so far.
  private struct Item {
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
  }

  init(_ unfolded: [UInt8], bare: String?) {
    bytes = unfolded
    self.bare = bare
  }

  mutating func list() -> [MailAddress] {
    while at < bytes.count, found.count < MailLimits.addresses { step() }
    finish(carries: false)
    return found
  }

  private mutating func step() {
    let byte = bytes[at]
    switch byte {
    case 0x22 where !noMoreQuotes: quoted()
    case 0x28 where !noMoreComments: comment()
    case 0x3C: angle()
    case 0x2C: finish(carries: true)
    case 0x3B: finish(carries: false)
    case 0x3A where item.angle == nil && !item.hasAt && !item.hasLiteral:
      // The name of a group, or the scheme of a mailto.
      item = Item()
      at += 1
    case 0x3D:
      let end = EncodedWord.word(in: bytes, at: at)?.end ?? at + 1
      for byte in bytes[at..<end] { item.append(byte) }
      at = end
    case 0x5B:
      // A domain literal holds colons.
      let end = bytes[at...].prefix(80).firstIndex(of: 0x5D).map { $0 + 1 } ?? at + 1
      for byte in bytes[at..<end] { item.append(byte) }
      at = end
    case 0x3E, 0x22: at += 1
    default:
      item.append(byte)
      at += 1
    }
  }

  private mutating func quoted() {
    var text: [UInt8] = []
    var end = at + 1
    while end < bytes.count, bytes[end] != 0x22 {
      if bytes[end] == 0x5C, end + 1 < bytes.count { end += 1 }
      text.append(bytes[end])
      end += 1
    }
    guard end < bytes.count else {
      noMoreQuotes = true
      at += 1
      return
    }
    item.phrase += text
    item.written += bytes[at...end]
    at = end + 1
  }

  private mutating func comment() {
    var depth = 0
    var end = at
    var text: [UInt8] = []
    while end < bytes.count {
      let byte = bytes[end]
      if byte == 0x5C, end + 1 < bytes.count {
        end += 1
        text.append(bytes[end])
      } else {
        if byte == 0x29 { depth -= 1 }
        if depth == 0 && byte == 0x29 { break }
        if depth > 0 { text.append(byte) }
        if byte == 0x28 { depth += 1 }
      }
      end += 1
    }
    guard end < bytes.count else {
      noMoreComments = true
      return
    }
    item.comments.append(text)
    at = end + 1
  }

  private mutating func angle() {
    if let angle = item.angle {
      if angle.contains(0x40) {
        // The comma between two addresses is missing.
        let rest = item.phrase.dropFirst(item.named)
        item.phrase = Array(item.phrase.prefix(item.named))
        finish(carries: false, steps: false)
        for byte in rest { item.append(byte) }
      } else {
        item.phrase += angle
        item.angle = nil
      }
    }
    var end = at + 1
    var inside: [UInt8] = []
    var quoted = false
    var comments = 0
    var hasAt = false
    while end < bytes.count {
      let byte = bytes[end]
      if byte == 0x22 { quoted.toggle() }
      if !quoted {
        if byte == 0x3E || byte == 0x3C && hasAt { break }
        // A list goes on behind a bracket that nobody closes.
        if byte == 0x2C && inside.first != 0x40 && hasAt { break }
        if byte == 0x40 { hasAt = true }
        if byte == 0x28 { comments += 1 }
      }
      if comments == 0, byte != 0x3C || quoted { inside.append(byte) }
      if !quoted, byte == 0x29, comments > 0 { comments -= 1 }
      end += 1
    }
    item.angle = inside
    item.named = item.phrase.count
    at = end < bytes.count && bytes[end] == 0x3E ? end + 1 : end
    while at < bytes.count, bytes[at] == 0x3E { at += 1 }
  }

  /// Ends an address. A name without address before a comma belongs to the next one: `Doe, John <j@example.org>`.
  private mutating func finish(carries: Bool, steps: Bool = true) {
    if steps { at += 1 }
    if item.isEmpty { return }
    if carries, item.angle == nil, !item.hasAt, !item.written.isEmpty, hasAngleBeforeComma {
      item.append(0x2C)
      item.append(0x20)
      return
    }
    if let address = address(of: item) { found.append(address) }
    item = Item()
  }

  private var hasAngleBeforeComma: Bool {
    for byte in bytes[min(at, bytes.count)...].prefix(200) {
      if byte == 0x3C { return true }
      if byte == 0x2C || byte == 0x40 || byte == 0x3B { return false }
    }
    return false
  }

  private func address(of item: Item) -> MailAddress? {
    let comment = item.comments.last.map(name) ?? ""
    if let angle = item.angle {
      // What stands behind the brackets is no name: it could feign another address.
      let phrase = name(Array(item.phrase.prefix(item.named)))
      let address = MailAddress.clean(angle[...])
      if address.isEmpty, let inside = inside(phrase) { return inside }
      if !address.contains("@"), phrase.contains("@") {
        return MailAddress(name: address, address: MailAddress.clean(Array(phrase.utf8)[...]))
      }
      if address.isEmpty, phrase.isEmpty { return nil }
      return MailAddress(name: phrase.isEmpty ? comment : phrase, address: address)
    }
    if let inside = inside(name(item.phrase)) { return inside }
    return bareAddress(item, comment: comment)
  }

  /// The address within a name that holds it all, as when a whole field was encoded: `=?utf-8?Q?Anna_<a=40example.org>?=`.
  private func inside(_ phrase: String) -> MailAddress? {
    guard phrase.utf8.count < 1_000, let open = phrase.lastIndex(of: "<"), let close = phrase[open...].firstIndex(of: ">"),
      phrase[open..<close].contains("@")
    else { return nil }
    let address = MailAddress.clean(Array(phrase[phrase.index(after: open)..<close].utf8)[...])
    return MailAddress(name: name(Array(phrase[..<open].utf8)), address: address)
  }

  /// An address without brackets. Blanks around dots and @ are obsolete syntax; other words are its name.
  private func bareAddress(_ item: Item, comment: String) -> MailAddress? {
    var joined: [UInt8] = []
    for (index, byte) in item.written.enumerated() {
      if byte.isSpace {
        let next = index + 1 < item.written.count ? item.written[index + 1] : 0x40
        if next == 0x40 || next == 0x2E || joined.last == 0x40 || joined.last == 0x2E { continue }
      }
      joined.append(byte)
    }
    guard joined.contains(0x40) else {
      let text = name(item.phrase)
      if text.isEmpty || text.lowercased().hasPrefix("undisclosed") { return nil }
      return text.contains(" ") ? MailAddress(name: text, address: "") : MailAddress(name: comment, address: text.lowercased())
    }
    if joined.first == 0x22 { return MailAddress(name: comment, address: MailAddress.clean(joined[...])) }
    let words = joined.split(separator: 0x20)
    guard words.count > 1, let place = words.lastIndex(where: { $0.contains(0x40) }) else {
      return MailAddress(name: comment, address: MailAddress.clean(joined[...]))
    }
    let others = words.indices.filter { $0 != place }.map { Array(words[$0]) }.joined(separator: [0x20])
    return MailAddress(name: name([UInt8](others)), address: MailAddress.clean(words[place]))
  }

  /// A name on one line. Quotes that the writer put inside quotes go.
  private func name(_ phrase: [UInt8]) -> String {
    var text = FieldText.name(EncodedWord.decode(phrase[...], bare: bare))
    for _ in 0..<2 where text.utf8.count > 1 && text.first == "\"" && text.last == "\"" {
      text = FieldText.name(String(text.dropFirst().dropLast()))
    }
    return text
  }
}
