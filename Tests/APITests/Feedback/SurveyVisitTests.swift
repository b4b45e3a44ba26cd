import Domain
import HTTP
import SQLite
import Testing

@testable import API
@testable import Desk

/// The page of a link, as a browser uses it: no script, no log-in.
@Suite struct SurveyVisitTests {
  private let world: World
  init() throws { world = try World() }

  private static let questions = """
    {"kind":"csat","text":{"ru":"Как вы оцениваете ремонт?"}},{"kind":"text","text":{"ru":"Что нам изменить?"}}
    """

  private func token(_ more: String = #""every":1,"delay_minutes":0"#) throws -> (token: String, survey: Int64, client: Int64) {
    let survey = world.survey(more, questions: Self.questions)
    let anna = world.willing("Анна Крылова", #""phones":["89031234567"]"#)
    world.broughtHome(anna, world.vehicle(#""client_id":\#(anna)"#))
    return (world.token(try world.asked(survey)), survey, anna)
  }

  private func open(_ token: String) -> World.Answer { world.get("/s/\(token)", as: nil) }
  private func send(_ token: String, _ form: String) -> World.Answer {
    world.ask("POST", "/s/\(token)", form, as: nil, headers: [("Content-Type", "application/x-www-form-urlencoded")])
  }

  @Test func oneTapAnswersAndAReloadSendsNothingTwice() throws {
    let (token, survey, _) = try token()
    let page = open(token)
    #expect(page.status == 200 && page.text.contains("Как вы оцениваете ремонт?") && page.body.count <= 8_192, "\(page)")
    #expect(page.headers["Content-Language"] == "ru" && page.headers["Content-Security-Policy"]?.contains("default-src 'none'") == true)
    #expect(open(token).text == page.text && world.events("survey_invitation.answered") == 0, "opening has no effect")
    let sent = send(token, "q1=4")
    #expect(sent.status == 303 && sent.headers["Location"] == token, "\(sent)")
    #expect(send(token, "q1=4").status == 303, "a double tap")
    #expect(world.events("survey_invitation.answered") == 1)
    let thanks = open(token)
    #expect(thanks.status == 200 && thanks.text.contains("Спасибо"))
    #expect(send(token, "amends=1&q1=4&q2=%D0%92%D1%81%D1%91").status == 303)
    #expect(world.get("/v1/surveys/\(survey)/answers")["items/0/answers/1/text"].string == "Всё")
  }

  @Test func aSecondWindowIsShownWhatIsKeptAndNothingIsLost() throws {
    let (token, survey, _) = try token()
    #expect(send(token, "q1=4").status == 303)
    let second = send(token, "q1=1&q2=%D0%94%D0%BE%D0%BB%D0%B3%D0%BE")
    #expect(second.status == 409 && second.text.contains("Долго"), "\(second)")
    #expect(world.get("/v1/surveys/\(survey)/answers")["items/0/answers/0/grade"].int == 4)
    world.wait(days: 1)
    #expect(send(token, "amends=1&q1=1").status == 409)
    #expect(open(token).status == 200)
  }

  @Test func whatCannotBeTakenIsShownAgainWithItsFaults() throws {
    let (token, _, _) = try token()
    for (form, status) in [("q1=9", 422), ("", 422), ("q3=1", 422), ("q1=%", 400), ("q1=%FF", 400), ("q2=", 422)] {
      #expect(send(token, form).status == status, "\(form)")
    }
    #expect(world.ask("POST", "/s/\(token)", #"{"answers":[{"question":1,"grade":7}]}"#, as: nil).status == 422)
    #expect(open(token).status == 200 && world.events("survey_invitation.answered") == 0)
    #expect(world.ask("POST", "/s/\(token)", #"{"answers":[{"question":1,"grade":5}]}"#, as: nil).status == 303)
  }

  @Test func aLinkThatOpensNothingSaysSoPolitely() throws {
    let (token, _, anna) = try token()
    let guessed = open("guessed")
    #expect(guessed.status == 404 && guessed.text.contains("<html") && send("guessed", "q1=1").status == 404)
    let declined = send(token, "again=no")
    #expect(declined.status == 200 && open(token).status == 200, "\(declined)")
    #expect(world.get("/v1/clients/\(anna)/consents")["items"].array.last?["given"].bool == false)
    #expect(send(token, "q1=5").status == 200 && world.events("survey_invitation.answered") == 0)
  }

  @Test func anExpiredAndARevokedLinkAreGone() throws {
    let (expired, _, _) = try token()
    world.wait(days: 14)
    #expect(open(expired).status == 410 && send(expired, "q1=5").status == 410)
    #expect(world.events("survey_invitation.answered") == 0)
  }

  @Test func whoGuessesLinksWaits() {
    for _ in 0..<30 { #expect(open("zzz").status == 404) }
    let page = open("zzz")
    #expect(page.status == 429 && page.text.contains("<html") && page.headers["Retry-After"] == "2", "\(page)")
  }

  @Test func anAnonymousPageCanBeAnsweredOnce() throws {
    let (token, _, _) = try token(#""every":1,"delay_minutes":0,"anonymous":true"#)
    #expect(send(token, "q1=2&q2=x").status == 303 && open(token).status == 200)
    #expect(send(token, "q1=5").status == 409)
  }
}
