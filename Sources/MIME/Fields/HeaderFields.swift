/// A field of a header: where its name and its value stand. The value still has its folds.
package struct HeaderField: Sendable {
  let name: Range<Int>
  var value: Range<Int>
}

/// The header of a mail or of one of its parts.
package struct HeaderFields: Sendable {
  let bytes: [UInt8]
  package private(set) var list: [HeaderField] = []

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  package func name(_ field: HeaderField) -> Bytes { bytes[field.name] }
  package func value(_ field: HeaderField) -> Bytes { bytes[field.value].prefix(MailLimits.fieldBytes) }

  /// The raw value of the topmost field of a name.
  package func first(_ name: StaticString) -> Bytes? {
    for field in list where bytes[field.name].isWord(name) { return value(field) }
    return nil
  }

  /// The raw values of all fields of a name, from the top.
  package func all(_ name: StaticString) -> [Bytes] { list.lazy.filter { bytes[$0.name].isWord(name) }.map(value) }

  func has(_ name: StaticString) -> Bool { first(name) != nil }

  /// The value's first word in small letters, without comment.
  func word(_ name: StaticString) -> String? {
    guard let value = first(name)?.trimmed() else { return nil }
    let word = value.prefix { !$0.isSpace && $0 != 0x3B && $0 != 0x28 && $0 != 0x2C }
    return word.lowered
  }
}

extension HeaderFields {
  /// Reads up to the blank line, and says where the body begins. A line that is no field is left out if fields follow it;
  /// otherwise it is the beginning of a body whose blank line is missing.
  static func read(
    _ bytes: [UInt8], from start: Int, to end: Int, left: inout Int, oddities: inout Oddities, isDelimiter: (Range<Int>) -> Bool
  ) -> (fields: HeaderFields, body: Int) {
    var fields = HeaderFields(bytes)
    var at = start
    while at < end {
      let line = bytes.line(at: at, before: end)
      if line.end == at { return (fields, line.next) }
      let first = bytes[at]
      if first.isBlank, !fields.list.isEmpty {
        if isBlankLine(bytes, at..<line.end), !looksLikeField(bytes, line.next, end, orFold: true) { return (fields, line.next) }
        fields.list[fields.list.count - 1].value = fields.list[fields.list.count - 1].value.lowerBound..<line.end
      } else if first == 0x2D, isDelimiter(at..<line.end) {
        return (fields, at)
      } else if let colon = colon(bytes, at..<line.end) ?? (fields.list.isEmpty ? indented(bytes, at..<line.end) : nil) {
        if left > 0 {
          left -= 1
          fields.list.append(HeaderField(name: colon.start..<colon.name, value: colon.value..<line.end))
        } else {
          oddities.note(.tooManyFields)
        }
      } else if fields.list.isEmpty, bytes[at..<line.end].begins("From ") || bytes[at..<line.end].begins(">From ") {
        // The envelope line of an mbox file.
      } else if !fields.list.isEmpty, looksLikeField(bytes, line.next, end, orFold: false) {
        oddities.note(.brokenField)
      } else {
        if !fields.list.isEmpty { oddities.note(.brokenField) }
        return (fields, at)
      }
      at = line.next
    }
    return (fields, end)
  }

  private static func isBlankLine(_ bytes: [UInt8], _ line: Range<Int>) -> Bool { bytes[line].allSatisfy(\.isSpace) }

  private static func looksLikeField(_ bytes: [UInt8], _ start: Int, _ end: Int, orFold: Bool) -> Bool {
    let line = bytes.line(at: start, before: end)
    guard line.end > start else { return false }
    return orFold && bytes[start].isBlank || colon(bytes, start..<line.end) != nil
  }

  /// The end of a field's name and the beginning of its value. Blanks before the colon are obsolete syntax (RFC 5322, 4.5).
  private static func colon(_ bytes: [UInt8], _ line: Range<Int>) -> (start: Int, name: Int, value: Int)? {
    var at = line.lowerBound
    while at < line.upperBound, at - line.lowerBound < 200, 0x21...0x7E ~= bytes[at], bytes[at] != 0x3A { at += 1 }
    let name = at
    while at < line.upperBound, bytes[at].isBlank { at += 1 }
    guard name > line.lowerBound, at < line.upperBound, bytes[at] == 0x3A else { return nil }
    return (line.lowerBound, name, at + 1)
  }

  /// A first field behind blanks, which is no fold since nothing stands before it.
  private static func indented(_ bytes: [UInt8], _ line: Range<Int>) -> (start: Int, name: Int, value: Int)? {
    guard let start = bytes[line].firstIndex(where: { !$0.isBlank }) else { return nil }
    return colon(bytes, start..<line.upperBound)
  }
}
