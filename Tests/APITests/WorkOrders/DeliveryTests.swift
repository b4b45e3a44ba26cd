import Desk
import Domain
import SQLite
import Testing

@testable import API

@Suite struct DeliveryTests {
  @Test func aDeliveryNeedsDocumentsMoneyAndACollectorAndStartsWarranties() throws {
    let world = try World()
    let visit = world.visit()
    let line = visit.labour()
    visit.start()
    visit.ready()
    #expect(Set(visit.post("deliver", "{}").codes) == ["document_missing", "collector_missing"])
    try visit.pay(100_000)
    #expect(visit.post("deliver", #"{"collected_by":"Анна"}"#).codes == ["unpaid"])
    try world.desk.db.script("UPDATE documents SET paid_minor = gross_minor")
    let given = visit.must("deliver", #"{"collected_by":"Анна Крылова","old_parts_outcome":"returned"}"#)
    #expect(given["status"].string == "delivered")
    #expect(given["collected_by"].string == "Анна Крылова")
    #expect(given["old_parts_outcome"].string == "returned")
    #expect(!given["handed_over_at"].isNull)
    let warranty = world.get("/v1/vehicles/\(visit.vehicle)/coverages")["items/0"]
    #expect(warranty["kind"].string == "repair")
    #expect(warranty["until_on"].string == "2026-09-02")
    #expect(warranty["until_km"].int == 60_000)
    #expect(visit.post("lines", OrderLineBody.example).codes == ["work_order_closed"])
    #expect(visit.post("complaints", ComplaintBody.example).codes == ["work_order_closed"])
    let back = world.visit(visit.client, visit.vehicle, #""kind":"warranty","comeback_of_id":\#(visit.id)"#)
    let other = back.labour("Диагностика")
    #expect(back.must("lines/\(other)/coverage-check", "{}")["coverage_check/verdict"].string == "not_covered")
    let same = back.labour()
    #expect(back.must("lines/\(same)/coverage-check", "{}")["payers/0/role"].string == "company")
    #expect(line != same)
  }

  @Test func aProxyCollectsOnlyWithThePowerAndWithinTheirDays() throws {
    let world = try World()
    let visit = world.visit()
    visit.labour()
    visit.start()
    visit.ready()
    try visit.pay()
    func proxy(_ collect: Bool, _ until: String) -> Int64 {
      world.post(
        "/v1/clients/\(visit.client)/proxies",
        #"{"name":"Олег","document":"дов. 1","may_place":true,"may_approve":false,"may_collect":\#(collect),"valid_from_on":"2026-01-01","valid_until_on":"\#(until)"}"#
      ).id
    }
    #expect(visit.post("deliver", #"{"proxy_id":\#(proxy(false, "2026-12-31"))}"#).codes == ["proxy_may_not_collect"])
    #expect(visit.post("deliver", #"{"proxy_id":\#(proxy(true, "2026-03-01"))}"#).codes == ["proxy_expired"])
    #expect(visit.post("deliver", #"{"proxy_id":999}"#).codes == ["no_such_proxy"])
    #expect(visit.must("deliver", #"{"proxy_id":\#(proxy(true, "2026-03-02"))}"#)["collected_by"].string == "Олег")
  }
}

extension Visit {
  /// Inserts the client's paid invoice, so that these tests do not depend on the billing room.
  func pay(_ paid: Int64? = nil) throws {
    let total = read()["total_minor"].int ?? 0
    try world.desk.db.script(
      """
      INSERT INTO documents (number, kind, work_order_id, payer_role, payer_client_id, buyer_name, completed_on, issued_at, issued_by_id,
        gross_minor, vat_minor, paid_minor)
      VALUES ('СЧ-\(id)', 'invoice', \(id), 'client', \(client), 'Анна', 20000, 0, 1, \(total), 0, \(paid ?? total))
      """)
  }
}
