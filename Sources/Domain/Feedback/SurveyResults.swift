/// What a survey has found: the answers to one of its questions, and who of the clients answered at all.
package struct SurveyResults: Sendable {
  /// Groups with fewer answers are not shown if they are about a person, or if the survey is anonymous.
  package static let fewestShown: Int64 = 5

  package let surveyID: Int64
  package let edition: Int64
  /// Its place in the form, from 1.
  package let question: Int64
  package let kind: SurveyQuestion.Kind
  package let response: Response
  package let answers: GradeCounts
  package let figures: SurveyFigures?
  /// True if too few have answered an anonymous survey.
  package let isHidden: Bool
  package let periods: [Period]
  package let groups: [Group]

  package init(
    surveyID: Int64, edition: Int64, question: Int64, kind: SurveyQuestion.Kind, response: Response, answers: GradeCounts,
    figures: SurveyFigures?, isHidden: Bool, periods: [Period], groups: [Group]
  ) {
    self.surveyID = surveyID
    self.edition = edition
    self.question = question
    self.kind = kind
    self.response = response
    self.answers = answers
    self.figures = figures
    self.isHidden = isHidden
    self.periods = periods
    self.groups = groups
  }

  /// What became of the contacts, over all editions.
  package struct Response: Sendable {
    package var contacts: Int64 = 0
    package var eligible: Int64 = 0
    package var noConsent: Int64 = 0
    package var withheld: Int64 = 0
    package var asked: Int64 = 0
    package var answered: Int64 = 0
    package var declined: Int64 = 0
    package init() {}

    /// Those who were asked and have said nothing so far.
    package var silent: Int64 { max(0, asked - answered - declined) }
    /// In percent, with its interval; nil if nobody was asked.
    package var rate: Score? { .share(answered, of: asked) }
  }

  /// A week or a month.
  package struct Period: Sendable {
    package let from: Day
    package let edition: Int64
    package let figures: SurveyFigures?
    package let isHidden: Bool

    package init(from: Day, edition: Int64, figures: SurveyFigures?, isHidden: Bool) {
      self.from = from
      self.edition = edition
      self.figures = figures
      self.isHidden = isHidden
    }
  }

  /// The answers of clients to whom the same had happened.
  package struct Group: Sendable {
    package let trait: SurveyTrait
    /// The name of a person, else the value.
    package let name: String
    package let n: Int64?
    package let figures: SurveyFigures?
    package var isHidden: Bool { n == nil }

    package init(_ trait: SurveyTrait, name: String, _ counts: GradeCounts, _ question: SurveyQuestion, isAnonymous: Bool) {
      self.trait = trait
      self.name = name
      let isShown = counts.n >= SurveyResults.fewestShown || !(trait.name.isPerson || isAnonymous)
      n = isShown ? counts.n : nil
      figures = isShown ? question.figures(of: counts) : nil
    }
  }
}

/// How often each grade was given; of an index its rounded values and its moments.
package struct GradeCounts: Equatable, Sendable {
  package private(set) var counts: [Int64: Int64] = [:]
  package private(set) var moments = Moments()
  package init() {}

  /// Adds a kept sum. Grades below 0 are parts of the moments.
  package mutating func add(_ grade: Int64, _ count: Int64) {
    if let part = Moments.Part(rawValue: grade) { moments.add(part, count) } else { counts[grade, default: 0] += count }
  }

  /// Adds the answers to another question of the same kind.
  package mutating func add(_ other: GradeCounts) {
    for (grade, count) in other.counts { counts[grade, default: 0] += count }
    moments.add(other.moments)
  }

  package var n: Int64 { counts.values.reduce(0, +) }

  package func figures(_ score: ScoreKind) -> SurveyFigures {
    if score == .csi { return SurveyFigures(moments, n: n) }
    var tally = Tally(score)
    for (grade, count) in counts { tally.add(Int(clamping: grade), times: count) }
    return SurveyFigures(tally)
  }
}

extension SurveyQuestion {
  /// nil for a question without a score.
  package func figures(of counts: GradeCounts) -> SurveyFigures? {
    kind.score.map { counts.figures($0) }
  }
}

extension SurveyQuestion {
  /// What an entry adds to the kept sums, by grade: one to its grade; of an index one to its rounded value, and its parts to the moments.
  package func sums(of entry: SurveyEntry?) -> [(grade: Int64, count: Int64)] {
    guard let number = entry?.number(in: self) else { return [] }
    guard kind == .csi else { return [(number, 1)] }
    let rounded = (number &+ AttributeWeight.whole / 2) / AttributeWeight.whole
    return [(rounded, 1)] + Moments.parts(of: number).map { ($0.part.rawValue, $0.value) }
  }
}

extension SurveyForm {
  /// The question that results are about unless another is asked for: the first with a score, else the first choice.
  package var mainQuestion: Int? {
    questions.firstIndex { $0.kind.score != nil } ?? questions.firstIndex { $0.kind == .choice }
  }

  /// The question of this form that a trend compares with one of another edition: in the same place, else the first of its kind.
  package func counterpart(of question: SurveyQuestion, at place: Int) -> Int? {
    if questions.indices.contains(place), questions[place].kind == question.kind { return place }
    return questions.firstIndex { $0.kind == question.kind }
  }
}
