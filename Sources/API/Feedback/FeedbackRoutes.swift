internal import Desk
internal import Domain

extension Room {
  package static let feedback = Room("Feedback") { r in
    r.list("/v1/surveys", "Surveys", .readDesk, SurveyJSON.survey) { call, page in try Surveys(call.context).list(page) }
    r.get("/v1/surveys/{id}", "One survey", .readDesk, SurveyJSON.survey) { call in try Surveys(call.context).find(call.id()) }
    r.create(
      "/v1/surveys", "Draft a survey", .setUpDesk, takes: New<Survey>.self, SurveyJSON.survey, at: { "/v1/surveys/\($0.id)" }
    ) { call, body in try Surveys(call.context).create(body.fill) }
    r.patch("/v1/surveys/{id}", "Change a survey", .setUpDesk, takes: Change<Survey>.self, SurveyJSON.survey) { call, body, version in
      try Surveys(call.context).edit(call.id(), version: version, body.apply)
    }
    r.action("/v1/surveys/{id}/activate", "Begin a survey", .setUpDesk, SurveyJSON.survey) { call, version in
      try Surveys(call.context).activate(call.id(), version: version)
    }
    r.action("/v1/surveys/{id}/end", "End a survey", .setUpDesk, SurveyJSON.survey) { call, version in
      try Surveys(call.context).end(call.id(), version: version)
    }
    r.list("/v1/surveys/{id}/editions", "The questions that a survey has asked, the latest first", .readDesk, SurveyJSON.edition) {
      call, page in
      try Surveys(call.context).editions(of: call.id(), page)
    }
    r.action(
      "/v1/surveys/figures", "Score and interval of answers", .readDesk, takes: FiguresBody.self, FeedbackJSON.figures, on: .worker
    ) { _, body in try body.figures() }
    r.action(
      "/v1/surveys/lint", "Check whether a survey asks honestly", .readDesk, takes: SurveyFormBody.self, FeedbackJSON.report, on: .worker
    ) { _, body in try body.report() }
  }
}
