/// Extensions after a chunk's size (RFC 9112, 7.1.1): `*( BWS ";" BWS name [ BWS "=" BWS ( token / quoted-string ) ]
/// )`. The syntax is checked strictly before they are dropped: two parsers that disagree about the end of an extension
/// see two different bodies.
struct ChunkExtensions {
  private enum State { case between, start, name, afterName, valueStart, value, quoted, escaped, unquoted }

  private var state = State.between

  /// Takes one byte. True for the carriage return that ends the line.
  mutating func step(_ byte: UInt8) throws(RefusalKind) -> Bool {
    switch (state, byte) {
    case (.name, 13), (.value, 13), (.unquoted, 13): return true
    case (.between, 59), (.name, 59), (.afterName, 59), (.value, 59), (.unquoted, 59): state = .start
    case (.name, 61), (.afterName, 61): state = .valueStart
    case (.valueStart, 34): state = .quoted
    case (.quoted, 34): state = .unquoted
    case (.quoted, 92): state = .escaped
    case (.quoted, _) where Octets.isFieldContent(byte), (.escaped, _) where Octets.isFieldContent(byte): state = .quoted
    case (.between, _) where Octets.isBlank(byte), (.start, _) where Octets.isBlank(byte), (.afterName, _) where Octets.isBlank(byte),
      (.valueStart, _) where Octets.isBlank(byte):
      break
    case (.name, _) where Octets.isBlank(byte): state = .afterName
    case (.value, _) where Octets.isBlank(byte), (.unquoted, _) where Octets.isBlank(byte): state = .between
    case (.start, _) where Octets.isToken(byte), (.name, _) where Octets.isToken(byte): state = .name
    case (.valueStart, _) where Octets.isToken(byte), (.value, _) where Octets.isToken(byte): state = .value
    default: throw .badRequest("a chunk extension is malformed")
    }
    return false
  }
}
