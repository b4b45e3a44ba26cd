internal import Domain

/// A survey as its author writes it.
struct SurveyFormBody: Declared {
  private let form: SurveyForm

  init(_ fields: inout Fields) {
    form = SurveyForm(
      intro: fields.optional("intro", .surveyText, "Shown above the questions"),
      questions: fields.required("questions", .surveyQuestions),
      incentive: fields.optional("incentive", .surveyIncentive, "A thank-you for the answer"),
      review: fields.optional("review", .surveyReview, "An invitation to a site of reviews after the answer"))
  }

  static let example: String? = """
    {"questions":[{"kind":"csat","text":{"ru":"Насколько вы довольны нашим отличным сервисом?","en":"How satisfied are you with our excellent service?"}},\
    {"kind":"ces","text":{"ru":"Записаться было легко.","en":"It was easy to book."},\
    "labels":[{"ru":"Совсем не согласен","en":"Strongly disagree"},{"ru":"Полностью согласен","en":"Strongly agree"}]},\
    {"kind":"text","text":{"ru":"Что нам изменить?","en":"What should we change?"}}]}
    """

  /// The linter's findings about the form. Refuses a form that cannot be asked at all.
  func report() throws(Refusal) -> SurveyReport {
    let faults = form.reasons
    guard faults.isEmpty else { throw .invalid(faults) }
    return SurveyReport(seconds: AnsweringTime.longest(of: form), findings: form.findings)
  }
}
