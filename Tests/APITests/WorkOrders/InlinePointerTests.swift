import Domain
import HTTP
import JSON
import SQLite
import Testing

@testable import API

/// Tests that a fault's pointer names the field in the body that was sent, at any depth.
@Suite struct InlinePointerTests {
  private let world: World
  init() throws { world = try World() }

  private func open(_ more: String, as role: Role = .manager) -> World.Answer {
    world.post("/v1/work-orders", "{\(more)}", as: role)
  }

  @Test func whatIsWrongWithANewClientOrCarStandsInsideIt() {
    let taken = world.post("/v1/vehicles", #"{"make":"LADA","model":"Веста","vin":"XTAGFK330KY144213"}"#)
    #expect(taken.status == 201, "\(taken)")
    let twice = open(#""client":{"name":"Анна"},"vehicle":{"make":"LADA","model":"Веста","vin":"XTAGFK330KY144213"},"odometer_km":1"#)
    #expect(twice.status == 409 && twice.codes == ["vin_taken"] && twice.pointers == ["/vehicle/vin"], "\(twice)")
    let both = open(
      #""client":{"name":"Анна","birth_on":"1901-01-01"},"vehicle":{"make":"LADA","model":"Веста","year":2150},"odometer_km":1,"fuel_percent":40"#
    )
    #expect(both.status == 422 && Set(both.pointers) == ["/client/birth_on", "/vehicle/year"], "\(both)")
    let read = open(#""client":{"name":" ","phones":["12"]},"vehicle":{"make":"","model":"Веста","vim":1},"odometer_km":1"#)
    #expect(Set(read.pointers) == ["/client/name", "/client/phones/0", "/vehicle/make", "/vehicle/vim"], "\(read)")
    let unowned = world.vehicle(#""client_id":\#(world.client("Борис"))"#)
    let warranty = open(#""kind":"warranty","client":{"name":"Анна"},"vehicle_id":\#(unowned),"odometer_km":1"#)
    #expect(warranty.codes == ["warranty_not_owner"] && warranty.pointers == ["/client"], "\(warranty)")
  }

  /// Puts an unknown field into every object of a body, as documented. The pointer must name it there.
  @Test func everyInlineObjectHasItsPlaceInThePointer() {
    var tried = 0
    for route in world.service.routes where !route.isLink && !route.isChannels {
      for property in route.takes?.properties ?? [] {
        let (value, place): (String, String)
        switch property.schema {
        case .object, .nullable(.object): (value, place) = (#"{"zzz":1}"#, "/\(property.name)/zzz")
        case .list(.object, _, _), .nullable(.list(.object, _, _)): (value, place) = (#"[{"zzz":1}]"#, "/\(property.name)/0/zzz")
        default: continue
        }
        tried += 1
        let path = route.path.replacing(/\{[^}]*\}/, with: "999999")
        let answer = world.ask(
          route.method.name.description, path, #"{"\#(property.name)":\#(value)}"#, as: .admin, headers: [("Idempotency-Key", path)])
        #expect(answer.status == 422 && answer.pointers.contains(place), "\(route.path) \(property.name) \(answer)")
      }
    }
    #expect(tried >= 9)
  }

  @Test func theReadingsOfClustersPointAtWhatWasSent() {
    let anna = world.client("Анна")
    let car = world.vehicle(#""client_id":\#(anna)"#)
    for (fields, pointers) in [
      (#""new_odometer_km":5"#, ["/new_odometer_km"]), (#""old_odometer_km":5"#, ["/old_odometer_km"]),
      (#""old_odometer_km":5,"new_odometer_km":5"#, ["/old_odometer_km", "/new_odometer_km"]),
    ] {
      let reading = world.post("/v1/vehicles/\(car)/odometer-readings", #"{"odometer_km":9,\#(fields)}"#)
      let opened = open(#""client_id":\#(anna),"vehicle_id":\#(car),"odometer_km":9,\#(fields)"#)
      for answer in [reading, opened] {
        #expect(answer.status == 422 && Set(answer.codes) == ["odometer_old_unused"] && answer.pointers == pointers, "\(answer)")
      }
    }
  }

  @Test func whyAProxyMayNotPointsAtTheProxy() throws {
    let visit = world.visit()
    visit.labour()
    let proxy = world.post(
      "/v1/clients/\(visit.client)/proxies",
      #"{"name":"Олег Крылов","document":"доверенность","valid_from_on":"2030-01-01","valid_until_on":"2031-01-01","may_collect":true,"may_approve":true}"#
    )
    #expect(proxy.status == 201, "\(proxy)")
    visit.estimate()
    let estimate = visit.offer()
    let line = visit.read()["lines/0/id"].int ?? 0
    let asked = world.post(
      "/v1/estimates/\(estimate)/approve",
      #"{"how":"phone","proxy_id":\#(proxy.id),"items":[{"line_id":\#(line),"decision":"approved"}]}"#, as: .advisor)
    #expect(asked.status == 409 && asked.pointers == ["/proxy_id"], "\(asked)")
    visit.approve(estimate)
    visit.must("start")
    visit.ready()
    try visit.pay()
    let given = visit.post("deliver", #"{"collected_by":"Олег Крылов","proxy_id":\#(proxy.id)}"#)
    #expect(given.status == 409 && given.codes == ["proxy_not_yet"] && given.pointers == ["/proxy_id"], "\(given)")
  }

  @Test func theWarningsNameWhatTheySpeakOf() {
    let owner = world.client("Борис")
    let car = world.vehicle(#""client_id":\#(owner)"#)
    let first = world.visit(owner, car)
    let second = world.visit(world.client("Анна"), car)
    for language in ["en", "ru"] {
      let told = world.ask("GET", second.path, as: .advisor, headers: [("Accept-Language", language)])["warnings"].array.compactMap {
        $0["message"].string
      }
      #expect(told.count == 2 && told[0].contains("(id \(first.id))") && told[1].contains("(id \(car))"), "\(told)")
      #expect(told[1].contains(language == "en" ? "client \(owner) is" : "а клиент \(owner)"), "\(told)")
    }
  }
}
