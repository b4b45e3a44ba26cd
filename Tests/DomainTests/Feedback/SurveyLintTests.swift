import Testing

@testable import Domain

@Suite struct SurveyLintTests {
  private func text(_ text: String, _ language: Language) -> SurveyText {
    language == .ru ? SurveyText(ru: text) : SurveyText(en: text)
  }

  private func codes(_ question: String, _ language: Language, kind: SurveyQuestion.Kind = .csat) -> [String] {
    let question = SurveyQuestion(kind, text(question, language))
    return SurveyForm(questions: [question]).findings.map(\.reason.code)
  }

  @Test func honestQuestionsAreLeftAlone() {
    #expect(HonestQuestions.russian.count >= 40 && HonestQuestions.english.count >= 40)
    for (language, list) in [(Language.ru, HonestQuestions.russian), (.en, HonestQuestions.english)] {
      for question in list {
        let asked = SurveyForm(questions: [SurveyQuestion(kind(of: question), text(question, language))])
        #expect(asked.findings.isEmpty, "\(question) \(asked.findings.map(\.reason.en))")
      }
    }
    for (language, said) in HonestQuestions.texts {
      let form = SurveyForm(intro: text(said, language), questions: [], incentive: SurveyIncentive(text(said, language), for: .answer))
      #expect(form.findings.isEmpty, "\(said) \(form.findings.map(\.reason.en))")
    }
  }

  /// Open questions are answered in words, all others by a scale.
  private func kind(of question: String) -> SurveyQuestion.Kind {
    let open = [
      "Что ", "Чего ", "Чем ", "Почему", "Опишите", "Если вы поставили", "What went", "What did", "What should", "What could",
      "What is the main",
      "What was", "What made", "Why", "Please describe", "Is there anything", "If your",
    ]
    return open.contains { question.hasPrefix($0) } ? .text : .csat
  }

  @Test func everyLoadedQuestionIsFound() {
    #expect(LoadedQuestions.russian.count >= 40 && LoadedQuestions.english.count >= 40)
    for (language, list) in [(Language.ru, LoadedQuestions.russian), (.en, LoadedQuestions.english)] {
      for loaded in list { #expect(codes(loaded.text, language).contains(loaded.code), "\(loaded.text)") }
    }
  }
}

/// What the linter says of scales, incentives, links and time.
@Suite struct SurveyRuleTests {
  private let good = SurveyText(ru: "Как вы оцениваете ремонт?", en: "How do you rate the repair?")

  private func found(_ form: SurveyForm) -> [String] { form.findings.map { "\($0.reason.code) \($0.reason.pointer ?? "")" } }
  private func found(_ question: SurveyQuestion) -> [String] { found(SurveyForm(questions: [question])) }
  private func ru(_ labels: String...) -> [SurveyText] { labels.map { SurveyText(ru: $0) } }
  private func en(_ labels: String...) -> [SurveyText] { labels.map { SurveyText(en: $0) } }
  private func csat(_ labels: [SurveyText]) -> [String] { found(SurveyQuestion(.csat, good, labels: labels)) }
  private func choice(_ options: [SurveyText]) -> [String] { found(SurveyQuestion(.choice, good, options: options)) }

  @Test func aScaleHasAnAnswerForThoseWhoAreNotContent() {
    #expect(csat(ru("Нормально", "Отлично")) == ["survey_no_bad_answer /questions/0/labels"])
    #expect(csat(ru("Хорошо", "Очень хорошо", "Отлично", "Прекрасно", "Идеально")) == ["survey_no_bad_answer /questions/0/labels"])
    #expect(csat(en("Good", "Excellent")) == ["survey_no_bad_answer /questions/0/labels"])
    #expect(choice(ru("Отлично", "Хорошо", "Нормально")) == ["survey_no_bad_answer /questions/0/options"])
    #expect(choice(en("Very satisfied", "Satisfied")) == ["survey_no_bad_answer /questions/0/options"])
    #expect(choice(ru("Да, очень", "Да")) == ["survey_no_bad_answer /questions/0/options"])
  }

  @Test func aScaleHasAsManyGoodAnswersAsBadOnes() {
    #expect(csat(ru("Плохо", "Нормально", "Хорошо", "Очень хорошо", "Отлично")) == ["survey_scale_unbalanced /questions/0/labels"])
    #expect(csat(en("Poor", "Fair", "Good", "Very good", "Excellent")) == ["survey_scale_unbalanced /questions/0/labels"])
    #expect(choice(en("Excellent", "Great", "Good", "Bad")) == ["survey_scale_unbalanced /questions/0/options"])
    #expect(choice(ru("Ужасно", "Плохо", "Так себе", "Хорошо")) == ["survey_scale_unbalanced /questions/0/options"])
  }

  @Test func theHighestValueIsTheBest() throws {
    #expect(csat(ru("Отлично", "Ужасно")) == ["survey_scale_reversed /questions/0/labels"])
    let effort = SurveyQuestion(.ces, good, labels: en("Very easy", "Very difficult"))
    #expect(found(effort) == ["survey_scale_reversed /questions/0/labels"])
    #expect(SurveyForm(questions: [effort]).findings.first?.better.en == "1 — Very difficult, 7 — Very easy")
    let told = SurveyQuestion(.csat, SurveyText(ru: "Оцените визит от 1 до 5, где 1 — отлично, а 5 — очень плохо."))
    #expect(found(told) == ["survey_scale_reversed /questions/0/text/ru"])
    let english = SurveyQuestion(.csat, SurveyText(en: "Rate the visit: 1 (excellent) to 5 (terrible)."))
    #expect(found(english) == ["survey_scale_reversed /questions/0/text/en"])
  }

  @Test func honestScalesAreLeftAlone() {
    let scales = [
      ru("Очень плохо", "Отлично"), ru("Очень плохо", "Плохо", "Нормально", "Хорошо", "Отлично"),
      ru("Ужасно", "Плохо", "Так себе", "Хорошо", "Отлично"),
      ru("Совсем не доволен", "Скорее не доволен", "Ни то ни другое", "Скорее доволен", "Полностью доволен"),
      ru("Полностью не согласен", "Полностью согласен"), ru("Ниже ожиданий", "Выше ожиданий"), ru("Очень трудно", "Очень легко"),
      ru("Совсем не понравилось", "Очень понравилось"), ru("Совершенно недоволен", "Совершенно доволен"),
      en("Very poor", "Poor", "Fair", "Good", "Excellent"),
      en("Very dissatisfied", "Dissatisfied", "Neither", "Satisfied", "Very satisfied"),
      en("Not at all satisfied", "Completely satisfied"), en("Strongly disagree", "Strongly agree"), en("Much worse", "Much better"),
    ]
    for scale in scales { #expect(csat(scale) == [], "\(scale)") }
    let choices = [
      ru("Да", "Нет"), ru("Да, полностью", "Частично", "Нет"), ru("Замена масла", "Шиномонтаж", "Быстрая мойка"),
      ru("Хорошие отзывы", "Удобное расположение", "Низкие цены", "Рекомендация знакомых"),
      ru("Стало лучше", "Стало хуже", "Не изменилось"),
      ru("Раньше срока", "Вовремя", "Позже срока"), ru("Отлично", "Хорошо", "Нормально", "Плохо", "Ужасно", "Затрудняюсь ответить"),
      ru("Легко", "Трудно"), ru("По телефону", "На сайте", "Лично"), en("Yes, once", "Yes, several times", "No"),
      en("Good reviews", "Fast service", "Low prices"), en("Phone", "Messenger"), en("Better", "The same", "Worse"),
      en("Excellent", "Good", "Average", "Bad", "Terrible", "Don't know"), en("Daily", "Weekly", "Less often"),
    ]
    for options in choices { #expect(choice(options) == [], "\(options)") }
  }

  @Test func nothingIsChosenBeforeTheClientChooses() {
    #expect(found(SurveyQuestion(.nps, good, preselected: 10)) == ["survey_preselected /questions/0/preselected"])
    #expect(
      found(SurveyQuestion(.choice, good, options: ru("Да", "Нет"), preselected: 2)) == ["survey_preselected /questions/0/preselected"])
  }

  @Test func aThankYouAndAnInvitationAreForEverybody() {
    let question = SurveyQuestion(.nps, good)
    let paid = SurveyForm(questions: [question], incentive: SurveyIncentive(SurveyText(ru: "Скидка 5 %"), for: .score))
    #expect(found(paid) == ["survey_incentive_for_score /incentive/for"])
    let said = SurveyForm(questions: [question], incentive: SurveyIncentive(SurveyText(ru: "Скидка за отличную оценку"), for: .answer))
    #expect(found(said) == ["survey_incentive_for_score /incentive/text/ru"])
    #expect(
      found(SurveyForm(questions: [question], review: ReviewLink(url: "https://example.org", to: .satisfied))) == [
        "survey_review_gated /review/to"
      ])
    let open = SurveyForm(
      questions: [question], incentive: SurveyIncentive(SurveyText(ru: "Скидка 5 % за ответ"), for: .answer),
      review: ReviewLink(url: "https://example.org", to: .everyone))
    #expect(found(open) == [])
    let intro = SurveyForm(intro: SurveyText(en: "If you liked it, leave a review on Google."), questions: [question])
    #expect(found(intro) == ["survey_review_gated /intro/en"])
  }

  @Test func aSurveyTakesAtMostAMinute() {
    let one = SurveyForm(questions: [SurveyQuestion(.nps, SurveyText(en: String(repeating: "a", count: 100)))])
    #expect(
      abs(AnsweringTime.seconds(of: one, in: .en) - (6.8 + 2.65)) < 1e-9 && abs(AnsweringTime.seconds(of: one, in: .ru) - 2.65) < 1e-9)
    let usual = SurveyForm(questions: [SurveyQuestion(.nps, good), SurveyQuestion(.csat, good), SurveyQuestion(.text, good)])
    #expect(found(usual) == [] && (20...40).contains(AnsweringTime.seconds(of: usual, in: .ru)))
    let long = SurveyForm(questions: (0..<20).map { _ in SurveyQuestion(.csat, good) })
    #expect(found(long) == ["survey_too_long /questions"])
    let words = (0..<10).map {
      SurveyAttribute("a\($0)", SurveyText(en: "Speed"), weight: AttributeWeight(billionths: 100_000_000) ?? weight)
    }
    let index = SurveyForm(questions: [SurveyQuestion(.csi, SurveyText(en: ""), attributes: words)])
    #expect(abs(AnsweringTime.seconds(of: index, in: .en) - 10 * (2.65 + 5 * 0.068)) < 1e-9)
  }
  private let weight = AttributeWeight(billionths: 1)!

  @Test func aBetterWordingIsGivenForEachFault() {
    func better(_ text: SurveyText) -> BetterWording? { SurveyForm(questions: [SurveyQuestion(.csat, text)]).findings.first?.better }
    #expect(better(SurveyText(ru: "Насколько вы довольны ремонтом?"))?.en == "Насколько вы довольны или недовольны ремонтом?")
    #expect(
      better(SurveyText(en: "How satisfied are you with the repair?"))?.ru == "How satisfied or dissatisfied are you with the repair?")
    #expect(better(SurveyText(ru: "Как вы оцениваете наш отличный сервис?"))?.ru == "Как вы оцениваете наш сервис?")
    #expect(better(SurveyText(ru: "Вы, конечно, порекомендуете нас?"))?.ru == "Вы порекомендуете нас?")
    #expect(better(SurveyText(en: "Surely you would come back?"))?.en == "You would come back?")
    #expect(better(SurveyText(ru: "Оцените скорость и вежливость."))?.ru == "Два вопроса: один про «скорость», другой про «вежливость».")
  }

  @Test func everyLeadingPhraseOfATextIsNamedOnce() {
    let text = SurveyText(ru: "Насколько вы довольны нашим отличным сервисом? Ведь мы старались!")
    let said = SurveyForm(questions: [SurveyQuestion(.csat, text)]).findings.map(\.reason.ru)
    #expect(
      said == ["Насколько вы довольны", "нашим отличным", "Ведь", "мы старались"].map { "Слова «\($0)» подсказывают ответ." }, "\(said)")
  }

  /// What is advised must not be refused in its turn.
  @Test func noBetterWordingBreaksARuleItself() {
    let loaded = LoadedQuestions.russian.map { SurveyText(ru: $0.text) } + LoadedQuestions.english.map { SurveyText(en: $0.text) }
    var rewritten = 0
    for text in loaded {
      for finding in SurveyForm(questions: [SurveyQuestion(.csat, text)]).findings {
        let (en, ru) = (finding.better.en, finding.better.ru)
        guard en == ru else { continue }  // Advice, no rewriting.
        rewritten += 1
        let language = text.ru == nil ? Language.en : .ru
        let again = SurveyForm(questions: [SurveyQuestion(.csat, language == .ru ? SurveyText(ru: ru) : SurveyText(en: en))]).findings
        #expect(!again.contains { $0.reason == finding.reason }, "\(en)")
      }
    }
    #expect(rewritten > 25)
  }

  @Test func theSameFaultInTwoLanguagesOfAScaleIsOne() {
    let labels = [SurveyText(ru: "Хорошо", en: "Good"), SurveyText(ru: "Отлично", en: "Excellent")]
    #expect(csat(labels) == ["survey_no_bad_answer /questions/0/labels"])
  }
}

@Suite struct SurveyFormTests {
  private let text = SurveyText(ru: "Как прошёл визит?", en: "How was the visit?")

  private func faults(_ question: SurveyQuestion) -> [String] {
    SurveyForm(questions: [question]).reasons.map { "\($0.code) \($0.pointer ?? "")" }
  }

  @Test func everyFaultOfAFormHasItsPlace() {
    let half = AttributeWeight(billionths: 500_000_000)
    #expect(faults(SurveyQuestion(.csat, text)) == [])
    #expect(faults(SurveyQuestion(.ces, text)) == ["survey_direction_missing /questions/0/labels"])
    #expect(faults(SurveyQuestion(.csat, text, labels: Array(repeating: text, count: 6))) == ["survey_scale_wrong /questions/0/labels"])
    #expect(faults(SurveyQuestion(.choice, text, options: [text])) == ["survey_options_missing /questions/0/options"])
    #expect(faults(SurveyQuestion(.choice, text, options: [text, text])) == ["survey_named_twice /questions/0/options/1"])
    #expect(
      faults(SurveyQuestion(.text, text, labels: [text], options: [text])) == [
        "survey_part_of_other_kind /questions/0/labels", "survey_part_of_other_kind /questions/0/options",
      ])
    let twice = [half, half].compactMap { $0 }.map { SurveyAttribute("speed", text, weight: $0) }
    #expect(faults(SurveyQuestion(.csi, text, attributes: twice)) == ["survey_named_twice /questions/0/attributes/1/name"])
    #expect(faults(SurveyQuestion(.csi, text, attributes: Array(twice.prefix(1)))) == ["survey_weights_wrong /questions/0/attributes"])
    #expect(faults(SurveyQuestion(.csi, text)) == ["survey_weights_wrong /questions/0/attributes"])
    #expect(faults(SurveyQuestion(.nps, text, attributes: twice)) == ["survey_part_of_other_kind /questions/0/attributes"])
  }

  @Test func aClientReadsAllOfASurveyInOneLanguage() {
    let form = SurveyForm(
      intro: SurveyText(ru: "Добрый день!"),
      questions: [SurveyQuestion(.csat, text, labels: [SurveyText(ru: "Плохо"), SurveyText(en: "Good")])])
    #expect(form.reasons.compactMap(\.pointer) == ["/intro/en", "/questions/0/labels/0/en", "/questions/0/labels/1/ru"])
    #expect(form.reasons.allSatisfy { $0.code == "survey_text_missing" })
  }

  @Test func aChangedQuestionBreaksTheTrendAndAnotherIntroDoesNot() {
    let form = SurveyForm(questions: [SurveyQuestion(.csat, text)])
    var other = form
    other.intro = text
    other.review = ReviewLink(url: "https://example.org", to: .everyone)
    #expect(!other.breaksTrend(of: form))
    other.questions[0].text.ru = "Как вы оцениваете визит?"
    #expect(other.breaksTrend(of: form))
  }
}
