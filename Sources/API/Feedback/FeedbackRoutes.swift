internal import Domain

extension Room {
  package static let feedback = Room("Feedback") { r in
    r.action(
      "/v1/surveys/figures", "Score and interval of answers", .readDesk, takes: FiguresBody.self, FeedbackJSON.figures, on: .worker
    ) { _, body in try body.figures() }
    r.action(
      "/v1/surveys/lint", "Check whether a survey asks honestly", .readDesk, takes: SurveyFormBody.self, FeedbackJSON.report, on: .worker
    ) { _, body in try body.report() }
  }
}
