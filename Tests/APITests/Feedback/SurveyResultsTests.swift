import Domain
import JSON
import SQLite
import Testing

@testable import API
@testable import Desk

@Suite struct SurveyResultsTests {
  private let world: World
  private let client: Int64
  init() throws {
    world = try World()
    client = world.client("Анна")
  }
  private var db: Database { world.desk.db }

  private static let questions = """
    {"kind":"nps","text":{"ru":"Вы порекомендуете нас?"}},\
    {"kind":"csi","text":{"ru":"Оцените от 1 до 10:"},"attributes":[{"name":"speed","text":{"ru":"Срок"},"weight":0.25},\
    {"name":"price","text":{"ru":"Цена"},"weight":0.75}]},\
    {"kind":"choice","text":{"ru":"Вы были у нас раньше?"},"options":[{"ru":"Да"},{"ru":"Нет"}]}
    """

  /// An invitation that was asked, with what had happened, and its answer.
  private func answer(_ survey: Int64, _ traits: [SurveyTrait], _ entries: [SurveyEntry?], edition: Int64 = 1) throws {
    try world.desk.perform(as: .desk) { context in
      let invitation = try ask(survey, traits, edition, context)
      var reply = SurveyReply()
      reply.entries = entries
      try SurveyAnswering(context).take(reply, to: invitation, .link)
    }
  }

  private func ask(_ survey: Int64, _ traits: [SurveyTrait], _ edition: Int64, _ context: Context) throws -> SurveyInvitation {
    let series = try #require(try SurveySeriesTable(db).running(of: survey))
    var counted = series.series
    var decision = AskDecision(at: context.now)
    (decision.surveyID, decision.subject, decision.seriesID) = (survey, .client, series.id)
    decision.subjectID = (try db.value("SELECT count(*) FROM survey_decisions") ?? 0) + 1
    (decision.number, decision.isPicked) = (counted.take().number, true)
    decision.given = counted.last
    decision.id = try AskDecisionTable(db).insert(decision)
    try SurveySeriesTable(db).count("asked", of: survey)
    var invitation = SurveyInvitation(pickedAt: context.now, delayMinutes: 0)
    (invitation.surveyID, invitation.decisionID, invitation.clientID) = (survey, decision.id, client)
    invitation.ask(by: .program, edition: edition, traits, at: context.now)
    return try context.find(SurveyInvitationTable.self, SurveyInvitationTable(db).insert(invitation))
  }

  private func results(_ survey: Int64, _ query: String = "") -> World.Answer { world.get("/v1/surveys/\(survey)/results\(query)") }

  @Test func withoutAnswersThereAreNoFigures() throws {
    let survey = world.survey(questions: Self.questions)
    let none = results(survey)
    #expect(none["n"].int == 0 && none["score"].isNull && none["low"].isNull && none["response/rate"].isNull, "\(none)")
    #expect(none["trend"].array.isEmpty && none["groups"].array.isEmpty && none["distribution"].array.count == 11)
    #expect(
      results(survey, "?edition=2").codes == ["survey_edition_unknown"] && results(survey, "?question=4").codes == ["survey_no_figures"])
    #expect(world.get("/v1/surveys/\(survey)/results", as: .advisor).code == "right_missing")
    #expect(results(99).status == 404)
  }

  @Test func whatHadHappenedIsComparedAndSmallGroupsOfAPersonAreHidden() throws {
    let survey = world.survey(questions: Self.questions)
    let advisor = world.users[.advisor] ?? 0
    for grade in [9, 10, 9, 10, 8, 9] {
      try answer(survey, [SurveyTrait(.late, "on_time"), SurveyTrait(.advisor, "\(advisor)")], [.grade(grade), nil, .grade(1)])
    }
    for grade in [2, 6, 9] { try answer(survey, [SurveyTrait(.late, "late"), SurveyTrait(.advisor, "1")], [.grade(grade), nil, nil]) }
    let found = results(survey)
    var groups: [String: JSONValue] = [:]
    for group in found["groups"].array { groups["\(group["by"].string ?? "") \(group["value"].string ?? "")"] = group }
    #expect(found["n"].int == 9 && groups["late on_time"]?["n"].int == 6 && groups["late late"]?["n"].int == 3, "\(found)")
    #expect(groups["advisor \(advisor)"]?["name"].string == "User advisor" && groups["advisor \(advisor)"]?["n"].int == 6)
    #expect(
      groups["advisor 1"]?["hidden"].bool == true && groups["advisor 1"]?["n"].isNull == true
        && groups["advisor 1"]?["score"].isNull == true)
    let late = world.get(groups["late late"]?["answers"].string ?? "")["items"].array
    #expect(late.count == 3 && late.allSatisfy { $0["answers/0/question"].int == 1 })
    #expect(results(survey, "?question=3")["kind"].string == "choice" && results(survey, "?question=3")["distribution/0/count"].int == 6)
    #expect(
      found["response/asked"].int == 9 && found["response/rate"] == (try? JSONReader.parse("100.0")) || found["response/answered"].int == 9)
  }

  @Test func theTrendShowsWhereTheQuestionsChanged() throws {
    let survey = world.survey(questions: Self.questions)
    try answer(survey, [], [.grade(9), nil, nil])
    world.wait(days: 21)
    #expect(
      world.ask(
        "PATCH", "/v1/surveys/\(survey)",
        #"{"questions":[{"kind":"text","text":{"ru":"Что нам изменить?"}},{"kind":"nps","text":{"ru":"Посоветуете нас знакомым?"}}]}"#
      )["edition"].int == 2)
    try answer(survey, [], [nil, .grade(3)], edition: 2)
    let weeks = results(survey, "?by=week")["trend"].array
    #expect(weeks.map { $0["from_on"].string } == ["2026-03-02", "2026-03-09", "2026-03-16", "2026-03-23"], "\(weeks)")
    #expect(weeks.map { $0["edition"].int } == [1, 1, 1, 2] && weeks.map { $0["n"].int } == [1, 0, 0, 1])
    #expect(results(survey)["n"].int == 1 && results(survey, "?edition=1")["n"].int == 1)
    #expect(results(survey)["trend"].array.map { $0["edition"].int } == [1, 2])
    let drawn = world.ask("GET", "/v1/surveys/\(survey)/results", headers: [("Accept", "image/svg+xml"), ("Accept-Language", "ru")])
    #expect(drawn.status == 200 && drawn.text.hasPrefix("<svg"), "\(drawn)")
    #expect(drawn.text.contains("Динамика") && drawn.text.contains("stroke-dasharray"))
    for picture in ["distribution", "funnel"] {
      let other = world.ask("GET", "/v1/surveys/\(survey)/results?picture=\(picture)", headers: [("Accept", "image/svg+xml, */*;q=0.1")])
      #expect(other.text.hasPrefix("<svg"), "\(other)")
    }
    #expect(world.ask("GET", "/v1/surveys/\(survey)/results", headers: [("Accept", "text/html, application/json")])["n"].int == 1)
  }

  @Test func anAnonymousSurveyTellsAWeekWhenItIsOverAndNothingOfFewerThanFive() throws {
    let survey = world.survey(#""every":1,"anonymous":true"#, questions: Self.questions)
    for grade in [9, 9, 2, 7] { try answer(survey, [SurveyTrait(.late, "late"), SurveyTrait(.advisor, "1")], [.grade(grade), nil, nil]) }
    world.wait(days: 7)
    let four = results(survey)
    #expect(four["hidden"].bool == true && four["n"].isNull && four["score"].isNull && four["distribution"].array.isEmpty, "\(four)")
    #expect(four["groups"].array.map { $0["by"].string } == ["late"] && four["groups/0/n"].isNull, "no person is among what happened")
    try answer(survey, [SurveyTrait(.late, "late")], [.grade(10), nil, nil])
    #expect(results(survey)["hidden"].bool == true && results(survey)["response/answered"].int == 4, "this week is not over")
    world.wait(days: 7)
    let five = results(survey)
    #expect(five["n"].int == 5 && five["groups/0/n"].int == 5 && five["groups/0/value"].string == "late", "\(five)")
    #expect(try SurveySumTable(db).faults() == [])
  }

  // MARK: Property

  /// Answers and amendments at random over two years; the kept sums give what the answers give when they are summed up from scratch.
  @Test func theKeptSumsAreThoseOfTheAnswersThemselves() throws {
    let survey = world.survey(questions: Self.questions)
    var dice = Dice(state: 23)
    var given: [(entries: [SurveyEntry?], traits: [SurveyTrait])] = []
    for _ in 1...300 {
      world.wait(minutes: Int64(dice.next() % 6_000))
      let traits = [SurveyTrait(.late, dice.next() % 3 == 0 ? "late" : "on_time"), SurveyTrait(.advisor, "\(dice.next() % 4 + 1)")]
      try answer(survey, traits, entries(&dice))
      given.append((try lastEntries(), traits))
      if dice.next() % 4 == 0 {
        let amended = entries(&dice)
        try world.desk.perform(as: .desk) { context in
          let last = try #require(try SurveyInvitationTable(db).first("WHERE survey_id = ? ORDER BY id DESC LIMIT 1", survey))
          var reply = SurveyReply()
          (reply.entries, reply.amends) = (amended, 1)
          try SurveyAnswering(context).take(reply, to: last, .link)
        }
        given[given.count - 1].entries = amended
      }
    }
    for (place, kind) in [(0, ScoreKind.nps), (1, .csi)] {
      let found = results(survey, "?question=\(place + 1)")
      let expected = figures(given.map(\.entries), place, kind)
      #expect(found["n"].int == expected.n)
      try expect(found["score"], expected.score?.value)
      try expect(found["low"], expected.score?.low)
      #expect(found["trend"].array.reduce(0) { $0 + ($1["n"].int ?? 0) } == expected.n)
      for group in found["groups"].array {
        let name = try #require(SurveyTrait.Name(rawValue: group["by"].string ?? ""))
        let trait = SurveyTrait(name, group["value"].string ?? "")
        let own = figures(given.filter { $0.traits.contains(trait) }.map(\.entries), place, kind)
        #expect(group["n"].int == own.n, "\(trait)")
        try expect(group["score"], own.score?.value)
      }
    }
    #expect(try SurveySumTable(db).faults() == [])
    #expect(try world.surveyFaults() == [])
  }

  private func entries(_ dice: inout Dice) -> [SurveyEntry?] {
    let grades: [Int?] = [Int(dice.next() % 10) + 1, Int(dice.next() % 10) + 1]
    return [.grade(Int(dice.next() % 11)), dice.next() % 2 == 0 ? nil : .grades(grades), dice.next() % 3 == 0 ? .grade(1) : nil]
  }

  private func lastEntries() throws -> [SurveyEntry?] {
    SurveyEntryText.read(try db.value("SELECT entries FROM survey_answers ORDER BY id DESC LIMIT 1") ?? "")
  }

  private func figures(_ all: [[SurveyEntry?]], _ place: Int, _ kind: ScoreKind) -> SurveyFigures {
    if kind == .csi {
      let people = all.compactMap { entries -> [Int]? in
        if case .grades(let grades) = entries[place] { grades.compactMap(\.self) } else { nil }
      }
      let weights = [AttributeWeight(billionths: 250_000_000), AttributeWeight(billionths: 750_000_000)].compactMap(\.self)
      return SurveyFigures(weights: weights, answers: people)
    }
    var tally = Tally(kind)
    for entries in all { if case .grade(let grade) = entries[place] { tally.add(grade) } }
    return SurveyFigures(tally)
  }

  private func expect(_ value: JSONValue, _ expected: Double?, at location: SourceLocation = #_sourceLocation) throws {
    guard let expected else { return #expect(value.isNull, sourceLocation: location) }
    guard case .number(let number) = value, let found = Double(number.text) else {
      Issue.record("\(value) is no \(expected)", sourceLocation: location)
      return
    }
    #expect(abs(found - expected) < 1e-9, sourceLocation: location)
  }

  @Test func resultsAreReadFromKeptSumsOnly() throws {
    let survey = world.survey(questions: Self.questions)
    try answer(survey, [SurveyTrait(.late, "late")], [.grade(9), nil, nil])
    let statements = db.statements { _ = results(survey) }
    #expect(
      statements.contains { $0.contains("survey_sums") }
        && !statements.contains { $0.contains("survey_answers") })
    for counting in statements where counting.contains("survey_decisions") {
      #expect(
        counting.contains("LIMIT 1") || counting.contains("id > (SELECT max(id) FROM survey_decisions) /"), "the newest decisions alone")
    }
    for statement in statements {
      for step in try db.plan(statement) { #expect(!step.hasPrefix("SCAN "), "\(step): \(statement)") }
    }
  }
}
