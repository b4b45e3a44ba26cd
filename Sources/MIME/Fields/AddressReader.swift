/// Reads a list of addresses in one pass.
struct AddressReader {
  private let bytes: [UInt8]
  private let bare: String?
  private var at = 0
  private var found: [MailAddress] = []
  private var item = AddressItem()
  /// True after a quote or a comment that nobody closes: none behind it is closed either.
  private var noMoreQuotes = false
  private var noMoreComments = false

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
      item = AddressItem()
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
    if let address = item.address(bare: bare) { found.append(address) }
    item = AddressItem()
  }

  private var hasAngleBeforeComma: Bool {
    for byte in bytes[min(at, bytes.count)...].prefix(200) {
      if byte == 0x3C { return true }
      if byte == 0x2C || byte == 0x40 || byte == 0x3B { return false }
    }
    return false
  }
}
