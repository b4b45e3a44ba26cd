/// A table whose columns are found by name. Case, surrounding blanks and the dots on ё make no difference.
package struct CSVTable: Sendable {
  package struct Row: Sendable {
    /// The row's number from 1, which is the header.
    package let number: Int
    /// The line of the file on which the row begins.
    package let line: Int
    package let fields: [String]
    fileprivate let places: Places

    /// The field, unchanged. `nil` if the table has no such column or the row ends before it.
    package subscript(column: String) -> String? {
      places[column].flatMap { fields.indices.contains($0) ? fields[$0] : nil }
    }
  }

  /// A row that cannot be read: its fault, and its fields unchanged.
  package struct BadRow: Error, Sendable, Equatable {
    package let fault: CSVFault
    package let fields: [String]
  }

  /// The header, unchanged.
  package let header: [String]
  package let encoding: TextEncoding
  package var separator: UInt8 { reader.separator }
  private let places: Places
  private var reader: CSVReader

  /// Positions of columns. Folding a name costs far more than reading a cell, so columns that are read in every row
  /// are also found by the bytes of their name.
  fileprivate final class Places: Sendable {
    private let folded: [String: Int]
    private let asked: [(name: [UInt8], place: Int?)]

    init(_ folded: [String: Int], asked: [String]) {
      self.folded = folded
      self.asked = asked.map { (Array($0.utf8), folded[CSVTable.fold($0)]) }
    }

    subscript(column: String) -> Int? {
      var column = column
      let known = column.withUTF8 { name in asked.first { $0.name.count == name.count && $0.name.elementsEqual(name) } }
      return known.map(\.place) ?? folded[CSVTable.fold(column)]
    }
  }

  /// Refuses a header that lacks one of `columns`, or has two columns of one name, and names all of them. Columns
  /// without a name, or that nobody reads, are ignored. `named` turns other names of a column into its own name; the
  /// first such column counts if the table has none of the name itself. `asked` are the columns that will be read in
  /// every row.
  package init(_ bytes: [UInt8], columns: [String], asked: [String] = [], named: (String) -> String? = { _ in nil }) throws(CSVFault) {
    if Self.isSpreadsheet(bytes) { throw CSVFault(kind: .spreadsheet, row: 1, line: 1) }
    let (utf8, encoding) = TextEncoding.decode(bytes)
    var reader = try CSVReader(utf8)
    var header = try reader.header()
    while let row = header, Self.isBlank(row) { header = try reader.header() }
    guard let first = header else { throw CSVFault(kind: .empty, row: 1, line: 1) }
    guard first.width <= CSVReader.mostFields else {
      throw CSVFault(kind: .tooManyColumns(first.width, most: CSVReader.mostFields), row: first.number, line: first.line)
    }
    if first.hasStrayQuote { throw CSVFault(kind: .strayQuote, row: first.number, line: first.line) }
    var places: [String: Int] = [:]
    var duplicate: [String] = []
    var twice: Set<String> = []
    var taken = Set(first.fields.map(Self.fold))
    for (index, field) in first.fields.enumerated() {
      var name = Self.fold(field)
      if let own = named(Self.trim(field)).map(Self.fold), taken.insert(own).inserted { name = own }
      guard !name.isEmpty else { continue }
      if places[name] == nil {
        places[name] = index
      } else if twice.insert(name).inserted {
        duplicate.append(Self.trim(field))
      }
    }
    let missing = columns.filter { places[Self.fold($0)] == nil }
    guard missing.isEmpty, duplicate.isEmpty else {
      throw CSVFault(kind: .columns(missing: missing, duplicate: duplicate), row: first.number, line: first.line)
    }
    self.header = first.fields
    self.encoding = encoding
    self.places = Places(places, asked: asked)
    self.reader = reader
  }

  /// The headings of all other columns, unchanged.
  package func others(than columns: [String]) -> [String] {
    let read = Set(columns.compactMap { places[$0] })
    return header.indices.filter { !read.contains($0) }.map { Self.trim(header[$0]) }.filter { !$0.isEmpty }
  }

  package func has(_ column: String) -> Bool { places[column] != nil }

  /// The heading of a column as written; `nil` if the table has no such column.
  package func heading(of column: String) -> String? { places[column].map { header[$0] } }

  /// The next row or its fault, so that one bad row does not spoil the rest. Skips rows of empty cells, which spreadsheets
  /// leave behind. Throws if the file cannot be read on; `nil` at the end.
  package mutating func next() throws(CSVFault) -> Result<Row, BadRow>? {
    var next = try reader.next()
    while let row = next, Self.isBlank(row) { next = try reader.next() }
    guard let row = next else { return nil }
    if row.hasStrayQuote { return .failure(bad(row, .strayQuote)) }
    // Some programs leave out empty cells at the end of a row; others write more of them than there are columns.
    guard row.width <= CSVReader.mostFields, row.fields.dropFirst(header.count).allSatisfy({ $0.allSatisfy(\.isWhitespace) }) else {
      return .failure(bad(row, .ragged(fields: row.width, columns: header.count)))
    }
    return .success(Row(number: row.number, line: row.line, fields: row.fields, places: places))
  }

  private func bad(_ row: CSVRow, _ kind: CSVFault.Kind) -> BadRow {
    BadRow(fault: CSVFault(kind: kind, row: row.number, line: row.line), fields: row.fields)
  }

  private static func isBlank(_ row: CSVRow) -> Bool { row.width > 1 && row.fields.allSatisfy { $0.allSatisfy(\.isWhitespace) } }

  /// True if the file begins like a ZIP archive, an OLE document or markup.
  private static func isSpreadsheet(_ bytes: [UInt8]) -> Bool {
    let begins: [[UInt8]] = [[0x50, 0x4B, 0x03, 0x04], [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]]
    if begins.contains(where: bytes.starts) { return true }
    let text = bytes.prefix(100).drop { $0 <= 0x20 || [0xEF, 0xBB, 0xBF].contains($0) }
    return text.starts(with: "<".utf8)
  }

  fileprivate static func fold(_ name: String) -> String {
    String(trim(name).lowercased().map { $0 == "ё" ? "е" : $0 })
  }

  private static func trim(_ name: String) -> String {
    let tail = name.drop(while: \.isWhitespace)
    return String(tail.reversed().drop(while: \.isWhitespace).reversed())
  }
}
