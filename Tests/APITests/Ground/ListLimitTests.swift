import Desk
import Domain
import SQLite
import Testing

@testable import API

/// Lists inside one card, filled up to their limit with SQL.
@Suite struct ListLimitTests {
  private func isFull(_ answer: World.Answer, at location: SourceLocation = #_sourceLocation) {
    #expect(answer.status == 409 && answer.codes == ["limit_reached"], "\(answer)", sourceLocation: location)
  }

  /// Inserts `count` rows made by `select`, where `i` is the row's number.
  private func fill(_ world: World, _ count: Int, _ insert: String, _ select: String) throws {
    try world.desk.db.script(
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(count)) INSERT INTO \(insert) SELECT \(select) FROM n")
  }

  @Test func anOrderHasTwoHundredComplaints() throws {
    let visit = try World().visit()
    for number in 2...200 { visit.must("complaints", #"{"text":"\#(number)"}"#) }
    let more = visit.post("complaints", #"{"text":"Ещё"}"#)
    isFull(more)
    #expect(!more["moves"].array.isEmpty)
    #expect(visit.read()["complaints"].array.count == 200)
  }

  private func fillLines(_ visit: Visit, _ count: Int) throws {
    try fill(
      visit.world, count,
      "order_lines (work_order_id, kind, status, code, name, unit, quantity, unit_price_minor, gross_minor, tax_category, created_at)",
      "\(visit.id), 'labour', 'proposed', 'Т', 'Работа ' || i, 'hour', 1000, 100, 100, 'standard', 0")
  }

  @Test func anOrderHasAThousandLines() throws {
    let visit = try World().visit()
    visit.estimate()
    try fillLines(visit, 999)
    let last = visit.labour()
    isFull(visit.post("lines", #"{"kind":"labour","name":"Ещё","quantity":1,"unit_price_minor":100}"#))
    // Removed lines are still shown, so they count.
    #expect(visit.world.ask("DELETE", "\(visit.path)/lines/\(last)", as: .advisor).status == 204)
    isFull(visit.post("lines", #"{"kind":"labour","name":"Ещё","quantity":1,"unit_price_minor":100}"#))
    try visit.world.desk.db.execute("UPDATE order_lines SET status = 'declined' WHERE id = ?", last)
    let later = visit.world.visit(visit.client, visit.vehicle)
    later.estimate()
    try fillLines(later, 1_000)
    isFull(later.post("lines/from-declined", #"{"line_ids":[\#(last)]}"#))
  }

  /// Decides on all lines, by telephone and by the client's link.
  @Test(arguments: [true, false]) func aLongEstimateIsApprovedAsAWhole(_ byPhone: Bool) throws {
    let world = try World()
    let visit = world.visit()
    visit.estimate()
    try fillLines(visit, 300)
    let estimate = visit.offer()
    let lines = world.get("/v1/estimates/\(estimate)", as: .advisor)["items"].array.compactMap { $0["line_id"].int }
    #expect(lines.count == 300)
    let items = lines.map { #"{"line_id":\#($0),"decision":"approved"}"# }.joined(separator: ",")
    if byPhone {
      let said = world.post("/v1/estimates/\(estimate)/approve", #"{"how":"phone","items":[\#(items)]}"#, as: .advisor)
      #expect(said.status == 200, "\(said)")
    } else {
      let link = world.post("/v1/estimates/\(estimate)/link", "{}", as: .advisor)["url"].string ?? ""
      let token = link.split(separator: "/").last.map(String.init) ?? ""
      let said = world.post("/v1/approval-links/\(token)", #"{"items":[\#(items)]}"#, as: nil)
      #expect((200...299).contains(said.status), "\(said)")
    }
    #expect(visit.status == "approved")
  }

  @Test func anOrderHasTwoHundredEstimates() throws {
    let visit = try World().visit()
    visit.estimate()
    visit.labour()
    visit.must("promise", #"{"promised_at":"2026-03-20T15:00:00Z","reason":"так"}"#)
    try fill(
      visit.world, 200,
      "estimates (work_order_id, kind, title, status, promised_at, gross_minor, vat_minor, client_gross_minor, created_by_id, created_at)",
      "\(visit.id), 'main', 'A', 'superseded', 0, 0, 0, 0, 1, 0")
    isFull(visit.post("estimates", #"{"title":"Ещё"}"#))
  }

  @Test func aClientHasAHundredProxies() throws {
    let world = try World()
    let anna = world.client("Анна Крылова")
    try fill(
      world, 100,
      "proxies (client_id, name, document, may_place, may_approve, may_collect, valid_from_on, valid_until_on, created_at)",
      "\(anna), 'Олег ' || i, '№', 1, 0, 0, 20000, 21000, 0")
    isFull(
      world.post(
        "/v1/clients/\(anna)/proxies",
        #"{"name":"Борис","document":"№ 17","may_approve":true,"valid_from_on":"2026-01-01","valid_until_on":"2027-01-01"}"#))
    // A merge cannot exceed the limit either.
    let twin = world.client("Анна К.")
    world.post(
      "/v1/clients/\(twin)/proxies",
      #"{"name":"Борис","document":"№ 17","may_approve":true,"valid_from_on":"2026-01-01","valid_until_on":"2027-01-01"}"#)
    isFull(world.post("/v1/clients/\(anna)/merge", #"{"merged_id":\#(twin),"reason":"одна"}"#))
  }

  @Test func aMergeMakesNoEndlessCard() throws {
    let world = try World()
    let anna = world.client("Анна Крылова", #""phones":["89031234567"]"#)
    let twin = world.client("Анна К.", #""phones":["89031234568"],"emails":["a@example.org"],"tags":["вип"]"#)
    try fill(world, 49, "client_phones (client_id, phone, position)", "\(anna), '+7903200' || (1000 + i), i + 1")
    isFull(world.post("/v1/clients/\(anna)/merge", #"{"merged_id":\#(twin),"reason":"одна"}"#))
    try world.desk.db.execute("DELETE FROM client_phones WHERE client_id = ? AND position = 50", anna)
    #expect(world.post("/v1/clients/\(anna)/merge", #"{"merged_id":\#(twin),"reason":"одна"}"#).status == 200)
  }

  @Test func aVehicleHasAHundredCoveragesAndAThousandReadings() throws {
    let world = try World()
    let factory = world.client("Завод")
    let car = world.vehicle(#""client_id":\#(factory)"#)
    try fill(
      world, 100, "coverages (vehicle_id, kind, name, payer_role, payer_client_id, from_on, until_on, created_at)",
      "\(car), 'manufacturer', 'Г', 'manufacturer', \(factory), 20000, 21000, 0")
    isFull(
      world.post(
        "/v1/vehicles/\(car)/coverages",
        #"{"kind":"manufacturer","name":"Завод","payer_role":"manufacturer","payer_client_id":\#(factory),"from_on":"2026-01-01","#
          + #""until_on":"2027-01-01"}"#))
    try fill(world, 1_000, "odometer_readings (vehicle_id, km, at, source)", "\(car), i, i * 1000, 'manual'")
    isFull(world.post("/v1/vehicles/\(car)/odometer-readings", #"{"odometer_km":50000}"#))
    // Opening an order is never refused because of the number of readings.
    #expect(world.open(factory, car).status == 201)
  }

  @Test func aPartHasAHundredNumbersAndTheStoreTwoHundredPlaces() throws {
    let world = try World()
    let part = world.part("GDB1", stock: 0)
    try fill(world, 100, "part_numbers (part_id, number, number_key, kind)", "\(part), 'N' || i, 'N' || i, 'oem'")
    isFull(world.post("/v1/parts/\(part)/numbers", #"{"number":"X1","kind":"oem"}"#, as: .storekeeper))
    try fill(world, 200, "locations (name, kind)", "'Место ' || i, 'store'")
    isFull(world.post("/v1/locations", #"{"name":"Ещё","kind":"store"}"#, as: .storekeeper))
  }

  @Test func aPurchaseOrderHasTwoHundredReceipts() throws {
    let world = try World()
    let part = world.part("GDB1", stock: 0)
    let supplier = world.post("/v1/suppliers", #"{"name":"Север"}"#, as: .storekeeper).id
    let bought = world.post(
      "/v1/purchase-orders", #"{"supplier_id":\#(supplier),"lines":[{"part_id":\#(part),"quantity":500,"price_minor":100}]}"#,
      as: .storekeeper)
    let path = "/v1/purchase-orders/\(bought.id)"
    world.post("\(path)/send", "{}", as: .storekeeper)
    try fill(world, 200, "receipts (purchase_order_id, at)", "\(bought.id), 0")
    let line = bought["lines/0/id"].int ?? 0
    isFull(world.post("\(path)/receive", #"{"lines":[{"line_id":\#(line),"quantity":1}]}"#, as: .storekeeper, key: "r"))
  }

  @Test func ordersFromShortagesAreNoLongerThanThoseByHand() throws {
    let world = try World()
    let supplier = world.post("/v1/suppliers", #"{"name":"Север"}"#, as: .storekeeper).id
    try fill(
      world, 201,
      "parts (article, article_key, maker, maker_key, name, unit, price_minor, min_quantity, supplier_id, search_text, created_at)",
      "'A' || i, 'A' || i, 'TRW', 'TRW', 'Д', 'piece', 100, 1000, \(supplier), '', 0")
    world.milliseconds = 60_000
    let made = world.post("/v1/purchase-orders/from-shortages", #"{"include_minimums":true}"#, as: .storekeeper)
    #expect(made["purchase_orders"].array.map { $0["lines"].array.count } == [200, 1], "\(made.status)")
  }

  /// A long response is not kept for retries; only the fact is.
  @Test func aLongAnswerIsKeptAsDoneOnly() throws {
    let world = try World()
    let visit = world.visit()
    try fillLines(visit, 300)
    let first = world.post("\(visit.path)/estimate", as: .advisor, key: "k")
    #expect(first.status == 200 && first.body.count > 65_536, "\(first.status) \(first.body.count)")
    let again = world.post("\(visit.path)/estimate", as: .advisor, key: "k")
    #expect(again.status == 409 && again.code == "answered_at_length", "\(again)")
    #expect(try world.count("SELECT max(length(body)) FROM idempotency_keys") == 0)
    #expect(world.post("\(visit.path)/estimate", #"{"x":1}"#, as: .advisor, key: "k").codes == ["idempotency_key_reused"])
    // A short response is repeated.
    let short = world.post("\(visit.path)/complaints", #"{"text":"Ещё"}"#, as: .advisor, key: "c")
    let repeated = world.post("\(visit.path)/complaints", #"{"text":"Ещё"}"#, as: .advisor, key: "c")
    #expect(repeated.body == short.body && repeated.headers["Idempotency-Replayed"] == "true")
  }
}
