import Domain
import JSON
import SQLite
import Testing

@testable import API
@testable import Desk

/// Who may collect a car, and what is recorded about that person.
@Suite struct CollectorTests {
  private let world: World
  init() throws { world = try World() }

  private func finished(_ client: String = "Анна Крылова") throws -> Visit {
    let visit = world.visit(client: client)
    visit.labour()
    visit.start()
    visit.ready()
    try visit.pay()
    return visit
  }

  private func cancelled() -> Visit {
    let visit = world.visit()
    visit.must("cancel", #"{"reason":"передумала"}"#)
    return visit
  }

  @Test func somebodyElseTakesTheCarOnlyOnceIdentified() throws {
    for (verb, visit) in [("deliver", try finished()), ("hand-over", cancelled())] {
      let refused = visit.post(verb, #"{"collected_by":"Олег Крылов"}"#)
      #expect(refused.status == 409 && refused.codes == ["collector_unidentified"], "\(verb): \(refused)")
      #expect(refused.pointers == ["/identified_by"] && !refused["moves"].array.isEmpty)
      #expect(visit.post(verb, #"{"collected_by":"Олег Крылов","identified_by":" "}"#).status == 422)
      let given = visit.must(verb, #"{"collected_by":"Олег Крылов","identified_by":"паспорт 4510 123456"}"#)
      #expect(given["collected_by"].string == "Олег Крылов")
      #expect(given["collected_identified_by"].string == "паспорт 4510 123456")
      #expect(!visit.read(as: .viewer).text.contains("4510"), "a paper's number is no more anybody's business than a telephone")
      let told = world.get("/v1/events?type=\(verb == "deliver" ? "work_order.delivered" : "work_order.handed_over")")["items/0"]
      #expect(!told.text.contains("4510"), "\(told)")
    }
  }

  @Test func aManagerHandsOverToAnybodyAndTheClientNeedsNoPaper() throws {
    let first = try finished()
    #expect(first.must("deliver", #"{"collected_by":"Олег"}"#, as: .manager)["collected_identified_by"].isNull)
    #expect(try finished().post("deliver", #"{"collected_by":"крылова анна"}"#).status == 200)
    #expect(cancelled().post("hand-over", #"{"collected_by":"Олег"}"#, as: .manager).status == 200)
  }

  @Test func aCompanysCarGoesToSomebodyWhoShowedAPaper() throws {
    let visit = try finished("ООО «Ромашка»")
    #expect(visit.post("deliver", #"{"collected_by":"Иван Петров"}"#).codes == ["collector_unidentified"])
    #expect(visit.post("deliver", #"{"collected_by":"Иван Петров","identified_by":"-"}"#).codes == ["collector_unidentified"])
    #expect(visit.post("deliver", #"{"collected_by":"Иван Петров","identified_by":"путевой лист № 7"}"#).status == 200)
  }

  @Test func theNameBesideAProxyIsTheProxysOrTheClients() throws {
    let visit = try finished()
    let proxy = world.post(
      "/v1/clients/\(visit.client)/proxies",
      #"{"name":"Олег Крылов","document":"дов. 1","may_collect":true,"valid_from_on":"2026-01-01","valid_until_on":"2026-12-31"}"#
    ).id
    #expect(visit.post("deliver", #"{"proxy_id":\#(proxy),"collected_by":"Иван"}"#).codes == ["collector_unidentified"])
    #expect(visit.must("deliver", #"{"proxy_id":\#(proxy),"collected_by":"Крылов О."}"#)["collected_proxy_id"].int == proxy)
  }

  @Test func thePaperIsErasedWithTheClient() throws {
    let visit = cancelled()
    visit.must("hand-over", #"{"collected_by":"Олег","identified_by":"паспорт 4510 123456"}"#)
    #expect(world.post("/v1/clients/\(visit.client)/erase").status == 200)
    let kept = try world.desk.db.lines(
      "SELECT collected_identified_by FROM work_orders UNION SELECT after FROM event_personal WHERE after IS NOT NULL")
    #expect(!kept.contains { $0.contains("4510") }, "\(kept)")
  }
}

extension JSONValue {
  fileprivate var text: String { "\(self)" }
}
