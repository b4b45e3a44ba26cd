import Domain
import HTTP
import Testing

@testable import API

@Suite struct SurveyPageTests {
  private typealias Forms = SurveyForms
  private static let states = Forms.all.flatMap(Forms.pages) + Forms.notices

  /// The tags of a page. Fails if something else begins like one, or an attribute is not in quotes.
  private func tags(_ html: String) -> [Substring] {
    let body = html.drop { $0 != "<" }
    let tags = body.matches(of: /<\/?[a-z][a-z0-9]*(?:\s[a-z-]+(?:="[^"<>]*")?)*>|<!doctype html>/).map(\.output)
    #expect(tags.count == html.filter { $0 == "<" }.count, "something else begins like a tag")
    return tags
  }

  private func values(_ name: String, in html: String) -> [String] {
    html.matches(of: /name="([^"]*)" value="([^"]*)"/).filter { $0.1 == name }.map { String($0.2) }
  }

  @Test func aUsualSurveyFitsInEightKilobytesOnEachOfItsPages() throws {
    for state in Self.states {
      for language in Language.allCases {
        let size = try SurveyPage.shown(state, language).utf8.count
        #expect(size <= 8_192, "\(size) bytes: \(state)")
      }
    }
  }

  @Test func aPageRunsNoScriptAndAsksForNothingElse() throws {
    for state in Self.states {
      let html = try SurveyPage.shown(state)
      for forbidden in ["<script", "<link", "<img", "<iframe", "src=", "url(", "@import", "@font-face", "javascript:"] {
        #expect(!html.contains(forbidden), "\(forbidden) in \(state)")
      }
      #expect(tags(html).allSatisfy { $0.firstMatch(of: /\s(?:on[a-z]+|style|action|formaction)=/) == nil }, "\(state)")
      #expect(html.matches(of: /https?:/).count == html.matches(of: /<a href="https:/).count)
    }
  }

  @Test func whatPeopleWroteIsTextAndNeverMarkup() throws {
    let sharp = "</textarea></style><script>alert(1)</script>\" onclick='x' & é \u{0}\u{1B}"
    func poisoned(_ text: SurveyText) -> SurveyText { Forms.text(sharp + (text.ru ?? ""), sharp + (text.en ?? "")) }
    for form in Forms.all {
      var bad = form
      bad.intro = form.intro.map(poisoned)
      bad.questions = form.questions.map { question in
        SurveyQuestion(
          question.kind, poisoned(question.text), labels: question.labels.map(poisoned),
          attributes: question.attributes.map { SurveyAttribute($0.name, poisoned($0.text), weight: $0.weight) },
          options: question.options.map(poisoned))
      }
      for (plain, state) in zip(Forms.pages(of: form), Forms.pages(of: bad)) {
        let html = try SurveyPage.shown(state, company: sharp)
        #expect(tags(html) == tags(try SurveyPage.shown(plain)), "the texts changed the markup")
        #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot; onclick=&#39;x&#39; &amp; é"))
        #expect(html.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" })
      }
    }
    let typed = try SurveyPage.shown(.faults(Forms.visit, [nil, nil, nil, .text(sharp)], version: nil, []))
    #expect(typed.contains("\n&lt;/textarea&gt;&lt;/style&gt;&lt;script&gt;") && typed.matches(of: /<\/textarea>/).count == 1)
  }

  @Test func markupOfThePageItselfIsNeverShownAsText() throws {
    for state in Self.states { #expect(!(try SurveyPage.shown(state)).contains("&lt;"), "\(state)") }
  }

  @Test func everyControlHasAName() throws {
    for state in Self.states {
      let html = try SurveyPage.shown(state)
      for match in html.matches(of: /<textarea id="([^"]*)"/) { #expect(html.contains("<label for=\"\(match.1)\">")) }
      #expect(html.matches(of: /<input type="radio"/).count == html.matches(of: /<label><input type="radio"[^>]*><span>[^<]/).count)
      #expect(html.matches(of: /<button/).count == html.matches(of: /<button[^>]*>[^<]/).count)
      #expect(html.matches(of: /<fieldset/).count == html.matches(of: /<fieldset[^>]*><legend>(?:<h1>)?[^<]/).count)
      let names = html.matches(of: /\sid="([^"]*)"/).map { String($0.1) }
      #expect(Set(names).count == names.count, "two elements have one id: \(names)")
      for match in html.matches(of: /aria-describedby="([^"]*)"/) { #expect(names.contains(String(match.1))) }
      #expect(html.matches(of: /<h1>/).count == 1 && html.matches(of: /<main>/).count == 1)
    }
  }

  @Test func oneTapAnswersTheFirstQuestionAndTheOthersWait() throws {
    let html = try SurveyPage.shown(.ask(Forms.visit, canAmend: true))
    #expect(html.matches(of: /<button name="q1" value="[1-5]">/).count == 5)
    #expect(!html.contains("q2") && !html.contains("radio") && !html.contains("Записаться"))
    #expect(html.contains("ещё\u{A0}3\u{A0}вопроса"))
    #expect(try SurveyPage.shown(.ask(Forms.recommendation, canAmend: true)).contains("ещё\u{A0}1\u{A0}вопрос."))
    #expect(SurveySentences(language: .ru).oneTap(more: 11).hasSuffix("11\u{A0}вопросов."))
    #expect(SurveySentences(language: .en).oneTap(more: 1).contains("1 more question follows"))
  }

  @Test func whereNothingCanBeAddedLaterEverythingIsAskedAtOnce() throws {
    let html = try SurveyPage.shown(.ask(Forms.visit, canAmend: false))
    #expect(html.matches(of: /<button/).count == 2 && html.contains("<textarea id=\"q4\""))
    for (name, count) in [("q1", 5), ("q2", 7), ("q3", 3)] { #expect(values(name, in: html).count == count) }
    let alone = try SurveyPage.shown(.ask(Forms.graded, canAmend: false))
    #expect(alone.matches(of: /<button name="q1"/).count == 5, "one tap is all of it")
    let index = try SurveyPage.shown(.ask(Forms.index, canAmend: true))
    for place in 1...3 { #expect(values("q1_\(place)", in: index) == (1...10).map(String.init)) }
  }

  @Test func valuesStandFromLowToHighWithBothEndsInWords() throws {
    let html = try SurveyPage.shown(.ask(Forms.recommendation, canAmend: true))
    #expect(values("q1", in: html) == (0...10).map(String.init))
    #expect(html.contains("<span>0 — точно нет</span><span>10 — точно да</span>"))
    // A screen reader says the words with the end that has the focus.
    #expect(html.contains(">0<i> — точно нет</i></button>") && html.contains(">10<i> — точно да</i></button>"))
    let graded = try SurveyPage.shown(.ask(Forms.graded, canAmend: true), .en)
    #expect(values("q1", in: graded) == (1...5).map(String.init) && graded.contains(">4 — Good</button>") && !graded.contains("<i>"))
  }

  @Test func noValueIsChosenBeforeTheClientChooses() throws {
    var form = Forms.visit
    for index in form.questions.indices { form.questions[index].preselected = 3 }
    for canAmend in [true, false] { #expect(!(try SurveyPage.shown(.ask(form, canAmend: canAmend))).contains(" checked")) }
  }

  @Test func anAnswerIsThankedForAndTheRestStandsOpenUntilSomeOfItIsThere() throws {
    let first = try SurveyPage.shown(.answered(Forms.visit, Forms.one, version: 1, until: Forms.until))
    #expect(first.contains("<h1>Спасибо, ответ записан</h1>") && first.contains("<b>4\u{A0}из\u{A0}5</b>"))
    #expect(first.contains("name=\"amends\" value=\"1\"") && first.contains("до\u{A0}01.12.2026 22:00"))
    #expect(first.contains("name=\"q1\" value=\"4\" checked"), "an amendment carries the whole answer")
    #expect(first.matches(of: /\schecked/).count == 1)
    #expect(first.split(separator: "<details>")[0].contains("<textarea id=\"q4\""))
    let full = try SurveyPage.shown(.answered(Forms.visit, Forms.full, version: 2, until: Forms.until))
    #expect(full.split(separator: "<details>").count == 2 && !full.split(separator: "<details>")[0].contains("<textarea"))
    #expect(full.matches(of: /\schecked/).count == 3 && full.contains(">\nЗвоните,\nкогда срок меняется</textarea>"))
    let chosen = SurveyForm(questions: [Forms.visit.questions[2]])
    #expect(try SurveyPage.shown(.answered(chosen, [.grade(2)], version: 1, until: Forms.until)).contains("<b>Цена</b>"))
  }

  @Test func aSecondAnswerHearsWhatIsKeptAndLosesNothing() throws {
    let html = try SurveyPage.shown(.overtaken(Forms.visit, kept: Forms.one, sent: Forms.full, version: 5, until: Forms.until), .en)
    #expect(html.contains("Recorded: How do you rate the repair? <b>4 of 5</b>") && html.contains("name=\"amends\" value=\"5\""))
    #expect(html.contains("name=\"q1\" value=\"2\" checked") && html.contains("когда срок меняется</textarea>"))
    #expect(try SurveyPage.shown(.tooLate(Forms.visit), .en).contains("cannot be changed any more"))
  }

  @Test func aFaultStandsAtItsQuestion() throws {
    let faults = [Reason.outOfRange(1...5, at: "/q1"), .tooLong(2_000, at: "/q4"), .empty(at: "/")]
    let html = try SurveyPage.shown(.faults(Forms.visit, Forms.full, version: 3, faults))
    #expect(html.contains("<fieldset id=\"q1\" aria-describedby=\"e1\">") && html.contains("id=\"e1\">Значение должно быть от 1 до 5.</p>"))
    #expect(html.contains("maxlength=\"2000\" aria-describedby=\"e4\">"))
    #expect(html.contains("role=\"alert\">Пока ничего не записано. Значение не может быть пустым.</p>"))
    #expect(html.contains("name=\"amends\" value=\"3\""))
    #expect(!(try SurveyPage.shown(.faults(Forms.visit, [], version: nil, faults))).contains("amends"))
  }

  @Test func theInvitationToReviewIsForEverybodyAndLeadsNowhereElse() throws {
    for grade in 1...5 {
      let html = try SurveyPage.shown(.answered(Forms.visit, [.grade(grade)], version: 1, until: Forms.until))
      #expect(html.contains("<a href=\"https://reviews.example/centre?id=1&amp;from=desk\" rel=\"noopener noreferrer nofollow\">"))
      #expect(html.contains("Оставить отзыв на\u{A0}reviews.example</a>"))
    }
    var form = Forms.visit
    form.review = ReviewLink(url: "javascript:alert(1)", to: .everyone)
    #expect(!(try SurveyPage.shown(.thanks(form))).contains("javascript"))
    #expect(!(try SurveyPage.shown(.ask(Forms.visit, canAmend: true))).contains("reviews.example"), "not before the answer")
  }

  @Test func aSurveyInOneLanguageIsAWholePageInThatLanguage() throws {
    let form = SurveyForm(questions: [SurveyQuestion(.csat, SurveyText(ru: "Как прошёл ремонт?"))])
    let html = try SurveyPage.shown(.ask(form, canAmend: true), .en)
    #expect(html.contains("<html lang=\"ru\">") && html.contains("Больше не присылать опросы"))
    #expect(try SurveyPage.shown(.ask(Forms.visit, canAmend: true), .en).contains("<html lang=\"en\">"))
  }

  @Test func theStatusSaysToProgramsWhatThePageSaysToPeople() throws {
    let page = SurveyPage(company: "", zone: try Zone.named("Europe/Moscow"), language: .en)
    let statuses = (Forms.pages(of: Forms.visit) + Forms.notices).map { page.response($0).status }
    #expect(statuses == [200, 200, 200, 200, 200, 409, 409, 422, 200, 410, 410, 410, 404, 400, 503, 429])
    let wait = page.response(.busy(retryAfter: 7)).headers.first { "\($0.name)" == "Retry-After" }
    #expect(wait?.value == "7")
  }
}
