/// A rule of honest asking that a survey breaks, and how to ask better.
package struct SurveyFinding: Equatable, Sendable {
  /// The rule and the place.
  package let reason: Reason
  package let better: BetterWording

  init(_ reason: Reason, better: BetterWording) {
    self.reason = reason
    self.better = better
  }

  /// The reason for which a survey is refused.
  package var refusing: Reason {
    let code = reason.code
    return Reason(code, en: "\(reason.en) Better: \(better.en)", ru: "\(reason.ru) Лучше: \(better.ru)", at: reason.pointer)
  }

  func inside(_ place: String) -> SurveyFinding { SurveyFinding(reason.inside(place), better: better) }
}

/// What to write instead: advice in the reader's language, or the text itself rewritten in its own.
package struct BetterWording: Equatable, Sendable {
  package let en: String
  package let ru: String

  init(en: String, ru: String) {
    self.en = en
    self.ru = ru
  }

  init(rewritten text: String) { self.init(en: text, ru: text) }

  package func message(_ language: Language) -> String { language == .ru ? ru : en }
}

extension SurveyForm {
  /// Every rule of honest asking that the form breaks, in the order of the form. A form of more than five minutes has to be cut first.
  package var findings: [SurveyFinding] {
    if AnsweringTime.longest(of: self) > AnsweringTime.mostRead { return timeFindings }
    var findings = intro.map { wordFindings($0).map { $0.inside("/intro") } } ?? []
    for (index, question) in questions.enumerated() {
      findings += (question.scaleFindings + question.wordFindings).map { $0.inside("/questions/\(index)") }
    }
    if let incentive {
      if incentive.ground == .score {
        findings.append(SurveyFinding(Reason.surveyIncentiveForScore.at("/incentive/for"), better: .incentive))
      }
      findings += wordFindings(incentive.text).map { $0.inside("/incentive/text") }
    }
    if review?.audience == .satisfied { findings.append(SurveyFinding(Reason.surveyReviewGated.at("/review/to"), better: .review)) }
    return findings + timeFindings
  }

  /// Findings in a text that is no question.
  private func wordFindings(_ text: SurveyText) -> [SurveyFinding] {
    text.languages.flatMap { language in
      let words = SurveyWords(text[language] ?? "")
      return (LeadingWords.findings(words, language, in: nil) + PaidPraise.findings(words)).map { $0.inside("/\(language.rawValue)") }
    }
  }

  private var timeFindings: [SurveyFinding] {
    let longest = AnsweringTime.longest(of: self)
    guard longest > AnsweringTime.most else { return [] }
    return [SurveyFinding(Reason.surveyTooLong(Int64(longest.rounded(.up))).at("/questions"), better: .shorter)]
  }
}

extension SurveyQuestion {
  fileprivate var wordFindings: [SurveyFinding] {
    let asked = [("/text", text)] + attributes.enumerated().map { ("/attributes/\($0)/text", $1.text) }
    return asked.flatMap { place, text in
      text.languages.flatMap { language in
        let words = SurveyWords(text[language] ?? "")
        let found =
          LeadingWords.findings(words, language, in: kind) + TwoQuestions.findings(words, in: kind) + PaidPraise.findings(words)
          + (place == "/text" ? writtenScaleFindings(words) : [])
        return found.map { $0.inside("\(place)/\(language.rawValue)") }
      }
    }
  }
}

extension Reason {
  static let surveyNoBadAnswer = Reason(
    "survey_no_bad_answer", en: "There is no answer for a client who is not content.", ru: "Недовольному клиенту нечего выбрать.")
  static let surveyScaleUnbalanced = Reason(
    "survey_scale_unbalanced", en: "There are not as many good answers as bad ones.", ru: "Хороших и плохих ответов не поровну.")
  static let surveyScaleReversed = Reason(
    "survey_scale_reversed", en: "The highest value means the worst; it has to mean the best.",
    ru: "Наибольшее значение означает худшее, а должно — лучшее.")
  static let surveyPreselected = Reason(
    "survey_preselected", en: "An answer is chosen before the client chooses.", ru: "Ответ отмечен раньше, чем клиент выбрал.")
  static func surveyLeading(_ words: String) -> Reason {
    Reason(
      "survey_leading", en: "The words “\(words)” suggest the answer.", ru: "Слова «\(words)» подсказывают ответ.")
  }
  static func surveyTwoQuestions(_ one: String, _ other: String) -> Reason {
    Reason(
      "survey_two_questions", en: "One answer cannot be about both “\(one)” and “\(other)”.",
      ru: "Один ответ не может быть и про «\(one)», и про «\(other)».")
  }
  static func surveyTooLong(_ seconds: Int64) -> Reason {
    Reason(
      "survey_too_long", en: "It takes about \(seconds) s to answer; a survey takes at most 60.",
      ru: "Ответ занимает примерно \(seconds) с; опрос занимает не больше 60.")
  }
  static let surveyIncentiveForScore = Reason(
    "survey_incentive_for_score", en: "A thank-you must not depend on what the answer says.",
    ru: "Благодарность не должна зависеть от того, каков ответ.")
  static let surveyReviewGated = Reason(
    "survey_review_gated", en: "The invitation to review must not be for content clients only.",
    ru: "Приглашение написать отзыв — не только для довольных.")
}

extension BetterWording {
  static let balanced = BetterWording(
    en: "Very poor, poor, fair, good, excellent.", ru: "Очень плохо, плохо, нормально, хорошо, отлично.")
  static let unselected = BetterWording(
    en: "Nothing is chosen until the client chooses.", ru: "Ничего не отмечено, пока клиент не выберет сам.")
  static let incentive = BetterWording(
    en: "The same thank-you for any answer: “A 5 % discount for answering, whatever you say”.",
    ru: "Одна благодарность за любой ответ: «Скидка 5 % за ответ, каким бы он ни был».")
  static let review = BetterWording(
    en: "Invite everyone who answered: “You can also tell others what you think”.",
    ru: "Приглашайте каждого, кто ответил: «Своим мнением можно поделиться и с другими».")
  static let shorter = BetterWording(
    en: "Keep one scored question and one comment; ask the rest in another survey.",
    ru: "Оставьте один вопрос с оценкой и один комментарий; остальное — в другом опросе.")
}
