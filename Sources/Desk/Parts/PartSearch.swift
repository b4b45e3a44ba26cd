internal import Domain
internal import SQLite

/// The parts that a search meets: each word is in the text as typed or, without its signs and in one alphabet, as a number has it.
///
/// A word of three letters or more is looked up in FTS5's index of runs of three, which finds any part of a text; what is shorter is
/// looked for in each text.
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

  /// A string of FTS5's query language.
  private static func quoted(_ text: String) -> String { "\"\(text.replacing("\"", with: "\"\""))\"" }
}

/// The index of the parts' texts, written beside them.
struct PartSearchTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  func insert(_ id: Int64, _ text: String) throws {
    try db.execute("INSERT INTO parts_search (rowid, search_text) VALUES (?, ?)", id, text)
  }

  /// Another price is no other text: then nothing is written.
  func update(_ id: Int64, _ text: String) throws {
    try db.execute("UPDATE parts_search SET search_text = ? WHERE rowid = ? AND search_text <> ?", text, id, text)
  }
}
