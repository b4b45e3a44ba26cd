/// What a survey shows, as its author writes it.
package struct SurveyForm: Equatable, Sendable {
  /// Shown above the questions.
  package var intro: SurveyText?
  package var questions: [SurveyQuestion]
  package var incentive: SurveyIncentive?
  package var review: ReviewLink?

  package init(
    intro: SurveyText? = nil, questions: [SurveyQuestion], incentive: SurveyIncentive? = nil, review: ReviewLink? = nil
  ) {
    self.intro = intro
    self.questions = questions
    self.incentive = incentive
    self.review = review
  }

  /// True if answers to the other form cannot be compared with answers to this one, so that it is another version.
  package func breaksTrend(of other: SurveyForm) -> Bool { questions != other.questions }
}

/// A text in one or both languages of the clients.
package struct SurveyText: Equatable, Sendable {
  package var ru: String?
  package var en: String?

  package init(ru: String? = nil, en: String? = nil) {
    self.ru = ru
    self.en = en
  }

  package subscript(_ language: Language) -> String? { language == .ru ? ru : en }
  package var languages: [Language] { Language.allCases.filter { self[$0] != nil } }
}

package struct SurveyQuestion: Equatable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    case csat, ces, nps, csi, choice, text
    /// nil for questions without a score.
    package var score: ScoreKind? { ScoreKind(rawValue: rawValue) }
  }

  package var kind: Kind
  package var text: SurveyText
  /// What the values of the scale mean, from the lowest: the two ends, or each value.
  package var labels: [SurveyText]
  /// CSI only.
  package var attributes: [SurveyAttribute]
  /// The answers of a choice.
  package var options: [SurveyText]
  /// A value of the scale, or the number of an option from 1, that is chosen before the client chooses. The linter refuses it.
  package var preselected: Int?

  package init(
    _ kind: Kind, _ text: SurveyText, labels: [SurveyText] = [], attributes: [SurveyAttribute] = [], options: [SurveyText] = [],
    preselected: Int? = nil
  ) {
    self.kind = kind
    self.text = text
    self.labels = labels
    self.attributes = attributes
    self.options = options
    self.preselected = preselected
  }
}

/// One of the things that a CSI question asks about.
package struct SurveyAttribute: Equatable, Sendable {
  /// The name in answers and results, such as `speed`.
  package let name: String
  package let text: SurveyText
  package let weight: AttributeWeight

  package init(_ name: String, _ text: SurveyText, weight: AttributeWeight) {
    self.name = name
    self.text = text
    self.weight = weight
  }
}

/// A thank-you for the answer.
package struct SurveyIncentive: Equatable, Sendable {
  package enum Ground: String, CaseIterable, Sendable {
    /// For an answer, whatever it says.
    case answer
    /// For a good score. The linter refuses it.
    case score
  }
  package let text: SurveyText
  package let ground: Ground

  package init(_ text: SurveyText, for ground: Ground) {
    self.text = text
    self.ground = ground
  }
}

/// An invitation to a site of reviews after the answer.
package struct ReviewLink: Equatable, Sendable {
  package enum Audience: String, CaseIterable, Sendable {
    case everyone
    /// The linter refuses it.
    case satisfied
  }
  package let url: String
  package let audience: Audience

  /// False for anything that a page should not lead to, such as `javascript:`.
  var isOnTheWeb: Bool {
    url.hasPrefix("https://") && url.utf8.count > 8 && !url.contains { $0.isWhitespace || "\"'<>`\\".contains($0) }
  }

  package init(url: String, to audience: Audience) {
    self.url = url
    self.audience = audience
  }
}
