import Desk
import Domain
import HTTP
import JSON
import Testing

@testable import API

/// Tests of `/openapi.json` as generators of clients read it.
@Suite struct DocumentTests {
  private func document(narrowing: Bool = true) throws -> JSONValue {
    try JSONReader.parse(OpenAPI(Self.routes, version: "1", narrowing: narrowing).document())
  }
  private static let vitals = Vitals(version: "1", unready: { nil }, metrics: { _ in "" })
  private static let routes = (Room.all + [Room.ops(vitals, Room.all)]).flatMap(\.routes)

  private func members(_ value: JSONValue) -> [(key: String, value: JSONValue)] {
    guard case .object(let object) = value else { return [] }
    return object.members.map { ($0.key, $0.value) }
  }

  /// A Go client has a constructor `NewToken` for a schema `Token`, and some file systems ignore case. So names must differ in
  /// more than that.
  @Test func theNamesOfSchemasLeaveGeneratedClientsRoomForTheirOwn() throws {
    let names = members(try document()["components/schemas"]).map(\.key)
    #expect(names.count > 190 && names.contains("Vehicle") && names.contains("TokenWithSecret"))
    #expect(names.filter { $0.hasPrefix("New") || $0.hasSuffix("Test") || $0.hasPrefix("Nullable") } == [])
    #expect(Set(names.map { $0.lowercased() }).count == names.count)
    let operations = Self.routes.map(\.operationID)
    #expect(Set(operations).count == operations.count)
    let tags = Set(Self.routes.map(\.room))
    #expect(!tags.contains(try document()["webhooks/event/post/tags/0"].string ?? ""))
  }

  @Test func noSchemaHoldsADecimalToAMultipleOrAFileToALength() throws {
    for narrowing in [true, false] {
      let text = String(decoding: OpenAPI(Self.routes, version: "1", narrowing: narrowing).document(), as: UTF8.self)
      #expect(!text.contains("multipleOf"))
      #expect(!text.contains(#""minLength":1,"format":"binary""#) && text.contains(#""format":"binary""#))
    }
  }

  @Test func anAnswerThatFieldsMayNarrowRequiresNothingAndTheOtherDocumentAllThatIsAlwaysThere() throws {
    let (whole, strict) = (try document(), try document(narrowing: false))
    for name in ["WorkOrder", "WorkOrderClient", "Client", "Event", "PartPlace", "TurnoverReport"] {
      #expect(whole["components/schemas/\(name)/required"].isNull, "\(name)")
      #expect(!strict["components/schemas/\(name)/required"].array.isEmpty, "\(name)")
    }
    let client = strict["components/schemas/Client"]
    #expect(!client["required"].array.contains(.string("phones")) && client["properties/phones"] != .null)
    for kept in ["ClientEntryPage", "TokenWithSecret", "ClientBody", "Problem"] {
      #expect(!whole["components/schemas/\(kept)/required"].array.isEmpty, "\(kept)")
    }
    func asksForFields(_ document: JSONValue) -> Int {
      members(document["paths"]).flatMap { members($0.value) }.filter { operation in
        operation.value["parameters"].array.contains { $0["name"].string == "fields" }
      }.count
    }
    #expect(asksForFields(whole) == Self.routes.filter(\.narrows).count && asksForFields(strict) == 0)
  }

  /// Both documents have the same fields.
  @Test func theTwoDocumentsDifferInNothingElse() throws {
    let (whole, strict) = (try document(), try document(narrowing: false))
    for (name, schema) in members(whole["components/schemas"]) {
      #expect(schema["properties"] == strict["components/schemas/\(name)/properties"], "\(name)")
    }
    #expect(whole["webhooks"] == strict["webhooks"] && whole["components/headers"] == strict["components/headers"])
  }

  @Test func everyReferenceLeadsSomewhere() throws {
    let text = String(decoding: OpenAPI(Self.routes, version: "1").document(), as: UTF8.self)
    let whole = try document()
    let places = Set(text.matches(of: /"\$ref":"#\/([^"]+)"/).map { String($0.1) })
    #expect(places.count > 200)
    for place in places { #expect(!whole[place].isNull, "\(place)") }
  }

  @Test func theServerIsWhereTheDeskIsReached() throws {
    func server(_ address: String) throws -> String? {
      try JSONReader.parse(OpenAPI(Self.routes, version: "1", address: address).document())["servers/0/url"].string
    }
    #expect(try server("https://desk.example.org/") == "https://desk.example.org")
    #expect(try server("/") == "/")
  }

  @Test func theHeadersOfRequestsStandWhereTheyAreHeeded() throws {
    let paths = members(try document()["paths"])
    func named(_ name: String) -> Set<String> {
      Set(
        paths.flatMap { path, operations in
          members(operations).filter { $0.value["parameters"].array.contains { $0["name"].string == name } }.map { "\($0.key) \(path)" }
        })
    }
    let all = Self.routes.map { "\($0.method.name.description.lowercased()) \($0.path)" }
    #expect(named("Accept-Language") == Set(all))
    #expect(named("Last-Event-ID") == ["get /v1/events"])
    #expect(named("If-None-Match").isSuperset(of: ["get /v1/work-orders/{id}", "get /openapi.json", "get /docs"]))
    #expect(!named("If-None-Match").contains("get /v1/work-orders/{id}/moves"))
    #expect(named("Idempotency-Key") == Set(all.filter { $0.hasPrefix("post ") }))
  }

  @Test func theDocumentIsFetchedOnce() throws {
    let world = try World(Room.all + [Room.ops(Self.vitals, Room.all)])
    for path in ["/openapi.json", "/openapi.json?narrowing=false", "/docs"] {
      let first = world.get(path, as: nil)
      #expect(first.status == 200 && first.etag.count > 8, "\(path)")
      for held in [first.etag, "W/\(first.etag)", "\"1\", \(first.etag)", "*"] {
        let again = world.ask("GET", path, as: nil, headers: [("If-None-Match", held)])
        #expect(again.status == 304 && again.body.isEmpty && again.etag == first.etag, "\(path) \(held)")
      }
      #expect(world.ask("GET", path, as: nil, headers: [("If-None-Match", "\"1\"")]).status == 200)
    }
    #expect(world.get("/openapi.json", as: nil).etag != world.get("/openapi.json?narrowing=false", as: nil).etag)
    #expect(world.get("/openapi.json?narowing=false", as: nil).codes == ["unknown_parameter"])
  }
}

extension World {
  /// Checks that a response has only headers that the document lists. `World` calls it for every response of the API tests.
  func holdToTheDocument(_ answer: Answer, of route: Route) {
    let named: [AnswerHeader] =
      switch answer.status {
      case 202 where route.later != nil: AnswerHeader.later
      case 200...299: AnswerHeader.all.filter { $0.stands(on: route) }
      case 303 where route.redirects: [.location, .requestID]
      case 304: AnswerHeader.unchanged.filter { $0.stands(on: route) }
      default: OpenAPI.Refused(answer.status).headers
      }
    // Pages for people also have Content-Language, which programs do not need.
    let known = AnswerHeader.all.filter { !(route.isPage && $0 == .contentLanguage) }
    for header in known where answer.headers[header.rawValue] != nil && !named.contains(header) {
      Issue.record("\(route.method.name) \(route.path) \(answer.status) bears \(header.rawValue)")
    }
  }
}
