/// ISO 2022-JP with the signs of NEC and IBM, such as ① and ㈱. Its standard lacks them, and Outlook and phones write them all the same.
enum VendorJapanese {
  static let escape: UInt8 = 0x1B
  /// The C library's name of the set in which such a text is converted.
  static let name = "EUC-JP-MS"

  private enum Letters { case ascii, kana, kanji }

  /// The text in EUC-JP; `nil` if it has escapes of other sets.
  static func euc(_ bytes: Bytes) -> [UInt8]? {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var letters = Letters.ascii
    var at = bytes.startIndex
    while at < bytes.endIndex {
      let byte = bytes[at]
      if byte == escape {
        guard let next = designated(bytes[(at + 1)...].prefix(2)) else { return nil }
        letters = next
        at += 3
        continue
      }
      switch letters {
      case _ where byte <= 0x20 || letters == .ascii: out.append(byte)
      case .kana: out += [0x8E, byte | 0x80]
      default: out.append(byte | 0x80)
      }
      at += 1
    }
    return out
  }

  /// The letters that follow an escape. The Roman set of JIS X 0201 counts as ASCII.
  private static func designated(_ sequence: Bytes) -> Letters? {
    switch (sequence.first, sequence.last) {
    case (0x28, 0x42), (0x28, 0x4A): .ascii
    case (0x28, 0x49): .kana
    case (0x24, 0x40), (0x24, 0x42): .kanji
    default: nil
    }
  }
}
