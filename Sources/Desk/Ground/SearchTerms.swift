internal import Domain

/// A search text, split into terms that must all match folded columns. Punctuation around words is ignored. A text of
/// punctuation alone has no terms and finds nothing.
struct SearchTerms {
  /// A word, or several words that together may be a phone number.
  struct Term {
    /// Folded words. Either all of them match, or one of `parts` does.
    let words: [String]
    /// Digits as they may be stored for a part of a phone number.
    let parts: [String]
    /// True for so many digits that they are one number, however they are grouped. Among phone numbers the groups are
    /// then not searched one by one.
    let isOneNumber: Bool
  }

  private static let mostWords = 8
  let terms: [Term]
  /// The whole text as the beginning of a plate, in one alphabet; nil if too short to identify one.
  let plate: String?
  /// The whole text without gaps and punctuation, in the alphabet of plates, VINs and article numbers; nil if nothing
  /// remains.
  let whole: String?

  var isEmpty: Bool { terms.isEmpty }
  /// All words, for columns without phone numbers.
  var words: [String] { terms.flatMap(\.words) }

  init(_ text: String) {
    var terms: [Term] = []
    var number: [String] = []
    for word in SearchText.fold(text).split(separator: " ").prefix(Self.mostWords).map(String.init) {
      if Phone.isWritten(as: word) || (!number.isEmpty && Self.isSign(word)) {
        number.append(word)
      } else {
        Self.close(&number, &terms)
        terms += Self.core(word).map { [Term(words: [$0], parts: [], isOneNumber: false)] } ?? []
      }
    }
    Self.close(&number, &terms)
    self.terms = terms
    let key = Plate.partKey(text)
    whole = terms.isEmpty || key.isEmpty ? nil : key
    plate = key.count >= 4 && key.contains(where: \.isNumber) ? key : nil
  }

  private static func close(_ number: inout [String], _ terms: inout [Term]) {
    guard !number.isEmpty else { return }
    let text = number.joined(separator: " ")
    let isOne = number.count > 1 && SearchText.digits(text).utf8.count >= 7
    terms.append(Term(words: number.compactMap(core), parts: Phone.parts(text), isOneNumber: isOne))
    number = []
  }

  /// The word without punctuation around it; nil if nothing remains.
  private static func core(_ word: String) -> String? {
    guard let start = word.firstIndex(where: isOfWords), let end = word.lastIndex(where: isOfWords) else { return nil }
    return String(word[start...end])
  }

  private static func isOfWords(_ character: Character) -> Bool { character.isLetter || character.isNumber }
  private static func isSign(_ word: String) -> Bool { !word.contains(where: isOfWords) }
}

extension String {
  /// A pattern that finds this text anywhere, for `LIKE … ESCAPE '\'`.
  var anywhere: String {
    var escaped = "%"
    for character in self {
      if character == "%" || character == "_" || character == "\\" { escaped.append("\\") }
      escaped.append(character)
    }
    return escaped + "%"
  }

  /// The end of an index range: the first text greater than every text that begins with this one.
  var prefixEnd: String { self + "\u{10FFFF}" }
}
