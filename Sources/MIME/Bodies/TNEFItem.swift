/// What is read of a packed letter, or of one of its files: MAPI properties by their numbers (MS-OXPROPS).
enum TNEFProperty: Int {
  case messageClass = 0x001A
  case body = 0x1000
  case compressedRTF = 0x1009
  case html = 0x1013
  case displayName = 0x3001
  case data = 0x3701
  case fileName = 0x3704
  case longFileName = 0x3707
  case mediaType = 0x370E
  case contentID = 0x3712
  case flags = 0x3714
  case pageCodePage = 0x3FDE
}

/// The place of a property's value; of several values, the first.
struct TNEFValue {
  let type: TNEFType
  let place: Range<Int>
}

/// Types of MAPI properties (MS-OXCDATA 2.11.1) that a packed letter may hold.
enum TNEFType: Int {
  case short = 0x02
  case long = 0x03
  case float = 0x04
  case double = 0x05
  case currency = 0x06
  case applicationTime = 0x07
  case error = 0x0A
  case boolean = 0x0B
  case object = 0x0D
  case longLong = 0x14
  case string8 = 0x1E
  case unicode = 0x1F
  case time = 0x40
  case guid = 0x48
  case binary = 0x102

  /// The bytes of a value, filled up to a multiple of four; `nil` if each value says its own length.
  var size: Int? {
    switch self {
    case .short, .long, .float, .error, .boolean: 4
    case .double, .currency, .applicationTime, .longLong, .time: 8
    case .guid: 16
    case .object, .string8, .unicode, .binary: nil
    }
  }
}

/// The properties of a packed letter, or of one of its files.
struct TNEFItem {
  private var values: [TNEFProperty: TNEFValue] = [:]

  subscript(_ property: TNEFProperty) -> TNEFValue? { values[property] }

  /// Takes what is known of a list of properties (MS-OXTNEF 2.1.3.4). False if the list could not be read to its end.
  mutating func take(list: Bytes) -> Bool {
    var reader = NumberReader(list)
    guard let count = reader.number(4) else { return false }
    for _ in 0..<count {
      guard let (id, value) = reader.property() else { return false }
      guard let property = TNEFProperty(rawValue: id) else { continue }
      if values[property] == nil || !value.place.isEmpty { values[property] = value }
    }
    return true
  }

  /// An attribute is of an older time than the property of the same meaning, and yields to it: a name of eight letters, or words that
  /// stand in for an attached letter.
  mutating func take(attribute property: TNEFProperty, _ value: TNEFValue) {
    if values[property]?.place.isEmpty ?? true { values[property] = value }
  }
}

/// Reads numbers, the least byte first. Where too few bytes are left there is no number, and none behind it.
struct NumberReader {
  private let bytes: Bytes
  private var at: Int

  init(_ bytes: Bytes) {
    self.bytes = bytes
    at = bytes.startIndex
  }

  var left: Int { bytes.endIndex - at }

  /// A number of at most four bytes.
  mutating func number(_ size: Int) -> Int? {
    guard let place = place(size) else { return nil }
    return bytes[place].reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  mutating func place(_ count: Int) -> Range<Int>? {
    guard count <= left else {
      at = bytes.endIndex
      return nil
    }
    defer { at += count }
    return at..<(at + count)
  }

  /// One property of a list (MS-OXTNEF 2.1.3.4); `nil` if its type is unknown, since then nobody knows where the next one begins.
  mutating func property() -> (id: Int, value: TNEFValue)? {
    guard let kind = number(2), let id = number(2), id < 0x8000 || passName() else { return nil }
    // The bit says that there are several values.
    guard let type = TNEFType(rawValue: kind & ~0x1000) else { return nil }
    var count = 1
    if kind & 0x1000 != 0 || type.size == nil {
      guard let said = number(4) else { return nil }
      count = said
    }
    if let size = type.size {
      guard let place = place(count * size) else { return nil }
      return (id, TNEFValue(type: type, place: place))
    }
    var first: Range<Int>?
    for _ in 0..<count {
      guard let length = number(4), let place = place(length) else { return nil }
      fill(length)
      if first == nil { first = place }
    }
    return (id, TNEFValue(type: type, place: first ?? at..<at))
  }

  /// Passes over the name of a property from 0x8000 on: a GUID, and a number or a text.
  private mutating func passName() -> Bool {
    guard place(16) != nil, let kind = number(4), let number = number(4) else { return false }
    guard kind != 0 else { return true }
    guard place(number) != nil else { return false }
    fill(number)
    return true
  }

  /// Passes over the bytes that fill a value up to a multiple of four. Behind the last value they may be missing.
  private mutating func fill(_ length: Int) { at += min((4 - length % 4) % 4, left) }
}
