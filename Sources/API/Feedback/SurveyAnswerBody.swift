internal import Desk
internal import Domain
internal import JSON

/// A client's answer as a program sends it.
struct SurveyAnswerBody: Declared {
  private let items: [Item]
  private let amends: Int64?
  private let edition: Int64?
  private let declines: Bool

  init(_ fields: inout Fields) {
    items = fields.optional("answers", .list(of: .object(Item.self), 0...20), or: [], "Of the questions that are answered; one is enough")
    amends = fields.optional("amends", .integer(1...Int64.max), "The version of the answer that this one replaces, `answer_version`")
    edition = fields.optional("edition", .integer(1...Int64.max), "That of the questions the client saw")
    declines = fields.optional("declines", .flag, or: false, "The client wants no more surveys; answers are not looked at")
  }

  static let example: String? = #"{"answers":[{"question":1,"grade":4},{"question":2,"text":"Всё объяснили"}]}"#

  struct Item: Declared {
    let question: Int64
    let grade: Int64?
    let attributes: JSONObject?
    let text: String?

    init(_ fields: inout Fields) {
      question = fields.required("question", .integer(1...20), "Its place in the survey, from 1")
      grade = fields.optional("grade", .integer(0...20), "Of a scale, or the number of an option from 1")
      attributes = fields.optional("attributes", .map(.integer(min: 1, max: 10)), "CSI: each attribute with its grade")
      text = fields.optional("text", .text(1...SurveyEntry.longestText, lines: true))
    }
  }

  /// The answer to the questions of a form. Names every entry that is none.
  func reply(to form: SurveyForm) throws(Refusal) -> SurveyReply {
    var reply = SurveyReply()
    (reply.amends, reply.edition, reply.declines) = (amends, edition, declines)
    guard !declines else { return reply }
    var entries: [SurveyEntry?] = Array(repeating: nil, count: form.questions.count)
    var faults: [Reason] = []
    for (index, item) in items.enumerated() {
      let pointer = "/answers/\(index)"
      let place = Int(item.question) - 1
      guard form.questions.indices.contains(place), entries[place] == nil else {
        faults.append(Reason.surveyQuestionUnknown.at("\(pointer)/question"))
        continue
      }
      entries[place] = item.entry(to: form.questions[place], pointer, &faults)
    }
    guard faults.isEmpty else { throw .invalid(faults) }
    let reasons = form.reasons(against: entries)
    guard reasons.isEmpty else { throw .invalid(reasons.map { $0.at("/answers") }) }
    reply.entries = entries
    return reply
  }
}

extension SurveyAnswerBody.Item {
  fileprivate func entry(to question: SurveyQuestion, _ pointer: String, _ faults: inout [Reason]) -> SurveyEntry? {
    let entry: SurveyEntry? =
      switch (grade, attributes, text) {
      case (let grade?, nil, nil): .grade(Int(grade))
      case (nil, let attributes?, nil): grades(attributes, question, pointer, &faults)
      case (nil, nil, let text?): .text(text)
      default: nil
      }
    guard let entry, entry.fits(question) else {
      faults.append(Reason.surveyAnswerOfOtherKind.at(pointer))
      return nil
    }
    return entry
  }

  private func grades(_ object: JSONObject, _ question: SurveyQuestion, _ pointer: String, _ faults: inout [Reason]) -> SurveyEntry {
    let names = question.attributes.map(\.name)
    for member in object.members where faults.count <= Faults.most && !names.contains(member.key) {
      faults.append(.unknownField(member.key, at: "\(pointer)/attributes/\(JSONPointer.escape(member.key))"))
    }
    return .grades(
      names.map { name in
        object[name].flatMap {
          Kind<Int64>.integer(1...10).read(.json($0), "\(pointer)/attributes/\(JSONPointer.escape(name))", &faults).map { Int($0) }
        }
      })
  }
}

extension Reason {
  static let surveyQuestionUnknown = Reason(
    "survey_question_unknown", en: "The survey has no such question, or it is answered here twice.",
    ru: "В опросе нет такого вопроса, или ответ на него дан дважды.")
}
