import Domain
import JSON
import Testing

@testable import API

@Suite struct SurveyLintRouteTests {
  private let world: World
  init() throws { world = try World() }

  private func lint(_ body: String, in language: String = "en") -> World.Answer {
    world.ask("POST", "/v1/surveys/lint", body, as: .viewer, headers: [("Accept-Language", language)])
  }

  @Test func aDraftIsToldWhatItBreaksWhereAndHowToAskBetter() throws {
    let example = try #require(SurveyFormBody.example)
    let told = lint(example)
    #expect(told.status == 200 && told["honest"].bool == false, "\(told)")
    #expect(told["findings"].array.compactMap { $0["code"].string } == Array(repeating: "survey_leading", count: 4))
    #expect(told["findings"].array.compactMap { $0["pointer"].string } == ["en", "en", "ru", "ru"].map { "/questions/0/text/\($0)" })
    #expect(told["findings/0/message"].string == "The words “How satisfied” suggest the answer.")
    #expect(told["findings/0/better"].string == "How satisfied or dissatisfied are you with our excellent service?")
    #expect(told["findings/1/better"].string == "How satisfied are you with our service?")
    let russian = lint(example, in: "ru")
    #expect(russian["findings/2/message"].string == "Слова «Насколько вы довольны» подсказывают ответ.")
    #expect(russian["findings/2/better"].string == "Насколько вы довольны или недовольны нашим отличным сервисом?")
  }

  @Test func anHonestDraftPasses() {
    let told = lint(
      #"{"intro":{"ru":"Спасибо за визит."},"questions":[{"kind":"nps","text":{"ru":"Насколько вероятно, что вы порекомендуете нас?"}}],"#
        + #""incentive":{"text":{"ru":"Скидка 5 % за ответ"},"for":"answer"},"review":{"url":"https://example.org","to":"everyone"}}"#)
    #expect(told["honest"].bool == true && told["findings"].array.isEmpty, "\(told)")
    #expect(world.get("/v1/events")["items"].array.allSatisfy { !($0["type"].string ?? "").hasPrefix("survey") })
  }

  @Test func everyRuleHasItsCodeAndItsPlaceInOneAnswer() {
    let told = lint(
      """
      {"questions":[{"kind":"csat","text":{"en":"How do you rate the price and quality?"},"labels":[{"en":"Good"},{"en":"Excellent"}],"preselected":5},\
      {"kind":"ces","text":{"en":"It was easy."},"labels":[{"en":"Very easy"},{"en":"Very hard"}]},\
      {"kind":"choice","text":{"en":"How was it?"},"options":[{"en":"Excellent"},{"en":"Good"},{"en":"Bad"}]}],\
      "incentive":{"text":{"en":"A gift"},"for":"score"},"review":{"url":"https://example.org","to":"satisfied"}}
      """)
    #expect(
      told["findings"].array.map { "\($0["code"].string ?? "") \($0["pointer"].string ?? "")" } == [
        "survey_preselected /questions/0/preselected", "survey_no_bad_answer /questions/0/labels",
        "survey_two_questions /questions/0/text/en",
        "survey_scale_reversed /questions/1/labels", "survey_scale_unbalanced /questions/2/options",
        "survey_incentive_for_score /incentive/for",
        "survey_review_gated /review/to",
      ], "\(told)")
    #expect(told["findings"].array.allSatisfy { !($0["better"].string ?? "").isEmpty && !($0["message"].string ?? "").isEmpty })
  }

  @Test func aFormThatCannotBeAskedIsRefusedWithEveryFault() {
    let shape = lint(#"{"questions":[{"kind":"stars","text":{}},{"kind":"nps","text":{"ru":"","de":"Wie?"},"x":1}],"y":1}"#)
    #expect(shape.status == 422)
    #expect(
      Set(shape.pointers) == [
        "/questions/0/kind", "/questions/0/text", "/questions/1/text/ru", "/questions/1/text/de", "/questions/1/x", "/y",
      ],
      "\(shape)")
    let six = Array(repeating: #"{"ru":"а"}"#, count: 6).joined(separator: ",")
    let rules = lint(
      """
      {"questions":[{"kind":"csat","text":{"ru":"Как визит?"},"labels":[\(six)]},{"kind":"ces","text":{"ru":"Легко","en":"Easy"}},\
      {"kind":"csi","text":{"ru":"Оцените"},"attributes":[{"name":"speed","text":{"ru":"Срок"},"weight":0.99}]}]}
      """)
    #expect(
      Set(zip(rules.codes, rules.pointers).map { "\($0) \($1)" }).isSuperset(of: [
        "survey_scale_wrong /questions/0/labels", "survey_direction_missing /questions/1/labels",
        "survey_weights_wrong /questions/2/attributes",
        "survey_text_missing /questions/0/text/en",
      ]), "\(rules)")
    #expect(lint(#"{"questions":[]}"#).pointers == ["/questions"])
  }

  @Test func aVeryLongFormIsToldSoAndNoMore() {
    let text = String(repeating: "Our excellent service? ", count: 20)
    let question = #"{"kind":"csi","text":{"en":"\#(text)"},"attributes":[{"name":"a","text":{"en":"\#(text)"},"weight":1}]}"#
    let told = lint(#"{"questions":[\#(Array(repeating: question, count: 20).joined(separator: ","))]}"#)
    #expect(told["findings"].array.compactMap { $0["code"].string } == ["survey_too_long"])
  }
}
