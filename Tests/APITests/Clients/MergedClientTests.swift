import Domain
import HTTP
import JSON
import Testing

@testable import API
@testable import Desk

/// Tests that a merged card's id gives the survivor, wherever a request names a client.
@Suite struct MergedClientTests {
  /// Fills the first card with rows of every room, merges it into a second card, and that into a third.
  private func chain(_ world: World) throws -> (old: Int64, survivor: Int64) {
    let visit = world.visit(client: "Крылова А.")
    world.post("/v1/clients/\(visit.client)/consents", #"{"purpose":"survey","given":true,"how":"звонок"}"#)
    world.post(
      "/v1/clients/\(visit.client)/proxies",
      #"{"name":"Борис","document":"№ 17","may_place":true,"valid_from_on":"2026-01-01","valid_until_on":"2027-01-01"}"#)
    let order = try world.order(of: visit.client, [.init(price: 1_000)])
    _ = world.bill(order)
    #expect(world.pay(#"{"client_id":\#(visit.client),"method":"card","amount_minor":700,"allocate":[]}"#).status == 201)
    let (middle, last) = (world.client("Анна"), world.client("Анна Крылова"))
    for (merged, into) in [(visit.client, middle), (middle, last)] {
      #expect(world.post("/v1/clients/\(into)/merge", #"{"merged_id":\#(merged),"reason":"дубль"}"#).status == 200)
    }
    return (visit.client, last)
  }

  @Test func everythingBelowACardFollowsIt() throws {
    let world = try World()
    let (old, survivor) = try chain(world)
    let below = world.service.routes.filter { $0.method == .get && $0.path.hasPrefix("/v1/clients/{id}/") }.map(\.path)
    #expect(below.count >= 5)
    for path in below {
      let (a, b) = (world.get(path.replacing("{id}", with: "\(old)")), world.get(path.replacing("{id}", with: "\(survivor)")))
      #expect(a.status == 200 && a.json == b.json, "\(path): \(a)")
      #expect(!a.text.contains(#""items":[]"#), "\(path) shows nothing")
    }
    let balance = world.get("/v1/clients/\(old)/balance")
    #expect(balance["client_id"].int == survivor)
    #expect(balance["open_minor"].int == 1_000 && balance["advances_minor"].int == 700)
  }

  @Test func everyListFilteredByAClientFollowsTheCard() throws {
    let world = try World()
    let (old, survivor) = try chain(world)
    let lists = world.service.routes.flatMap { route in
      (route.query?.properties ?? []).map(\.name).filter { $0.hasSuffix("client_id") }.map { (route.path, $0) }
    }.filter { $0.0 != "/v1/client-merges" }  // asks for the merges of one card
    #expect(
      lists.map(\.0).sorted() == [
        "/v1/contacts", "/v1/dispatches", "/v1/documents", "/v1/events", "/v1/payments", "/v1/tickets", "/v1/vehicles", "/v1/work-orders",
      ])
    world.post("/v1/tickets", #"{"channel_kind":"phone","client_id":\#(survivor),"text":"x"}"#)
    try world.desk.perform(as: .desk) { context in
      var dispatch = Dispatch(.survey, at: context.now)
      (dispatch.clientID, dispatch.address) = (survivor, "anna@client.example")
      _ = try Outbox(context).post(dispatch)
    }
    for (path, name) in lists {
      let (a, b) = (world.get("\(path)?\(name)=\(old)"), world.get("\(path)?\(name)=\(survivor)"))
      #expect(!a["items"].array.isEmpty && a.json == b.json, "\(path): \(a)")
      #expect(world.get("\(path)?\(name)=999999")["items"].array.isEmpty)
    }
  }

  /// Sends the merged card's id in every body field that names a client. Bodies that store it are refused; bodies that only
  /// select by it use the survivor.
  /// Merged things that are no clients.
  private static let ofOthers = [
    "POST /v1/vehicles/{id}/merge merged_id", "POST /v1/tickets/{id}/merge merged_id", "POST /v1/tickets/{id}/unmerge merged_id",
  ]

  @Test func aBodyThatWouldWriteAMergedCardDownIsRefusedNamingTheSurvivor() throws {
    let world = try World()
    let (old, survivor) = try chain(world)
    let visit = world.visit()
    let line = visit.labour()
    let coverage = #""kind":"extended","name":"x","payer_role":"insurer","from_on":"2026-01-01","until_on":"2027-01-01""#
    let made = world.post("/v1/vehicles/\(visit.vehicle)/coverages", #"{\#(coverage),"payer_client_id":\#(survivor)}"#)
    #expect(made.status == 201, "\(made)")
    let open = world.post("/v1/tickets", #"{"channel_kind":"phone","name":"Прохожий","text":"x"}"#)
    let (ticket, stranger) = (open.id, open["contact_id"].int ?? 0)
    let bodies: [(field: String, method: String, path: String, body: String)] = [
      ("POST /v1/vehicles client_id", "POST", "/v1/vehicles", #"{"make":"A","model":"B","client_id":\#(old)}"#),
      ("POST /v1/vehicles/{id}/transfer client_id", "POST", "/v1/vehicles/\(visit.vehicle)/transfer", #"{"client_id":\#(old)}"#),
      (
        "POST /v1/vehicles/{id}/coverages payer_client_id", "POST", "/v1/vehicles/\(visit.vehicle)/coverages",
        #"{\#(coverage),"payer_client_id":\#(old)}"#
      ),
      ("PATCH /v1/coverages/{id} payer_client_id", "PATCH", "/v1/coverages/\(made.id)", #"{"payer_client_id":\#(old)}"#),
      (
        "PUT /v1/work-orders/{id}/lines/{line_id}/payers payer_client_id", "PUT", "\(visit.path)/lines/\(line)/payers",
        #"{"payers":[{"role":"insurer","payer_client_id":\#(old),"share_bp":5000}]}"#
      ),
      (
        "POST /v1/work-orders client_id", "POST", "/v1/work-orders",
        #"{"client_id":\#(old),"vehicle_id":\#(visit.vehicle),"odometer_km":50001,"complaints":["x"]}"#
      ),
      ("POST /v1/tickets client_id", "POST", "/v1/tickets", #"{"client_id":\#(old),"channel_kind":"phone","text":"x"}"#),
      ("PATCH /v1/contacts/{id} client_id", "PATCH", "/v1/contacts/\(stranger)", #"{"client_id":\#(old)}"#),
      (
        "POST /v1/tickets/{id}/work-order client_id", "POST", "/v1/tickets/\(ticket)/work-order",
        #"{"client_id":\#(old),"vehicle_id":\#(visit.vehicle),"odometer_km":50001}"#
      ),
      ("POST /v1/payments client_id", "POST", "/v1/payments", #"{"client_id":\#(old),"method":"card","amount_minor":100}"#),
      ("POST /v1/clients/{id}/merge merged_id", "POST", "/v1/clients/\(visit.client)/merge", #"{"merged_id":\#(old),"reason":"x"}"#),
    ]
    func fields(_ schema: ObjectSchema) -> [String] {
      schema.properties.flatMap { property -> [String] in
        if case .list(.object(let inner), _, _) = property.schema { return fields(inner) }
        return property.name.hasSuffix("client_id") || property.name == "merged_id" ? [property.name] : []
      }
    }
    let declared = world.service.routes.flatMap { route in
      (route.takes.map(fields) ?? []).map { "\(route.method.name) \(route.path) \($0)" }
    }.filter { !Self.ofOthers.contains($0) }
    #expect(declared.sorted() == (bodies.map(\.field) + ["POST /v1/work-orders/{id}/invoices payer_client_id"]).sorted())
    for (field, method, path, body) in bodies {
      let answer = world.ask(method, path, body, headers: [("Idempotency-Key", field)])
      #expect(answer.status == 409 && answer.codes.contains("client_merged"), "\(field): \(answer)")
      #expect(answer.text.contains("into client \(survivor)"), "\(field): \(answer)")
    }
  }

  @Test func aPayerIsBilledByTheOldIdToo() throws {
    let world = try World()
    let (old, survivor) = try chain(world)
    let order = try world.order(of: survivor, [.init(price: 2_000)])
    #expect(world.bill(order, #"{"payer_client_id":\#(old)}"#)["client"]?["payer_client_id"].int == survivor)
  }
}
