import Domain
import HTTP
import JSON
import Testing

@testable import API

/// The document's word on If-Match against what every route really does with a stale one.
@Suite struct DeclaredVersionTests {
  /// One thing of every kind: what stands for `{id}` after that collection, and for the second id of a path.
  private final class House {
    let world: World
    private(set) var ids: [String: Int64] = [:]

    init() throws {
      world = try World()
      let visit = world.visit()
      let part = world.part("GDB1", stock: 5)
      ids["work-orders"] = visit.id
      ids["clients"] = visit.client
      ids["vehicles"] = visit.vehicle
      ids["parts"] = part
      ids["users"] = world.users[.viewer]
      ids["line_id"] = visit.part(part).id
      ids["complaint_id"] = visit.read()["complaints/0/id"].int
      visit.estimate()
      ids["estimates"] = visit.offer()
      ids["number_id"] = make("/v1/parts/\(part)/numbers", #"{"number":"34116794300","kind":"oem"}"#)["numbers/0/id"].int
      ids["proxies"] = make("/v1/clients/\(visit.client)/proxies", Proxy.newExample).id
      ids["coverages"] = make("/v1/vehicles/\(visit.vehicle)/coverages", Coverage.newExample).id
      ids["operations"] = make("/v1/operations", Operation.newExample).id
      ids["suppliers"] = make("/v1/suppliers", Supplier.newExample).id
      ids["purchase-orders"] =
        make("/v1/purchase-orders", #"{"supplier_id":\#(ids["suppliers"] ?? 0),"lines":[{"part_id":\#(part),"quantity":1}]}"#).id
      ids["webhooks"] = make("/v1/webhooks", Webhook.newExample)["webhook/id"].int
      ids["payments"] = make("/v1/payments", #"{"client_id":\#(visit.client),"amount_minor":1000,"method":"card"}"#).id
      ids["client-merges"] = make("/v1/clients/\(visit.client)/merge", #"{"merged_id":\#(world.client("А. Крылова")),"reason":"та же"}"#).id
      ids["vehicle-merges"] =
        make(
          "/v1/vehicles/\(visit.vehicle)/merge", #"{"merged_id":\#(world.vehicle(#""plate":"В777ОР77""#)),"reason":"та же"}"#
        ).id
      let done = try world.order(of: visit.client, [.init(price: 1_000)])
      ids["documents"] = world.bill(done)["client"]?["id"].int
      // Ids of bodies' examples: a second client, whom a merge or a transfer names.
      _ = world.client("Борис")
    }

    private func make(_ path: String, _ body: String?) -> World.Answer {
      let made = world.ask("POST", path, body, as: .admin, headers: [("Idempotency-Key", path)])
      #expect((200...299).contains(made.status), "\(path) \(made)")
      return made
    }

    /// The path with things that are there.
    func path(_ template: String) -> String {
      let steps = template.split(separator: "/").map(String.init)
      return steps.enumerated().reduce("") { path, step in
        guard step.element.hasPrefix("{") else { return path + "/" + step.element }
        let name = String(step.element.dropFirst().dropLast())
        return path + "/\(ids[name] ?? ids[steps[step.offset - 1]] ?? 999_999)"
      }
    }

    /// What the route says to a version that nothing has.
    func stale(_ route: Route) -> World.Answer { ask(route, "\"0\"") }

    func ask(_ route: Route, _ tag: String) -> World.Answer {
      let path = path(route.path)
      return world.ask(
        route.method.name.description, path, route.method == .delete ? nil : route.takes?.example ?? "{}", as: .admin,
        headers: [("If-Match", tag), ("Idempotency-Key", "\(tag) \(path)")])
    }
  }

  private func documented(_ world: World) throws -> Set<String> {
    let document = try JSONReader.parse(OpenAPI.document(world.service.routes, version: "1"))
    guard case .object(let paths) = document["paths"] else { return [] }
    var found: Set<String> = []
    for path in paths.members {
      guard case .object(let operations) = path.value else { continue }
      for operation in operations.members
      where operation.value["parameters"].array.contains(where: { $0["name"].string == "If-Match" }) {
        found.insert("\(operation.key) \(path.key)")
        #expect(!operation.value["responses/412"].isNull, "\(operation.key) \(path.key)")
      }
    }
    return found
  }

  @Test func whatIsDocumentedToTakeAVersionAnswersAStaleOneAndNothingElseDoes() throws {
    let house = try House()
    let documented = try documented(house.world)
    #expect(documented.count > 60)
    func name(_ route: Route) -> String { "\(route.method.name.description.lowercased()) \(route.path)" }
    let changing = house.world.service.routes.filter { $0.method != .get && $0.path != "/v1/logout" }
    #expect(changing.filter(\.takesVersion).allSatisfy { $0.versionOwner != nil })
    #expect(documented.isSubset(of: Set(changing.map(name))))
    for route in changing where documented.contains(name(route)) {
      let answer = house.stale(route)
      #expect(answer.status == 412 && answer.code == "stale", "\(name(route)) \(answer)")
    }
    for route in changing where !documented.contains(name(route)) {
      let answer = house.stale(route)
      #expect(answer.status != 412, "\(name(route)) \(answer)")
    }
  }

  @Test(arguments: [
    "/v1/work-orders/{id}/invoices", "/v1/work-orders/{id}/complaints", "/v1/clients/{id}/consents", "/v1/work-orders/{id}/clock-on",
    "/v1/estimates/{id}/link", "/v1/client-merges/{id}/undo", "/v1/clients/{id}/proxies", "/v1/parts/{id}/numbers",
    "/v1/users/{id}/password",
  ])
  func whatRaisesTheVersionOfAThingHonoursIt(_ path: String) throws {
    let house = try House()
    let route = try #require(house.world.service.routes.first { $0.path == path && $0.method == .post })
    #expect(house.stale(route).status == 412)
  }

  @Test func theVersionIsThatOfTheThingThatTheDocumentNames() throws {
    let house = try House()
    // Merges name the card that is left of the two, which is what the fixture's own card is.
    let undone = ["client-merges": "clients", "vehicle-merges": "vehicles"]
    for route in house.world.service.routes where route.takesVersion {
      let owner = try #require(route.versionOwner)
      let place = try #require(owner.split(separator: " ").last).replacing("{id}", with: "")
      let room = String(route.path.split(separator: "/")[1])
      #expect(place == "/v1/\(undone[room] ?? room)/", "\(route.path): \(owner)")
      let thing = house.path("\(place)x".replacing("/x", with: "/{id}"))
      let tag = house.world.get(thing, as: .admin).etag
      #expect(!tag.isEmpty, "\(thing)")
      let answer = house.ask(route, tag)
      #expect(answer.status != 412, "\(route.method.name) \(route.path) \(answer)")
    }
  }

  @Test func aNewThingTakesNoVersion() throws {
    let documented = try documented(World())
    for path in [
      "/v1/clients", "/v1/vehicles", "/v1/work-orders", "/v1/operations", "/v1/payments", "/v1/users", "/v1/parts",
      "/v1/vehicles/{id}/coverages",
    ] {
      #expect(!documented.contains("post \(path)"), "\(path)")
    }
  }
}
