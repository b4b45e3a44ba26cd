/// Reads a JSON text, strictly by RFC 8259.
public enum JSONReader {
  /// The longest number; a service desk needs none that is longer.
  public static let longestNumber = 64
  /// The limit of any caller's depth, because each level takes stack.
  public static let deepest = 256

  /// Reads a text. Refuses two members of one object with equal names (also `é` written in two ways), objects and
  /// arrays nested deeper than `depth`, an object of more than `members`, and a text of more than `values`, because
  /// each value takes memory and time.
  public static func parse(
    _ bytes: UnsafeRawBufferPointer, depth: Int = 32, members: Int = .max, values: Int = .max
  ) throws(JSONFault) -> JSONValue {
    var text = JSONText(bytes: bytes, depth: min(depth, deepest), members: members, values: values)
    return try text.document()
  }

  public static func parse(_ bytes: [UInt8], depth: Int = 32) throws(JSONFault) -> JSONValue {
    try bytes.withUnsafeBufferPointer { buffer throws(JSONFault) in
      try parse(UnsafeRawBufferPointer(buffer), depth: depth)
    }
  }

  public static func parse(_ text: String, depth: Int = 32) throws(JSONFault) -> JSONValue {
    try parse([UInt8](text.utf8), depth: depth)
  }
}

/// A text with the current reading position.
struct JSONText {
  let bytes: UnsafeRawBufferPointer
  private let deepest: Int
  private let mostMembers: Int
  private let mostValues: Int
  private var valuesSeen = 0
  var position = 0

  init(bytes: UnsafeRawBufferPointer, depth: Int, members: Int = .max, values: Int = .max) {
    self.bytes = bytes
    deepest = depth
    mostMembers = members
    mostValues = values
  }

  mutating func document() throws(JSONFault) -> JSONValue {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { throw fault(.byteOrderMark) }
    guard next() != nil else { throw fault(.empty, at: 0) }
    let value = try value(depth: 0)
    guard next() == nil else { throw fault(.trailingBytes) }
    return value
  }

  private mutating func value(depth: Int) throws(JSONFault) -> JSONValue {
    guard let byte = next() else { throw fault(.endsEarly) }
    guard valuesSeen < mostValues else { throw fault(.tooManyValues(limit: mostValues)) }
    valuesSeen &+= 1
    switch byte {
    case 0x22: return .string(try string())
    case 0x7B: return .object(try object(depth: depth + 1))
    case 0x5B: return .array(try array(depth: depth + 1))
    case 0x2D, 0x30...0x39: return .number(try number())
    case 0x74: return try word("true", .bool(true))
    case 0x66: return try word("false", .bool(false))
    case 0x6E: return try word("null", .null)
    default: throw fault(.unexpected(byte, wanted: .value))
    }
  }

  private mutating func object(depth: Int) throws(JSONFault) -> JSONObject {
    guard depth <= deepest else { throw fault(.tooDeep(limit: deepest)) }
    position += 1
    var members: [JSONObject.Member] = []
    var seen = SeenKeys()
    if next() == 0x7D {
      position += 1
      return JSONObject(members: members)
    }
    members.reserveCapacity(8)
    while true {
      try expect(0x22, .key)
      guard members.count < mostMembers else { throw fault(.tooManyMembers(limit: mostMembers)) }
      let keyStart = position
      let key = try string()
      guard seen.insert(key, after: members) else { throw fault(.duplicateKey(key), at: keyStart) }
      try expect(0x3A, .colon)
      position += 1
      members.append(.init(key: key, value: try value(depth: depth)))
      if try ends(0x7D, .commaOrBrace) { return JSONObject(members: members) }
    }
  }

  private mutating func array(depth: Int) throws(JSONFault) -> [JSONValue] {
    guard depth <= deepest else { throw fault(.tooDeep(limit: deepest)) }
    position += 1
    var items: [JSONValue] = []
    if next() == 0x5D {
      position += 1
      return items
    }
    while true {
      items.append(try value(depth: depth))
      if try ends(0x5D, .commaOrBracket) { return items }
    }
  }

  private mutating func word(_ word: StaticString, _ value: JSONValue) throws(JSONFault) -> JSONValue {
    for index in 0..<word.utf8CodeUnitCount {
      guard position + index < bytes.count else { throw fault(.endsEarly, at: bytes.count) }
      guard bytes[position + index] == word.utf8Start[index] else {
        throw fault(.unexpected(bytes[position + index], wanted: .value), at: position + index)
      }
    }
    position += word.utf8CodeUnitCount
    return value
  }

  /// Steps over a comma or the closing bracket. True for the bracket.
  private mutating func ends(_ bracket: UInt8, _ wanted: JSONFault.Wanted) throws(JSONFault) -> Bool {
    guard let byte = next() else { throw fault(.endsEarly) }
    guard byte == bracket || byte == 0x2C else { throw fault(.unexpected(byte, wanted: wanted)) }
    position += 1
    return byte == bracket
  }

  private mutating func expect(_ wanted: UInt8, _ words: JSONFault.Wanted) throws(JSONFault) {
    guard let byte = next() else { throw fault(.endsEarly) }
    guard byte == wanted else { throw fault(.unexpected(byte, wanted: words)) }
  }

  /// Moves to the first byte that is not white space, and returns it.
  private mutating func next() -> UInt8? {
    while position < bytes.count {
      let byte = bytes[position]
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return byte }
      position &+= 1
    }
    return nil
  }

  func fault(_ kind: JSONFault.Kind, at offset: Int? = nil) -> JSONFault {
    JSONFault(kind, at: offset ?? position, of: bytes)
  }
}

/// Tells whether a name has occurred. Few names are searched, many are hashed, so that a large body does not cost
/// quadratic time.
private struct SeenKeys {
  private var hashed: Set<String> = []

  mutating func insert(_ key: String, after members: [JSONObject.Member]) -> Bool {
    if members.count < 16 { return !members.contains { $0.key == key } }
    if hashed.isEmpty { hashed = Set(members.map(\.key)) }
    return hashed.insert(key).inserted
  }
}
