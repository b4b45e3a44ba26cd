/// A name as people write it: in any order of its words, in full or with initials.
package enum PersonName {
  /// True if both spellings may mean one person: each word of the shorter stands for a word of the longer, at least
  /// one of them in full. `Крылова А. С.` may be `Анна Крылова`; `Олег Крылов` may not.
  package static func mayBeOne(_ one: String, _ other: String) -> Bool {
    let (a, b) = (words(one), words(other))
    let (shorter, longer) = a.count <= b.count ? (a, b) : (b, a)
    guard !shorter.isEmpty else { return false }
    var left = longer
    var inFull = false
    // Match whole words first, so that an initial does not take the word that another needs.
    let (whole, initials) = (shorter.filter { left.contains($0) }, shorter.filter { !left.contains($0) })
    for word in whole {
      guard let place = left.firstIndex(of: word) else { return false }
      left.remove(at: place)
      inFull = inFull || word.count > 1
    }
    for word in initials {
      guard let place = left.firstIndex(where: { stands(word, for: $0) }) else { return false }
      left.remove(at: place)
    }
    return inFull
  }

  /// True if somebody says the name on a person's card. Each word must stand for one of the card's, and one of them in
  /// full. A patronymic or an initial may be added. Any other word means somebody else: `Анна Крылова, муж`.
  package static func isNamed(_ said: String, on card: String) -> Bool {
    var left = words(card).filter { !legalForms.contains($0) }
    var inFull = false
    var others: [String] = []
    for word in words(said) where !legalForms.contains(word) {
      guard let place = left.firstIndex(of: word) else {
        others.append(word)
        continue
      }
      left.remove(at: place)
      inFull = inFull || word.count > 1 && !isPatronymic(word)
    }
    for word in others {
      if let place = left.firstIndex(where: { stands(word, for: $0) }) {
        left.remove(at: place)
      } else if word.count > 1, !isPatronymic(word) {
        return false
      }
    }
    return inFull
  }

  /// A sole trader (индивидуальный предприниматель): a company on the card, a person at the counter.
  package static func isTrader(_ name: String) -> Bool {
    let words = words(name)
    return words.contains("ип") || words.contains("предприниматель")
  }

  /// True if the text has a letter or a digit; punctuation alone names no document.
  package static func saysSomething(_ text: String) -> Bool { text.contains { $0.isLetter || $0.isNumber } }

  private static let legalForms: Set<String> = ["ип", "индивидуальный", "предприниматель", "ооо", "ао", "пао", "зао", "оао"]

  private static func isPatronymic(_ word: String) -> Bool {
    word.count > 4 && ["вич", "вна", "ична", "ьич", "оглы", "кызы"].contains(where: word.hasSuffix)
  }

  private static func words(_ name: String) -> [String] {
    SearchText.fold(name).split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  /// True if one of the two is the other's initial.
  private static func stands(_ one: String, for other: String) -> Bool {
    one.count == 1 && other.hasPrefix(one) || other.count == 1 && one.hasPrefix(other)
  }
}
