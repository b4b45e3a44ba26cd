import Desk
import Domain
import HTTP
import Testing

@testable import API

/// Reads every route as every role, in a centre whose private figures and texts are unique.
@Suite struct SightTests {
  private struct Secret {
    let what: String
    let right: Right
    let marks: [String]
  }

  private static let secrets = [
    Secret(what: "contacts", right: .readContacts, marks: ["9031234567", "anna.k@example.org", "1980-05-17", "Борис Доверенный"]),
    Secret(what: "costs", right: .readCosts, marks: ["7654321", "7654399"]),
    Secret(what: "private notes", right: .readPrivateNotes, marks: ["торгуется до слёз"]),
    Secret(what: "texts of tickets", right: .readTickets, marks: ["Стук при повороте", "Спросить у Семёна"]),
  ]

  /// Makes a client with all personal fields, a repair with a part that has a cost, a purchase and a bill.
  private func centre() throws -> World {
    let world = try World()
    let anna = world.client(
      "Анна Крылова",
      #""phones":["89031234567"],"emails":["anna.k@example.org"],"birth_on":"1980-05-17","private_note":"торгуется до слёз""#)
    world.post(
      "/v1/clients/\(anna)/proxies",
      #"{"name":"Борис Доверенный","document":"№ 17","may_approve":true,"valid_from_on":"2026-01-01","valid_until_on":"2027-01-01"}"#)
    #expect(world.ask("PATCH", "/v1/clients/\(anna)", #"{"phones":["89031234567","89165551122"]}"#).status == 200)
    let supplier = world.post("/v1/suppliers", #"{"name":"Север","lead_days":5}"#, as: .storekeeper).id
    let part = world.post(
      "/v1/parts",
      #"{"article":"GDB1","maker":"TRW","name":"Колодки","unit":"piece","price_minor":9900000,"purchase_price_minor":7654321,"#
        + #""supplier_id":\#(supplier)}"#, as: .storekeeper)
    #expect(part.status == 201, "\(part)")
    let table = ImportTests.parts + "QX9;Диск;TRW;;шт;1;%;99000;;;\n"
    for price in ["76543,21", "76543,99"] {
      let imported = world.bringIn("parts", table.replacing("%", with: price))
      #expect(imported["rejected"].int == 0, "\(imported)")
    }
    world.post("/v1/parts/\(part.id)/receive", #"{"quantity":2,"price_minor":7654321,"reason":"остаток"}"#, as: .storekeeper, key: "in")
    let order = #"{"supplier_id":\#(supplier),"lines":[{"part_id":\#(part.id),"quantity":1,"price_minor":7654399}]}"#
    let bought = world.post("/v1/purchase-orders", order, as: .storekeeper)
    #expect(bought.status == 201, "\(bought)")
    let visit = world.visit(anna, world.vehicle(#""client_id":\#(anna)"#))
    let labour = visit.labour()
    let line = visit.part(part.id).id
    visit.start()
    visit.must("clock-on", #"{"line_id":\#(labour)}"#, as: .mechanic)
    world.wait(minutes: 30)
    #expect(world.post("/v1/me/clock-off", as: .mechanic).status == 200)
    let issued = world.post("\(visit.path)/lines/\(line)/issue", #"{"quantity":1}"#, as: .storekeeper, key: "issue")
    #expect(issued.status == 200, "\(issued)")
    visit.ready()
    visit.must("invoices", "{}")
    let ticket = world.post("/v1/tickets", #"{"channel_kind":"phone","client_id":\#(anna),"text":"Стук при повороте"}"#).id
    #expect(world.post("/v1/tickets/\(ticket)/note", #"{"text":"Спросить у Семёна"}"#).status == 200)
    #expect(world.ask("PUT", "/v1/tickets/\(ticket)/draft", #"{"text":"Спросить у Семёна"}"#).status == 200)
    return world
  }

  private func paths(_ route: Route, upTo most: Int) -> [String] {
    var paths = [route.path]
    while let open = paths.first, open.contains("{") {
      paths = paths.flatMap { path in (1...most).map { path.replacing(/\{[^}]*\}/, with: "\($0)", maxReplacements: 1) } }
    }
    return paths
  }

  @Test func nothingIsShownToWhoeverMayNotSeeIt() throws {
    let world = try centre()
    let routes = world.service.routes.filter { $0.method == .get }
    for role in Role.allCases {
      let hidden = Self.secrets.filter { !role.may($0.right) }
      var seen: Set<String> = []
      for route in routes {
        for path in paths(route, upTo: route.path.contains("events") ? 60 : 4) {
          let answer = world.get(path + (route.path == "/v1/work-orders/{id}" ? "?include=moves" : ""), as: role)
          #expect(answer.status < 500, "\(path) \(answer)")
          for secret in hidden {
            for mark in secret.marks { #expect(!answer.text.contains(mark), "\(role) is shown \(secret.what) at \(path)") }
          }
          for mark in Self.secrets.flatMap(\.marks) where answer.text.contains(mark) { seen.insert(mark) }
        }
      }
      for secret in Self.secrets where role.may(secret.right) {
        #expect(seen.isSuperset(of: secret.marks), "\(role) should be shown \(secret.what), or the walk proves nothing: \(seen)")
      }
    }
  }

  /// The query that a route cannot do without.
  private func asked(_ route: Route) -> String {
    let parts = (route.query?.properties ?? []).filter(\.required).map { property in
      switch property.schema {
      case .text(_, _, "date-time"): "\(property.name)=2026-03-02T09:30:00Z"
      case .text: "\(property.name)=2026-03-02"
      default: "\(property.name)=1"
      }
    }
    return parts.isEmpty ? "" : "?" + parts.joined(separator: "&")
  }

  @Test func whatDoesNotExistIs404WhoeverAsks() throws {
    let world = try World()
    for route in world.service.routes where route.method == .get && route.right != nil && route.path.contains("{") {
      for id in ["999999", "9223372036854775807", "9223372036854775808", "0", "-1", "abc", "1.0", "%31"] {
        let answer = world.get(route.path.replacing(/\{[^}]*\}/, with: id) + asked(route), as: .admin)
        #expect(answer.status == 404, "\(route.path) \(id) \(answer)")
      }
    }
  }

  /// The second id of a path must belong to the first: a line to its order, a delivery to its hook.
  @Test func aChildIsReachedThroughItsOwnParentOnly() throws {
    let world = try World()
    let part = world.part("GDB1", stock: 5)
    let (mine, other) = (world.visit(), world.visit(client: "Борис"))
    let labour = mine.labour()
    let line = mine.part(part).id
    let complaint = mine.read()["complaints/0/id"].int ?? 0
    mine.start()
    let before = mine.read().text
    let bodies: [String: String] = [
      "PATCH lines/{line_id}": #"{"quantity":2}"#, "PUT lines/{line_id}/mechanics": #"{"user_ids":[\#(world.users[.mechanic] ?? 0)]}"#,
      "POST lines/{line_id}/issue": #"{"quantity":1}"#, "POST lines/{line_id}/return": #"{"quantity":1}"#,
      "PATCH complaints/{complaint_id}": #"{"text":"другое"}"#, "PUT complaints/{complaint_id}/diagnosis": #"{"text":"другое"}"#,
    ]
    let routes = world.service.routes.filter { $0.path.hasPrefix("/v1/work-orders/{id}/") && $0.path.contains(/\{id\}.*\{/) }
    #expect(routes.count >= 10)
    var refused = 0
    for route in routes {
      let method = route.method.name.description
      let tail = String(route.path.dropFirst("/v1/work-orders/{id}/".count))
      for child in [labour, line, complaint] {
        let path = "\(other.path)/" + tail.replacing(/\{[^}]*\}/, with: "\(child)")
        if tail.hasPrefix("complaints"), child == other.read()["complaints/0/id"].int { continue }
        let answer = world.ask(method, path, method == "DELETE" ? nil : bodies["\(method) \(tail)"] ?? "{}", as: .admin)
        #expect(answer.status == 404 || answer.status == 422, "\(method) \(path) \(answer)")
        if answer.status == 404 { refused += 1 }
      }
    }
    #expect(refused >= 15, "\(refused)")
    #expect(mine.read().text == before, "nothing of it has happened")
  }
}
