/// A name as people write it: in any order of its words, in full or with initials.
package enum PersonName {
  /// Whether both spellings may mean one person: each word of the shorter stands for a word of the longer, one of them at least in full.
  /// `Крылова А. С.` may be `Анна Крылова`, `Олег Крылов` is not.
  package static func mayBeOne(_ one: String, _ other: String) -> Bool {
    let (a, b) = (words(one), words(other))
    let (shorter, longer) = a.count <= b.count ? (a, b) : (b, a)
    guard !shorter.isEmpty else { return false }
    var left = longer
    var inFull = false
    // Whole words are taken first, so that an initial does not take the word that another needs.
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

  private static func words(_ name: String) -> [String] {
    SearchText.fold(name).split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  /// One of the two is the other's initial.
  private static func stands(_ one: String, for other: String) -> Bool {
    one.count == 1 && other.hasPrefix(one) || other.count == 1 && one.hasPrefix(other)
  }
}
