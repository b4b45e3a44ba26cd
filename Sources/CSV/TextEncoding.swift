/// The encodings in which Russian programs write their tables.
package enum TextEncoding: Sendable, Equatable, CaseIterable {
  case utf8
  /// UTF-8 with the byte order mark by which Excel recognizes it.
  case utf8WithMark
  case windows1251
  /// UTF-16 with a byte order mark, such as Excel's «Unicode text».
  case utf16LittleEndian, utf16BigEndian

  /// UTF-8 if the bytes are valid UTF-8, else Windows-1251, in which all bytes are valid. Russian text in Windows-1251
  /// is hardly ever valid UTF-8: its capital letters are lead bytes there, and its small letters are no continuation
  /// bytes.
  package static func detect(_ bytes: [UInt8]) -> TextEncoding {
    if bytes.starts(with: littleMark) { return .utf16LittleEndian }
    if bytes.starts(with: bigMark) { return .utf16BigEndian }
    guard String(validating: bytes, as: UTF8.self) != nil else { return .windows1251 }
    return bytes.starts(with: mark) ? .utf8WithMark : .utf8
  }

  /// The text as UTF-8 without a mark, and its original encoding.
  package static func decode(_ bytes: [UInt8]) -> (utf8: [UInt8], encoding: TextEncoding) {
    let encoding = detect(bytes)
    switch encoding {
    case .utf8: return (bytes, encoding)
    case .utf8WithMark: return ([UInt8](bytes.dropFirst(mark.count)), encoding)
    case .windows1251: return (Windows1251.decode(bytes), encoding)
    case .utf16LittleEndian, .utf16BigEndian:
      let high = encoding == .utf16BigEndian ? 0 : 1
      let units = stride(from: 2, to: bytes.count - 1, by: 2).map { UInt16(bytes[$0 + high]) << 8 | UInt16(bytes[$0 + 1 - high]) }
      return ([UInt8](String(decoding: units, as: UTF16.self).utf8), encoding)
    }
  }

  /// `nil` if the encoding lacks a character of the text.
  package func encode(_ text: String) -> [UInt8]? {
    switch self {
    case .utf8: [UInt8](text.utf8)
    case .utf8WithMark: Self.mark + text.utf8
    case .windows1251: Windows1251.encode(text)
    case .utf16LittleEndian: Self.littleMark + text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    case .utf16BigEndian: Self.bigMark + text.utf16.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
    }
  }

  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
  private static let littleMark: [UInt8] = [0xFF, 0xFE]
  private static let bigMark: [UInt8] = [0xFE, 0xFF]
}
