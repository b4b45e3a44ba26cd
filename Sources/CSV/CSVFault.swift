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
    case .columns(let missing, let duplicate):
      [
        missing.isEmpty ? nil : "missing columns: " + missing.joined(separator: ", "),
        duplicate.isEmpty ? nil : "columns named twice: " + duplicate.joined(separator: ", "),
      ].compactMap(\.self).joined(separator: "; ")
    }
  }
}
