package import Domain

/// Fields that the survey page sends: `q3` for the third question, `q3_2` for its second attribute.
package struct SurveyPost: Equatable, Sendable {
  /// True if the client wants no more surveys.
  package let declines: Bool
  /// The version of the answer that the sender's page showed; nil for a first answer.
  package let amends: Int64?
  /// One for each question; nil where nothing was entered.
  package let entries: [SurveyEntry?]
  /// Faults that only a page that was tampered with can have, and texts that are too long. Pointers name the fields.
  package let faults: [Reason]

  package init(_ body: [UInt8], to form: SurveyForm) throws(Refusal) {
    let fields = try FormFields(body)
    var reading = Reading(form)
    for field in fields.all { reading.take(field.name, field.value) }
    declines = fields["again"] == "no"
    amends = fields["amends"].flatMap { Int64($0) }
    entries = reading.entries
    faults = Faults.told(reading.faults)
  }

  static let form = ObjectSchema(
    name: "SurveyAnswerForm",
    properties: [
      .init(name: "amends", schema: .integer(min: 1, max: nil), required: false, note: "The version of the answer that this one replaces"),
      .init(name: "again", schema: .choice(["no"]), required: false, note: "The client wants no more surveys"),
    ],
    closed: false, example: nil,
    patterns: [("^q[1-9][0-9]*(_[1-9][0-9]*)?$", .text(min: 0, max: SurveyEntry.longestText, format: nil))])
}

/// The reading of fields, one after another.
private struct Reading {
  let questions: [SurveyQuestion]
  var entries: [SurveyEntry?]
  var faults: [Reason] = []
  private var names: Set<String> = []

  init(_ form: SurveyForm) {
    questions = form.questions
    entries = Array(repeating: nil, count: form.questions.count)
  }

  mutating func take(_ name: String, _ value: String) {
    guard name.hasPrefix("q"), faults.count <= Faults.most else { return }
    let pointer = "/\(name.prefix(60))"
    guard let place = SurveyPlace(field: name), questions.indices.contains(place.question), fits(place) else {
      return faults.append(.unknownField(name, at: pointer))
    }
    guard names.insert(name).inserted else { return faults.append(Reason.surveyEnteredTwice.at(pointer)) }
    let question = questions[place.question]
    if let range = question.range {
      guard !value.isEmpty else { return }
      guard let grade = Int(value), range.contains(grade) else {
        return faults.append(.outOfRange(Int64(range.lowerBound)...Int64(range.upperBound), at: pointer))
      }
      enter(grade, at: place)
    } else {
      enter(value, at: place, pointer)
    }
  }

  /// True if the question has such a field: with an attribute's number for CSI, without one otherwise.
  private func fits(_ place: SurveyPlace) -> Bool {
    let question = questions[place.question]
    guard let attribute = place.attribute else { return question.kind != .csi }
    return question.attributes.indices.contains(attribute)
  }

  private mutating func enter(_ grade: Int, at place: SurveyPlace) {
    guard let attribute = place.attribute else { return entries[place.question] = .grade(grade) }
    var grades = [Int?](repeating: nil, count: questions[place.question].attributes.count)
    if case .grades(let known) = entries[place.question] { grades = known }
    grades[attribute] = grade
    entries[place.question] = .grades(grades)
  }

  /// Keeps what was typed even if it cannot be taken, so that the page can show it again.
  private mutating func enter(_ text: String, at place: SurveyPlace, _ pointer: String) {
    guard !text.trimmed.isEmpty else { return }
    let taken = Kind<String>.text(1...SurveyEntry.longestText, lines: true).read(.text(text), pointer, &faults)
    entries[place.question] = .text(taken ?? text)
  }
}

/// A field's place in a form, both numbers from 0.
struct SurveyPlace: Equatable {
  let question: Int
  let attribute: Int?

  init?(field: String) {
    guard field.hasPrefix("q") else { return nil }
    let numbers = field.dropFirst().split(separator: "_", maxSplits: 1, omittingEmptySubsequences: false).map { SurveyPlace.index($0) }
    guard let first = numbers.first, let question = first else { return nil }
    self.question = question
    guard numbers.count > 1 else {
      attribute = nil
      return
    }
    guard let attribute = numbers[1] else { return nil }
    self.attribute = attribute
  }

  /// The index for a number from 1, written without signs and zeros in front.
  private static func index(_ text: Substring) -> Int? {
    guard let number = Int(text), number > 0, String(number) == text else { return nil }
    return number - 1
  }
}

extension SurveyQuestion {
  /// The values that can be chosen; nil for a text.
  var range: ClosedRange<Int>? {
    if kind == .choice { return options.isEmpty ? nil : 1...options.count }
    return kind.score?.scale
  }
}

extension Reason {
  static let surveyEnteredTwice = Reason(
    "survey_entered_twice", en: "This question is answered twice.", ru: "На этот вопрос дано два ответа.")
}
