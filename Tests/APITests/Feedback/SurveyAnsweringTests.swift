import Domain
import JSON
import SQLite
import Testing

@testable import API
@testable import Desk

@Suite struct SurveyAnsweringTests {
  private let world: World
  init() throws { world = try World() }
  private var db: Database { world.desk.db }

  private static let questions = """
    {"kind":"csat","text":{"ru":"Как вы оцениваете ремонт?"}},\
    {"kind":"csi","text":{"ru":"Оцените от 1 до 10:"},"attributes":[{"name":"speed","text":{"ru":"Срок"},"weight":0.25},\
    {"name":"price","text":{"ru":"Цена"},"weight":0.75}]},\
    {"kind":"choice","text":{"ru":"Вы были у нас раньше?"},"options":[{"ru":"Да"},{"ru":"Нет"}]},\
    {"kind":"text","text":{"ru":"Что нам изменить?"}}
    """
  private static let good = #"{"answers":[{"question":1,"grade":5}]}"#
  private static let whole = """
    {"answers":[{"question":1,"grade":2},{"question":2,"attributes":{"price":4,"speed":8}},{"question":3,"grade":2},\
    {"question":4,"text":"Мастер Семён обещал"}]}
    """

  /// A client who was picked after a visit and asked.
  private func asked(
    _ more: String = #""every":1"#, _ questions: String = questions
  ) throws -> (
    survey: Int64, invitation: Int64, client: Int64, visit: Visit
  ) {
    let survey = world.survey(more, questions: questions)
    let anna = world.willing("Анна Крылова", #""phones":["89031234567"],"emails":["anna@example.org"]"#)
    let visit = world.broughtHome(anna, world.vehicle(#""client_id":\#(anna)"#))
    world.wait(minutes: 60)
    return (survey, try world.asked(survey), anna, visit)
  }

  // MARK: Asking

  @Test func aPickIsAskedAnHourLaterWithWhatHadHappenedAsItWas() throws {
    let survey = world.survey(questions: Self.questions)
    let anna = world.willing("Анна Крылова", #""phones":["89031234567"]"#)
    let visit = world.broughtHome(anna, world.vehicle(#""client_id":\#(anna)"#))
    #expect(try world.asked(survey) == -1 && world.get("/v1/survey-invitations/1").status == 404, "nobody sees a pick")
    world.wait(minutes: 60)
    let invitation = world.get("/v1/survey-invitations/\(try world.asked(survey))")
    #expect(
      invitation["status"].string == "asked" && invitation["way"].string == "phone" && invitation["edition"].int == 1, "\(invitation)")
    #expect(invitation["work_order_id"].int == visit.id && invitation["client_id"].int == anna)
    #expect(world.decisions(survey) == ["asked 1"])
    var traits: [String: String] = [:]
    for trait in invitation["traits"].array { traits[trait["name"].string ?? ""] = trait["value"].string }
    #expect(traits["advisor"] == "\(world.users[.advisor] ?? 0)" && traits["channel"] == "visit" && traits["order_kind"] == "commercial")
    #expect(traits["late"] == "on_time" && traits["promise"] == "as_given" && traits["comeback"] == "first_visit", "\(traits)")
    #expect(traits["price"] == "within_estimate" && traits["parts_wait"] == "none" && traits["asked_by"] == "phone")
    #expect(world.get("/v1/survey-invitations/\(invitation.id)", as: .advisor).code == "right_missing")
    #expect(!world.get("/v1/clients/\(anna)/timeline").text.contains("survey_invitation"), "an advisor does not see who was asked")
    try db.execute("UPDATE work_orders SET advisor_id = 1, kind = 'warranty'")
    #expect(world.get("/v1/survey-invitations/\(invitation.id)")["traits"] == invitation["traits"], "later changes do not touch it")
    #expect(try HouseCheck(db).faults().filter { $0.contains("urvey") } == [])
  }

  @Test func whatComesInBetweenWithholdsThePickAndNobodyIsAskedInstead() throws {
    let survey = world.survey()
    let anna = world.willing()
    world.broughtHome(anna, world.vehicle(#""client_id":\#(anna)"#))
    #expect(world.post("/v1/tickets", #"{"channel_kind":"phone","client_id":\#(anna),"kind":"complaint","text":"Стучит"}"#).status == 201)
    world.wait(minutes: 60)
    #expect(try world.asked(survey) == -1)
    let boris = world.willing("Борис")
    world.broughtHome(boris, world.vehicle(#""client_id":\#(boris)"#))
    #expect(world.post("/v1/surveys/\(survey)/end").status == 200)
    world.wait(minutes: 60)
    #expect(try world.asked(survey) == -1)
    #expect(world.decisions(survey) == ["withheld survey_ended 2", "withheld open_complaint 1"])
    #expect(try HouseCheck(db).faults().filter { $0.contains("urvey") } == [])
  }

  // MARK: Answering

  @Test func anAnswerIsTakenOnceAndCanBeChangedForADay() throws {
    let (survey, invitation, anna, visit) = try asked()
    let token = world.token(invitation)
    let look = world.look(token)
    #expect(look["state"].string == "ask" && look["questions"].array.count == 4 && look["language"].string == "ru", "\(look)")
    #expect(world.look(token).text == look.text, "looking has no effect")
    let first = world.reply(token, Self.whole)
    #expect(first.status == 200 && first["state"].string == "answered" && first["answer_version"].int == 1, "\(first)")
    #expect(world.reply(token, Self.whole).text == first.text, "the same again is a retry")
    let other = world.reply(world.token(invitation), Self.good)
    #expect(other.status == 409 && other.codes == ["survey_overtaken"], "\(other)")
    world.wait(minutes: 60)
    let changed = world.reply(token, #"{"amends":1,"answers":[{"question":1,"grade":4},{"question":4,"text":"Всё хорошо"}]}"#)
    #expect(changed.status == 200 && changed["answer_version"].int == 2, "\(changed)")
    #expect(world.reply(token, #"{"amends":1,"answers":[{"question":1,"grade":1}]}"#).codes == ["survey_overtaken"])
    let answer = world.get("/v1/surveys/\(survey)/answers")["items/0"]
    #expect(answer["answers/0/grade"].int == 4 && answer["first_answers/0/grade"].int == 2, "\(answer)")
    #expect(answer["first_answers/1/attributes/0/name"].string == "speed" && answer["first_answers/1/attributes/0/grade"].int == 8)
    #expect(answer["client_id"].int == anna && answer["work_order_id"].int == visit.id && answer["how"].string == "link")
    world.wait(minutes: 23 * 60)
    #expect(world.look(token)["state"].string == "thanks")
    #expect(world.reply(token, #"{"amends":2,"answers":[{"question":1,"grade":1}]}"#).codes == ["survey_answered"])
    #expect(world.get("/v1/survey-invitations/\(invitation)")["status"].string == "answered")
    #expect(try HouseCheck(db).faults().filter { $0.contains("urvey") } == [])
  }

  @Test func everyBadReplyIsRefusedWithItsPlaceAndNothingIsHalfDone() throws {
    let (survey, invitation, _, _) = try asked()
    let token = world.token(invitation)
    let bad = [
      (#"{"answers":[{"question":1,"grade":6}]}"#, "survey_answer_of_other_kind", "/answers/0"),
      (#"{"answers":[{"question":1,"grade":0}]}"#, "survey_answer_of_other_kind", "/answers/0"),
      (#"{"answers":[{"question":5,"grade":1}]}"#, "survey_question_unknown", "/answers/0/question"),
      (#"{"answers":[{"question":1,"grade":1},{"question":1,"grade":2}]}"#, "survey_question_unknown", "/answers/1/question"),
      (#"{"answers":[{"question":3,"grade":3}]}"#, "survey_answer_of_other_kind", "/answers/0"),
      (#"{"answers":[{"question":4,"grade":3}]}"#, "survey_answer_of_other_kind", "/answers/0"),
      (#"{"answers":[{"question":1,"text":"пять"}]}"#, "survey_answer_of_other_kind", "/answers/0"),
      (#"{"answers":[{"question":2,"attributes":{"speed":3}}]}"#, "survey_attribute_missing", "/answers"),
      (#"{"answers":[{"question":2,"attributes":{"speed":3,"price":4,"x":1}}]}"#, "unknown_field", "/answers/0/attributes/x"),
      (#"{"answers":[{"question":2,"attributes":{"speed":3,"price":11}}]}"#, "out_of_range", "/answers/0/attributes/price"),
      (#"{"answers":[]}"#, "survey_answer_empty", "/answers"), (#"{}"#, "survey_answer_empty", "/answers"),
    ]
    for (body, code, pointer) in bad {
      let refused = world.reply(token, body)
      #expect(refused.status == 422 && refused.codes.contains(code) && refused.pointers.contains(pointer), "\(body) \(refused)")
    }
    let otherEdition = world.reply(token, #"{"edition":2,"answers":[{"question":1,"grade":5}]}"#)
    #expect(otherEdition.status == 409 && otherEdition.codes == ["survey_edition_other"], "\(otherEdition)")
    #expect(world.get("/v1/surveys/\(survey)/answers")["items"].array.isEmpty && world.look(token)["state"].string == "ask")
    #expect(world.look("guessed").status == 404 && world.reply("guessed", Self.good).status == 404)
    #expect(world.reply(token, Self.good).status == 200)
  }

  @Test func theQuestionsStayThoseThatWereAsked() throws {
    let (survey, invitation, _, _) = try asked()
    let token = world.token(invitation)
    #expect(
      world.ask("PATCH", "/v1/surveys/\(survey)", #"{"questions":[{"kind":"nps","text":{"ru":"Вы порекомендуете нас?"}}]}"#)["edition"].int
        == 2)
    #expect(world.look(token)["edition"].int == 1 && world.look(token)["questions"].array.count == 4)
    #expect(world.reply(token, Self.good).status == 200)
    #expect(world.get("/v1/surveys/\(survey)/answers")["items/0/edition"].int == 1)
  }

  @Test func aLinkExpiresAndIsRevokedAndThenNoAnswerCounts() throws {
    let (_, invitation, _, _) = try asked()
    let token = world.token(invitation)
    world.wait(days: 14)
    #expect(world.look(token)["state"].string == "expired" && world.look(token)["questions"].array.isEmpty)
    #expect(world.reply(token, Self.good).codes == ["survey_link_expired"])
    #expect(world.post("/v1/survey-invitations/\(invitation)/link").codes == ["survey_link_expired"])
    #expect(world.post("/v1/survey-invitations/\(invitation)/revoke").codes == ["survey_link_expired"])
  }

  @Test func aRevokedInvitationSaysSoPolitely() throws {
    let (_, invitation, _, _) = try asked()
    let token = world.token(invitation)
    #expect(world.post("/v1/survey-invitations/\(invitation)/revoke", as: .advisor).code == "right_missing")
    #expect(world.post("/v1/survey-invitations/\(invitation)/revoke")["status"].string == "revoked")
    #expect(world.look(token)["state"].string == "revoked" && world.reply(token, Self.good).codes == ["survey_link_revoked"])
    #expect(world.post("/v1/survey-invitations/\(invitation)/link").codes == ["survey_link_revoked"])
  }

  @Test func aRestoredFileOpensNoLinkThatWasGivenBefore() throws {
    let (_, invitation, _, _) = try asked()
    let token = world.token(invitation)
    try world.desk.perform(as: .desk) { try SurveyInvitationTable($0.db).revokeAllLinks(at: $0.now) }
    #expect(world.reply(token, Self.good).codes == ["survey_link_revoked"])
    #expect(world.reply(world.token(invitation), Self.good).status == 200)
  }

  @Test func whoeverWantsNoMoreSurveysIsNotAskedAgain() throws {
    let (survey, invitation, anna, _) = try asked()
    let token = world.token(invitation)
    let declined = world.reply(token, #"{"declines":true}"#)
    #expect(declined.status == 200 && declined["state"].string == "declined", "\(declined)")
    #expect(world.reply(token, #"{"declines":true}"#).status == 200, "twice is once")
    #expect(world.reply(token, Self.good).codes == ["survey_declined"])
    let consents = world.get("/v1/clients/\(anna)/consents")["items"].array
    #expect(consents.last?["given"].bool == false && consents.count == 2, "\(consents)")
    world.wait(days: 100)
    world.broughtHome(anna, world.vehicle(#""client_id":\#(anna)"#))
    #expect(world.decisions(survey).first == "not_eligible no_consent")
  }

  @Test func anInterviewerAnswersForTheClientButNotAboutOwnWork() throws {
    let (survey, invitation, _, _) = try asked()
    let own = world.post("/v1/survey-invitations/\(invitation)/answer", Self.good, as: .advisor)
    #expect(own.status == 409 && own.codes == ["survey_interviewer_concerned"], "\(own)")
    #expect(world.post("/v1/survey-invitations/\(invitation)/answer", Self.good, as: .mechanic).code == "right_missing")
    let taken = world.post("/v1/survey-invitations/\(invitation)/answer", Self.good, as: .operator)
    #expect(taken.status == 200 && taken["status"].string == "answered", "\(taken)")
    let answer = world.get("/v1/surveys/\(survey)/answers")["items/0"]
    #expect(answer["how"].string == "phone" && answer["interviewer_id"].int == world.users[.operator], "\(answer)")
    #expect(world.reply(world.token(invitation), #"{"answers":[{"question":1,"grade":1}]}"#).codes == ["survey_overtaken"])
  }

  @Test func aClientIsAskedByMailAndRemindedOnce() throws {
    let survey = world.survey(questions: Self.questions)
    let anna = world.willing()
    world.broughtHome(anna, world.vehicle(#""client_id":\#(anna)"#))
    world.wait(minutes: 60)
    let invitation = try world.asked(survey)
    let mails = "SELECT address || ' ' || subject || ' ' || text FROM dispatches WHERE purpose = 'survey' ORDER BY id"
    let first = try #require(try db.lines(mails).first)
    #expect(first.hasPrefix("anna@example.org Автоцентр: несколько вопросов ") && first.contains("хорошо или плохо"), "\(first)")
    for _ in 1...3 {
      world.wait(days: 4)
      try world.desk.runDue { Issue.record("\($0)") }
    }
    #expect(world.events("survey_invitation.reminded") == 1)
    #expect(!world.get("/v1/survey-invitations/\(invitation)")["reminded_at"].isNull)
    let sent = try db.lines(mails)
    #expect(sent.count == 2 && sent[1].contains("Больше напоминать не будем"), "\(sent)")
    // Both links open the same invitation, and the first answer counts.
    let tokens = sent.compactMap { $0.firstMatch(of: /\/s\/([A-Za-z0-9_-]+)/).map { String($0.1) } }
    #expect(tokens.count == 2 && world.reply(tokens[0], Self.good).status == 200)
    #expect(world.look(tokens[1])["state"].string == "answered")
  }

  @Test func whoPrefersACallIsCalled() throws {
    let survey = world.survey()
    let anna = world.willing("Анна", #""phones":["89031234567"],"emails":["anna@example.org"],"preferred_channel":"phone""#)
    world.broughtHome(anna, world.vehicle(#""client_id":\#(anna)"#))
    world.wait(minutes: 60)
    #expect(world.get("/v1/survey-invitations/\(try world.asked(survey))")["way"].string == "phone")
    #expect(try db.lines("SELECT id FROM dispatches") == [])
  }

  // MARK: Anonymous

  @Test func nothingLeadsFromAnAnonymousAnswerToAPerson() throws {
    let (survey, invitation, anna, visit) = try asked(#""every":1,"anonymous":true"#)
    let before = world.get("/v1/survey-invitations/\(invitation)")
    #expect(before["way"].string == "mail" && !before.text.contains("advisor"), "\(before)")
    #expect(world.post("/v1/survey-invitations/\(invitation)/answer", Self.good, as: .operator).codes == ["survey_anonymous"])
    let token = world.token(invitation)
    let events = try db.value("SELECT count(*) FROM events") ?? Int64(0)
    let thanks = world.reply(token, Self.whole)
    #expect(thanks.status == 200 && thanks["state"].string == "thanks" && thanks["answers"].array.isEmpty, "\(thanks)")
    #expect(world.reply(token, Self.good).codes == ["survey_answered"])
    #expect(try db.value("SELECT count(*) FROM events") == events, "no event tells when")
    let after = world.get("/v1/survey-invitations/\(invitation)")
    #expect(after["status"].string == "asked" && after["answered_at"].isNull)
    #expect(world.get("/v1/surveys/\(survey)/answers")["items"].array.isEmpty, "the week is not over")
    world.wait(days: 7)
    let answer = world.get("/v1/surveys/\(survey)/answers")["items/0"]
    for name in ["client_id", "work_order_id", "vehicle_id", "ticket_id", "invitation_id", "answered_at", "interviewer_id"] {
      #expect(answer[name].isNull, "\(name) \(answer)")
    }
    #expect(answer["week_on"].string == "2026-03-02" && (answer["id"].int ?? 0) > 1 << 51 && answer["answers/0/grade"].int == 2)
    let rows = try db.lines(
      "SELECT ifnull(invitation_id, '-') || ifnull(answered_at, '-') || ifnull(interviewer_id, '-') FROM survey_answers")
    #expect(rows == ["---"])
    _ = (anna, visit)
    #expect(world.post("/v1/survey-invitations/\(invitation)/revoke")["status"].string == "asked", "revoking says nothing either")
    #expect(world.look(token)["state"].string == "revoked")
    #expect(try HouseCheck(db).faults().filter { $0.contains("urvey") } == [])
  }

  // MARK: Persons

  @Test func anErasureEmptiesTheTextsAndKeepsTheGrades() throws {
    let (survey, invitation, anna, _) = try asked()
    #expect(world.reply(world.token(invitation), Self.whole).status == 200)
    let again = #"{"amends":1,"answers":[{"question":1,"grade":3},{"question":4,"text":"Семён извинился"}]}"#
    #expect(world.reply(world.token(invitation), again).status == 200)
    #expect(world.post("/v1/clients/\(anna)/erase").status == 200)
    let answer = world.get("/v1/surveys/\(survey)/answers")["items/0"]
    #expect(answer["answers/0/grade"].int == 3 && answer["first_answers/0/grade"].int == 2)
    #expect(try db.lines("SELECT entries || first_entries FROM survey_answers").first?.contains("Семён") == false, "\(answer)")
    #expect(try HouseCheck(db).faults().filter { $0.contains("urvey") } == [])
  }

  @Test func anErasedClientIsNotAskedFurther() throws {
    let (_, invitation, anna, _) = try asked()
    let token = world.token(invitation)
    #expect(world.post("/v1/clients/\(anna)/erase").status == 200)
    #expect(world.look(token)["state"].string == "revoked" && world.reply(token, Self.good).codes == ["survey_link_revoked"])
  }

  @Test func theLinkOfAMergedClientStillWorksAndTheAnswerIsTheSurvivors() throws {
    let (survey, invitation, anna, _) = try asked()
    let token = world.token(invitation)
    let survivor = world.client("Крылова А.")
    #expect(world.post("/v1/clients/\(survivor)/merge", #"{"merged_id":\#(anna),"reason":"дубль"}"#).status == 200)
    #expect(world.reply(token, Self.good).status == 200)
    #expect(world.get("/v1/surveys/\(survey)/answers")["items/0/client_id"].int == survivor)
  }

  @Test func theCheckFindsSumsThatDifferFromTheAnswers() throws {
    let (survey, invitation, _, _) = try asked()
    #expect(world.reply(world.token(invitation), Self.whole).status == 200)
    #expect(try SurveySumTable(db).faults() == [])
    try db.script("UPDATE survey_sums SET count = 2 WHERE trait = 'all' AND question = 0")
    #expect(try SurveySumTable(db).faults() == ["The sums of survey \(survey) differ from its answers."])
    try db.script(
      "UPDATE survey_sums SET count = 1 WHERE trait = 'all' AND question = 0; UPDATE survey_counts SET count = 5 WHERE name = 'answered'")
    #expect(try SurveySumTable(db).faults() == ["Survey \(survey) counts 5 answers, but there are 1."])
  }

  @Test func entriesAreReadAsTheyWereWritten() {
    let entries: [SurveyEntry?] = [.grade(0), nil, .grades([1, nil, 10]), .text("«Да»\n\"нет\""), .grade(10)]
    #expect(SurveyEntryText.read(SurveyEntryText.write(entries)) == entries)
    for text in ["", "{}", "[", #"[true,{},1.5]"#] { #expect(SurveyEntryText.read(text).allSatisfy { $0 == nil }) }
    let traits = [SurveyTrait(.topic, "a=b"), SurveyTrait(.advisor, "7")]
    #expect([SurveyTrait](lines: traits.lines) == traits)
    #expect([SurveyTrait](lines: "nonsense\nx=1\n").isEmpty)
  }
}
