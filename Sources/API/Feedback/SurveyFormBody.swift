internal import Domain

/// A survey as its author writes it.
struct SurveyFormBody: Declared {
  private let form: SurveyForm

  init(_ fields: inout Fields) {
    form = SurveyForm(
      intro: fields.optional("intro", .surveyText, "Shown above the questions"),
      questions: fields.required("questions", .list(of: Kind<QuestionBody>.object(), 1...20)).map(\.question),
      incentive: fields.optional("incentive", .object(IncentiveBody.self), "A thank-you for the answer")?.incentive,
      review: fields.optional("review", .object(ReviewBody.self), "An invitation to a site of reviews after the answer")?.link)
  }

  static let example: String? = """
    {"questions":[{"kind":"csat","text":{"ru":"Насколько вы довольны нашим отличным сервисом?","en":"How satisfied are you with our excellent service?"}},\
    {"kind":"ces","text":{"ru":"Записаться было легко.","en":"It was easy to book."},\
    "labels":[{"ru":"Совсем не согласен","en":"Strongly disagree"},{"ru":"Полностью согласен","en":"Strongly agree"}]},\
    {"kind":"text","text":{"ru":"Что нам изменить?","en":"What should we change?"}}]}
    """

  /// What the linter says of it. Refuses a form that cannot be asked at all.
  func report() throws(Refusal) -> SurveyReport {
    let faults = form.reasons
    guard faults.isEmpty else { throw .invalid(faults) }
    return SurveyReport(seconds: AnsweringTime.longest(of: form), findings: form.findings)
  }
}

private struct QuestionBody: Declared {
  let question: SurveyQuestion

  init(_ fields: inout Fields) {
    question = SurveyQuestion(
      fields.required("kind", .choice(), "`csat` 1 to 5, `ces` 1 (hard) to 7 (easy), `nps` 0 to 10, `csi` several attributes 1 to 10"),
      fields.required("text", .surveyText),
      labels: fields.optional(
        "labels", .list(of: .surveyText, 0...11), or: [], "Of a scale, from the lowest value: its two ends, or each value. CES needs them"),
      attributes: fields.optional(
        "attributes", .list(of: Kind<AttributeBody>.object(), 0...20), or: [], "CSI: what is asked about; the weights sum to exactly 1"
      ).map(\.attribute),
      options: fields.optional("options", .list(of: .surveyText, 0...20), or: [], "Choice: at least two"),
      preselected: fields.optional("preselected", .integer(0...20), "A value or the number of an option; no honest survey has one").map {
        Int($0)
      })
  }

  static let schemaName = "SurveyQuestion"
}

private struct AttributeBody: Declared {
  let attribute: SurveyAttribute

  init(_ fields: inout Fields) {
    attribute = SurveyAttribute(
      fields.required("name", .text(1...60), "In answers and results, such as `speed`"), fields.required("text", .surveyText),
      weight: fields.required("weight", .weight))
  }

  static let schemaName = "SurveyAttribute"
}

private struct IncentiveBody: Declared {
  let incentive: SurveyIncentive

  init(_ fields: inout Fields) {
    incentive = SurveyIncentive(
      fields.required("text", .surveyText), for: fields.optional("for", .choice(), or: .answer, "For any answer, or for a good score"))
  }

  static let schemaName = "SurveyIncentive"
}

private struct ReviewBody: Declared {
  let link: ReviewLink

  init(_ fields: inout Fields) {
    link = ReviewLink(
      url: fields.required("url", .text(1...2_000)), to: fields.optional("to", .choice(), or: .everyone, "Who is shown the invitation"))
  }

  static let schemaName = "SurveyReview"
}

extension Kind where T == SurveyText {
  /// A text in Russian, English or both.
  fileprivate static var surveyText: Kind {
    Kind<SurveyTextBody>.object().checked(placeholder: SurveyText()) { body throws(Reason) in
      guard !body.text.languages.isEmpty else { throw .surveyTextEmpty }
      return body.text
    }
  }
}

private struct SurveyTextBody: Declared {
  let text: SurveyText

  init(_ fields: inout Fields) {
    text = SurveyText(ru: fields.optional("ru", .text(1...500)), en: fields.optional("en", .text(1...500)))
  }

  static let schemaName = "SurveyText"
}
