/// A fault of a table, with its place.
package struct CSVFault: Error, Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    /// The file has no rows, not even a header.
    case empty
    /// A NUL byte, as in UTF-16 text.
    case containsNUL
    /// A workbook or a web page instead of a table: xlsx, ods, xls, HTML.
    case spreadsheet
    /// The file cannot be read on from here. The line is where the quote opened.
    case unclosedQuote
    /// Text follows a closing quote. A quote inside the field was probably not doubled, so the field's content would
    /// be a guess.
    case strayQuote
    case ragged(fields: Int, columns: Int)
    /// The header is longer or wider than any table's, so it is not searched to its end.
    case headerTooLong(mostBytes: Int)
    case tooManyColumns(Int, most: Int)
    /// The header lacks columns or has some twice. Lists all of them.
    case columns(missing: [String], duplicate: [String])
  }

  package let kind: Kind
  /// The row's number from 1, which is the header. Blank lines do not count.
  package let row: Int
  /// The line of the file, from 1, where the row begins. For `unclosedQuote` and `containsNUL`: the line of the cause.
  package let line: Int

  package var message: String { "\(what) (row \(row), line \(line))" }

  private var what: String {
    switch kind {
    case .empty: "the table has no header"
    case .containsNUL: "the text contains a NUL byte; is it UTF-16?"
    case .spreadsheet: "it is a workbook or a web page (xlsx, ods, xls, html): save the sheet as CSV"
    case .unclosedQuote: "a quote is opened and never closed"
    case .strayQuote: "text follows a closing quote"
    case .ragged(let fields, let columns): "the row has \(fields) fields where the header has \(columns)"
    case .headerTooLong(let most): "the header is longer than \(most) bytes"
    case .tooManyColumns(let columns, let most): "the header has \(columns) columns, \(most) are the most"
    case .columns(let missing, let duplicate):
      [
        missing.isEmpty ? nil : "missing columns: " + missing.joined(separator: ", "),
        duplicate.isEmpty ? nil : "columns named twice: " + CSVFault.listed(duplicate),
      ].compactMap(\.self).joined(separator: "; ")
    }
  }

  /// The first names of a long list, with their number.
  package static func listed(_ names: [String]) -> String {
    let shown = names.prefix(20).map { $0.prefix(60) }.joined(separator: ", ")
    return names.count > 20 ? "\(shown), … (\(names.count))" : shown
  }
}
