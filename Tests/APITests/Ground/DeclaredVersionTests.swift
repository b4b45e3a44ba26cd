import Domain
import HTTP
import JSON
import Testing

@testable import API

/// Compares what the document says of If-Match with what each route does with an outdated version.
@Suite struct DeclaredVersionTests {
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
    let house = try OneOfEach()
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
    let house = try OneOfEach()
    let route = try #require(house.world.service.routes.first { $0.path == path && $0.method == .post })
    #expect(house.stale(route).status == 412)
  }

  @Test func theVersionIsThatOfTheThingThatTheDocumentNames() throws {
    let house = try OneOfEach()
    // The version of a merge is that of the survivor; here the fixture's own card.
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

extension OneOfEach {
  /// The response of a route to version 0, which nothing has.
  fileprivate func stale(_ route: Route) -> World.Answer { ask(route, "\"0\"") }

  fileprivate func ask(_ route: Route, _ tag: String) -> World.Answer {
    let path = path(route.path)
    return world.ask(
      route.method.name.description, path, route.method == .delete ? nil : route.takes?.example ?? "{}", as: .admin,
      headers: [("If-Match", tag), ("Idempotency-Key", "\(tag) \(path)")])
  }
}
