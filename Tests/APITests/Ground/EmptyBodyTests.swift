import Domain
import HTTP
import JSON
import Testing

@testable import API

/// Tests what generated clients send if there is nothing to say: no body, an empty one, `null`.
@Suite struct EmptyBodyTests {
  @Test func whereNoFieldIsRequiredNothingIsAnEmptyObject() throws {
    let world = try World()
    let routes = world.service.routes.filter { route in
      guard let body = route.takes, route.path != "/v1/logout" else { return false }
      return !body.properties.contains(where: \.required)
    }
    #expect(routes.count >= 36)
    for route in routes {
      let path = route.path.replacing(/\{[^}]*\}/, with: "999999")
      func answer(_ body: String?) -> World.Answer { world.ask(route.method.name.description, path, body, as: .admin) }
      let empty = answer("{}")
      for body in [nil, "", "null", " \r\n\t", " null "] {
        let other = answer(body)
        #expect((other.status, other.code) == (empty.status, empty.code), "\(route.path) \(body ?? "-") \(other)")
      }
      #expect(empty.status != 400, "\(route.path) \(empty)")
    }
  }

  @Test func whereFieldsAreRequiredNothingNamesThem() throws {
    let world = try World()
    for body in [nil, "", "null", "{}"] {
      let answer = world.post("/v1/suppliers", body, as: .storekeeper)
      #expect(answer.status == 422 && answer.codes == ["required"] && answer.pointers == ["/name"], "\(answer)")
    }
  }

  @Test func anOrderIsBilledWithoutABody() throws {
    let world = try World()
    let done = try world.order(of: world.client("Анна"), [.init(price: 1_000)])
    let answer = world.post("/v1/work-orders/\(done)/invoices", "null", as: .advisor)
    #expect(answer.status == 201 && answer["documents"].array.count == 1, "\(answer)")
  }
}
