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
    r.list(
      "/v1/surveys/{id}/decisions", "Whom a survey has asked, and why it has not asked others, the latest first", .setUpDesk,
      SurveyJSON.decision
    ) { call, page in try Surveys(call.context).decisions(of: call.id(), page) }
    r.list(
      "/v1/surveys/{id}/invitations", "Clients who were asked, the latest first", .setUpDesk, SurveyInvitationJSON.invitation
    ) { call, page in try SurveyInvitations(call.context).list(of: call.id(), page) }
    r.list(
      "/v1/surveys/{id}/answers", "The answers that count", .setUpDesk, query: SurveyAnswerQuery.self, SurveyInvitationJSON.answer,
      on: .worker
    ) { call, query, page in try SurveyInvitations(call.context).answers(of: call.id(), query.filter, page) }
    r.drawn(
      "/v1/surveys/{id}/results", "What a survey has found, with intervals, trend and what had happened", .setUpDesk,
      query: SurveyResultsQuery.self, SurveyResultsJSON.results
    ) { call, query in
      try SurveyReports(call.context).results(of: call.id(), edition: query.edition, question: query.question, by: query.step)
    } draw: { call, query, results in
      results.picture(query.picture, call.language)
    }
    r.action(
      "/v1/surveys/figures", "Score and interval of answers", .readDesk, takes: FiguresBody.self, FeedbackJSON.figures, on: .worker
    ) { _, body in try body.figures() }
    r.action(
      "/v1/surveys/lint", "Check whether a survey asks honestly", .readDesk, takes: SurveyFormBody.self, FeedbackJSON.report, on: .worker
    ) { _, body in try body.report() }
  }

  package static let surveyInvitations = Room("Feedback") { r in
    r.get("/v1/survey-invitations/{id}", "One client who was asked", .setUpDesk, SurveyInvitationJSON.invitation) { call in
      try SurveyInvitations(call.context).find(call.id())
    }
    r.action("/v1/survey-invitations/{id}/revoke", "End an invitation that has no answer", .setUpDesk, SurveyInvitationJSON.invitation) {
      call, version in
      try SurveyInvitations(call.context).revoke(call.id(), version: version)
    }
    r.create(
      "/v1/survey-invitations/{id}/link", "Another link for the client, to be sent by a program of the centre", .setUpDesk,
      takes: NoBody.self, SurveyInvitationJSON.link, secret: true
    ) { call, _, version in try SurveyInvitations(call.context).link(call.id(), version: version) }
    r.action(
      "/v1/survey-invitations/{id}/answer", "The answer that a client gives an interviewer on the telephone", .answerTickets,
      takes: SurveyAnswerBody.self, SurveyInvitationJSON.invitation
    ) { call, body, version in try SurveyInvitations(call.context).answer(call.id(), version: version, body.reply) }
    r.get("/v1/survey-links/{token}", "What a client's link asks; reading it has no effect", nil, SurveyInvitationJSON.look) { call in
      try SurveyLinks(call.context).look(call.text())
    }
    r.action(
      "/v1/survey-links/{token}", "The client's answer, another one within a day, or the wish not to be asked", nil,
      takes: SurveyAnswerBody.self, SurveyInvitationJSON.look, secret: true,
      first: { call in try SurveyLinks(call.context).check(call.text()) }
    ) { call, body in
      let links = SurveyLinks(call.context)
      try links.take(body.reply(to: links.look(call.text()).form), by: call.text())
      return try links.look(call.text())
    }
    r.page("/s/{token}", "The page of a survey's link; opening it has no effect", nil, media: "text/html") { call in
      try SurveyVisit(call).show()
    }
    r.form("/s/{token}", "The client's answer from that page", nil, form: SurveyPost.form, or: SurveyAnswerBody.self) { call in
      try SurveyVisit(call).take()
    }
  }
}
