internal import Domain

/// The fields of a question. Values stand from low to high, none is chosen beforehand, and none has a colour of its own:
/// each of these would push people towards an answer.
extension SurveySheet {
  enum Way {
    /// A button for each value: one tap sends it.
    case tap
    /// Something to mark, for a form with a button of its own.
    case mark
  }

  func fields(_ indices: Range<Int>) -> Markup { indices.map { question($0, as: .mark) }.joined }

  /// `isHeading`: the question is the heading of the page.
  func question(_ index: Int, as way: Way, isHeading: Bool = false) -> Markup {
    let question = form.questions[index]
    if question.range == nil { return words(question, index, isHeading) }
    let title: Markup = isHeading ? "<h1>\(text(question.text))</h1>" : "\(text(question.text))"
    return """
      <fieldset id="q\(index + 1)"\(described(index))><legend>\(title)</legend>
      \(complaints(index))\(question.kind == .csi ? attributes(question, index) : values(question, index, way))</fieldset>

      """
  }

  private func words(_ question: SurveyQuestion, _ index: Int, _ isHeading: Bool) -> Markup {
    let label: Markup = "<label for=\"q\(index + 1)\">\(text(question.text))</label>"
    let typed = if case .text(let typed) = entry(index) { typed } else { "" }
    // The first line break in a text area is markup (HTML, 13.2.6.4.7), so one is written before what was typed.
    return """
      \(isHeading ? "<h1>\(label)</h1>" : label)
      \(complaints(index))<textarea id="q\(index + 1)" name="q\(index + 1)" rows="3" maxlength="\(SurveyEntry.longestText)"\(described(index))>
      \(typed)</textarea>

      """
  }

  private func values(_ question: SurveyQuestion, _ index: Int, _ way: Way) -> Markup {
    let chosen: Int? = if case .grade(let grade) = entry(index) { grade } else { nil }
    let scale = SurveyScale(question, language, sentences)
    return "\(scale.ends)\(scale.values("q\(index + 1)", as: way, chosen))"
  }

  private func attributes(_ question: SurveyQuestion, _ index: Int) -> Markup {
    let grades: [Int?] = if case .grades(let grades) = entry(index) { grades } else { [] }
    let scale = SurveyScale(question, language, sentences)
    let parts: [Markup] = question.attributes.enumerated().map { place, attribute in
      let chosen = grades.indices.contains(place) ? grades[place] : nil
      return """
        <fieldset><legend>\(text(attribute.text))</legend>
        \(scale.values("q\(index + 1)_\(place + 1)", as: .mark, chosen))</fieldset>

        """
    }
    return "\(scale.ends)\(parts.joined)"
  }

  private func complaints(_ index: Int) -> Markup {
    let faults = faults(at: index)
    return faults.isEmpty ? "" : "<p class=\"fault\" id=\"e\(index + 1)\">\(faults.joined(separator: " "))</p>\n"
  }

  private func described(_ index: Int) -> Markup { faults(at: index).isEmpty ? "" : " aria-describedby=\"e\(index + 1)\"" }
}

/// The values of a question and what they mean.
struct SurveyScale {
  private let range: ClosedRange<Int>
  private let labels: [String]
  /// True if every value has words of its own, so that each has a line.
  private let isList: Bool
  private let hasNumbers: Bool

  init(_ question: SurveyQuestion, _ language: Language, _ sentences: SurveySentences) {
    range = question.range ?? 1...1
    hasNumbers = question.kind != .choice
    let given = (hasNumbers ? question.labels : question.options).map { $0[language] ?? "" }
    labels = given.isEmpty ? sentences.ends(of: question.kind) : given
    isList = labels.count == range.count && question.kind != .csi
  }

  /// Both ends in words, above the values. A list says them with each value.
  var ends: Markup {
    guard !isList, let low = labels.first, let high = labels.last else { return "" }
    return "<p class=\"ends\"><span>\(range.lowerBound) — \(low)</span><span>\(range.upperBound) — \(high)</span></p>\n"
  }

  func values(_ name: String, as way: SurveySheet.Way, _ chosen: Int?) -> Markup {
    let values: [Markup] = range.map { value in
      switch way {
      case .tap: "<button name=\"\(name)\" value=\"\(value)\">\(said(value))</button>\n"
      case .mark:
        """
        <label><input type="radio" name="\(name)" value="\(value)"\(value == chosen ? SurveyScale.checked : "")><span>\(said(value))</span></label>

        """
      }
    }
    let layout: Markup = isList ? "list" : "row of\(range.count)"
    return "<div class=\"\(layout)\">\n\(values.joined)</div>\n"
  }

  private static let checked: Markup = " checked"

  /// The value, with its words if it has any. In a row they are there for screen readers only: for others they stand above.
  private func said(_ value: Int) -> Markup {
    if isList {
      let label = labels[value - range.lowerBound]
      return hasNumbers ? "\(value) — \(label)" : "\(label)"
    }
    let isLow = value == range.lowerBound
    guard isLow || value == range.upperBound, let label = isLow ? labels.first : labels.last else { return "\(value)" }
    return "\(value)<i> — \(label)</i>"
  }
}
