internal import Domain
internal import JSON

enum FeedbackJSON {
  static let figures = Shape<SurveyFigures>("SurveyFigures") { s in
    s.word("kind") { $0.kind }
    s.integer("n") { $0.n }
    s.number("score") { $0.score?.value }
    s.number("low") { $0.score?.low }
    s.number("high") { $0.score?.high }
    s.number("share") { $0.share?.value }
    s.number("share_low") { $0.share?.low }
    s.number("share_high") { $0.share?.high }
  }

  static let report = Shape<SurveyReport>("SurveyReport") { s in
    s.flag("honest") { $0.findings.isEmpty }
    s.number("seconds") { $0.seconds }
    s.list("findings", finding) { $0.findings }
  }

  private static let finding = Shape<SurveyFinding>("SurveyFinding") { s in
    s.text("code") { $0.reason.code }
    s.text("pointer") { $0.reason.pointer }
    s.sentence("message") { $0.reason.message($1) }
    s.sentence("better") { $0.better.message($1) }
  }
}

/// The linter's findings about a survey.
struct SurveyReport {
  /// How long it takes to answer, in the slower language.
  let seconds: Double
  let findings: [SurveyFinding]
}
