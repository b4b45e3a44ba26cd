internal import Domain

/// What someone typed into a search box, ready to be asked of folded `search_text` columns: every word must occur in it.
struct SearchTerms {
  private static let mostWords = 8
  /// A telephone number in any spelling is one word: its last ten digits.
  let words: [String]
  /// The whole as the beginning of a plate, in one alphabet; nil when too short to tell one.
  let plate: String?

  init(_ text: String) {
    let folded = SearchText.fold(text)
    let digits = SearchText.digits(folded)
    if digits.utf8.count >= 7, folded.unicodeScalars.allSatisfy({ "+-() 0123456789".unicodeScalars.contains($0) }) {
      words = [String(digits.suffix(10))]
    } else {
      words = folded.split(separator: " ").prefix(Self.mostWords).map(String.init)
    }
    let key = LookAlike.key(text)
    plate = key.count >= 4 && key.contains(where: \.isNumber) ? key : nil
  }

  /// For `LIKE … ESCAPE '\'`.
  var patterns: [String] { words.map(Self.pattern) }

  /// The same words in the one alphabet of plates, VINs and article numbers.
  var keyPatterns: [String] { words.map { Self.pattern(LookAlike.key($0).lowercased()) } }

  private static func pattern(_ word: String) -> String {
    var escaped = ""
    for character in word {
      if character == "%" || character == "_" || character == "\\" { escaped.append("\\") }
      escaped.append(character)
    }
    return "%\(escaped)%"
  }
}

extension String {
  /// The first text that is greater than every text beginning with this one: the end of an index range.
  var prefixEnd: String { self + "\u{10FFFF}" }
}

extension SearchTerms {
  /// Who may not see telephones and e-mails may not find people by them either: an answer that hides the number
  /// would still say whose it is. A plate and an order's digits are fewer than a telephone's.
  static func check(_ text: String?, _ context: Context) throws {
    guard let text, !context.may(.readContacts) else { return }
    let digits = text.unicodeScalars.filter { ("0"..."9").contains($0) }.count
    let isNumber = SearchText.fold(text).hasPrefix(DocumentNumber.Kind.workOrder.prefix.lowercased())
    if text.contains("@") || digits >= 7 && !isNumber {
      throw Refusal.forbidden(.rightMissing(.readContacts, role: context.actor.role))
    }
  }
}
