internal import Domain
internal import SQLite

/// Text search for parts. Each word must occur in the text as typed, or as a number without separators and in one alphabet.
///
/// FTS5's trigram index finds words of three characters or more anywhere in a text. For shorter words each text is scanned.
struct PartSearch {
  private static let run = 3
  private let words: [(typed: String, key: String)]

  init(_ text: String) {
    words = SearchTerms(text).words.map { ($0, SearchText.fold(PartNumber.key($0))) }
  }

  func add(to select: inout Select) {
    guard !words.isEmpty else { return select.add("AND FALSE") }
    let long = words.filter(Self.isIndexed)
    if !long.isEmpty {
      let phrases = long.map { $0.key.isEmpty ? Self.quoted($0.typed) : "(\(Self.quoted($0.typed)) OR \(Self.quoted($0.key)))" }
      select.add("AND id IN (SELECT rowid FROM parts_search WHERE parts_search MATCH ?)", phrases.joined(separator: " AND "))
    }
    for word in words where !Self.isIndexed(word) {
      select.add("AND (instr(search_text, ?) > 0 OR (? <> '' AND instr(search_text, ?) > 0))", word.typed, word.key, word.key)
    }
  }

  private static func isIndexed(_ word: (typed: String, key: String)) -> Bool {
    word.typed.unicodeScalars.count >= run && (word.key.isEmpty || word.key.unicodeScalars.count >= run)
  }

  /// Quotes a text as a string of FTS5's query language.
  private static func quoted(_ text: String) -> String { "\"\(text.replacing("\"", with: "\"\""))\"" }
}
