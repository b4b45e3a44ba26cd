import Desk
import Domain
import JSON
import SQLite
import Testing

@testable import API

@Suite struct SurveyRoutesTests {
  private let world: World
  init() throws { world = try World() }

  private static let whole = """
    {"name":"Визит","trigger":"order_delivered","every":7,"intro":{"ru":"Спасибо за визит."},"questions":[\
    {"kind":"ces","text":{"ru":"Записаться было легко."},"labels":[{"ru":"Не согласен"},{"ru":"Согласен"}]},\
    {"kind":"csi","text":{"ru":"Оцените от 1 до 10:"},"attributes":[{"name":"speed","text":{"ru":"Срок"},"weight":0.333333333},\
    {"name":"price","text":{"ru":"Цена"},"weight":0.666666667}]},\
    {"kind":"choice","text":{"ru":"Вы были у нас раньше?"},"options":[{"ru":"Да"},{"ru":"Нет"}]}],\
    "incentive":{"text":{"ru":"Скидка 5 % за ответ"},"for":"answer"},"review":{"url":"https://example.org/reviews?id=7","to":"everyone"}}
    """

  private func patch(_ id: Int64, _ body: String) -> World.Answer { world.ask("PATCH", "/v1/surveys/\(id)", body) }
  private func question(_ text: String) -> String { #"{"questions":[{"kind":"nps","text":{"ru":"\#(text)"}}]}"# }

  @Test func aSurveyIsReadAsItWasWritten() {
    let made = world.post("/v1/surveys", Self.whole)
    #expect(made.status == 201 && made.headers["Location"] == "/v1/surveys/\(made.id)", "\(made)")
    #expect(made["status"].string == "draft" && made["edition"].int == 1 && made["every"].int == 7)
    #expect(made["questions/1/attributes/0/weight"] == (try? JSONReader.parse("0.333333333")), "\(made)")
    #expect(made["questions/0/labels/1/ru"].string == "Согласен" && made["questions/2/options"].array.count == 2)
    #expect(made["review/url"].string == "https://example.org/reviews?id=7" && made["incentive/for"].string == "answer")
    #expect(world.get("/v1/surveys/\(made.id)").text == made.text)
    #expect(world.get("/v1/surveys")["items"].array.map { $0["id"].int } == [made.id])
    #expect(world.post("/v1/surveys", Self.whole, as: .advisor).code == "right_missing")
    #expect(world.get("/v1/surveys/99").status == 404 && world.get("/v1/surveys/99/editions").status == 404)
  }

  @Test func aFormThatDoesNotAskHonestlyIsRefusedWithABetterWording() {
    let refused = world.post(
      "/v1/surveys", #"{"name":"а","questions":[{"kind":"csat","text":{"en":"How satisfied are you with the repair?"}}]}"#)
    #expect(refused.status == 422 && refused.codes == ["survey_leading"] && refused.pointers == ["/questions/0/text/en"])
    #expect(
      refused["errors/0/message"].string
        == "The words “How satisfied” suggest the answer. Better: How satisfied or dissatisfied are you with the repair?")
    let wrong = world.post("/v1/surveys", #"{"name":"а","questions":[{"kind":"ces","text":{"ru":"Легко"}}]}"#)
    #expect(wrong.codes == ["survey_direction_missing"])
    for address in ["javascript:alert(1)", "http://example.org", "https://", "https://example.org/' onclick='"] {
      let unsafe = world.post(
        "/v1/surveys", #"{"name":"а","questions":[{"kind":"nps","text":{"ru":"Вы порекомендуете нас?"}}],"review":{"url":"\#(address)"}}"#)
      #expect(unsafe.codes == ["survey_review_address"] && unsafe.pointers == ["/review/url"], "\(address) \(unsafe)")
    }
    #expect(world.get("/v1/surveys")["items"].array.isEmpty)
    let id = world.post("/v1/surveys", Survey.newExample).id
    #expect(patch(id, question("Насколько вы довольны?")).codes == ["survey_leading"])
    #expect(world.get("/v1/surveys/\(id)")["version"].int == 1)
  }

  @Test func aChangedQuestionOfAnActiveSurveyBeginsAnotherEdition() {
    let id = world.post("/v1/surveys", Survey.newExample).id
    #expect(patch(id, question("Вы порекомендуете нас?"))["edition"].int == 1, "nobody was asked yet")
    #expect(world.get("/v1/surveys/\(id)/editions")["items"].array.isEmpty)
    #expect(world.post("/v1/surveys/\(id)/activate")["status"].string == "active")
    #expect(patch(id, #"{"name":"Другое","intro":{"ru":"Добрый день."}}"#)["edition"].int == 1)
    #expect(patch(id, question("Посоветуете ли вы нас знакомым?"))["edition"].int == 2)
    #expect(patch(id, question("Посоветуете ли вы нас знакомым?"))["version"].int == 5, "nothing changed")
    let editions = world.get("/v1/surveys/\(id)/editions")["items"].array
    #expect(editions.map { $0["edition"].int } == [2, 1])
    #expect(
      editions.map { $0["questions/0/text/ru"].string } == ["Посоветуете ли вы нас знакомым?", "Вы порекомендуете нас?"])
    #expect(world.get("/v1/surveys/\(id)/editions?limit=1")["items"].array.count == 1)
    let next = world.get("/v1/surveys/\(id)/editions?limit=1")["next_cursor"].string ?? ""
    #expect(world.get("/v1/surveys/\(id)/editions?limit=1&cursor=\(next)")["items/0/edition"].int == 1)
  }

  @Test func aSurveyIsActivatedOnceAndEndsOnce() {
    let id = world.post("/v1/surveys", Survey.newExample).id
    func move(_ name: String, _ role: Role = .manager) -> World.Answer { world.post("/v1/surveys/\(id)/\(name)", as: role) }
    #expect(move("end").codes == ["survey_status"] && move("activate", .operator).code == "right_missing")
    let active = move("activate")
    #expect(active["activated_at"].string == "2026-03-02T07:00:00.000Z" && active["ended_at"] == .null)
    #expect(move("activate").codes == ["survey_status"])
    #expect(move("end")["status"].string == "ended")
    for refused in [move("end"), move("activate"), patch(id, #"{"name":"x"}"#)] {
      #expect(refused.status == 409 && refused.codes == ["survey_status"], "\(refused)")
      #expect(refused["moves"].array.allSatisfy { $0["allowed"].bool == false })
    }
    let types = world.get("/v1/events?subject=survey&subject_id=\(id)")["items"].array.compactMap { $0["type"].string }
    #expect(Set(types) == ["survey.created", "survey.activated", "survey.ended"])
  }

  @Test func theCheckOfTheHouseMissesAnEditionThatIsGone() throws {
    let id = world.post("/v1/surveys", Survey.newExample).id
    #expect(world.post("/v1/surveys/\(id)/activate").status == 200)
    #expect(try HouseCheck(world.desk.db).faults().isEmpty)
    try world.desk.db.script("DELETE FROM survey_editions")
    #expect(try HouseCheck(world.desk.db).faults() == ["Survey \(id) has not kept the questions of its edition."])
  }

  @Test func everyPairOfStatusAndMoveIsDecided() {
    let allowed = Survey.Status.allCases.flatMap { status in
      Survey.Move.allCases.filter { Survey.allows(status, $0) }.map { "\(status) \($0)" }
    }
    #expect(allowed == ["draft change", "draft activate", "active change", "active end"])
  }
}
