package import Domain
package import JSON

/// The source of a value: a member of a JSON body, or the text of a query parameter.
package enum Input {
  case json(JSONValue)
  case text(String)
}

/// A kind of value: its documentation, reading and checks in one place. It is made again for every field of every
/// request, so parts that only the document needs are closures.
package struct Kind<T: Sendable>: Sendable {
  private let describe: @Sendable () -> Schema
  private let fill: @Sendable () -> T
  var schema: Schema { describe() }
  /// A value used while a declaration is only recorded, or when the value is missing.
  var placeholder: T { fill() }
  /// Reads the value, or adds faults with their pointers.
  let read: @Sendable (Input, String, inout [Reason]) -> T?

  package init(
    _ schema: @autoclosure @escaping @Sendable () -> Schema, placeholder: @autoclosure @escaping @Sendable () -> T,
    read: @escaping @Sendable (Input, String, inout [Reason]) -> T?
  ) {
    describe = schema
    fill = placeholder
    self.read = read
  }

  /// The same kind with a narrower schema, which another check enforces.
  package func documented(_ schema: Schema) -> Kind { Kind(schema, placeholder: placeholder, read: read) }

  /// Adds a check of the value. A thrown reason is a fault.
  package func checked<U: Sendable>(
    placeholder: @autoclosure @escaping @Sendable () -> U, _ check: @escaping @Sendable (T) throws(Reason) -> U
  ) -> Kind<U> {
    Kind<U>(describe(), placeholder: placeholder()) { [read] input, pointer, faults in
      guard let value = read(input, pointer, &faults) else { return nil }
      do throws(Reason) { return try check(value) } catch {
        faults.append(error.at(pointer))
        return nil
      }
    }
  }
}

extension Kind where T == String {
  /// Text for people: trimmed, at least the minimum length, without control characters. `lines` allows line breaks.
  package static func text(_ length: ClosedRange<Int>, lines: Bool = false) -> Kind {
    Kind(.text(min: length.lowerBound, max: length.upperBound, format: nil), placeholder: "") { input, pointer, faults in
      guard let raw = input.string else { return faults.add(.wrongType("string", at: pointer)) }
      let text = raw.trimmed
      let (count, hasControls) = text.measured(lines: lines)
      if hasControls { return faults.add(.controlCharacter(at: pointer)) }
      if count < length.lowerBound { return faults.add(count == 0 ? .empty(at: pointer) : .tooShort(length.lowerBound, at: pointer)) }
      if count > length.upperBound { return faults.add(.tooLong(length.upperBound, at: pointer)) }
      return text
    }
  }

  /// A word of a fixed list, for values without a Swift enumeration.
  package static func word(of words: [String]) -> Kind {
    Kind(.choice(words), placeholder: words.first ?? "") { input, pointer, faults in
      guard let text = input.string else { return faults.add(.wrongType("string", at: pointer)) }
      return words.contains(text) ? text : faults.add(.notOneOf(words, at: pointer))
    }
  }

  /// A document's number in any spelling. With `kind`, its letters can be left out.
  package static func documentNumber(_ kind: DocumentNumber.Kind? = nil) -> Kind {
    Kind.text(1...200).checked(placeholder: "") { text in DocumentNumber.meant(text, kind) }
  }

  package static var line: Kind { .text(1...Text.lineLength) }
  package static var words: Kind { .text(1...Text.noteLength, lines: true) }
}

extension DocumentNumber {
  static let filterNote = "The whole number, in any spelling"
}

extension Kind where T == Int64 {
  package static func integer(_ range: ClosedRange<Int64>) -> Kind {
    Kind(.integer(min: range.lowerBound, max: range.upperBound), placeholder: range.lowerBound) { input, pointer, faults in
      guard let value = input.integer else { return faults.add(.wrongType("integer", at: pointer)) }
      guard range.contains(value) else { return faults.add(.outOfRange(range, at: pointer)) }
      return value
    }
  }
  package static var id: Kind { .integer(1...Int64.max) }
}

extension Kind where T == Bool {
  package static var flag: Kind {
    Kind(.flag, placeholder: false) { input, pointer, faults in
      switch input {
      case .json(.bool(let value)): value
      case .text("true"): true
      case .text("false"): false
      default: faults.add(.wrongType("boolean", at: pointer))
      }
    }
  }
}

extension Kind where T == Money {
  /// An amount up to ten billion of the major unit, so that the sums of an order stay far from overflow.
  package static func money(_ range: ClosedRange<Int64> = 0...1_000_000_000_000) -> Kind {
    Kind(.integer(min: range.lowerBound, max: range.upperBound), placeholder: .zero) { input, pointer, faults in
      Kind<Int64>.integer(range).read(input, pointer, &faults).map { Money($0) }
    }
  }
}

extension Kind where T == Quantity {
  /// A decimal with at most three places. More places are a fault and never rounded.
  package static func quantity(_ range: ClosedRange<Int64> = 1...1_000_000_000) -> Kind {
    Kind(.decimal(min: range.lowerBound), placeholder: .one) { input, pointer, faults in
      guard let number = input.number else { return faults.add(.wrongType("number", at: pointer)) }
      guard let value = number.thousandths else { return faults.add(.tooPrecise(at: pointer)) }
      guard range.contains(value) else { return faults.add(.quantityOutOfRange(at: pointer)) }
      return Quantity(thousandths: value)
    }
  }
}

extension Kind where T == Share {
  package static var share: Kind {
    Kind(.integer(min: 0, max: 10_000), placeholder: .none) { input, pointer, faults in
      Kind<Int64>.integer(0...10_000).read(input, pointer, &faults).map { Share(bp: $0) }
    }
  }
}

extension Kind where T == Instant {
  package static var time: Kind {
    Kind(.time, placeholder: .epoch) { input, pointer, faults in
      guard let text = input.string else { return faults.add(.wrongType("string", at: pointer)) }
      guard let value = Timestamp.parse(text) else { return faults.add(.notATime(at: pointer)) }
      guard Instant.possible.contains(Instant(rawValue: value)) else { return faults.add(.yearOutOfRange.at(pointer)) }
      return Instant(rawValue: value)
    }
  }
}

extension Kind where T == Day {
  package static var date: Kind {
    Kind(.date, placeholder: Day(rawValue: 0)) { input, pointer, faults in
      guard let text = input.string else { return faults.add(.wrongType("string", at: pointer)) }
      guard let value = CalendarDate.parse(text) else { return faults.add(.notADate(at: pointer)) }
      guard Day.possible.contains(Day(rawValue: Int64(value))) else { return faults.add(.yearOutOfRange.at(pointer)) }
      return Day(rawValue: Int64(value))
    }
  }
}

extension Kind where T: RawRepresentable<String> & CaseIterable {
  /// A word of an enumeration.
  package static func choice(_ type: T.Type = T.self) -> Kind where T.AllCases: RandomAccessCollection {
    Kind(.choice(T.allCases.map(\.rawValue)), placeholder: T.allCases[T.allCases.startIndex]) { input, pointer, faults in
      guard let text = input.string else { return faults.add(.wrongType("string", at: pointer)) }
      guard let value = T(rawValue: text) else { return faults.add(.notOneOf(T.allCases.map(\.rawValue), at: pointer)) }
      return value
    }
  }
}

extension Kind {
  package static func list<E: Sendable>(of kind: Kind<E>, _ count: ClosedRange<Int> = 0...200) -> Kind where T == [E] {
    Kind(.list(kind.schema, min: count.lowerBound, max: count.upperBound), placeholder: []) { input, pointer, faults in
      guard case .json(.array(let items)) = input else { return faults.add(.wrongType("array", at: pointer)) }
      guard count.contains(items.count) else { return faults.add(.wrongCount(count, at: pointer)) }
      var values: [E] = []
      for (index, item) in items.enumerated() where faults.count <= Faults.most {
        if let value = kind.read(.json(item), "\(pointer)/\(index)", &faults) { values.append(value) }
      }
      return values.count == items.count ? values : nil
    }
  }

  /// An object inside a body, declared like the body.
  package static func object(_ type: T.Type = T.self) -> Kind where T: Declared {
    Kind(.object(Fields.record(type).schema), placeholder: Fields.record(type).value) { input, pointer, faults in
      guard case .json(.object(let object)) = input else { return faults.add(.wrongType("object", at: pointer)) }
      return Fields.read(type, from: object, at: pointer, &faults)
    }
  }
}

extension Input {
  var string: String? {
    switch self {
    case .json(.string(let text)), .text(let text): text
    default: nil
    }
  }
  var integer: Int64? { number?.int64 }
  /// The number. A query parameter must be spelled as in JSON.
  var number: JSONNumber? {
    switch self {
    case .json(.number(let number)): return number
    case .text(let text):
      guard case .number(let number)? = try? JSONReader.parse(text) else { return nil }
      return number
    default: return nil
    }
  }
}

extension String {
  var trimmed: String {
    // Fast path: most texts begin with an ASCII character or a Cyrillic letter (U+0400 to U+047F) and end with an
    // ASCII character.
    if let first = utf8.first, let last = utf8.last, 33...126 ~= first || first & 0xFE == 0xD0, 33...126 ~= last { return self }
    guard let first = unicodeScalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = unicodeScalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    let end = unicodeScalars.index(after: last)
    return first == startIndex && end == endIndex ? self : String(unicodeScalars[first..<end])
  }

  /// The number of characters (Unicode scalars), and whether there is a control character. With `lines`, line breaks
  /// are none.
  fileprivate func measured(lines: Bool) -> (count: Int, hasControls: Bool) {
    var text = self
    var mayHide = false
    let (count, hasControls) = text.withUTF8 { bytes in
      var count = 0
      var hasControls = false
      for byte in bytes {
        if byte & 0xC0 != 0x80 { count &+= 1 }
        if byte < 32 || byte == 127, !(lines && (byte == 9 || byte == 10 || byte == 13)) { hasControls = true }
        // First bytes of control characters above ASCII. No Cyrillic letter begins with them.
        if byte == 0xC2 || byte == 0xE2 || byte == 0xEF { mayHide = true }
      }
      return (count, hasControls)
    }
    return (count, hasControls || mayHide && text.unicodeScalars.contains { $0.value > 127 && Text.isControl($0) })
  }
}

extension [Reason] {
  /// Adds the fault and returns nil as the value.
  mutating func add<T>(_ reason: Reason) -> T? {
    append(reason)
    return nil
  }
}
