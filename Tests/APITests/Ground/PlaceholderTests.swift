import Desk
import Domain
import HTTP
import JSON
import SQLite
import Testing

@testable import API

/// Tests that placeholders for a time or an id, used while a change is under way, are never stored.
@Suite struct PlaceholderTests {
  /// The first moment of the year 2000, and its day.
  private static let century = (milliseconds: 946_684_800_000, day: 10_957)

  /// Rows with a time before 2000 or an id of 0, as `table.column: how many`.
  private func placeholders(_ db: Database) throws -> (found: [String], filled: Set<String>) {
    var found: [String] = []
    var filled: Set<String> = []
    for table in try db.lines("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'migrations'") {
      let rows = try db.lines("SELECT count(*) FROM \(table)").first
      if rows != "0" { filled.insert(table) }
      for column in try db.lines("SELECT name FROM pragma_table_info('\(table)')") {
        // Birthdays may be earlier. An entry id of 0 marks an order's head, and a timer's subject may be 0.
        guard !["birth_on"].contains(column), !["work_order_entries.entry_id", "timers.subject_id"].contains("\(table).\(column)") else {
          continue
        }
        let wrong: String
        if column == "at" || column.hasSuffix("_at") {
          wrong = "\(column) < \(Self.century.milliseconds)"
        } else if column.hasSuffix("_on") {
          wrong = "\(column) < \(Self.century.day)"
        } else if column == "id" || column.hasSuffix("_id") {
          wrong = "\(column) = 0"
        } else {
          continue
        }
        // Columns such as parts.on_hand and external_id have other types or meanings.
        let count = try db.lines("SELECT count(*) FROM \(table) WHERE typeof(\(column)) = 'integer' AND \(wrong)").first ?? ""
        if count != "0" { found.append("\(table).\(column): \(count)") }
      }
    }
    return (found, filled)
  }

  @Test func cardsMadeWithAnOrderBearItsTime() throws {
    let world = try World()
    let order = world.post("/v1/work-orders", WorkOrderBody.example, as: .advisor)
    #expect(order.status == 201)
    let (client, vehicle) = (order["client/id"].int ?? 0, order["vehicle/id"].int ?? 0)
    let opened = order["opened_at"].string
    #expect(opened == "2026-03-02T07:00:00.000Z")
    #expect(world.get("/v1/clients/\(client)")["created_at"].string == opened)
    #expect(world.get("/v1/vehicles/\(vehicle)")["created_at"].string == opened)
    #expect(order["complaints/0/created_at"].string == opened)
    #expect(world.get("/v1/vehicles/\(vehicle)/owners")["items/0/from_on"].string == "2026-03-02")
  }

  @Test func noTableHoldsATimeOrAnIdThatOnlyStoodInForOne() throws {
    let world = try World()
    let order = world.post("/v1/work-orders", WorkOrderBody.example, as: .advisor)
    try repair(world, order)
    try cards(world)
    for kind in ["clients", "vehicles", "parts", "operations"] { #expect(world.bringIn(kind, try table(kind)).status == 200) }
    // Sends the documented example of every body to the first things of each kind. It leaves no placeholder either.
    for route in world.service.routes where route.takes != nil && !route.isLogin {
      for id in 1...4 {
        let path = route.path.replacing(/\{[^}]*\}/, with: "\(id)")
        let key = [("Idempotency-Key", "\(route.method.name)\(path)")]
        let answer = world.ask(
          route.method.name.description, path, route.takes?.example ?? "{}", as: id == 4 ? .admin : .manager, headers: key)
        #expect(answer.status < 500, "\(path) \(answer)")
      }
    }
    world.wait(days: 1)
    try world.desk.runDue { _ in }
    try world.desk.perform(as: .desk) { try Tokens($0).revokeEverything() }
    let (found, filled) = try placeholders(world.desk.db)
    #expect(found.isEmpty, "\(found)")
    let empty = Set(try world.desk.db.lines("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"))
      .subtracting(filled).subtracting(["migrations"])
    #expect(filled.count > 35, "nothing is in \(empty.sorted()): the walk proves nothing of them")
    #expect(try HouseCheck(world.desk.db).faults().isEmpty)
  }

  /// Plays a visit from intake to hand-over, with a part, a link, a refund and a credit note.
  private func repair(_ world: World, _ order: World.Answer) throws {
    let visit = Visit(world: world, id: order.id, client: order["client/id"].int ?? 0, vehicle: order["vehicle/id"].int ?? 0)
    let part = world.part("GDB1", stock: 3)
    visit.estimate()
    let labour = visit.labour()
    let line = visit.part(part).id
    let estimate = visit.offer()
    #expect(world.post("/v1/estimates/\(estimate)/link", as: .advisor).status == 201)
    visit.approve(estimate)
    visit.must("start")
    visit.must("clock-on", #"{"line_id":\#(labour)}"#, as: .mechanic)
    world.wait(minutes: 30)
    #expect(world.post("/v1/me/clock-off", as: .mechanic).status == 200)
    #expect(world.post("\(visit.path)/lines/\(line)/issue", #"{"quantity":1}"#, as: .storekeeper, key: "issue").status == 200)
    visit.ready()
    visit.must("invoices", "{}")
    let total = visit.read()["total_minor"].int ?? 0
    let paid = world.post(
      "/v1/payments", #"{"client_id":\#(visit.client),"work_order_id":\#(visit.id),"method":"card","amount_minor":\#(total)}"#,
      as: .advisor, key: "pay")
    #expect(paid.status == 201, "\(paid)")
    visit.must("deliver", #"{"collected_by":"Анна Крылова"}"#)
    #expect(world.post("/v1/documents/1/credit", #"{"reason":"ошибка в счёте"}"#).status < 300)
    #expect(world.post("/v1/payments/\(paid.id)/refund", #"{"amount_minor":100,"reason":"ошибка"}"#, key: "back").status < 300)
  }

  /// Makes cards, merges, transfers and erases them; buys parts; adds a hook.
  private func cards(_ world: World) throws {
    let (anna, twin, gone) = (world.client("Анна", #""phones":["89165551122"]"#), world.client("Анна К."), world.client("Олег"))
    let car = world.vehicle(#""client_id":\#(twin),"odometer_km":5000"#)
    #expect(world.post("/v1/vehicles/\(car)/transfer", #"{"client_id":\#(gone)}"#).status == 200)
    #expect(world.post("/v1/vehicles/\(car)/transfer", #"{"client_id":\#(twin)}"#).status == 200)
    #expect(world.post("/v1/clients/\(twin)/consents", #"{"purpose":"survey","given":true,"how":"анкета"}"#).status == 201)
    #expect(world.post("/v1/clients/\(anna)/merge", #"{"merged_id":\#(twin),"reason":"дубль"}"#).status == 200)
    #expect(world.post("/v1/client-merges/1/undo").status == 200)
    #expect(world.post("/v1/clients/\(gone)/erase").status == 200)
    let supplier = world.post("/v1/suppliers", #"{"name":"Север","lead_days":5}"#, as: .storekeeper).id
    let bought = world.post("/v1/purchase-orders", #"{"supplier_id":\#(supplier),"lines":[{"part_id":1,"quantity":2,"price_minor":5}]}"#)
    #expect(world.post("/v1/purchase-orders/\(bought.id)/send", #"{"expected_on":"2026-03-05"}"#).status == 200)
    #expect(world.post("/v1/webhooks", Webhook.newExample, as: .admin).status == 201)
  }

  private func table(_ kind: String) throws -> String {
    switch kind {
    case "clients": ImportTests.clients + "9;Ольга;Частное лицо;89031112233;;o@example.org;;01.02.1990;да;5;\n"
    case "vehicles": ImportTests.vehicles + "9;Kia;Rio;2019;;М001ММ99;12000;синий\n"
    case "parts": ImportTests.parts + "W712;Фильтр;MANN;;шт;2;100;150;;Берг;\n"
    default: "Код;Работа;Норма, ч;Цена нормо-часа\nТ-1;Осмотр;1;100\n"
    }
  }
}
