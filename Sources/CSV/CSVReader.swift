/// A record of a table, as it is in the file.
package struct CSVRow: Sendable, Equatable {
  /// The row's number from 1, which is the header. Blank lines do not count.
  package let number: Int
  /// The line of the file, from 1, where the row begins.
  package let line: Int
  /// The fields. In a row wider than any table, the last field is the rest of the row.
  package let fields: [String]
  /// The number of fields in the row.
  package let width: Int
  /// True if text followed a closing quote. It is kept in the field.
  package let hasStrayQuote: Bool
}

/// Reads rows one by one from a table in UTF-8. Follows RFC 4180, and also accepts what programs really write:
/// semicolons or tabs instead of commas, lines ending in CR LF, LF or CR, even mixed, blank lines (skipped), quotes
/// inside unquoted fields (kept), and Excel's first line `sep=;`.
package struct CSVReader: Sendable {
  /// Most fields that are separated in a row; no table is wider.
  package static let mostFields = 500
  /// The longest header, in bytes of UTF-8.
  package static let mostHeaderBytes = 65_536

  package let separator: UInt8
  private let bytes: [UInt8]
  private var position = 0
  private var line = 1
  private var row = 0
  private var hasStrayQuote = false

  /// Without a separator, the header decides: the most frequent of semicolon, comma and tab outside quotes.
  package init(_ utf8: [UInt8], separator: UInt8? = nil) throws(CSVFault) {
    if let nul = utf8.firstIndex(of: 0) {
      throw CSVFault(kind: .containsNUL, row: 1, line: 1 + Self.lineEnds(utf8[..<nul]))
    }
    bytes = utf8
    let said = Self.saidSeparator(utf8)
    self.separator = separator ?? said ?? Self.likelySeparator(utf8)
    if said != nil {
      position = 5
      _ = endLine()
    }
  }

  /// Reads the first row as the header. Refuses one that is too long.
  package mutating func header() throws(CSVFault) -> CSVRow? { try next(mostBytes: Self.mostHeaderBytes) }

  /// Reads the next row; `nil` at the end. Throws only for a quote that is never closed, and then at every further call too.
  package mutating func next() throws(CSVFault) -> CSVRow? { try next(mostBytes: .max) }

  private mutating func next(mostBytes: Int) throws(CSVFault) -> CSVRow? {
    while position < bytes.count {
      let start = line
      hasStrayQuote = false
      let first = position
      let (fields, width) = try fields(mostBytes: mostBytes)
      if fields.count == 1, bytes[first] != 0x22, fields[0].allSatisfy(\.isWhitespace) { continue }
      row += 1
      return CSVRow(number: row, line: start, fields: fields, width: width, hasStrayQuote: hasStrayQuote)
    }
    return nil
  }

  private mutating func fields(mostBytes: Int) throws(CSVFault) -> (fields: [String], width: Int) {
    var fields: [String] = []
    var width = 0
    let start = position
    var last = position
    while true {
      let quoted = position < bytes.count && bytes[position] == 0x22
      width += 1
      if width <= Self.mostFields { last = position }
      let field = quoted ? try quotedField() : plainField()
      if width <= Self.mostFields { fields.append(field) }
      if position - start > mostBytes { throw CSVFault(kind: .headerTooLong(mostBytes: mostBytes), row: row + 1, line: line) }
      let end = position
      if position == bytes.count || endLine() {
        if width > Self.mostFields { fields[Self.mostFields - 1] = String(decoding: bytes[last..<end], as: UTF8.self) }
        return (fields, width)
      }
      position += 1
    }
  }

  /// Reads up to a separator or the end of the line.
  private mutating func plainField() -> String {
    let start = position
    while position < bytes.count, !ends(bytes[position]) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func quotedField() throws(CSVFault) -> String {
    let opening = (position: position, line: line)
    var text: [UInt8] = []
    position += 1
    while position < bytes.count {
      if bytes[position] != 0x22 {
        let start = position
        if !endLine() { position += 1 }
        text += bytes[start..<position]
      } else if position + 1 < bytes.count, bytes[position + 1] == 0x22 {
        text.append(0x22)
        position += 2
      } else {
        position += 1
        return String(decoding: text, as: UTF8.self) + afterQuote()
      }
    }
    position = opening.position
    line = opening.line
    throw CSVFault(kind: .unclosedQuote, row: row + 1, line: line)
  }

  /// The text between a closing quote and the end of the field. Blanks there are dropped.
  private mutating func afterQuote() -> String {
    let rest = plainField()
    if rest.allSatisfy(\.isWhitespace) { return "" }
    hasStrayQuote = true
    return rest
  }

  private func ends(_ byte: UInt8) -> Bool { byte == separator || byte == 0x0A || byte == 0x0D }

  /// Steps over the end of a line, if there is one.
  private mutating func endLine() -> Bool {
    guard position < bytes.count, bytes[position] == 0x0A || bytes[position] == 0x0D else { return false }
    let both = bytes[position] == 0x0D && position + 1 < bytes.count && bytes[position + 1] == 0x0A
    position += both ? 2 : 1
    line += 1
    return true
  }

  private static func lineEnds(_ bytes: ArraySlice<UInt8>) -> Int {
    var ends = 0
    var previous: UInt8 = 0
    for byte in bytes {
      if byte == 0x0D || byte == 0x0A && previous != 0x0D { ends += 1 }
      previous = byte
    }
    return ends
  }

  /// The separator named by Excel's first line `sep=;`, which is no row.
  private static func saidSeparator(_ bytes: [UInt8]) -> UInt8? {
    guard bytes.count >= 5, bytes.starts(with: "sep=".utf8), [0x3B, 0x2C, 0x09].contains(bytes[4]) else { return nil }
    return bytes.count == 5 || bytes[5] == 0x0A || bytes[5] == 0x0D ? bytes[4] : nil
  }

  private static func likelySeparator(_ bytes: [UInt8]) -> UInt8 {
    var counts = [Int](repeating: 0, count: 256)
    var inQuotes = false
    var seen = false
    for byte in bytes.prefix(mostHeaderBytes) {
      if byte == 0x22 { inQuotes.toggle() }
      if inQuotes { continue }
      if byte == 0x0A || byte == 0x0D {
        if seen { break }
        continue
      }
      if byte != 0x20 { seen = true }
      counts[Int(byte)] += 1
    }
    var best: UInt8 = 0x3B
    for candidate in [0x2C, 0x09] as [UInt8] where counts[Int(candidate)] > counts[Int(best)] { best = candidate }
    return best
  }
}
