import Domain
import HTTP

@testable import API

/// Surveys as centres ask them.
enum SurveyForms {
  static func text(_ ru: String, _ en: String) -> SurveyText { SurveyText(ru: ru, en: en) }

  /// A question of each kind but the index.
  static let visit = SurveyForm(
    intro: text("Вы забрали машину 28 ноября.", "You collected your car on 28 November."),
    questions: [
      SurveyQuestion(.csat, text("Как вы оцениваете ремонт?", "How do you rate the repair?")),
      SurveyQuestion(
        .ces, text("Записаться на ремонт было легко.", "It was easy to book the repair."),
        labels: [text("Совсем не согласен", "Strongly disagree"), text("Полностью согласен", "Strongly agree")]),
      SurveyQuestion(
        .choice, text("Почему вы выбрали нас?", "Why did you choose us?"),
        options: [text("Близко к дому", "Close to home"), text("Цена", "The price"), text("Посоветовали", "Recommended")]),
      SurveyQuestion(.text, text("Что нам изменить?", "What should we change?")),
    ], review: ReviewLink(url: "https://reviews.example/centre?id=1&from=desk", to: .everyone))

  static let recommendation = SurveyForm(questions: [
    SurveyQuestion(.nps, text("Порекомендуете ли вы нас знакомым?", "Would you recommend us to friends?")),
    SurveyQuestion(.text, text("Почему?", "Why?")),
  ])

  static let graded = SurveyForm(questions: [
    SurveyQuestion(
      .csat, text("Как вы оцениваете ремонт?", "How do you rate the repair?"),
      labels: [
        text("Очень плохо", "Very bad"), text("Плохо", "Bad"), text("Средне", "Average"), text("Хорошо", "Good"),
        text("Очень хорошо", "Very good"),
      ])
  ])

  static let index = SurveyForm(questions: [
    SurveyQuestion(
      .csi, text("Как вы оцениваете каждую часть визита?", "How do you rate each part of the visit?"),
      attributes: [
        SurveyAttribute("speed", text("Срок ремонта", "The time taken"), weight: .one),
        SurveyAttribute("price", text("Цена", "The price"), weight: .one),
        SurveyAttribute("staff", text("Внимание сотрудников", "The attention of the staff"), weight: .one),
      ]),
    SurveyQuestion(.text, text("Что нам изменить?", "What should we change?")),
  ])

  static let all = [visit, recommendation, graded, index]
  static let one: [SurveyEntry?] = [.grade(4), nil, nil, nil]
  static let full: [SurveyEntry?] = [.grade(2), .grade(6), .grade(3), .text("Звоните,\nкогда срок меняется")]
  static let until = Instant(rawValue: 1_796_151_600_000)

  /// Every page of a form.
  static func pages(of form: SurveyForm) -> [SurveyPage.State] {
    let fault = Reason.tooLong(SurveyEntry.longestText, at: "/q\(form.questions.count)")
    return [
      .ask(form, canAmend: true), .ask(form, canAmend: false), .answered(form, one, version: 1, until: until),
      .answered(form, full, version: 2, until: until), .thanks(form), .tooLate(form),
      .overtaken(form, kept: one, sent: full, version: 1, until: until), .faults(form, full, version: nil, [fault]),
    ]
  }

  static let notices: [SurveyPage.State] = [
    .declined, .expired, .revoked, .ended, .unknown, .unreadable, .busy(retryAfter: nil), .busy(retryAfter: 7),
  ]
}

extension SurveyPage {
  static func shown(_ state: State, _ language: Language = .ru, company: String = "Автосервис «Северный»") throws -> String {
    let page = SurveyPage(company: company, zone: try Zone.named("Europe/Moscow"), language: language)
    return String(decoding: page.response(state).body, as: UTF8.self)
  }
}
