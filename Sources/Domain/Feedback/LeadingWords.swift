/// Words in a question that suggest its answer.
enum LeadingWords {
  /// The remedy for leading words.
  enum Cure {
    /// The text without the word.
    case drop
    /// The text with the opposite beside the word.
    case addOpposite
    /// Advice, where the whole sentence is to blame.
    case ask(BetterWording)
  }

  /// Texts in which the words are a fault.
  enum Place {
    case anywhere
    /// Not in a question that is answered in words: «Что сделать, чтобы вы поставили 10?».
    case outsideOpenQuestions
    /// Only in a question whose answers are chosen; a text that is no question may have them: «Отличного дня!».
    case chosenAnswers
  }

  struct Rule {
    let pattern: WordPattern
    let cure: Cure
    /// True if the opposite in the same sentence makes it harmless: «довольны или недовольны», «от ужасного до отличного».
    let yields: Bool
    let place: Place

    init(_ pattern: String, _ cure: Cure, yields: Bool = false, in place: Place = .anywhere) {
      self.pattern = WordPattern(pattern)
      self.cure = cure
      self.yields = yields
      self.place = place
    }
  }

  /// Findings in a text, without place: each leading phrase once. `kind` is nil for a text that is no question.
  static func findings(_ text: SurveyWords, _ language: Language, in kind: SurveyQuestion.Kind?) -> [SurveyFinding] {
    var findings: [SurveyFinding] = []
    var told: [Range<Int>] = []
    for rule in language == .ru ? russian : english where applies(rule.place, to: kind) {
      guard let match = rule.pattern.first(in: text), !told.contains(where: match.words.overlaps) else { continue }
      if rule.yields, isBalanced(text.sentence(around: match.key)) { continue }
      let words = text.words[match.words].filter { !$0.endsSentence }
      guard let first = words.first, let last = words.last else { continue }
      told.append(match.words)
      let said = String(text.source[first.range.lowerBound..<last.range.upperBound])
      findings.append(SurveyFinding(.surveyLeading(said), better: better(text, match, rule.cure, language)))
    }
    return findings
  }

  private static func applies(_ place: Place, to kind: SurveyQuestion.Kind?) -> Bool {
    switch place {
    case .anywhere: true
    case .outsideOpenQuestions: kind != .text
    case .chosenAnswers: kind != .text && kind != nil
    }
  }

  /// True if the sentence names the opposite too, or explains a scale with several numbers.
  private static func isBalanced(_ sentence: ArraySlice<SurveyWords.Word>) -> Bool {
    let words = sentence.map(\.text)
    if words.contains(where: SurveyGrade.isBad) || words.count(where: { Int($0) != nil }) > 1 { return true }
    return words.indices.contains { index in
      (words[index] == "или" || words[index] == "or") && words[index...].dropFirst().prefix(2).contains(where: SurveyGrade.isNegation)
    }
  }

  private static func better(_ text: SurveyWords, _ match: WordPattern.Match, _ cure: Cure, _ language: Language) -> BetterWording {
    let key = text.words[match.key]
    switch cure {
    case .ask(let advice): return advice
    case .drop: return BetterWording(rewritten: without(key.range, in: text.source))
    case .addOpposite:
      let said = String(text.source[key.range])
      let both = said + (language == .ru ? " или " : " or ") + opposite(of: said, language)
      return BetterWording(rewritten: text.source[..<key.range.lowerBound] + both + text.source[key.range.upperBound...])
    }
  }

  /// The text without a word and without the commas and the space that went with it.
  private static func without(_ word: Range<String.Index>, in source: String) -> String {
    let tail = source[word.upperBound...].drop { $0 == "," || $0.isWhitespace }
    var head = source[..<word.lowerBound]
    let isLast = tail.first.map { !$0.isLetter && !$0.isNumber } ?? true
    while let end = head.last, end.isWhitespace || end == "," { head.removeLast() }
    guard let first = tail.first else { return String(head) }
    if head.isEmpty { return first.uppercased() + tail.dropFirst() }
    return head + (isLast ? "" : " ") + tail
  }

  private static func opposite(of word: String, _ language: Language) -> String {
    let folded = SearchText.fold(word)
    if language == .ru { return folded.hasPrefix("довол") || folded.hasPrefix("удовлетвор") ? "не\(word)" : "не \(word)" }
    return opposites[folded] ?? "not"
  }

  private static let opposites = [
    "satisfied": "dissatisfied", "happy": "unhappy", "pleased": "displeased", "like": "dislike", "liked": "disliked",
  ]
}
