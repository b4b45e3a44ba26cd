import Domain
import Testing

@testable import API

@Suite struct SurveyPostTests {
  private func post(_ body: String, to form: SurveyForm = SurveyForms.visit) throws -> SurveyPost {
    try SurveyPost(Array(body.utf8), to: form)
  }

  @Test func aTapIsAFirstAnswer() throws {
    let post = try post("q1=4")
    #expect(post.entries == [.grade(4), nil, nil, nil])
    #expect(!post.declines && post.amends == nil && post.faults.isEmpty)
  }

  @Test func everyFieldOfAPageIsRead() throws {
    for form in SurveyForms.all {
      let html = try SurveyPage.shown(.ask(form, canAmend: false))
      // The last value of each scale, and a text in each area.
      var fields: [String: String] = [:]
      for match in html.matches(of: /name="(q[^"]*)" value="([^"]*)"/) { fields[String(match.1)] = String(match.2) }
      for match in html.matches(of: /<textarea id="[^"]*" name="([^"]*)"/) { fields[String(match.1)] = "ok" }
      let post = try post(fields.map { "\($0)=\($1)" }.joined(separator: "&"), to: form)
      #expect(post.faults.isEmpty)
      let wanted = form.questions.map { question -> SurveyEntry in
        if question.kind == .text { return .text("ok") }
        let highest = question.range?.upperBound ?? 0
        return question.kind == .csi ? .grades(question.attributes.map { _ in highest }) : .grade(highest)
      }
      #expect(post.entries == wanted)
    }
  }

  @Test func anAmendmentNamesTheVersionThatItsSenderSaw() throws {
    let post = try post(
      "q2=&q4=%D0%9F%D0%BE%D0%B7%D0%B4%D0%BD%D0%BE%2C%0D%0A%D0%BD%D0%BE+%D1%87%D0%B5%D1%81%D1%82%D0%BD%D0%BE&amends=3&q1=2")
    #expect(post.amends == 3 && post.entries == [.grade(2), nil, nil, .text("Поздно,\nно честно")])
    #expect(try self.post("again=no").declines)
    #expect(try self.post("again=yes").declines == false)
  }

  @Test func blankTextsAreNoAnswers() throws {
    let post = try post("q4=+%0D%0A+")
    #expect(post.entries == [nil, nil, nil, nil] && post.faults.isEmpty)
  }

  @Test func partOfAnIndexIsKeptWithItsGaps() throws {
    let post = try post("q1_3=7&q1_1=10", to: SurveyForms.index)
    #expect(post.entries == [.grades([10, nil, 7]), nil])
  }

  @Test func whatNoPageSendsIsNamed() throws {
    for (body, code, pointer) in [
      ("q1=6", "out_of_range", "/q1"), ("q1=0", "out_of_range", "/q1"), ("q1=4.5", "out_of_range", "/q1"),
      ("q1=four", "out_of_range", "/q1"),
      ("q1=99999999999999999999", "out_of_range", "/q1"), ("q3=4", "out_of_range", "/q3"), ("q5=1", "unknown_field", "/q5"),
      ("q0=1", "unknown_field", "/q0"), ("q01=1", "unknown_field", "/q01"), ("q=1", "unknown_field", "/q"),
      ("q1_1=3", "unknown_field", "/q1_1"),
      ("q99999999999999999999=1", "unknown_field", "/q99999999999999999999"), ("q-1=1", "unknown_field", "/q-1"),
      ("q1=4&q1=4", "survey_entered_twice", "/q1"), ("q4=a%01b", "control_character", "/q4"),
    ] {
      let post = try post(body)
      #expect(post.faults.map(\.code) == [code] && post.faults.first?.pointer == pointer, "\(body): \(post.faults)")
    }
    for body in ["q1=3", "q1_4=3", "q1_0=3", "q1_=3", "q1_1_1=3"] {
      #expect(try post(body, to: SurveyForms.index).faults.map(\.code) == ["unknown_field"], "\(body)")
    }
    #expect(try post((1...100).map { "q\($0 + 10)=1" }.joined(separator: "&")).faults.count == Faults.most + 1)
  }

  @Test func aTextMayBeAsLongAsItsAreaAndIsShownAgainWhenItIsLonger() throws {
    let line = String(repeating: "я", count: SurveyEntry.longestText / 2 - 1)
    // A browser counts the line break once and sends it as two characters.
    let fits = try post("q4=\(line)%0D%0A\(line)я")
    #expect(fits.faults.isEmpty && fits.entries[3] == .text("\(line)\n\(line)я"))
    let long = try post("q4=\(line)%0D%0A\(line)яя")
    #expect(long.faults.map(\.code) == ["too_long"] && long.entries[3] == .text("\(line)\n\(line)яя"))
  }

  @Test func bytesThatAreNoFormAreRefused() {
    for body in ["q4=%zz", "q4=%D0", "q4=%"] {
      #expect(throws: Refusal.malformed([.formUnreadable])) { try post(body) }
    }
  }
}
