internal import Domain

/// The parts of a survey in a body.
extension Kind where T == SurveyText {
  /// A text in Russian, English or both.
  static var surveyText: Kind {
    Kind<SurveyTextBody>.object().checked(placeholder: SurveyText()) { body throws(Reason) in
      guard !body.text.languages.isEmpty else { throw .surveyTextEmpty }
      return body.text
    }
  }
}

extension Kind where T == [SurveyQuestion] {
  static var surveyQuestions: Kind {
    Kind<[SurveyQuestionBody]>.list(of: .object(), 1...20).checked(placeholder: []) { bodies throws(Reason) in bodies.map(\.question) }
  }
}

extension Kind where T == SurveyIncentive {
  static var surveyIncentive: Kind {
    Kind<SurveyIncentiveBody>.object().checked(placeholder: SurveyIncentive(SurveyText(), for: .answer)) { body throws(Reason) in
      body.incentive
    }
  }
}

extension Kind where T == ReviewLink {
  static var surveyReview: Kind {
    Kind<SurveyReviewBody>.object().checked(placeholder: ReviewLink(url: "", to: .everyone)) { body throws(Reason) in body.link }
  }
}

private struct SurveyQuestionBody: Declared {
  let question: SurveyQuestion

  init(_ fields: inout Fields) {
    question = SurveyQuestion(
      fields.required("kind", .choice(), "`csat` 1 to 5, `ces` 1 (hard) to 7 (easy), `nps` 0 to 10, `csi` several attributes 1 to 10"),
      fields.required("text", .surveyText),
      labels: fields.optional(
        "labels", .list(of: .surveyText, 0...11), or: [], "Of a scale, from the lowest value: its two ends, or each value. CES needs them"),
      attributes: fields.optional(
        "attributes", .list(of: Kind<SurveyAttributeBody>.object(), 0...20), or: [],
        "CSI: what is asked about; the weights sum to exactly 1"
      ).map(\.attribute),
      options: fields.optional("options", .list(of: .surveyText, 0...20), or: [], "Choice: at least two"),
      preselected: fields.optional("preselected", .integer(0...20), "A value or the number of an option; no honest survey has one").map {
        Int($0)
      })
  }
}

private struct SurveyAttributeBody: Declared {
  let attribute: SurveyAttribute

  init(_ fields: inout Fields) {
    attribute = SurveyAttribute(
      fields.required("name", .text(1...60), "In answers and results, such as `speed`"), fields.required("text", .surveyText),
      weight: fields.required("weight", .weight))
  }
}

private struct SurveyIncentiveBody: Declared {
  let incentive: SurveyIncentive

  init(_ fields: inout Fields) {
    incentive = SurveyIncentive(
      fields.required("text", .surveyText), for: fields.optional("for", .choice(), or: .answer, "For any answer, or for a good score"))
  }
}

private struct SurveyReviewBody: Declared {
  let link: ReviewLink

  init(_ fields: inout Fields) {
    link = ReviewLink(
      url: fields.required("url", .text(1...2_000)), to: fields.optional("to", .choice(), or: .everyone, "Who is shown the invitation"))
  }
}

private struct SurveyTextBody: Declared {
  let text: SurveyText

  init(_ fields: inout Fields) {
    text = SurveyText(ru: fields.optional("ru", .text(1...500)), en: fields.optional("en", .text(1...500)))
  }
}
