import Desk
import Domain
import Foundation
import HTTP
import JSON
import SQLite
import Testing

@testable import API

/// Lists and reports as tables, for clients that accept text/csv.
@Suite struct TableTests {
  private func table(_ world: World, _ path: String, as role: Role = .manager, accept: String = "text/csv") -> World.Answer {
    world.ask("GET", path, as: role, headers: [("Accept", accept)])
  }
  private func lines(_ answer: World.Answer) -> [String] {
    answer.text.trimmingPrefix("\u{FEFF}").split(separator: "\r\n").map(String.init)
  }

  @Test func everyListAndReportIsATableOfItsFields() throws {
    let world = try World()
    let visit = world.visit()
    let tables = world.service.routes.filter(\.isTable)
    #expect(tables.count > 40)
    for route in tables {
      var path = route.path.replacing(/\{[^}]*\}/, with: "1")
      if route.path.contains("work-orders/{id}") { path = route.path.replacing("{id}", with: "\(visit.id)") }
      let needed = (route.query?.properties ?? []).filter(\.required).map { "\($0.name)=\($0.name == "number" ? "1" : "2026-03-02")" }
      if !needed.isEmpty { path += "?" + needed.joined(separator: "&") }
      let json = world.get(path, as: .admin)
      let answer = table(world, path, as: .admin)
      #expect(answer.status == json.status, "\(path) \(answer)")
      guard json.status == 200 else { continue }
      #expect(answer.body.starts(with: [0xEF, 0xBB, 0xBF]), "\(path)")
      #expect(answer.headers["Content-Disposition"]?.hasSuffix(".csv\"") == true && answer.headers["Vary"] == "Accept", "\(path)")
      #expect(lines(answer).first?.isEmpty == false, "\(path) \(answer)")
    }
  }

  @Test func aRowIsAnEntryNamedAndValuedAsInJSON() throws {
    let world = try World()
    let client = world.client(#"Анна \"Нюра\"; Крылова"#)
    let answer = table(world, "/v1/clients?fields=id,kind,name,discount_bp,created_at")
    let made = world.get("/v1/clients/\(client)")["created_at"].string ?? ""
    #expect(
      lines(answer) == ["id;kind;name;discount_bp;created_at", #"\#(client);person;"Анна ""Нюра""; Крылова";0;\#(made)"#], "\(answer)")
  }

  @Test func aFieldOfAFieldHasItsPathAndADecimalAComma() throws {
    let world = try World()
    let visit = world.visit()
    visit.labour(hours: "1.5")
    let hours = lines(table(world, "/v1/work-orders/\(visit.id)/hours?fields=lines.name,lines.norm_hours"))
    #expect(hours.first == "name;norm_hours" && hours.last?.hasSuffix(";1,5") == true, "\(hours)")
    let orders = lines(table(world, "/v1/work-orders?limit=1"))
    #expect(orders.first?.hasPrefix("id;number;kind;status;") == true && orders.count == 2, "\(orders)")
  }

  @Test func whatASpreadsheetWouldRunIsDefused() throws {
    let world = try World()
    for name in ["=HYPERLINK(1)", "+7 903", "-1+1", "@SUM(A1)", "=1;2"] { _ = world.client(name) }
    let names = lines(table(world, "/v1/clients?fields=name")).dropFirst()
    #expect(Set(names) == ["'=HYPERLINK(1)", "'+7 903", "'-1+1", "'@SUM(A1)", "\"'=1;2\""], "\(names)")
  }

  @Test func whoMayNotSeeAFieldHasNoColumnOfIt() throws {
    let world = try World()
    _ = world.client("Анна", #""phones":["8 903 123-45-67","8 903 123-45-68"]"#)
    let seen = lines(table(world, "/v1/clients?fields=name,phones"))
    #expect(seen == ["name;phones", "Анна;'+79031234567, +79031234568"], "\(seen)")
    #expect(lines(table(world, "/v1/clients?fields=name,phones", as: .viewer)) == ["name", "Анна"])
  }

  @Test func aWholeListComesAtOnceAndWithALimitPageByPage() throws {
    let world = try World()
    for number in 1...230 { _ = world.client("Клиент \(number)") }
    let whole = table(world, "/v1/clients?fields=id")
    #expect(lines(whole).count == 231 && Set(lines(whole)).count == 231 && whole.headers["Link"] == nil)
    var ids: [String] = []
    var path: String? = "/v1/clients?fields=id&limit=100"
    while let next = path {
      let page = table(world, next)
      ids += lines(page).dropFirst()
      path = page.headers["Link"].map { String($0.dropFirst().prefix { $0 != ">" }) }
    }
    #expect(ids == Array(lines(whole).dropFirst()))
  }

  @Test func aListTooLongForATableIsRefusedWhole() throws {
    let world = try World()
    world.milliseconds = 60_000
    try world.desk.db.script(
      """
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10001)
      INSERT INTO locations (name, kind) SELECT 'Полка ' || i, 'store' FROM n
      """)
    let answer = table(world, "/v1/locations")
    #expect(answer.status == 400 && answer.codes == ["table_too_long"] && answer.pointers == ["limit"], "\(answer.status)")
    #expect(table(world, "/v1/locations?limit=200").headers["Link"] != nil)
  }

  @Test(arguments: [
    ("text/csv", true), ("TEXT/CSV; q=0.9", true), ("text/csv, application/json", true), ("text/csv, */*", true),
    ("application/json, text/csv", false), ("application/json, text/csv;q=0.5", false), ("application/json;q=0.5, text/csv", true),
    ("text/csv;q=0", false), ("*/*", false), ("text/csv;q=0.1, */*", false), ("text/html, text/csv;q=0.9, application/json;q=0.8", true),
    ("text/csvx", false),
  ])
  func theReaderChooses(_ accept: String, _ isTable: Bool) throws {
    let world = try World()
    #expect(table(world, "/v1/clients", accept: accept).text.hasPrefix("{") != isTable, "\(accept)")
  }

  @Test func whatIsNoListStaysJSONAndARefusalAProblem() throws {
    let world = try World()
    let client = world.client("Анна")
    #expect(table(world, "/v1/clients/\(client)").id == client)
    let wrong = table(world, "/v1/clients?phone=x&nothing=1")
    #expect(wrong.status == 400 && wrong.codes.contains("unknown_parameter"), "\(wrong)")
    #expect(table(world, "/v1/webhooks", as: .viewer).status == 403)
  }

  @Test func theTurnoverIsItsRows() throws {
    let world = try World()
    let rows = lines(table(world, "/v1/reports/turnover?from=2026-03-01&to=2026-03-02"))
    #expect(
      rows.first == "on;invoices;credit_notes;invoiced_minor;vat_minor;internal_charges_minor;received_minor;refunded_minor", "\(rows)")
  }
}
