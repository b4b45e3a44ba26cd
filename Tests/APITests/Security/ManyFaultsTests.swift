import Domain
import HTTP
import Testing

@testable import API

/// Tests that a body with very many faults costs little time and gets a short response.
@Suite struct ManyFaultsTests {
  private let world: World
  init() throws { world = try World() }

  private static func object(_ names: Int) -> String { "{" + (0..<names).map { "\"n\($0)\":1" }.joined(separator: ",") + "}" }

  private var taking: [Route] { world.service.routes.filter { $0.takes != nil && !$0.isLogin && !$0.isLink && !$0.isChannels } }

  private func send(_ route: Route, _ body: String) -> World.Answer {
    let path = route.path.replacing(/\{[^}]*\}/, with: "1")
    return world.ask(route.method.name.description, path, body, as: .admin, headers: [("Idempotency-Key", "\(body.utf8.count)\(path)")])
  }

  @Test func everyRouteNamesTwentyFaultsAndSaysThatThereAreMore() {
    for route in taking {
      let answer = send(route, Self.object(900))
      #expect(answer.status == 422, "\(route.path)")
      #expect(answer.codes.count == 21 && answer.codes.last == "more_faults", "\(route.path) \(answer.codes)")
      #expect(answer.body.count < 8_000, "\(route.path)")
    }
  }

  @Test func everyRouteRefusesAnObjectOfAThousandAndOneNames() {
    for route in taking {
      let answer = send(route, Self.object(60_000))
      #expect(answer.status == 400 && answer.codes == ["too_many_values"], "\(route.path) \(answer.text.prefix(200))")
      #expect(answer.body.count < 1_000)
    }
  }

  @Test func aListWithoutEndIsRefusedBeforeItIsLookedAt() {
    let endless = #"{"complaints":["# + String(repeating: "1,", count: 100_000) + "1]}"
    #expect(world.post("/v1/work-orders", endless).codes == ["too_many_values"])
    let wrong = #"{"how":"phone","items":["# + (0..<200).map { "\($0)" }.joined(separator: ",") + #"],"more":2}"#
    let answer = world.post("/v1/estimates/1/approve", wrong)
    #expect(answer.codes.count == 21 && answer.codes.last == "more_faults", "\(answer)")
  }

  @Test func twentyFaultsAreAllThereAre() {
    let answer = world.post("/v1/clients", #"{"name":"Анна",\#(Self.object(20).dropFirst())"#)
    #expect(answer.codes == Array(repeating: "unknown_field", count: 20), "\(answer)")
  }

  @Test func aNameOfHalfAMegabyteIsNotRepeated() {
    let long = String(repeating: "n", count: 500_000)
    let unknown = world.post("/v1/clients", #"{"name":"Анна","\#(long)":1}"#)
    #expect(unknown.codes == ["unknown_field"] && unknown.body.count < 1_000)
    let twice = world.post("/v1/clients", #"{"\#(long)":1,"\#(long)":1}"#)
    #expect(twice.codes == ["broken_json"] && twice.body.count < 1_000)
  }

  @Test func aQueryOfAThousandUnknownNamesNamesTwenty() {
    let answer = world.get("/v1/clients?" + (0..<1_000).map { "a\($0)" }.joined(separator: "&"))
    #expect(answer.status == 400 && answer.codes.count == 21 && answer.codes.last == "more_faults")
    let repeated = world.get("/v1/clients?" + Array(repeating: "q=a", count: 1_000).joined(separator: "&"))
    #expect(repeated.status == 400 && repeated.codes.last == "more_faults")
  }
}
