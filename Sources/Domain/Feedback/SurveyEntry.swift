/// What a client has entered at one question.
package enum SurveyEntry: Equatable, Sendable {
  /// A value of the scale, or the number of an option from 1.
  case grade(Int)
  /// CSI: a value for each attribute, in the form's order; nil where none was chosen.
  case grades([Int?])
  case text(String)
}

extension SurveyEntry {
  package static let longestText = 2_000

  /// False for what no page of the form sends.
  package func fits(_ question: SurveyQuestion) -> Bool {
    switch (self, question.kind) {
    case (.grade(let grade), .csat), (.grade(let grade), .ces), (.grade(let grade), .nps):
      return question.kind.score?.scale.contains(grade) ?? false
    case (.grade(let option), .choice): return option > 0 && option <= question.options.count
    case (.grades(let grades), .csi):
      return grades.count == question.attributes.count && grades.allSatisfy { $0.map(ScoreKind.csi.scale.contains) ?? true }
    case (.text(let text), .text): return !text.isEmpty && text.unicodeScalars.count <= Self.longestText
    default: return false
    }
  }

  /// The number that figures are taken of; nil for a text, and for an index with an attribute missing.
  package func number(in question: SurveyQuestion) -> Int64? {
    switch self {
    case .grade(let grade): return Int64(grade)
    case .grades(let grades):
      let answers = grades.compactMap(\.self)
      guard answers.count == question.attributes.count else { return nil }
      return zip(question.attributes, answers).reduce(0) { $0 &+ $1.0.weight.billionths &* Int64($1.1) }
    case .text: return nil
    }
  }
}

extension SurveyForm {
  /// What keeps entries from being an answer: nothing is entered, or an attribute of an index is left out. Pointers name the fields of the
  /// page: `/q2` for the second question, `/q2_1` for its first attribute.
  package func reasons(against entries: [SurveyEntry?]) -> [Reason] {
    guard entries.count == questions.count else { return [.surveyAnswerEmpty] }
    if entries.allSatisfy({ $0 == nil }) { return [.surveyAnswerEmpty] }
    var reasons: [Reason] = []
    for (index, (question, entry)) in zip(questions, entries).enumerated() {
      guard let entry else { continue }
      if !entry.fits(question) { reasons.append(Reason.surveyAnswerOfOtherKind.at("/q\(index + 1)")) }
      if case .grades(let grades) = entry {
        for (place, grade) in grades.enumerated() where grade == nil {
          reasons.append(Reason.surveyAttributeMissing.at("/q\(index + 1)_\(place + 1)"))
        }
      }
    }
    return reasons
  }
}

extension Reason {
  static let surveyAnswerEmpty = Reason(
    "survey_answer_empty", en: "Please answer at least one question.", ru: "Ответьте хотя бы на один вопрос.")
  package static let surveyAnswerOfOtherKind = Reason(
    "survey_answer_of_other_kind", en: "This is no answer to the question.", ru: "Это не ответ на такой вопрос.")
  static let surveyAttributeMissing = Reason(
    "survey_attribute_missing", en: "Please rate each of these, or none.", ru: "Оцените каждый пункт или ни одного.")
}
