/// Findings about the answers that a client can choose from.
extension SurveyQuestion {
  var scaleFindings: [SurveyFinding] {
    var findings: [SurveyFinding] = []
    if preselected != nil { findings.append(SurveyFinding(Reason.surveyPreselected.at("/preselected"), better: .unselected)) }
    for language in Language.allCases {
      let labels = labels.compactMap { $0[language] }
      if !labels.isEmpty, labels.count == self.labels.count { findings += labelFindings(labels) }
      let options = options.compactMap { $0[language] }
      if options.count > 1, options.count == self.options.count { findings += optionFindings(options) }
    }
    // The same fault in both languages is one.
    return findings.reduce(into: []) { all, finding in if !all.contains(where: { $0.reason == finding.reason }) { all.append(finding) } }
  }

  private func labelFindings(_ labels: [String]) -> [SurveyFinding] {
    let grades = labels.map(SurveyGrade.init)
    if grades.first == .good, grades.last == .bad {
      return [SurveyFinding(Reason.surveyScaleReversed.at("/labels"), better: turned(labels))]
    }
    if let lowest = grades.first, lowest != .bad, lowest != .unknown, !grades.contains(.bad) {
      return [SurveyFinding(Reason.surveyNoBadAnswer.at("/labels"), better: .balanced)]
    }
    return Self.isUnbalanced(grades) ? [SurveyFinding(Reason.surveyScaleUnbalanced.at("/labels"), better: .balanced)] : []
  }

  /// The options of a choice are judged only if they are grades; «Почему вы выбрали нас?» may well have good reasons alone.
  private func optionFindings(_ options: [String]) -> [SurveyFinding] {
    let grades = options.map { SurveyGrade.isBare($0) ? SurveyGrade($0) : .unknown }
    let isYes = options.allSatisfy { ["да", "yes"].contains(SurveyWords($0).words.first?.text ?? "") }
    let graded = grades.count { $0 != .unknown }
    guard isYes || graded * 2 > options.count else { return [] }
    if isYes || grades.count(where: { $0 == .good }) > 1, !grades.contains(.bad), isYes || !grades.contains(.unknown) {
      return [SurveyFinding(Reason.surveyNoBadAnswer.at("/options"), better: .balanced)]
    }
    return Self.isUnbalanced(grades) ? [SurveyFinding(Reason.surveyScaleUnbalanced.at("/options"), better: .balanced)] : []
  }

  /// True if even the labels that the lists do not know could not make good and bad equal.
  private static func isUnbalanced(_ grades: [SurveyGrade]) -> Bool {
    let good = grades.count { $0 == .good }
    let bad = grades.count { $0 == .bad }
    return good + bad > 1 && abs(good - bad) > grades.count { $0 == .unknown }
  }

  private func turned(_ labels: [String]) -> BetterWording {
    let scale = kind.score?.scale ?? 1...labels.count
    return BetterWording(rewritten: "\(scale.lowerBound) — \(labels.last ?? ""), \(scale.upperBound) — \(labels.first ?? "")")
  }

  /// Findings about a scale that the text itself explains: «1 — отлично, 5 — ужасно».
  func writtenScaleFindings(_ words: SurveyWords) -> [SurveyFinding] {
    guard kind.score != nil else { return [] }
    let marks = words.words.indices.compactMap { index in Int(words.words[index].text).map { (index: index, value: $0) } }
    var told: [(value: Int, label: String)] = []
    for (place, mark) in marks.enumerated() {
      let end = place + 1 < marks.count ? marks[place + 1].index : words.words.count
      let label = words.words[(mark.index + 1)..<max(mark.index + 1, end)].prefix { !$0.endsSentence }.prefix(3)
      guard let first = label.first, let last = label.last else { continue }
      let text = String(words.source[first.range.lowerBound..<last.range.upperBound])
      if SurveyGrade(text) != .unknown { told.append((mark.value, text)) }
    }
    guard let lowest = told.min(by: { $0.value < $1.value }), let highest = told.max(by: { $0.value < $1.value }),
      SurveyGrade(lowest.label) == .good, SurveyGrade(highest.label) == .bad
    else { return [] }
    return [
      SurveyFinding(
        .surveyScaleReversed, better: BetterWording(rewritten: "\(lowest.value) — \(highest.label), \(highest.value) — \(lowest.label)"))
    ]
  }
}
