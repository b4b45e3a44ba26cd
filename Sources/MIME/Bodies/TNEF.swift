/// A letter as Outlook packs it into `winmail.dat`: the Transport Neutral Encapsulation Format (MS-OXTNEF).
///
/// Attributes stand one behind another: those of the letter, then those of each of its files. What is kept of them are places in the
/// bytes.
struct TNEF {
  let bytes: Bytes
  private(set) var letter = TNEFItem()
  private(set) var files: [TNEFItem] = []
  /// The code page of all strings that are not in Unicode (attOemCodepage).
  private(set) var codePage: Int?
  /// False if the bytes break off, or if something in them could not be passed over.
  private(set) var isWhole = true
  /// A difference is no damage in itself: Outlook writes some wrong, and Exchange takes them.
  private(set) var hasWrongChecksum = false

  /// The fewest bytes that a file takes: its attAttachRenddata. Fewer ones at the end, which gateways add, hold none.
  private static let smallestFile = 25

  /// `nil` if the bytes do not begin as a letter does. Files beyond `most` are not read.
  init?(_ bytes: Bytes, most: Int) {
    self.bytes = bytes
    var reader = NumberReader(bytes)
    guard reader.number(4) == 0x223E_9F78, reader.number(2) != nil else { return nil }
    while reader.left > 0 {
      guard let level = reader.number(1), level == 1 || level == 2 else {
        isWhole = isWhole && reader.left < Self.smallestFile
        return
      }
      guard let id = reader.number(4), let length = reader.number(4), let place = reader.place(length) else {
        isWhole = false
        return
      }
      if reader.number(2) != Self.checksum(bytes[place]) { hasWrongChecksum = true }
      if level == 1 {
        takeOfLetter(id & 0xFFFF, place)
      } else if !takeOfFile(id & 0xFFFF, place, most: most) {
        isWhole = false
        return
      }
    }
  }

  private static func checksum(_ bytes: Bytes) -> Int {
    Int(bytes.withUnsafeBufferPointer { $0.reduce(0 as UInt16) { $0 &+ UInt16($1) } })
  }

  /// Takes an attribute by the lower half of its number. The upper half is the type of its data, which the lower half settles.
  private mutating func takeOfLetter(_ id: Int, _ place: Range<Int>) {
    switch id {
    case 0x9007: codePage = number(TNEFValue(type: .long, place: place))
    case 0x8008: letter.take(attribute: .messageClass, TNEFValue(type: .string8, place: place))
    case 0x800C: letter.take(attribute: .body, TNEFValue(type: .string8, place: place))
    case 0x9003: if !letter.take(list: bytes[place]) { isWhole = false }
    default: break
    }
  }

  /// Each file begins with attAttachRenddata. False if there are as many as shall be read.
  private mutating func takeOfFile(_ id: Int, _ place: Range<Int>, most: Int) -> Bool {
    if id == 0x9002 || files.isEmpty {
      guard files.count < most else { return false }
      files.append(TNEFItem())
    }
    let last = files.count - 1
    switch id {
    case 0x8010: files[last].take(attribute: .fileName, TNEFValue(type: .string8, place: place))
    case 0x800F: files[last].take(attribute: .data, TNEFValue(type: .binary, place: place))
    case 0x9005: if !files[last].take(list: bytes[place]) { isWhole = false }
    default: break
    }
    return true
  }
}

extension TNEF {
  func number(_ value: TNEFValue?) -> Int? {
    guard let value, value.type == .long else { return nil }
    var reader = NumberReader(bytes[value.place])
    return reader.number(4)
  }

  /// A string up to the NUL that closes it, at most `most` bytes.
  func string(_ value: TNEFValue?, most: Int = MailLimits.fieldBytes) -> Charset.Reading? {
    guard let value else { return nil }
    let content = bytes[value.place].prefix(most)
    switch value.type {
    case .string8: return Charset.decode(content.prefix { $0 != 0 }, declared: codePage.flatMap(CharsetNames.ofCodePage))
    case .unicode:
      let units = stride(from: content.startIndex, to: content.endIndex - 1, by: 2)
      let end = units.first { content[$0] == 0 && content[$0 + 1] == 0 } ?? content.startIndex + content.count / 2 * 2
      return Charset.decode(content[..<end], declared: "utf-16le")
    default: return nil
    }
  }

  var plainText: Charset.Reading? { string(letter[.body], most: MailLimits.textBytes) }

  /// The text as a page. In binary it is of the code page that the letter names for it, or of the set that the page names.
  var page: Charset.Reading? {
    guard let value = letter[.html], value.type == .binary else { return string(letter[.html], most: MailLimits.textBytes) }
    let content = bytes[value.place].prefix(MailLimits.textBytes)
    let named = number(letter[.pageCodePage]).flatMap(CharsetNames.ofCodePage) ?? HTMLText.declaredCharset(content)
    return Charset.decode(content, declared: named, else: codePage.flatMap(CharsetNames.ofCodePage))
  }
}
