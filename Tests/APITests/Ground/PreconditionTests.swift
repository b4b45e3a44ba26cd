import HTTP
import JSON
import Testing

@testable import API

/// Tests that the document states the preconditions of each operation.
@Suite struct PreconditionTests {
  private let routes: [Route]

  init() {
    routes = (Room.all + [Room.ops(Vitals(version: "1", unready: { nil }, metrics: { _ in "" }), Room.all)]).flatMap(\.routes)
  }

  @Test func everyChangeHasItsOwnAndNoListNamesWhatIsNotThere() {
    let operations = routes.map { "\($0.method.name) \($0.path)" }
    let told = Precondition.all.map(\.operation)
    #expect(Set(told).count == told.count)
    #expect(Set(told).subtracting(operations) == [])
    let changes = routes.filter { $0.method != .get }.map { "\($0.method.name) \($0.path)" }
    #expect(changes.count > 90 && Set(changes).subtracting(told) == [])
    for condition in Precondition.all { #expect(condition.text.hasSuffix(".") && condition.text.count > 12, "\(condition.operation)") }
  }

  @Test func theDocumentAndThePageSayItWithWhoseVersionIfMatchMeans() throws {
    let document = try JSONReader.parse(OpenAPI(routes, version: "1").document())
    let page = String(decoding: DocsPage.html(routes), as: UTF8.self)
    for route in routes {
      guard case .object(let paths) = document["paths"], let path = paths[route.path] else { throw BadDocument() }
      let told = path["\(route.method.name.description.lowercased())/description"].string ?? ""
      #expect(told.hasPrefix(Precondition.of(route)), "\(route.path) \(told)")
      #expect(told.contains("If-Match is the version of ") == route.takesVersion, "\(route.path) \(told)")
      #expect(page.contains("<p>\(DocsPage.escaped(told))</p>"), "\(route.path)")
    }
    let deliver = try #require(routes.first { $0.path == "/v1/work-orders/{id}/deliver" })
    #expect(
      deliver.told.joined(separator: " ").contains("If-Match is the version of the work order, the ETag of GET /v1/work-orders/{id}."))
  }

  private struct BadDocument: Error {}
}

/// Reads `/docs` as people, programs and browsers without scripts do.
@Suite struct DocsPageTests {
  private func page() throws -> String {
    try World(Room.all + [Room.ops(Vitals(version: "1", unready: { nil }, metrics: { _ in "" }), Room.all)]).get("/docs", as: nil).text
  }

  @Test func allOfItIsThereWithoutAScript() throws {
    let page = try page().replacing(/<script>[\s\S]*<\/script>/, with: "")
    for route in Room.all.flatMap(\.routes) {
      #expect(page.contains("<details id=\"\(route.operationID)\""), "\(route.path)")
    }
    #expect(page.contains("<code>/v1/work-orders/{id}/deliver</code> — Hand the car over"))
    #expect(page.contains("<td><code>odometer_km</code></td><td>integer 0…3000000</td><td>required</td>"))
    #expect(page.contains(DocsPage.escaped("-d '{\"collected_by\":\"Анна Крылова\"")))
    #expect(!page.contains("Loading"))
  }

  @Test func everyLinkWithinItLeadsSomewhere() throws {
    let page = try page()
    let places = Set(page.matches(of: /href="#([^"]+)"/).map { String($0.1) })
    #expect(places.count > 190)
    for place in places { #expect(page.contains("id=\"\(place)\""), "#\(place)") }
  }
}
