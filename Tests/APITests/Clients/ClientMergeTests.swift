import Domain
import SQLite
import Testing

@testable import API
@testable import Desk

@Suite struct ClientMergeTests {
  /// Anna twice: the second card has a car, an open order, an invoice, a payment, a proxy and consents.
  private func twoAnnas(_ world: World) throws -> (anna: Int64, twin: Int64, car: Int64) {
    let anna = world.client("Анна Крылова", #""phones":["89031234567"],"tags":["vip"]"#)
    let twin = world.client("Крылова А.", #""phones":["89031234567","89165551122"],"emails":["anna@example.org"],"tags":["vip","такси"]"#)
    let car = world.vehicle(#""plate":"А123ВС77","client_id":\#(twin)"#)
    world.post("/v1/clients/\(anna)/consents", #"{"purpose":"survey","given":false,"how":"звонок"}"#)
    world.post("/v1/clients/\(twin)/consents", #"{"purpose":"survey","given":true,"how":"анкета"}"#)
    world.post("/v1/clients/\(twin)/consents", #"{"purpose":"marketing","given":true,"how":"анкета"}"#)
    world.post(
      "/v1/clients/\(twin)/proxies",
      #"{"name":"Борис","document":"№ 17","may_place":true,"valid_from_on":"2026-01-01","valid_until_on":"2027-01-01"}"#)
    try Given.order(world, 1, client: twin, vehicle: car)
    try Given.line(world, 1, order: 1, payer: twin)
    try Given.invoice(world, 1, order: 1, payer: twin, gross: 1_000, paid: 1_000)
    try Given.payment(world, 1, client: twin, amount: 1_000, allocated: 1_000)
    return (anna, twin, car)
  }

  private func rows(_ world: World, _ sql: String) throws -> [String] { try world.desk.db.lines(sql) }

  private let everything = [
    "SELECT id || ' ' || client_id || ' ' || phone || ' ' || position FROM client_phones ORDER BY id",
    "SELECT id || ' ' || client_id || ' ' || position FROM client_emails ORDER BY id",
    "SELECT client_id || ' ' || tag FROM client_tags ORDER BY 1",
    "SELECT id || ' ' || client_id FROM consents ORDER BY id", "SELECT id || ' ' || client_id FROM proxies ORDER BY id",
    "SELECT id || ' ' || client_id FROM vehicles ORDER BY id", "SELECT id || ' ' || client_id FROM vehicle_owners ORDER BY id",
    "SELECT id || ' ' || client_id FROM work_orders ORDER BY id", "SELECT order_line_id || ' ' || payer_client_id FROM line_payers",
    "SELECT id || ' ' || payer_client_id || buyer_name FROM documents", "SELECT id || ' ' || client_id FROM payments",
    "SELECT id || ' ' || status || COALESCE(merged_into_id, '') || search_text FROM clients ORDER BY id",
    "SELECT event_id || ' ' || client_id FROM event_personal WHERE event_id <= 12 ORDER BY 1",
    "SELECT id || ' ' || client_id FROM events WHERE id <= 12 AND client_id IS NOT NULL ORDER BY id",
  ]

  @Test func aMergeMovesEverythingAndUndoMovesBackExactlyThat() throws {
    let world = try World()
    let (anna, twin, car) = try twoAnnas(world)
    let before = try everything.map { try rows(world, $0) }
    let merge = world.post("/v1/clients/\(anna)/merge", #"{"merged_id":\#(twin),"reason":"тот же телефон"}"#)
    #expect(merge.status == 200)

    let card = world.get("/v1/clients/\(anna)")
    #expect(card["phones"].array.map(\.string) == ["+79031234567", "+79165551122"])
    #expect(card["emails/0"].string == "anna@example.org")
    #expect(card["tags"].array.map(\.string) == ["vip", "такси"])
    #expect(card["proxies"].array.count == 1)
    #expect(world.get("/v1/vehicles/\(car)")["client_id"].int == anna)
    #expect(world.get("/v1/clients?q=89165551122")["items/0/id"].int == anna)
    for place in [
      "work_orders.client_id", "line_payers.payer_client_id", "documents.payer_client_id", "payments.client_id", "events.client_id",
    ] {
      #expect(merge["moved"].array.contains { $0["place"].string == place }, "\(place)")
    }
    #expect(try rows(world, "SELECT buyer_name FROM documents") == ["Покупатель"])

    let asked = world.get("/v1/clients/\(twin)")
    #expect(asked.id == anna)
    #expect(asked["merged_into_id"].int == anna)
    #expect(world.get("/v1/clients/\(twin)/vehicles")["items/0/id"].int == car)

    #expect(world.post("/v1/client-merges/\(merge.id)/undo").status == 200)
    #expect(try everything.map { try rows(world, $0) } == before)
    #expect(world.post("/v1/client-merges/\(merge.id)/undo").code == "merge_undone")
    #expect(world.get("/v1/client-merges?client_id=\(twin)")["items"].array.count == 1)
  }

  @Test func theSurvivorsPhonesAndMailsComeFirstWhicheverCardIsOlder() throws {
    let world = try World()
    let old = world.client("Анна", #""phones":["+79031110001","+79031110002","+79031110003"],"emails":["old@example.net"]"#)
    let new = world.client("Анна", #""phones":["+79031110009","+79031110002"],"emails":["new@example.net"]"#)
    func phones(_ id: Int64) -> [String] { world.get("/v1/clients/\(id)")["phones"].array.compactMap(\.string) }
    let merge = world.post("/v1/clients/\(new)/merge", #"{"merged_id":\#(old),"reason":"одна"}"#)
    #expect(phones(new) == ["+79031110009", "+79031110002", "+79031110001", "+79031110003"], "\(phones(new))")
    #expect(world.get("/v1/clients/\(new)")["emails/0"].string == "new@example.net")
    #expect(world.get("/v1/clients?q=%D0%90%D0%BD%D0%BD%D0%B0")["items/0/phones/0"].string == "+79031110009")
    #expect(try HouseCheck(world.desk.db).faults().isEmpty)
    #expect(world.post("/v1/client-merges/\(merge.id)/undo").status == 200)
    #expect(phones(old) == ["+79031110001", "+79031110002", "+79031110003"] && phones(new) == ["+79031110009", "+79031110002"])
    #expect(try HouseCheck(world.desk.db).faults().isEmpty)
  }

  @Test func twoCardsWithOpenOrdersOnOneCarAreOneClientWithBoth() throws {
    let world = try World()
    let part = world.part("GDB1", stock: 1)
    let (anna, twin) = (world.client("Анна Крылова"), world.client("Крылова А."))
    let car = world.vehicle(#""client_id":\#(twin)"#)
    let (first, second) = (world.visit(twin, car), world.visit(anna, car))
    let held = first.part(part).id
    second.labour()
    second.estimate()
    let estimate = second.offer()
    let merge = world.post("/v1/clients/\(anna)/merge", #"{"merged_id":\#(twin),"reason":"дубль"}"#)
    #expect(merge.status == 200, "\(merge)")
    for visit in [first, second] {
      #expect(visit.read()["client/id"].int == anna && visit.read()["vehicle/id"].int == car)
      #expect(visit.read()["warnings"].array.compactMap { $0["code"].string } == ["open_order_on_vehicle"])
    }
    #expect(world.get("/v1/work-orders?client_id=\(twin)")["items"].array.count == 2)
    #expect(first.read()["lines/0/reserved"].thousandths == 1_000 && first.read()["lines/0/id"].int == held)
    second.approve(estimate)
    #expect(world.post("/v1/client-merges/\(merge.id)/undo").status == 200)
    #expect(first.read()["client/id"].int == twin && second.read()["client/id"].int == anna)
    #expect(second.read()["warnings"].array.compactMap { $0["code"].string } == ["open_order_on_vehicle", "not_the_owner"])
    #expect(try WorkOrderCheck(world.desk.db).faults().isEmpty)
  }

  @Test func whereTheCardsSaidDifferentThingsTheOptOutIsInForce() throws {
    let world = try World()
    let (anna, twin, _) = try twoAnnas(world)
    let merge = world.post("/v1/clients/\(anna)/merge", #"{"merged_id":\#(twin),"reason":"дубль"}"#)
    let inForce = world.get("/v1/clients/\(anna)")["consents"].array.map { "\($0["purpose"].string ?? "") \($0["given"].bool ?? true)" }
    #expect(inForce == ["marketing true", "survey false"])
    #expect(world.get("/v1/clients/\(anna)/consents")["items"].array.count == 4)
    world.post("/v1/client-merges/\(merge.id)/undo")
    #expect(world.get("/v1/clients/\(twin)/consents")["items"].array.count == 2)
  }

  @Test func aRefusalOfServiceIsTakenOverAndGivenBack() throws {
    let world = try World()
    let (anna, twin, _) = try twoAnnas(world)
    world.post("/v1/clients/\(twin)/refuse-service", #"{"reason":"долг"}"#)
    let merge = world.post("/v1/clients/\(anna)/merge", #"{"merged_id":\#(twin),"reason":"дубль"}"#)
    #expect(world.get("/v1/clients/\(anna)")["refused_service_reason"].string == "долг")
    world.post("/v1/client-merges/\(merge.id)/undo")
    #expect(world.get("/v1/clients/\(anna)")["refused_service_reason"].isNull)
    #expect(world.get("/v1/clients/\(twin)")["refused_service_reason"].string == "долг")
  }

  @Test func whatMovedElsewhereSinceStaysThereAndWhatCameSinceStaysToo() throws {
    let world = try World()
    let (anna, twin, car) = try twoAnnas(world)
    let boris = world.client("Борис")
    let merge = world.post("/v1/clients/\(anna)/merge", #"{"merged_id":\#(twin),"reason":"дубль"}"#)
    world.post("/v1/vehicles/\(car)/transfer", #"{"client_id":\#(boris)}"#)
    let second = world.vehicle(#""client_id":\#(anna)"#)
    world.post("/v1/client-merges/\(merge.id)/undo")
    #expect(world.get("/v1/vehicles/\(car)")["client_id"].int == boris)
    #expect(world.get("/v1/vehicles/\(second)")["client_id"].int == anna)
  }

  @Test func mergingWithItselfWithAMergedOrAnErasedCardAndInCirclesIsRefused() throws {
    let world = try World()
    let ids = ["А1", "Б2", "В3", "Г4"].map { world.client($0) }
    func merge(_ merged: Int64, _ into: Int64) -> World.Answer {
      world.post("/v1/clients/\(into)/merge", #"{"merged_id":\#(merged),"reason":"дубль"}"#)
    }
    #expect(merge(ids[0], ids[0]).code == "merge_same" && merge(ids[0], ids[0]).pointers == ["/merged_id"])
    #expect(merge(999, ids[0]).pointers == ["/merged_id"])
    let first = merge(ids[1], ids[0])
    #expect(first.status == 200)
    #expect(merge(ids[2], ids[1]).code == "client_merged" && merge(ids[2], ids[1]).pointers.isEmpty)
    #expect(merge(ids[1], ids[2]).code == "client_merged" && merge(ids[1], ids[2]).pointers == ["/merged_id"])
    #expect(merge(ids[0], ids[1]).code == "client_merged")
    #expect(merge(ids[0], ids[2]).status == 200)
    let chain = world.get("/v1/clients/\(ids[1])")
    #expect(chain.id == ids[2] && chain["merged_into_id"].int == ids[2])
    #expect(world.post("/v1/client-merges/\(first.id)/undo").code == "client_merged")
    world.post("/v1/clients/\(ids[3])/erase")
    #expect(merge(ids[3], ids[2]).code == "client_erased")
    #expect(world.post("/v1/clients/\(ids[2])/merge", #"{"merged_id":1,"reason":"x"}"#, as: .advisor).status == 403)
    #expect(world.ask("PATCH", "/v1/clients/\(ids[1])", #"{"name":"X"}"#).code == "client_merged")
  }

  @Test func twoDocumentsThatStandForOneOrderForbidTheMerge() throws {
    let world = try World()
    let (anna, twin, _) = try twoAnnas(world)
    try Given.invoice(world, 2, order: 1, payer: anna, gross: 500, paid: 500)
    let answer = world.post("/v1/clients/\(anna)/merge", #"{"merged_id":\#(twin),"reason":"дубль"}"#)
    #expect(answer.status == 409)
    #expect(answer.code == "merge_documents_meet")
    #expect(world.get("/v1/clients/\(twin)").id == twin)
  }
}

/// Inserts rows of other rooms.
enum Given {
  static func order(_ world: World, _ id: Int64, client: Int64, vehicle: Int64, closed: Bool = false) throws {
    try world.desk.db.execute(
      """
      INSERT INTO work_orders (id, number, kind, status, client_id, vehicle_id, advisor_id, odometer_km, signed_by, collected_by, opened_at,
        closed_at, search_text)
      VALUES (?, ?, 'commercial', ?, ?, ?, 1, 100, 'Крылова', 'Крылова', 0, ?, 'крылова')
      """, id, "ЗН-2026-00000\(id)", closed ? "delivered" : "in_repair", client, vehicle, closed ? 1 as Int64? : nil)
  }

  static func line(_ world: World, _ id: Int64, order: Int64, payer: Int64) throws {
    try world.desk.db.execute(
      """
      INSERT INTO order_lines (id, work_order_id, kind, code, name, unit, quantity, unit_price_minor, gross_minor, tax_category, created_at)
      VALUES (?, ?, 'labour', '1', 'Осмотр', 'hour', 1000, 1000, 1000, 'standard', 0)
      """, id, order)
    try world.desk.db.execute(
      """
      INSERT INTO line_payers (order_line_id, position, role, payer_client_id, share_bp, gross_minor, tax_category)
      VALUES (?, 0, 'client', ?, 10000, 1000, 'standard')
      """, id, payer)
  }

  static func invoice(
    _ world: World, _ id: Int64, order: Int64, payer: Int64, gross: Int64, paid: Int64, at: Int64 = 1_767_225_600_000,
    role: String = "client"
  ) throws {
    try world.desk.db.execute(
      """
      INSERT INTO documents (id, number, kind, work_order_id, payer_role, payer_client_id, buyer_name, completed_on, issued_at, issued_by_id,
        gross_minor, vat_minor, paid_minor)
      VALUES (?, ?, 'invoice', ?, ?, ?, 'Покупатель', 0, ?, 1, ?, 0, ?)
      """, id, "СЧ-2026-00000\(id)", order, role, payer, at, gross, paid)
  }

  static func payment(_ world: World, _ id: Int64, client: Int64, amount: Int64, allocated: Int64) throws {
    try world.desk.db.execute(
      """
      INSERT INTO payments (id, number, client_id, method, amount_minor, allocated_minor, at, user_id) VALUES (?, ?, ?, 'cash', ?, ?, 0, 1)
      """, id, "ПЛ-2026-00000\(id)", client, amount, allocated)
  }
}
