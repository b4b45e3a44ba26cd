/// What is wrong with a table, and where.
package struct CSVFault: Error, Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    /// Not even a header.
    case empty
    /// Also what UTF-16 text looks like here.
    case containsNUL
    /// The file cannot be read beyond it; the line is where the quote opened.
    case unclosedQuote
    /// Text follows a closing quote: a quote inside the field was probably not doubled, and what the field was is a guess.
    case strayQuote
    case ragged(fields: Int, columns: Int)
    /// The header is longer or wider than a table's is; so nobody waits for one that is none.
    case headerTooLong(mostBytes: Int)
    case tooManyColumns(Int, most: Int)
    /// The header lacks columns or names some twice; all of them at once.
    case columns(missing: [String], duplicate: [String])
  }

  package let kind: Kind
  /// Rows from 1, the header being the first; blank lines are none.
  package let row: Int
  /// Lines of the file from 1, where the row (of `unclosedQuote` and `containsNUL`: the culprit) begins.
  package let line: Int

  package var message: String { "\(what) (row \(row), line \(line))" }

  private var what: String {
    switch kind {
    case .empty: "the table has no header"
    case .containsNUL: "the text contains a NUL byte; is it UTF-16?"
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

  /// The first names of many, and how many there are.
  package static func listed(_ names: [String]) -> String {
    let shown = names.prefix(20).map { $0.prefix(60) }.joined(separator: ", ")
    return names.count > 20 ? "\(shown), … (\(names.count))" : shown
  }
}
