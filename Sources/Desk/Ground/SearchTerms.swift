internal import Domain

/// What someone typed into a search box, ready to be asked of folded columns: every term must be met. Signs around a word say nothing,
/// so a text of signs alone has no terms, and finds nobody.
struct SearchTerms {
  /// A word, or the words of what may be a telephone number together.
  struct Term {
    /// Folded; all of them are met, or one of `parts` is.
    let words: [String]
    /// The digits that a part of a telephone number may be stored with.
    let parts: [String]
    /// So many digits are one number, however they are grouped: among telephone numbers the groups are not looked for one by one.
    let isOneNumber: Bool
  }

  private static let mostWords = 8
  let terms: [Term]
  /// The whole as the beginning of a plate, in one alphabet; nil when too short to tell one.
  let plate: String?
  /// The whole without gaps and signs, in the one alphabet of plates, VINs and article numbers; nil when nothing remains.
  let whole: String?

  var isEmpty: Bool { terms.isEmpty }
  /// For columns without telephone numbers.
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

  /// The word without the signs around it; nil when it is nothing else.
  private static func core(_ word: String) -> String? {
    guard let start = word.firstIndex(where: isOfWords), let end = word.lastIndex(where: isOfWords) else { return nil }
    return String(word[start...end])
  }

  private static func isOfWords(_ character: Character) -> Bool { character.isLetter || character.isNumber }
  private static func isSign(_ word: String) -> Bool { !word.contains(where: isOfWords) }
}

extension String {
  /// This text anywhere in another, for `LIKE … ESCAPE '\'`.
  var anywhere: String {
    var escaped = "%"
    for character in self {
      if character == "%" || character == "_" || character == "\\" { escaped.append("\\") }
      escaped.append(character)
    }
    return escaped + "%"
  }

  /// The first text that is greater than every text beginning with this one: the end of an index range.
  var prefixEnd: String { self + "\u{10FFFF}" }
}
