/// Writes a table as RFC 4180 has it, lines ending in CR LF.
///
/// A field that a spreadsheet would take for a formula gets an apostrophe in front, so that a client's name cannot run a
/// command on a clerk's machine (OWASP, CSV injection). Plain numbers stay numbers. Reading keeps the apostrophe.
package struct CSVWriter: Sendable {
  private let separator: Character
  private var text = ""

  /// The separator is a semicolon, a comma or a tab; Excel in Russian reads semicolons.
  package init(separator: Character = ";") { self.separator = separator }

  package mutating func row(_ fields: [String]) {
    var isFirst = true
    for field in fields {
      if !isFirst { text.append(separator) }
      isFirst = false
      append(Self.looksLikeFormula(field) ? "'" + field : field, alone: fields.count == 1)
    }
    text += "\r\n"
  }

  /// The file; `nil` if the encoding lacks one of its characters.
  package func finish(as encoding: TextEncoding = .utf8WithMark) -> [UInt8]? { encoding.encode(text) }

  /// A single empty field is quoted, because its line would be blank otherwise, and blank lines are no rows.
  private mutating func append(_ field: String, alone: Bool) {
    let mark = separator.unicodeScalars.first
    // At the beginning of the file, Excel and `CSVReader` would take this field for a separator line.
    let remark = text.isEmpty && field.hasPrefix("sep=")
    let special = field.unicodeScalars.contains { $0 == mark || $0 == "\"" || $0 == "\r" || $0 == "\n" }
    guard special || remark || field.first?.isWhitespace == true || field.last?.isWhitespace == true || alone && field.isEmpty else {
      text += field
      return
    }
    text.unicodeScalars.append("\"")
    for scalar in field.unicodeScalars {
      if scalar == "\"" { text.unicodeScalars.append(scalar) }
      text.unicodeScalars.append(scalar)
    }
    text.unicodeScalars.append("\"")
  }

  private static func looksLikeFormula(_ field: String) -> Bool {
    guard let first = field.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first) else { return false }
    return !isPlainNumber(field)
  }

  /// A sign, digits, and at most one point or comma between digits.
  private static func isPlainNumber(_ field: String) -> Bool {
    let digits = field.utf8.first.map { $0 == 0x2B || $0 == 0x2D } == true ? field.utf8.dropFirst() : field.utf8[...]
    let parts = digits.split(separator: 0x2C, omittingEmptySubsequences: false).flatMap {
      $0.split(separator: 0x2E, omittingEmptySubsequences: false)
    }
    return parts.count <= 2 && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { 0x30...0x39 ~= $0 } }
  }
}
