import Desk
import Domain
import SQLite
import Testing

@testable import API

/// A centre with a store: parts made through the API, work orders inserted into the tables, and a check that all figures agree.
final class Storeroom {
  let world: World
  private var orders = 0
  private var client: Int64 = 0
  private var vehicle: Int64 = 0

  init() throws {
    world = try World([.staff, .parts, .purchasing])
    client = try world.desk.db.insert(
      "INSERT INTO clients (kind, name, search_text, created_at) VALUES ('person', 'Анна', 'анна', ?)", world.now)
    vehicle = try world.desk.db.insert(
      "INSERT INTO vehicles (make, model, client_id, search_text, created_at) VALUES ('Volvo', 'V70', ?, 'volvo', ?)", client, world.now)
  }

  // MARK: The store

  func part(
    _ article: String, _ stock: String = "0", price: Int64 = 10_000, supplier: Int64? = nil, unit: String = "piece", more: String = ""
  ) -> Int64 {
    let named = supplier.map { #","supplier_id":\#($0)"# } ?? ""
    let made = world.post(
      "/v1/parts",
      #"{"article":"\#(article)","maker":"MANN","name":"Деталь \#(article)","unit":"\#(unit)","price_minor":50000,"#
        + #""purchase_price_minor":\#(price)\#(named)\#(more)}"#, as: .storekeeper)
    #expect(made.status == 201, "\(made)")
    if stock != "0" { takeIn(made.id, stock) }
    return made.id
  }

  func takeIn(_ part: Int64, _ quantity: String, price: Int64? = nil) {
    let named = price.map { #","price_minor":\#($0)"# } ?? ""
    let answer = world.post(
      "/v1/parts/\(part)/receive", #"{"quantity":\#(quantity)\#(named),"reason":"Остаток"}"#, as: .storekeeper, key: "in-\(part)-\(moves)")
    #expect(answer.status == 200, "\(answer)")
  }

  private var moves: Int64 { (try? world.desk.db.value("SELECT count(*) FROM stock_moves")) ?? 0 }

  func supplier(_ name: String = "Север", days: Int64 = 5) -> Int64 {
    world.post("/v1/suppliers", #"{"name":"\#(name)","lead_days":\#(days)}"#, as: .storekeeper).id
  }

  func part(_ id: Int64) -> World.Answer { world.get("/v1/parts/\(id)", as: .storekeeper) }

  // MARK: Orders

  /// `promised` in days from now.
  func order(promised: Int64? = nil, status: String = "approved") throws -> Int64 {
    orders += 1
    return try world.desk.db.insert(
      """
      INSERT INTO work_orders (number, kind, status, client_id, vehicle_id, advisor_id, odometer_km, promised_at, opened_at, search_text)
      VALUES (?, 'commercial', ?, ?, ?, ?, 1000, ?, ?, '')
      """, "ЗН-\(orders)", status, client, vehicle, world.users[.advisor] ?? 0,
      promised.map { world.now.adding(seconds: $0 * 86_400) }, world.now)
  }

  /// Inserts a part line and reserves what it needs.
  func line(_ order: Int64, _ part: Int64, _ quantity: Int64 = 1_000, status: String = "approved") throws -> Int64 {
    let id = try world.desk.db.insert(
      """
      INSERT INTO order_lines (work_order_id, kind, status, part_id, code, name, unit, quantity, unit_price_minor, gross_minor, tax_category,
        created_at) VALUES (?, 'part', ?, ?, 'A', 'Деталь', 'piece', ?, 50000, 50000, 'standard', ?)
      """, order, status, part, quantity, world.now)
    try stock { try $0.reserve(lineID: id) }
    return id
  }

  /// Makes an order with one line, which reserves what is available and waits for the rest.
  func waiting(_ part: Int64, _ quantity: Int64 = 1_000, promised: Int64? = nil) throws -> (order: Int64, line: Int64) {
    let order = try order(promised: promised)
    return (order, try line(order, part, quantity))
  }

  @discardableResult
  func stock<T>(_ body: (Stock) throws -> T) throws -> T { try world.desk.perform(as: .desk) { try body(Stock($0)) } }

  /// Reserved, on order, issued (thousandths) and the cost of what is issued.
  func figures(_ line: Int64) throws -> [Int64] {
    try world.desk.db.first("SELECT reserved, on_order, issued, issued_cost_minor FROM order_lines WHERE id = ?", line) { row in
      [row.integer(0), row.integer(1), row.integer(2), row.integer(3)]
    } ?? []
  }

  func events(_ type: String) throws -> [Int64] {
    try world.desk.db.all("SELECT subject_id FROM events WHERE type = ? ORDER BY id", type) { $0.integer(0) }
  }

  func faults() throws -> [String] { try StockCheck(world.desk.db).faults() }
}
