internal import Desk
package import Domain

enum SurveyJSON {
  static let survey = Shape<Survey>("Survey", version: { $0.version }) { s in
    s.integer("id") { $0.id }
    s.text("name") { $0.name }
    s.word("trigger") { $0.trigger }
    s.integer("every") { $0.every }
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

  private static let text = Shape<SurveyText>("SurveyText") { s in
    s.text("ru") { $0.ru }
    s.text("en") { $0.en }
  }

  private static let question = Shape<SurveyQuestion>("SurveyQuestion") { s in
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

  private static let incentive = Shape<SurveyIncentive>("SurveyIncentive") { s in
    s.object("text", text) { $0.text }
    s.word("for") { $0.ground }
  }

  private static let review = Shape<ReviewLink>("SurveyReview") { s in
    s.text("url") { $0.url }
    s.word("to") { $0.audience }
  }
}

extension Survey: Formed {
  package static func fields(_ form: inout Form<Survey>) {
    form.required("name", .line, \.name)
    form.defaulted("trigger", .choice(), \.trigger, "What a client is asked after")
    form.defaulted("every", .integer(1...SampleSeries.mostEvery), \.every, "One of so many eligible contacts is asked")
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
