/// A document's number as people type it: `ЗН-2026-000123`, `зн 2026 123`, `ЗН2026000123`, `2026-123`, `№ 123`.
package struct TypedNumber: Equatable, Sendable {
  /// nil: typed without the letters.
  package let kind: DocumentNumber.Kind?
  /// nil: typed without the year.
  package let year: Int64?
  package let sequence: Int64

  /// nil if the text is no such number.
  package init?(_ text: String) {
    var letters = ""
    var runs: [String] = []
    var isApart = true
    for character in text.uppercased() {
      if ("0"..."9").contains(character) {
        if isApart { runs.append("") }
        isApart = false
        runs[runs.count - 1].append(character)
      } else {
        guard character.isLetter ? runs.isEmpty : character.isWhitespace || TypedNumber.signs.contains(character) else { return nil }
        if character.isLetter { letters.append(LookAlike.latin(character)) }
        isApart = true
      }
    }
    kind = DocumentNumber.Kind.allCases.first { String($0.prefix.map(LookAlike.latin)) == letters }
    guard kind != nil || letters.isEmpty else { return nil }
    // The year has four digits and the sequence at least six, so they can be separated even without a sign between them.
    if runs.count == 1, kind != nil, runs[0].count >= 10 { runs = [String(runs[0].prefix(4)), String(runs[0].dropFirst(4))] }
    switch runs.count {
    case 1:
      guard let sequence = Int64(runs[0]) else { return nil }
      (year, self.sequence) = (nil, sequence)
    case 2:
      guard let year = Int64(runs[0]), (2000...2199).contains(year), runs[0].count == 4, let sequence = Int64(runs[1]) else { return nil }
      (self.year, self.sequence) = (year, sequence)
    default: return nil
    }
  }

  private static let signs: Set<Character> = ["-", "‑", "–", "—", "/", ".", "№", "#", "_"]
}

extension DocumentNumber {
  /// The number that a filter means. A typed number is completed, with the letters of `kind` if they were left out;
  /// any other text stays.
  package static func meant(_ text: String, _ kind: Kind? = nil) -> String {
    guard let typed = TypedNumber(text), let kind = typed.kind ?? kind, let year = typed.year else { return text }
    return DocumentNumber(kind, year: year, sequence: typed.sequence).text
  }
}
