/// The words of a text, each folded (lower case, е for ё) and with its place. A mark that ends a sentence is a word of its own.
struct SurveyWords {
  struct Word {
    let text: String
    let range: Range<String.Index>
    let followsComma: Bool
    var endsSentence: Bool { SurveyWords.marks.contains(text) }
  }

  private static let marks: Set<String> = [".", "?", "!", ";"]
  let source: String
  let words: [Word]

  init(_ source: String) {
    self.source = source
    var words: [Word] = []
    var index = source.startIndex
    var hasComma = false
    while index < source.endIndex {
      let start = index
      while index < source.endIndex, Self.isOfWord(source, index, after: start) { index = source.index(after: index) }
      if start < index {
        let word = SearchText.fold(String(source[start..<index]).replacing("’", with: "'"))
        words.append(Word(text: word, range: start..<index, followsComma: hasComma))
        hasComma = false
        continue
      }
      let (mark, next) = (String(source[index]), source.index(after: index))
      if Self.marks.contains(mark) { words.append(Word(text: mark, range: index..<next, followsComma: false)) }
      hasComma = mark == "," || hasComma && mark == " "
      index = next
    }
    self.words = words
  }

  /// An apostrophe within a word belongs to it: don't.
  private static func isOfWord(_ text: String, _ index: String.Index, after start: String.Index) -> Bool {
    let character = text[index]
    if character.isLetter || character.isNumber { return true }
    guard character == "'" || character == "’", index > start else { return false }
    let next = text.index(after: index)
    return next < text.endIndex && text[next].isLetter
  }

  /// The words of the sentence around a word.
  func sentence(around index: Int) -> ArraySlice<Word> {
    let start = words[..<index].lastIndex { $0.endsSentence }.map { $0 + 1 } ?? 0
    let end = words[index...].firstIndex { $0.endsSentence } ?? words.count
    return words[start..<max(start, end)]
  }

  func endsSentence(at index: Int) -> Bool { index >= words.count || words[index].endsSentence }
  func startsSentence(at index: Int) -> Bool { index == 0 || index <= words.count && words[index - 1].endsSentence }
}

/// A list of words and stems. `слово` is the word itself, `стем*` all words that begin with it, `прилагательн+` the stem with any ending
/// of an adjective.
struct WordList {
  private var whole: Set<String> = []
  private var beginnings: [String] = []
  private var stems: [String] = []

  init(_ list: String) {
    for entry in list.split(whereSeparator: { $0 == "|" || $0.isWhitespace }) {
      switch entry.last {
      case "*": beginnings.append(String(entry.dropLast()))
      case "+": stems.append(String(entry.dropLast()))
      default: whole.insert(String(entry))
      }
    }
  }

  func contains(_ word: String) -> Bool {
    whole.contains(word) || beginnings.contains { word.hasPrefix($0) }
      || stems.contains { word.hasPrefix($0) && Self.endings.contains(String(word.dropFirst($0.count))) }
  }

  static let endings: Set<String> = [
    "ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие", "ого", "его", "ому", "ему", "ым", "им", "ыми", "ими", "ых", "их", "ую", "юю",
    "ом",
    "ем", "ою", "ею",
  ]
}

/// A phrase: lists of words (`WordList`) that follow each other.
///
/// `..3` stands for up to three words of the same sentence, `^` for its beginning, `$` for its end, and `!опрос*` for anything but such a
/// word next. The list after `@` is the word that the phrase is about, the list after `,` a word behind a comma.
struct WordPattern {
  struct Match {
    let words: Range<Int>
    let key: Int
  }

  private enum Step {
    case word(WordList, isKey: Bool, followsComma: Bool)
    case gap(Int)
    case start, end
    case not(WordList)
  }
  private let steps: [Step]

  init(_ pattern: String) {
    steps = pattern.split(separator: " ").map { step in
      if step.hasPrefix("..") { return .gap(Int(step.dropFirst(2)) ?? 0) }
      switch step.first {
      case "^": return .start
      case "$": return .end
      case "!": return .not(WordList(String(step.dropFirst())))
      case "@": return .word(WordList(String(step.dropFirst())), isKey: true, followsComma: false)
      case ",": return .word(WordList(String(step.dropFirst())), isKey: true, followsComma: true)
      default: return .word(WordList(String(step)), isKey: false, followsComma: false)
      }
    }
  }

  func first(in text: SurveyWords) -> Match? {
    text.words.indices.lazy.compactMap { start in
      follow(0, text, start).map { Match(words: start..<$0.end, key: $0.key ?? start) }
    }.first
  }

  private func follow(_ step: Int, _ text: SurveyWords, _ index: Int) -> (end: Int, key: Int?)? {
    guard step < steps.count else { return (index, nil) }
    switch steps[step] {
    case .start: return text.startsSentence(at: index) ? follow(step + 1, text, index) : nil
    case .end: return text.endsSentence(at: index) ? follow(step + 1, text, index) : nil
    case .not(let list):
      return index < text.words.count && list.contains(text.words[index].text) ? nil : follow(step + 1, text, index)
    case .word(let list, let isKey, let followsComma):
      guard index < text.words.count, list.contains(text.words[index].text), !followsComma || text.words[index].followsComma,
        let rest = follow(step + 1, text, index + 1)
      else { return nil }
      return (rest.end, isKey ? index : rest.key)
    case .gap(let most):
      for skipped in 0...max(0, most) {
        if let found = follow(step + 1, text, index + skipped) { return found }
        if text.endsSentence(at: index + skipped) { return nil }
      }
      return nil
    }
  }
}
