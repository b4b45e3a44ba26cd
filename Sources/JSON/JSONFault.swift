/// The reason why bytes are not a JSON text, with its place.
public struct JSONFault: Error, Equatable, Sendable {
  public enum Kind: Equatable, Sendable {
    case empty
    case byteOrderMark
    case endsEarly
    case unexpected(UInt8, wanted: Wanted)
    case trailingBytes
    case tooDeep(limit: Int)
    case tooManyMembers(limit: Int)
    case tooManyValues(limit: Int)
    case duplicateKey(String)
    case invalidUTF8
    case controlCharacter(UInt8)
    case badEscape
    case loneSurrogate
    case badNumber
    case leadingZero
    case longNumber(limit: Int)
  }

  public enum Wanted: String, Equatable, Sendable {
    case value = "a value"
    case key = "a name in double quotes"
    case colon = "a colon"
    case commaOrBrace = "a comma or a closing brace"
    case commaOrBracket = "a comma or a closing bracket"
  }

  public let kind: Kind
  /// The position in bytes from the start, counted from 0.
  public let offset: Int
  /// Counted from 1.
  public let line: Int
  /// The position in Unicode characters from the start of the line, counted from 1.
  public let column: Int

  init(_ kind: Kind, at offset: Int, of bytes: UnsafeRawBufferPointer) {
    var line = 1
    var column = 1
    for byte in bytes[..<min(offset, bytes.count)] {
      if byte == 0x0A {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    self.kind = kind
    self.offset = offset
    self.line = line
    self.column = column
  }

  public var message: String { "\(what) (line \(line), column \(column))" }

  private var what: String {
    switch kind {
    case .empty: "the text is empty"
    case .byteOrderMark: "the text begins with a byte order mark"
    case .endsEarly: "the text ends too early"
    case .unexpected(let byte, let wanted): "\(Self.name(byte)) stands where \(wanted.rawValue) should"
    case .trailingBytes: "something follows the end of the value"
    case .tooDeep(let limit): "the value is nested deeper than \(limit) levels"
    case .tooManyMembers(let limit): "an object has more than \(limit) members"
    case .tooManyValues(let limit): "the text has more than \(limit) values"
    case .duplicateKey(let key): "the name \"\(key.prefix(60))\" occurs twice in one object"
    case .invalidUTF8: "the text is not valid UTF-8"
    case .controlCharacter(let byte): "\(Self.name(byte)) stands unescaped in a string"
    case .badEscape: "the escape after the backslash is unknown or incomplete"
    case .loneSurrogate: "an escape is half of a surrogate pair"
    case .badNumber: "the number is incomplete or malformed"
    case .leadingZero: "the number begins with a superfluous zero"
    case .longNumber(let limit): "the number is longer than \(limit) characters"
    }
  }

  private static func name(_ byte: UInt8) -> String {
    if 0x21...0x7E ~= byte { return "\"\(UnicodeScalar(byte))\"" }
    let hex = String(byte, radix: 16, uppercase: true)
    return "the byte 0x" + (hex.utf8.count < 2 ? "0" + hex : hex)
  }
}
