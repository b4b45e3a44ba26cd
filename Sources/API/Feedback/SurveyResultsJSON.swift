internal import Desk
internal import Domain

enum SurveyResultsJSON {
  static let results = Shape<SurveyResults>("SurveyResults") { s in
    s.integer("survey_id") { $0.surveyID }
    s.integer("edition") { $0.edition }
    s.integer("question") { $0.question }
    s.word("kind") { $0.kind }
    s.integer("n") { $0.isHidden ? nil : $0.answers.n }
    s.flag("hidden") { $0.isHidden }
    s.number("score") { $0.figures?.score?.value }
    s.number("low") { $0.figures?.score?.low }
    s.number("high") { $0.figures?.score?.high }
    s.number("share") { $0.figures?.share?.value }
    s.number("share_low") { $0.figures?.share?.low }
    s.number("share_high") { $0.figures?.share?.high }
    s.object("response", response) { $0.response }
    s.list("distribution", grade) { $0.distribution }
    s.list("trend", period) { $0.periods }
    s.list("groups", group) { results in results.groups.map { SurveyGroup(group: $0, surveyID: results.surveyID) } }
    s.text("answers") { "/v1/surveys/\($0.surveyID)/answers?edition=\($0.edition)" }
  }

  private static let response = Shape<SurveyResults.Response>("SurveyResponse") { s in
    s.integer("contacts") { $0.contacts }
    s.integer("eligible") { $0.eligible }
    s.integer("no_consent") { $0.noConsent }
    s.integer("withheld") { $0.withheld }
    s.integer("asked") { $0.asked }
    s.integer("answered") { $0.answered }
    s.integer("declined") { $0.declined }
    s.integer("silent") { $0.silent }
    s.number("rate") { $0.rate?.value }
    s.number("rate_low") { $0.rate?.low }
    s.number("rate_high") { $0.rate?.high }
  }

  private static let grade = Shape<SurveyGradeCount>("SurveyGradeCount") { s in
    s.integer("answer") { $0.answer }
    s.integer("count") { $0.count }
    s.number("share") { $0.share }
  }

  private static let period = Shape<SurveyResults.Period>("SurveyPeriod") { s in
    s.date("from_on") { $0.from }
    s.integer("edition") { $0.edition }
    s.integer("n") { $0.isHidden ? nil : $0.figures?.n ?? 0 }
    s.flag("hidden") { $0.isHidden }
    s.number("score") { $0.figures?.score?.value }
    s.number("low") { $0.figures?.score?.low }
    s.number("high") { $0.figures?.score?.high }
  }

  private static let group = Shape<SurveyGroup>("SurveyGroup") { s in
    s.word("by") { $0.group.trait.name }
    s.text("value") { $0.group.trait.value }
    s.text("name") { $0.group.name }
    s.integer("n") { $0.group.n }
    s.flag("hidden") { $0.group.isHidden }
    s.number("score") { $0.group.figures?.score?.value }
    s.number("low") { $0.group.figures?.score?.low }
    s.number("high") { $0.group.figures?.score?.high }
    s.number("share") { $0.group.figures?.share?.value }
    s.text("answers") {
      "/v1/surveys/\($0.surveyID)/answers?trait=\("\($0.group.trait.name.rawValue)=\($0.group.trait.value)".percentEncoded)"
    }
  }
}

/// A group with the survey that its answers are listed under.
struct SurveyGroup: Sendable {
  let group: SurveyResults.Group
  let surveyID: Int64
}

struct SurveyGradeCount: Sendable {
  let answer: Int64
  let count: Int64
  /// In percent; nil without answers.
  let share: Double?
}

extension SurveyResults {
  /// Each value that can be given, with its answers. Those of an index are rounded.
  var distribution: [SurveyGradeCount] {
    guard !isHidden else { return [] }
    let counts = answers.counts
    let values = kind.score.map { $0.scale.map(Int64.init) } ?? counts.keys.sorted()
    let all = answers.n
    return values.map { value in
      let count = counts[value] ?? 0
      return SurveyGradeCount(answer: value, count: count, share: all > 0 ? 100 * Double(count) / Double(all) : nil)
    }
  }

  /// The results as a drawing. A choice has no score, so only its funnel can be drawn.
  func picture(_ picture: SurveyResultsQuery.Picture, _ language: Language) -> String {
    let pictures = SurveyPictures(kind: kind.score ?? .csat, language: language)
    switch picture {
    case .trend:
      return pictures.trend(
        periods.map {
          SurveyPictures.Period(
            name: $0.from.text(language), figures: $0.figures ?? SurveyFigures(Tally(pictures.kind)), version: $0.edition)
        })
    case .distribution:
      var tally = Tally(pictures.kind)
      for entry in distribution { tally.add(Int(clamping: entry.answer), times: entry.count) }
      return pictures.distribution(tally)
    case .funnel:
      return pictures.funnel(.init(eligible: response.eligible, asked: response.asked, answered: response.answered))
    }
  }
}

struct SurveyResultsQuery: Declared {
  enum Picture: String, CaseIterable, Sendable { case trend, distribution, funnel }
  let edition: Int64?
  let question: Int64?
  let step: SurveyReports.Step
  let picture: Picture

  init(_ fields: inout Fields) {
    edition = fields.optional("edition", .integer(1...Int64.max), "The present one if left out")
    question = fields.optional("question", .integer(1...20), "Its place, from 1; the first with a score if left out")
    step = fields.optional("by", .choice(), or: .month, "The steps of the trend")
    picture = fields.optional("picture", .choice(), or: .trend, "With `Accept: image/svg+xml`")
  }
}

struct SurveyAnswerQuery: Declared {
  let filter: SurveyAnswerFilter

  init(_ fields: inout Fields) {
    var filter = SurveyAnswerFilter()
    filter.edition = fields.optional("edition", .integer(1...Int64.max))
    filter.trait = fields.optional("trait", .text(1...300), "What had happened, such as `late=late` or `advisor=12`")
    filter.weeks = fields.period(of: "week")
    self.filter = filter
  }
}
