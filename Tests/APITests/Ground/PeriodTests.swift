import Domain
import Testing

@testable import API

/// A period is two days of the centre's calendar, both inclusive: `<field>_from` and `<field>_to`, or `from` and `to`.
@Suite struct PeriodTests {
  @Test func everyRouteSpeaksOfPeriodsInOneWay() throws {
    let world = try World()
    var found: [String] = []
    // A calendar is asked about moments.
    let moments: Set = ["/v1/calendars/{id}/due", "/v1/calendars/{id}/minutes"]
    // Only a head office answers for its centres.
    for route in world.service.routes where !moments.contains(route.path) && !route.path.hasPrefix("/v1/chain/") {
      let asked = route.query?.properties ?? []
      // A clock is due at a moment.
      for property in asked where property.name != "due_before" {
        guard case .text(_, _, let format?) = property.schema, format.hasPrefix("date") else { continue }
        #expect(format == "date", "\(route.path) \(property.name) asks for a moment")
        let (start, end) = (property.name.replacing(/to$/, with: "from"), property.name.replacing(/from$/, with: "to"))
        #expect(asked.contains { $0.name == start } && asked.contains { $0.name == end }, "\(route.path) \(property.name)")
        if property.name == end { found.append("\(route.path.replacing("{id}", with: "1"))?\(start)=DAY&\(end)=2026-03-02") }
      }
    }
    #expect(
      found.sorted() == [
        "/v1/calendars/1/days?from=DAY&to=2026-03-02", "/v1/callbacks?slot_from=DAY&slot_to=2026-03-02",
        "/v1/clockings?started_from=DAY&started_to=2026-03-02",
        "/v1/documents?issued_from=DAY&issued_to=2026-03-02",
        "/v1/events?from=DAY&to=2026-03-02", "/v1/payments?from=DAY&to=2026-03-02",
        "/v1/purchase-orders?created_from=DAY&created_to=2026-03-02", "/v1/purchase-orders?expected_from=DAY&expected_to=2026-03-02",
        "/v1/reports/stage-times?from=DAY&to=2026-03-02", "/v1/reports/turnover?from=DAY&to=2026-03-02",
        "/v1/surveys/1/answers?week_from=DAY&week_to=2026-03-02", "/v1/tickets?opened_from=DAY&opened_to=2026-03-02",
        "/v1/work-orders?opened_from=DAY&opened_to=2026-03-02",
      ])
    #expect(world.post("/v1/surveys", Survey.newExample).id == 1)
    for query in found {
      #expect(world.get(query.replacing("DAY", with: "2026-03-02")).status == 200, "\(query): one day is a period")
      let backwards = world.get(query.replacing("DAY", with: "2026-03-03"))
      #expect(backwards.status == 400 && backwards.codes == ["period_backwards"], "\(query): \(backwards)")
      #expect(backwards.pointers == [String(query.split(separator: "&")[1].split(separator: "=")[0])])
    }
  }

  @Test func documentsAndPaymentsAreFoundByTheCentresDays() throws {
    let world = try World(at: "2026-03-31T20:59:00Z")
    let anna = try world.payer("Анна")
    for _ in 1...2 {
      _ = world.bill(try world.order(of: anna, [.init(price: 1_000)]))
      #expect(world.pay(#"{"client_id":\#(anna),"method":"card","amount_minor":700}"#).status == 201)
      world.wait(minutes: 1)
    }
    func ids(_ query: String) -> [Int64] { world.get(query)["items"].array.compactMap { $0["id"].int } }
    #expect(ids("/v1/documents?issued_to=2026-03-31") == [1] && ids("/v1/documents?issued_from=2026-04-01") == [2])
    #expect(ids("/v1/documents?issued_from=2026-03-31&issued_to=2026-04-01") == [1, 2])
    #expect(ids("/v1/payments?to=2026-03-31") == [1] && ids("/v1/payments?from=2026-04-01&to=2026-04-01") == [2])
    for gone in ["/v1/documents?issued_before=2026-04-01", "/v1/payments?before=2026-04-01", "/v1/clockings?day=2026-04-01"] {
      #expect(world.get(gone).status == 400)
    }
  }

  @Test func purchaseOrdersAreFoundByWhenTheyWereMadeAndAreExpected() throws {
    let world = try World(at: "2026-03-02T20:59:00Z")
    let supplier = world.post("/v1/suppliers", #"{"name":"Север"}"#).id
    func order(_ expected: String) -> Int64 {
      world.post("/v1/purchase-orders", #"{"supplier_id":\#(supplier),"expected_on":"\#(expected)"}"#).id
    }
    let first = order("2026-03-10")
    world.wait(minutes: 1)
    let second = order("2026-03-11")
    func ids(_ query: String) -> [Int64] { world.get("/v1/purchase-orders?\(query)")["items"].array.compactMap { $0["id"].int } }
    #expect(ids("created_to=2026-03-02") == [first] && ids("created_from=2026-03-03") == [second])
    #expect(ids("expected_from=2026-03-10&expected_to=2026-03-10") == [first])
    #expect(ids("expected_from=2026-03-10&expected_to=2026-03-11") == [second, first])
  }
}
