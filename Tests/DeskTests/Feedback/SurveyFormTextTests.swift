import Domain
import Testing

@testable import Desk

@Suite struct SurveyFormTextTests {
  private let both = SurveyText(ru: "«Как?» \"кавычки\" \\ 🚗\n", en: "How?")

  @Test func aFormIsReadAsItWasWritten() throws {
    let weights = [1, 333_333_333, 666_666_666].compactMap { AttributeWeight(billionths: $0) }
    let form = SurveyForm(
      intro: SurveyText(en: "Hello"),
      questions: [
        SurveyQuestion(.ces, both, labels: [both, SurveyText(ru: "да")]),
        SurveyQuestion(.csi, both, attributes: weights.enumerated().map { SurveyAttribute("a \"\($0)\"", both, weight: $1) }),
        SurveyQuestion(.choice, both, options: [both, SurveyText(en: "no")]), SurveyQuestion(.text, SurveyText()),
      ], incentive: SurveyIncentive(both, for: .answer), review: ReviewLink(url: "https://example.org/?a=1&b=2", to: .everyone))
    #expect(SurveyForm(json: form.json) == form)
    #expect(SurveyForm(json: SurveyForm(questions: []).json) == SurveyForm(questions: []))
  }

  @Test func whatIsNoFormIsEmpty() {
    for text in ["", "null", "[]", "{", #"{"questions":[{"kind":"stars","text":{}},1,{"kind":"nps"}]}"#] {
      #expect(SurveyForm(json: text) == SurveyForm(questions: []))
    }
  }
}
