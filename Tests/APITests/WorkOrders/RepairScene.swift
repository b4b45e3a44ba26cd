import Desk
import Domain
import JSON
import SQLite
import Testing

@testable import API

/// Anna's Volvo in the workshop: a client, a car and orders in any status, inserted into the tables.
final class RepairScene {
  let world: World
  let anna: Int64
  let volvo: Int64
  private var numbers = 0
  var db: Database { world.desk.db }

  init(_ world: World) throws {
    self.world = world
    anna = try world.desk.db.insert(
      "INSERT INTO clients (kind, name, search_text, created_at) VALUES ('person', 'Анна Смирнова', 'анна', ?)", world.now)
    volvo = try world.desk.db.insert(
      """
      INSERT INTO vehicles (make, model, plate, client_id, search_text, created_at) VALUES ('Volvo', 'XC60 <R>', 'А123ВС77', ?, 'volvo', ?)
      """, anna, world.now)
  }

  convenience init() throws { try self.init(World()) }

  /// Inserts an order with this status and an advisor, without lines and promise.
  func order(_ status: WorkOrder.Status = .estimating, instruction: String = "call_me", limit: Int64? = nil) throws -> Int64 {
    numbers += 1
    return try db.insert(
      """
      INSERT INTO work_orders (number, kind, status, client_id, vehicle_id, advisor_id, odometer_km, standing_instruction,
        standing_limit_minor, opened_at, search_text)
      VALUES (?, 'commercial', ?, ?, ?, ?, 40000, ?, ?, ?, '')
      """, "ЗН-0-\(numbers)", status.rawValue, anna, volvo, world.users[.advisor] ?? 0, instruction, limit, world.now)
  }

  @discardableResult
  func labour(
    _ order: Int64, _ name: String = "Замена колодок", hours: Int64 = 1_000, gross: Int64 = 244_000, status: String = "proposed"
  ) throws -> Int64 {
    try db.insert(
      """
      INSERT INTO order_lines (work_order_id, kind, status, code, name, unit, quantity, unit_price_minor, gross_minor, tax_category,
        created_at) VALUES (?, 'labour', ?, 'Т-1', ?, 'hour', ?, ?, ?, 'standard', ?)
      """, order, status, name, hours, gross, gross, world.now)
  }

  /// Inserts a part line that has reserved `reserved` of the one unit it needs.
  @discardableResult
  func part(
    _ order: Int64, _ name: String = "Колодки", gross: Int64 = 610_000, reserved: Bool = true, leadDays: Int64 = 14,
    status: String = "proposed"
  ) throws -> (line: Int64, part: Int64) {
    numbers += 1
    let part = try db.insert(
      """
      INSERT INTO parts (article, article_key, maker, maker_key, name, unit, price_minor, on_hand, reserved, value_minor, lead_days,
        search_text, created_at) VALUES (?, ?, 'ATE', 'ATE', ?, 'piece', ?, ?, ?, ?, ?, '', ?)
      """, "P\(numbers)", "P\(numbers)", name, gross, reserved ? 1_000 : 0, reserved ? 1_000 : 0, reserved ? 300_000 : 0, leadDays,
      world.now)
    let line = try db.insert(
      """
      INSERT INTO order_lines (work_order_id, kind, status, part_id, code, name, unit, quantity, unit_price_minor, gross_minor,
        tax_category, reserved, created_at) VALUES (?, 'part', ?, ?, ?, ?, 'piece', 1000, ?, ?, 'standard', ?, ?)
      """, order, status, part, "P\(numbers)", name, gross, gross, reserved ? 1_000 : 0, world.now)
    return (line, part)
  }

  func proxy(until day: String = "2026-12-31", limit: Int64? = nil, approves: Bool = true) throws -> Int64 {
    try db.insert(
      """
      INSERT INTO proxies (client_id, name, document, may_place, may_approve, may_collect, approve_limit_minor, valid_from_on,
        valid_until_on, created_at) VALUES (?, 'Олег', 'доверенность № 1', 1, ?, 1, ?, ?, ?, ?)
      """, anna, approves, limit, try Day(text: "2026-01-01"), try Day(text: day), world.now)
  }

  /// Promises a date in a week, with a reason, so that it is always accepted.
  func promise(_ order: Int64, _ at: String = "2026-03-09T14:00:00Z") {
    let given = world.post("/v1/work-orders/\(order)/promise", #"{"promised_at":"\#(at)","reason":"так договорились"}"#, as: .advisor)
    #expect(given.status == 200, "\(given)")
  }

  /// Makes an order with one labour line and one reserved part line, with a promise and an estimate that is not offered yet.
  func estimated() throws -> (order: Int64, labour: Int64, part: Int64, stock: Int64, estimate: Int64) {
    let order = try order()
    let labour = try labour(order)
    let part = try part(order)
    promise(order)
    return (order, labour, part.line, part.part, estimate(order))
  }

  @discardableResult
  func estimate(_ order: Int64, _ lines: [Int64]? = nil, title: String = "Тормоза") -> Int64 {
    let ids = lines.map { #","line_ids":\#($0)"# } ?? ""
    let made = world.post("/v1/work-orders/\(order)/estimates", #"{"title":"\#(title)"\#(ids)}"#, as: .advisor)
    #expect(made.status == 201, "\(made)")
    return made.id
  }

  @discardableResult
  func offer(_ order: Int64, _ estimates: Int64...) -> World.Answer {
    world.post("/v1/work-orders/\(order)/offer", #"{"estimate_ids":\#(estimates)}"#, as: .advisor)
  }

  /// Approves some lines and declines others.
  @discardableResult
  func decide(_ estimate: Int64, yes: [Int64] = [], no: [Int64] = [], how: String = "phone", more: String = "") -> World.Answer {
    let items =
      yes.map { #"{"line_id":\#($0),"decision":"approved"}"# } + no.map { #"{"line_id":\#($0),"decision":"declined"}"# }
    return world.post(
      "/v1/estimates/\(estimate)/approve", #"{"how":"\#(how)","items":[\#(items.joined(separator: ","))]\#(more)}"#, as: .advisor)
  }

  /// The path of a new link.
  func link(_ estimate: Int64) -> String {
    let made = world.post("/v1/estimates/\(estimate)/link", "{}", as: .advisor)
    #expect(made.status == 201, "\(made)")
    return (made["url"].string ?? "").replacing("http://127.0.0.1:8080", with: "")
  }

  // MARK: What is there now

  func status(_ order: Int64) throws -> String { try db.value("SELECT status FROM work_orders WHERE id = ?", order) ?? "" }
  func lineStatus(_ line: Int64) throws -> String { try db.value("SELECT status FROM order_lines WHERE id = ?", line) ?? "" }
  func reserved(_ line: Int64) throws -> Int64 { try db.value("SELECT reserved FROM order_lines WHERE id = ?", line) ?? -1 }
  func estimateStatus(_ id: Int64) -> String { world.get("/v1/estimates/\(id)", as: .viewer)["status"].string ?? "" }
  func events(_ type: String) throws -> Int64 { try db.value("SELECT count(*) FROM events WHERE type = ?", type) ?? -1 }

  /// Records that the line has changed.
  func change(_ line: Int64, of order: Int64) throws {
    _ = try world.desk.perform(as: .desk) { try $0.record(.orderLineChanged, Subject(.orderLine, line, client: anna, workOrder: order)) }
  }

  func runDue() throws { try world.desk.runDue { Issue.record("\($0)") } }
  func faults() throws -> [String] { try EstimateCheck(db).faults() }
}
