import Desk
import Domain
import HTTP
import SQLite
import Testing

@testable import API

/// The largest allowed sums, and refusals above them.
@Suite struct SumLimitTests {
  private static let most: Int64 = 1_000_000_000_000

  private func add(_ visit: Visit, hours: String = "1", price: Int64, _ more: String = "") -> World.Answer {
    // Gives each line its own name, because a second line with the same work has its own rule.
    let name = "Кузов \(visit.read()["lines"].array.count)"
    return visit.post("lines", #"{"kind":"labour","name":"\#(name)","quantity":\#(hours),"unit_price_minor":\#(price)\#(more)}"#)
  }

  @Test func aLineHasAThousandNormHoursAtMost() throws {
    let visit = try World().visit()
    visit.estimate()
    let line = add(visit, hours: "1000", price: 100)
    #expect(line.status == 201, "\(line)")
    let longer = add(visit, hours: "1000.001", price: 100)
    #expect(longer.status == 422 && longer.codes == ["hours_too_many"] && longer.pointers == ["/quantity"], "\(longer)")
    let grown = visit.world.ask("PATCH", "\(visit.path)/lines/\(line.id)", #"{"quantity":1000.001}"#, as: .advisor)
    #expect(grown.codes == ["hours_too_many"], "\(grown)")
  }

  @Test func aLineComesToNoMoreThanASumMayBeWhateverItsDiscount() throws {
    let visit = try World().visit()
    visit.estimate()
    let line = add(visit, hours: "0.5", price: Self.most)
    #expect(line.status == 201, "\(line)")
    let dear = add(visit, hours: "2", price: Self.most)
    #expect(dear.status == 422 && dear.codes == ["sum_too_large"] && dear.pointers == ["/quantity"], "\(dear)")
    let given = visit.post(
      "lines", #"{"kind":"labour","name":"Кузов","quantity":2,"unit_price_minor":\#(Self.most),"discount_bp":10000}"#, as: .manager)
    #expect(given.codes == ["sum_too_large"], "\(given)")
    let grown = visit.world.ask("PATCH", "\(visit.path)/lines/\(line.id)", #"{"quantity":1.001}"#, as: .advisor)
    #expect(grown.codes == ["sum_too_large"], "\(grown)")
  }

  @Test func anOrdersTotalIsNoMoreThanASumMayBe() throws {
    let visit = try World().visit()
    visit.estimate()
    let half = add(visit, price: Self.most / 2).id
    let other = add(visit, price: Self.most / 2).id
    #expect(visit.read()["total_minor"].int == Self.most)
    let more = add(visit, price: 1)
    #expect(more.status == 409 && more.codes == ["sum_too_large"], "\(more)")
    let dearer = visit.world.ask("PATCH", "\(visit.path)/lines/\(half)", #"{"unit_price_minor":\#(Self.most / 2 + 1)}"#, as: .advisor)
    #expect(dearer.codes == ["sum_too_large"], "\(dearer)")
    #expect(visit.world.ask("DELETE", "\(visit.path)/lines/\(other)", as: .advisor).status == 204)
    visit.labour("Мойка", price: 1)
  }

  /// An order from before the limit can be reduced and cancelled.
  @Test func anOrderAboveTheLimitComesDownStepByStep() throws {
    let visit = try World().visit()
    visit.estimate()
    let line = visit.labour(price: 100)
    try visit.world.desk.db.execute("UPDATE order_lines SET unit_price_minor = 0, gross_minor = 9000000000000000000")
    try visit.world.desk.db.execute("UPDATE work_orders SET total_minor = 9000000000000000000")
    #expect(visit.world.post("\(visit.path)/complaints", #"{"text":"Ещё"}"#, as: .advisor).status == 201)
    #expect(visit.world.ask("PATCH", "\(visit.path)/lines/\(line)", #"{"unit_price_minor":500}"#, as: .advisor).status == 200)
    #expect(visit.read()["total_minor"].int == 500)
  }

  @Test func ordersAtTheLimitAreBilledPaidAndDelivered() throws {
    let world = try World()
    let client = world.client("Анна Крылова")
    for number in 1...10 {
      let visit = world.visit(client, world.vehicle(#""client_id":\#(client)"#))
      visit.labour(price: Self.most)
      visit.start()
      visit.ready()
      visit.must("invoices", "{}")
      let paid = world.post(
        "/v1/payments", #"{"client_id":\#(client),"work_order_id":\#(visit.id),"method":"card","amount_minor":\#(Self.most)}"#,
        as: .advisor,
        key: "p\(number)")
      #expect(paid.status == 201, "\(paid)")
      visit.must("deliver", #"{"collected_by":"Анна Крылова"}"#)
    }
    for path in [
      "/v1/clients/\(client)/balance", "/v1/reports/turnover?from=2026-03-01&to=2026-03-31", "/v1/documents", "/v1/payments",
      "/v1/work-orders",
    ] {
      let answer = world.get(path)
      #expect(answer.status == 200, "\(path) \(answer)")
    }
    #expect(world.get("/v1/reports/turnover?from=2026-03-01&to=2026-03-31")["total/invoiced_minor"].int == Self.most * 10)
  }

  @Test func aPurchaseAndWhatItBringsComeToNoMoreThanASumMayBe() throws {
    let world = try World()
    let part = world.part("GDB1", stock: 0)
    let other = world.part("GDB2", stock: 0)
    let supplier = world.post("/v1/suppliers", #"{"name":"Север"}"#, as: .storekeeper).id
    func buy(_ lines: String) -> World.Answer {
      world.post("/v1/purchase-orders", #"{"supplier_id":\#(supplier),"lines":[\#(lines)]}"#, as: .storekeeper)
    }
    func line(_ part: Int64, _ quantity: Int64, _ price: Int64) -> String {
      #"{"part_id":\#(part),"quantity":\#(quantity),"price_minor":\#(price)}"#
    }
    let dear = buy(line(part, 2, Self.most))
    #expect(dear.status == 422 && dear.codes == ["sum_too_large"] && dear.pointers == ["/lines/0/quantity"], "\(dear)")
    let both = buy(line(part, 1, Self.most) + "," + line(other, 1, 1))
    #expect(both.codes == ["sum_too_large"] && both.pointers == ["/lines"], "\(both)")
    let bought = buy(line(part, 1, Self.most))
    #expect(bought.status == 201, "\(bought)")
    let path = "/v1/purchase-orders/\(bought.id)"
    #expect(world.post("\(path)/send", "{}", as: .storekeeper).status == 200)
    let lineID = bought["lines/0/id"].int ?? 0
    let damaged = world.post("\(path)/receive", #"{"lines":[{"line_id":\#(lineID),"damaged":1000000}]}"#, as: .storekeeper, key: "d")
    #expect(damaged.codes == ["sum_too_large"] && damaged.pointers == ["/lines/0/damaged"], "\(damaged)")
    let came = world.post("\(path)/receive", #"{"lines":[{"line_id":\#(lineID),"quantity":1}]}"#, as: .storekeeper, key: "r")
    #expect(came.status == 201 || came.status == 200, "\(came)")
    // Fills the store up to the largest value.
    let more = world.post("/v1/parts/\(part)/receive", #"{"quantity":1,"price_minor":1,"reason":"ещё"}"#, as: .storekeeper, key: "m")
    #expect(more.status == 409 && more.codes == ["sum_too_large"], "\(more)")
    let found = world.post("/v1/parts/\(part)/adjust", #"{"counted":1000000,"reason":"пересчёт"}"#, as: .storekeeper)
    #expect(found.codes == ["sum_too_large"], "\(found)")
    let quarantine = world.post("/v1/locations", #"{"name":"Брак 2","kind":"quarantine"}"#, as: .storekeeper).id
    let lost = world.post(
      "/v1/parts/\(part)/adjust", #"{"counted":1000000,"location_id":\#(quarantine),"reason":"пересчёт"}"#, as: .storekeeper)
    #expect(lost.codes == ["sum_too_large"], "\(lost)")
  }

  @Test func aShortageTooDearForAPurchaseIsSkippedAndNamed() throws {
    let world = try World()
    let supplier = world.post("/v1/suppliers", #"{"name":"Север"}"#, as: .storekeeper).id
    func part(_ article: String, _ price: Int64, _ minimum: Int64) -> Int64 {
      world.post(
        "/v1/parts",
        #"{"article":"\#(article)","maker":"TRW","name":"Д","unit":"piece","price_minor":1,"purchase_price_minor":\#(price),"#
          + #""min_quantity":\#(minimum),"supplier_id":\#(supplier)}"#, as: .storekeeper
      ).id
    }
    let dear = part("A1", Self.most, 1_000_000)
    _ = part("A2", 100, 5)
    let made = world.post("/v1/purchase-orders/from-shortages", #"{"include_minimums":true}"#, as: .storekeeper)
    #expect(made["purchase_orders"].array.count == 1, "\(made)")
    #expect(made["skipped/0/part_id"].int == dear && made["skipped/0/reason"].string == "sum_too_large", "\(made)")
  }
}

/// Figures from before the limits, as large as an integer can be.
@Suite struct HugeFiguresTests {
  /// Makes an order in each stage of its life, purchased parts, bills, payments, an offer and a coverage.
  private func centre() throws -> (world: World, orders: [Visit]) {
    let world = try World()
    let supplier = world.post("/v1/suppliers", #"{"name":"Север"}"#, as: .storekeeper).id
    let part = world.part("GDB1", stock: 5)
    let lacking = world.part("GDB2", stock: 0)
    world.post(
      "/v1/purchase-orders", #"{"supplier_id":\#(supplier),"lines":[{"part_id":\#(lacking),"quantity":1,"price_minor":100}]}"#,
      as: .storekeeper)
    let client = world.client("Анна Крылова")
    let car = world.vehicle(#""client_id":\#(client)"#)
    world.post(
      "/v1/vehicles/\(car)/coverages",
      #"{"kind":"manufacturer","name":"Завод","payer_role":"manufacturer","payer_client_id":\#(world.client("Завод"))"#
        + #","from_on":"2026-01-01","until_on":"2027-01-01","until_km":100000}"#)
    let visits = (1...5).map { _ in world.visit(client, car) }
    for visit in visits {
      visit.labour()
      visit.part(part)
    }
    _ = visits[0].part(lacking)
    visits[1].estimate()
    visits[1].offer()
    for visit in visits[2...4] { visit.start() }
    for visit in visits[3...4] {
      for line in visit.read()["lines"].array where line["kind"].string == "part" {
        world.post("\(visit.path)/lines/\(line["id"].int ?? 0)/issue", #"{"quantity":1}"#, as: .storekeeper)
      }
      visit.ready()
    }
    visits[4].must("invoices", "{}")
    #expect(world.pay(#"{"client_id":\#(client),"method":"cash","amount_minor":999999900}"#).status == 201)
    visits[4].must("deliver", #"{"collected_by":"Анна Крылова"}"#)
    return (world, visits)
  }

  private static let quantities = [
    "quantity", "reserved", "on_order", "issued", "on_hand", "received", "served", "min_quantity", "norm_hours", "damaged",
  ]

  private func set(_ world: World, _ value: Int64, isMoney: Bool) throws {
    let columns = try world.desk.db.all(
      "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND c.type = 'INTEGER'"
    ) { row in try (table: row[0] as String, column: row[1] as String) }
    let chosen = columns.filter { isMoney ? $0.column.hasSuffix("_minor") : Self.quantities.contains($0.column) }
    #expect(chosen.count > 10, "\(columns)")
    try world.desk.db.script("PRAGMA ignore_check_constraints = ON")
    let triggers = try world.desk.db.all("SELECT name FROM sqlite_master WHERE type = 'trigger'") { row in try row[0] as String }
    for trigger in triggers { try world.desk.db.script("DROP TRIGGER \(trigger)") }
    for (table, column) in chosen { try world.desk.db.script("UPDATE \(table) SET \(column) = \(value) WHERE \(column) IS NOT NULL") }
  }

  private func paths(_ route: Route) -> [String] {
    var paths = [route.path]
    while let open = paths.first, open.contains("{") {
      paths = paths.flatMap { path in (1...5).map { path.replacing(/\{[^}]*\}/, with: "\($0)", maxReplacements: 1) } }
    }
    return paths
  }

  @Test(arguments: [(Int64.max, true), (Int64.max / 2, true), (Int64.max, false), (Int64.max / 1_000, false)])
  func theyAreRefusedOrToldAndNeverAFaultOfOurs(_ value: Int64, _ isMoney: Bool) throws {
    let (world, visits) = try centre()
    try set(world, value, isMoney: isMoney)
    for route in world.service.routes where route.method == .get && !route.path.contains("events") {
      for path in paths(route) {
        let period = path.contains("turnover") ? "?from=2026-01-01&to=2026-12-31" : ""
        let answer = world.get(path + period + (route.path == "/v1/work-orders/{id}" ? "?include=moves" : ""), as: .admin)
        #expect(answer.status < 500, "\(path) \(answer)")
      }
    }
    let deeds: [(String, String?)] = [
      ("estimate", nil), ("estimates", #"{"title":"Ремонт"}"#), ("start", nil), ("ready", nil), ("invoices", "{}"),
      ("deliver", #"{"collected_by":"Анна Крылова"}"#), ("complaints", #"{"text":"Ещё"}"#), ("coverage-check", nil),
      ("promise", #"{"promised_at":"2026-03-21T15:00:00Z","reason":"так"}"#), ("cancel", #"{"reason":"передумал"}"#),
      ("lines", #"{"kind":"labour","name":"Кузов","quantity":1,"unit_price_minor":100}"#),
    ]
    for visit in visits {
      for (deed, body) in deeds {
        let answer = visit.post(deed, body, as: .manager)
        #expect(answer.status < 500, "\(visit.id) \(deed) \(answer)")
      }
    }
    for id in 1...2 {
      for (deed, body) in [
        ("receive", #"{"quantity":1,"price_minor":100,"reason":"ещё"}"#), ("adjust", #"{"counted":3,"reason":"пересчёт"}"#),
        ("write-off", #"{"quantity":1,"reason":"бой"}"#),
      ] {
        let answer = world.post("/v1/parts/\(id)/\(deed)", body, as: .manager, key: "\(deed)\(id)")
        #expect(answer.status < 500, "\(deed) \(answer)")
      }
    }
    let paid = world.pay(#"{"client_id":1,"method":"cash","amount_minor":100}"#)
    #expect(paid.status < 500, "\(paid)")
    let short = world.post("/v1/purchase-orders/from-shortages", #"{"include_minimums":true}"#, as: .storekeeper)
    #expect(short.status < 500, "\(short)")
  }
}
