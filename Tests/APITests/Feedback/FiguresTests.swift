import Domain
import JSON
import Testing

@testable import API

@Suite struct FiguresTests {
  private let world: World
  init() throws { world = try World() }

  private func figures(_ body: String) -> World.Answer { world.post("/v1/surveys/figures", body, as: .viewer) }

  private func numbers(_ answer: World.Answer, _ names: String...) -> [Double?] {
    names.map { name in
      guard case .number(let number) = answer[name] else { return nil }
      return number.double
    }
  }

  @Test func eachKindHasItsScoreAndItsInterval() {
    let net = figures(#"{"kind":"nps","counts":{"2":1,"6":2,"8":4,"9":3,"10":5}}"#)
    #expect(net.status == 200 && net["n"].int == 15 && net["kind"].string == "nps", "\(net)")
    #expect(net.text.contains(#""score":33.333333333333336,"low":-8.5"#) && net["share"] == .null, "\(net)")
    let content = figures(#"{"kind":"csat","counts":{"1":2,"4":8,"5":10}}"#)
    #expect(
      numbers(content, "score") == [90] && content.text.contains(#""low":69.8"#) && content.text.contains(#""high":97.2"#), "\(content)")
    let easy = figures(#"{"kind":"ces","counts":{"7":5}}"#)
    #expect(numbers(easy, "score", "low", "high", "share", "share_high") == [7, 7, 7, 100, 100], "\(easy)")
    let index = figures(
      #"{"kind":"csi","weights":{"speed":0.4,"price":0.6},"answers":[{"speed":10,"price":5},{"price":8,"speed":7},{"price":1e0,"speed":1}]}"#
    )
    #expect(
      index["n"].int == 3 && numbers(index, "score") == [52 + 2.0 / 3 + 0] || numbers(index, "score")[0].map { abs($0 - 52) < 1 } ?? false,
      "\(index)")
  }

  @Test func withoutAnswersThereAreNoFiguresAndOneAnswerHasNoMeansInterval() {
    for body in [
      #"{"kind":"nps","counts":{}}"#, #"{"kind":"csat","counts":{"3":0}}"#, #"{"kind":"csi","weights":{"speed":1},"answers":[]}"#,
      #"{"kind":"ces","counts":{}}"#,
    ] {
      let none = figures(body)
      #expect(none.status == 200 && none["n"].int == 0, "\(none)")
      for name in ["score", "low", "high", "share", "share_low", "share_high"] { #expect(none[name] == .null, "\(body) \(name)") }
    }
    let one = figures(#"{"kind":"ces","counts":{"6":1}}"#)
    #expect(numbers(one, "score", "low", "high", "share") == [6, nil, nil, 100])
  }

  @Test func everyFaultIsNamedAtOnceWithItsPlace() {
    let counts = figures(#"{"kind":"csat","counts":{"0":1,"6":1,"05":1,"good":1,"4":-1,"5":1.5},"answers":[]}"#)
    #expect(counts.status == 422)
    #expect(counts.pointers == ["/answers", "/counts/0", "/counts/6", "/counts/05", "/counts/good", "/counts/4", "/counts/5"], "\(counts)")
    #expect(
      counts.codes == [
        "figures_of_other_kind", "answer_off_scale", "answer_off_scale", "answer_off_scale", "answer_off_scale", "out_of_range",
        "wrong_type",
      ])
    let index = figures(
      #"{"kind":"csi","counts":{},"weights":{"a":0.5,"b":0.49},"answers":[{"a":11},{"a":0,"b":"5","c":3},{"a":1,"b":null}]}"#)
    #expect(
      index.pointers == [
        "/counts", "/weights", "/answers/0/a", "/answers/0/b", "/answers/1/c", "/answers/1/a", "/answers/1/b", "/answers/2/b",
      ], "\(index)")
    #expect(figures(#"{"kind":"nps"}"#).pointers == ["/counts"])
    #expect(figures(#"{"kind":"csi"}"#).pointers == ["/weights", "/answers"])
    #expect(figures(#"{"kind":"mean","counts":{}}"#).pointers == ["/kind"])
    #expect(figures("{}").pointers == ["/kind"])
  }

  @Test func weightsAreExactToTheNinthDecimal() {
    func weights(_ list: String...) -> World.Answer {
      let named = list.enumerated().map { #""w\#($0)":\#($1)"# }.joined(separator: ",")
      return figures(#"{"kind":"csi","weights":{\#(named)},"answers":[]}"#)
    }
    #expect(weights("0.333333333", "0.333333333", "0.333333334").status == 200)
    #expect(weights("1e-1", "0.9").status == 200 && weights("1").status == 200 && weights("1.0").status == 200)
    #expect(weights("0.33", "0.33", "0.33").codes == ["survey_weights_wrong"])
    #expect(weights("0.3333333333", "0.6666666667").codes == ["weight_wrong", "weight_wrong"])
    #expect(weights("0", "1").codes == ["weight_wrong"] && weights("-1", "2").codes == ["weight_wrong", "weight_wrong"])
    #expect(weights("1e300").codes == ["weight_wrong"] && weights().codes == ["survey_weights_wrong"])
  }

  @Test func manyAnswersAreSummedExactly() {
    let most = figures(#"{"kind":"nps","counts":{"0":1000000000,"10":1000000000}}"#)
    #expect(most["n"].int == 2_000_000_000 && numbers(most, "score") == [0])
    #expect(figures(#"{"kind":"nps","counts":{"0":1000000001}}"#).codes == ["out_of_range"])
    let people = Array(repeating: #"{"a":3,"b":4}"#, count: 6_000).joined(separator: ",")
    let index = figures(#"{"kind":"csi","weights":{"a":0.5,"b":0.5},"answers":[\#(people)]}"#)
    #expect(index["n"].int == 6_000 && numbers(index, "score", "low", "high") == [35, 35, 35], "\(index)")
    let wrong = figures(#"{"kind":"csi","weights":{"a":1},"answers":[\#(people)]}"#)
    #expect(wrong.codes.count == 21 && wrong.codes.last == "more_faults")
  }
}
