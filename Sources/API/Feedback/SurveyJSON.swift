internal import Desk
package import Domain

enum SurveyJSON {
  static let survey = Shape<Survey>("Survey", version: { $0.version }) { s in
    s.integer("id") { $0.id }
    s.text("name") { $0.name }
    s.word("trigger") { $0.trigger }
    s.integer("every") { $0.every }
    s.flag("anonymous") { $0.isAnonymous }
    s.integer("delay_minutes") { $0.delayMinutes }
    s.integer("period_days") { $0.periodDays }
    s.integer("edition") { $0.edition }
    s.object("intro", text) { $0.form.intro }
    s.list("questions", question) { $0.form.questions }
    s.object("incentive", incentive) { $0.form.incentive }
    s.object("review", review) { $0.form.review }
    s.word("status") { $0.status }
    s.time("created_at") { $0.createdAt }
    s.time("activated_at") { $0.activatedAt }
    s.time("ended_at") { $0.endedAt }
    s.integer("version") { $0.version }
  }

  static let edition = Shape<SurveyEdition>("SurveyEdition") { s in
    s.integer("edition") { $0.number }
    s.list("questions", question) { $0.form.questions }
    s.time("created_at") { $0.createdAt }
  }

  static let decision = Shape<AskDecision>("SurveyDecision") { s in
    s.integer("id") { $0.id }
    s.word("subject") { $0.subject }
    s.integer("work_order_id") { $0.subject == .workOrder ? $0.subjectID : nil }
    s.integer("ticket_id") { $0.subject == .ticket ? $0.subjectID : nil }
    s.integer("client_id") { $0.clientID }
    s.integer("vehicle_id") { $0.vehicleID }
    s.word("decision") { $0.told }
    s.text("reason") { $0.toldReason }
    s.integer("number") { $0.number }
    s.time("at") { $0.at }
    s.time("asked_at") { $0.askedAt }
  }

  static let text = Shape<SurveyText>("SurveyText") { s in
    s.text("ru") { $0.ru }
    s.text("en") { $0.en }
  }

  static let question = Shape<SurveyQuestion>("SurveyQuestion") { s in
    s.word("kind") { $0.kind }
    s.object("text", text) { $0.text }
    s.list("labels", text) { $0.labels }
    s.list("attributes", attribute) { $0.attributes }
    s.list("options", text) { $0.options }
  }

  private static let attribute = Shape<SurveyAttribute>("SurveyAttribute") { s in
    s.text("name") { $0.name }
    s.object("text", text) { $0.text }
    s.number("weight") { Double($0.weight.billionths) / Double(AttributeWeight.whole) }
  }

  static let incentive = Shape<SurveyIncentive>("SurveyIncentive") { s in
    s.object("text", text) { $0.text }
    s.word("for") { $0.ground }
  }

  static let review = Shape<ReviewLink>("SurveyReview") { s in
    s.text("url") { $0.url }
    s.word("to") { $0.audience }
  }
}

extension Survey: Formed {
  package static func fields(_ form: inout Form<Survey>) {
    form.required("name", .line, \.name)
    form.defaulted("trigger", .choice(), \.trigger, "What a client is asked after")
    form.defaulted("every", .integer(1...SampleSeries.mostEvery), \.every, "One of so many eligible contacts is asked")
    form.defaulted("anonymous", .flag, \.isAnonymous, "Nothing leads from an answer to a person; settled when the survey begins")
    form.defaulted("delay_minutes", .integer(0...10_080), \.delayMinutes, "From the contact until the client is asked")
    form.defaulted("period_days", .integer(30...1_000), \.periodDays, "Periodic: from one round to the next")
    form.clearable("intro", .surveyText, \.form.intro, "Shown above the questions")
    form.required("questions", .surveyQuestions, \.form.questions, "While the survey is active, a change begins another edition")
    form.clearable("incentive", .surveyIncentive, \.form.incentive, "A thank-you for the answer")
    form.clearable("review", .surveyReview, \.form.review, "An invitation to a site of reviews after the answer")
  }

  package static let newExample: String? = """
    {"name":"После визита","trigger":"order_delivered","every":5,"questions":[\
    {"kind":"csat","text":{"ru":"Как вы оцениваете ремонт?","en":"How do you rate the repair?"}},\
    {"kind":"text","text":{"ru":"Что нам изменить?","en":"What should we change?"}}]}
    """
  package static let changeExample: String? = #"{"every":10}"#
}
