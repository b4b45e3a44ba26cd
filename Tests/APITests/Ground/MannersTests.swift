import Desk
import Domain
import HTTP
import JSON
import SQLite
import Synchronization
import Testing

@testable import API

/// Rules that every route of every room keeps.
@Suite struct MannersTests {
  @Test func noListIgnoresAParameterItDoesNotKnow() throws {
    let world = try World()
    let routes = world.service.routes.filter { $0.method == .get && $0.right != nil && !$0.path.contains("{") }
    #expect(routes.count > 20)
    for route in routes {
      let answer = world.get("\(route.path)?colour=red", as: .admin)
      #expect(answer.status == 400 && answer.codes.contains("unknown_parameter"), "\(route.path) \(answer)")
    }
  }

  @Test func noChangeIsMadeThatIsAskedWithAParameterItDoesNotKnow() throws {
    let world = try World()
    let client = world.post("/v1/clients", #"{"name":"Анна"}"#).id
    let routes = world.service.routes.filter { $0.method != .get && $0.right != nil && $0.query == nil }
    #expect(routes.count > 60)
    for route in routes {
      let path = route.path.replacing(/\{[^}]*\}/, with: "\(client)")
      let method = route.method.name.description
      let answer = world.ask("\(method)", "\(path)?dry_run=true", "{}", as: .admin, headers: [("Idempotency-Key", path)])
      #expect(answer.status == 400 && answer.codes == ["unknown_parameter"] && answer.pointers == ["dry_run"], "\(path) \(answer)")
    }
    #expect(world.ask("PATCH", "/v1/clients/\(client)?dry_run=true", #"{"name":"Борис"}"#).status == 400)
    #expect(world.get("/v1/clients/\(client)")["name"].string == "Анна")
  }

  @Test func aParameterThatCannotBeDecodedIsNamed() throws {
    let world = try World()
    let answer = world.get("/v1/clients?q=%ff")
    #expect(answer.codes == ["bad_query"] && answer.pointers == ["q"], "\(answer)")
  }

  @Test func theDocumentsExamplesOfWhatMustBeAskedWork() throws {
    let world = try World()
    let document = try JSONReader.parse(OpenAPI.document(world.service.routes, version: "1"))["paths"]
    guard case .object(let paths) = document else { throw Refusal.notFound(.address) }
    var tried: [String] = []
    for route in world.service.routes where route.right != nil && !route.path.contains("{") && route.method == .get {
      let needed = (paths[route.path] ?? .null)["get/parameters"].array.filter { $0["required"].bool == true }
      if needed.isEmpty { continue }
      let asked = needed.map { "\($0["name"].string ?? "")=\($0["example"].string ?? "")" }.joined(separator: "&")
      let answer = world.get("\(route.path)?\(asked)", as: .admin)
      // Without centres there is nothing at the addresses of a head office; their parameters are read all the same.
      let wanted = route.path.hasPrefix("/v1/chain/") ? 404 : 200
      #expect(answer.status == wanted, "\(route.path)?\(asked) \(answer)")
      tried.append(route.path)
    }
    #expect(tried.contains("/v1/parts/lookup") && tried.count >= 3, "\(tried)")
    let kind = (paths["/v1/imports/{kind}"] ?? .null)["post/parameters/0"]
    #expect(kind["example"].string == "clients" && kind["schema/enum"].array.count == 4)
    let columns = (paths["/v1/imports/{kind}"] ?? .null)["post/requestBody/description"].string ?? ""
    #expect(columns.contains("Columns of parts: Артикул (Арт, ") && columns.contains(". If there are: Кросс-номера (Кросс, "))
  }

  @Test func theDocumentSaysOfEveryRouteWhoMayUseIt() throws {
    let world = try World()
    let document = try JSONReader.parse(OpenAPI.document(world.service.routes, version: "1"))["paths"]
    guard case .object(let paths) = document else { throw Refusal.notFound(.address) }
    for route in world.service.routes where route.right != nil && route.path != "/v1/logout" {
      guard case .object(let path)? = paths[route.path] else { throw Refusal.notFound(.address) }
      let method = route.method.name.description
      let told = (path[method.lowercased()] ?? .null)["description"].string ?? ""
      let roles = Role.allCases.filter {
        world.ask(method, route.path.replacing(/\{[^}]*\}/, with: "999999"), route.method == .get ? nil : "{}", as: $0).status != 403
      }
      #expect(told.hasSuffix("Roles: \(roles.map(\.rawValue).joined(separator: ", "))."), "\(method) \(route.path)")
    }
  }

  @Test func aBodyThatIsNoJSONOfOursIsRefusedAndKeepsTheDeskStanding() throws {
    let world = try World()
    func post(_ body: [UInt8]) -> World.Answer {
      let head =
        "POST /v1/clients HTTP/1.1\r\nHost: desk\r\nAuthorization: Bearer \(world.token(.manager))\r\nContent-Type: application/json\r\n"
        + "Content-Length: \(body.count)\r\n\r\n"
      return world.send(Array(head.utf8) + body)
    }
    let badText = Array(#"{"name":""#.utf8) + [0xD0, 0x22, 0x7D]
    let bomb = [UInt8](repeating: 0x5B, count: 200_000)
    let deep = Array((#"{"name":"# + String(repeating: #"{"a":"#, count: 5_000)).utf8)
    for body in [badText, bomb, deep, Array(#"{"name":"Анна",}"#.utf8), Array(#"{"name":NaN}"#.utf8)] {
      let answer = post(body)
      #expect(answer.status == 400 && answer.codes == ["broken_json"], "\(answer)")
    }
    for body in ["[]", "null", #""Анна""#, "7"] { #expect(post(Array(body.utf8)).status == 422, "\(body)") }
    let wrong = post(Array(#"{"name":7,"phones":"8 903","discount_bp":1.5}"#.utf8))
    #expect(wrong.status == 422 && Set(wrong.codes) == ["wrong_type"], "\(wrong)")
    #expect(post(Array(#"{"name":"Анна"}"#.utf8)).status == 201)
  }

  @Test func moneyIsWholeMinorUnitsAndNeverAFraction() throws {
    let world = try World()
    func price(_ text: String) -> World.Answer {
      world.post("/v1/parts", #"{"article":"A","maker":"X","name":"П","unit":"piece","price_minor":\#(text)}"#, as: .storekeeper)
    }
    for wrong in ["0.5", "-1", "1e30", "\"100\"", "9223372036854775808"] {
      #expect(price(wrong).status == 422, "\(wrong)")
    }
    #expect(price("100")["price_minor"].int == 100)
  }

  @Test func inAPatchAbsentIsUntouchedAndNullClears() throws {
    let world = try World()
    let id = world.post("/v1/clients", #"{"name":"Анна","comment":"звонить вечером"}"#).id
    #expect(world.ask("PATCH", "/v1/clients/\(id)", #"{"name":"Анна Крылова"}"#)["comment"].string == "звонить вечером")
    #expect(world.ask("PATCH", "/v1/clients/\(id)", #"{"comment":null}"#)["comment"].isNull)
    let refused = world.ask("PATCH", "/v1/clients/\(id)", #"{"name":null}"#)
    #expect(refused.status == 422 && refused.pointers == ["/name"], "\(refused)")
  }

  @Test func aClockThatIsSetBackLeavesNumbersRisingAndNothingBroken() throws {
    let world = try World()
    let part = world.part("GDB1", stock: 3)
    let visit = world.visit()
    let labour = visit.labour()
    visit.part(part, quantity: "1")
    visit.start()
    #expect(visit.post("clock-on", #"{"line_id":\#(labour)}"#, as: .mechanic).status < 300)
    let before = world.get("/v1/events?sort=-id&limit=1")["items/0/id"].int ?? 0
    world.wait(minutes: -90)
    #expect(world.post("/v1/clients", #"{"name":"Анна"}"#).status == 201)
    #expect(world.get("/v1/events?sort=-id&limit=1")["items/0/id"].int ?? 0 > before)
    // Clocking off would end before it began, so it is refused with a reason.
    let off = world.post("/v1/me/clock-off", as: .mechanic)
    #expect(off.status == 409, "\(off)")
    #expect(world.get("\(visit.path)/stage-times").status == 200)
    #expect(world.post("/v1/parts/\(part)/adjust", #"{"counted":3,"reason":"счёт"}"#, as: .storekeeper).status == 200)
    world.wait(minutes: 120)
    #expect(world.post("/v1/me/clock-off", as: .mechanic).status == 200)
    #expect(world.get("\(visit.path)/stage-times").status == 200)
  }

  @Test func pagesOfAListStayRightWhileRowsComeInOnBothSides() throws {
    let world = try World()
    func add(_ name: String) -> Int64 {
      world.post(
        "/v1/parts", #"{"article":"\#(name)","maker":"X","name":"\#(name)","unit":"piece","price_minor":1}"#, as: .storekeeper
      ).id
    }
    let before = ["B", "D", "F", "H", "J"].map(add)
    let first = world.get("/v1/parts?limit=2")
    _ = (add("A"), add("C"), add("D2"))
    let late = add("G")
    var seen = first["items"].array.compactMap { $0["id"].int }
    var cursor = first["next_cursor"].string
    while let next = cursor {
      let page = world.get("/v1/parts?limit=2&cursor=\(next)")
      seen += page["items"].array.compactMap { $0["id"].int }
      cursor = page["next_cursor"].string
    }
    #expect(Set(seen).count == seen.count)
    #expect(Set(seen).isSuperset(of: before + [late]))
    #expect(world.get("/v1/parts?limit=2&q=x&cursor=\(first["next_cursor"].string ?? "")").codes == ["bad_cursor"])
  }
}

/// Retries whose first attempt may be interrupted.
@Suite struct RetryTests {
  private func onDesk(_ world: World) -> OnDesk {
    nonisolated(unsafe) let desk = world.desk  // the test has one thread, which is both the desk thread and the worker
    return OnDesk { body in body(desk) }
  }

  private func request(
    _ world: World, _ path: String, _ body: String, type: String = "application/json", as role: Role = .manager
  ) -> [UInt8] {
    let head =
      "POST \(path) HTTP/1.1\r\nHost: desk\r\nAuthorization: Bearer \(world.token(role))\r\nContent-Type: \(type)\r\n"
      + "Idempotency-Key: k1\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
    return Array((head + body).utf8)
  }

  @Test func anAnswerIsRepeatedAfterTheProcessHasBeenStartedAgain() throws {
    let world = try World()
    let post = request(world, "/v1/clients", #"{"name":"Анна"}"#)
    let first = world.send(post)
    #expect(first.status == 201)
    let next = Service(rooms: Room.all, onDesk: onDesk(world), says: { print($0) })
    let again = world.send(post, through: next, Gate(trustedProxies: [], now: { 0 }))
    #expect(again.body == first.body && again.headers["Idempotency-Replayed"] == "true", "\(again)")
    #expect(try world.desk.db.value("SELECT count(*) FROM clients") == 1 as Int64?)
    let other = world.send(request(world, "/v1/clients", #"{"name":"Борис"}"#), through: next)
    #expect(other.status == 422 && other.codes == ["idempotency_key_reused"], "\(other)")
  }

  @Test func aTwinOfAWorkersRequestHearsThatTheFirstIsRunning() throws {
    let world = try World()
    let post = request(world, "/v1/users", #"{"login":"petr","name":"Пётр","role":"viewer","password":"четыре лошади"}"#, as: .admin)
    let twin = Twin()
    nonisolated(unsafe) let (inline, here) = (world.desk, world)
    let service = Service(
      rooms: Room.all,
      onDesk: OnDesk { body in
        twin.once { here.send(post, through: $0) }
        body(inline)
      }, says: { print($0) })
    twin.service = service
    #expect(world.send(post, through: service).status == 201)
    #expect(twin.answer?.status == 409 && twin.answer?.codes == ["twin_running"], "\(String(describing: twin.answer))")
    #expect(world.send(post, through: service).headers["Idempotency-Replayed"] == "true")
  }

  /// Sends a second request while the first is being handled. Unchecked: the test has one thread.
  private final class Twin: @unchecked Sendable {
    var service: Service?
    private(set) var answer: World.Answer?

    func once(_ ask: (Service) -> World.Answer) {
      guard answer == nil, let service else { return }
      self.service = nil
      answer = ask(service)
    }
  }

  @Test func aRunningImportIsListedWithHowFarItHasCome() throws {
    let world = try World()
    world.work(nanosecondsALook: 0)
    let rows = (1...450).map { "\($0);Клиент \($0);;;;;;;;;\n" }.joined()
    let post = request(world, "/v1/imports/clients", ImportTests.clients + rows, type: "text/csv")
    nonisolated(unsafe) let (inline, here) = (world.desk, world)
    let seen = Mutex<[String]>([])
    let late = Twin()
    let service = Service(
      rooms: Room.all,
      onDesk: OnDesk { body in
        if let service = late.service {
          let get = "GET /v1/imports HTTP/1.1\r\nHost: desk\r\nAuthorization: Bearer \(here.token(.manager))\r\n\r\n"
          let running = here.send(Array(get.utf8), through: service)["items/0"]
          seen.withLock { $0.append("\(running["kind"].string ?? "") \(running["done"].int ?? -1)/\(running["rows"].int ?? -1)") }
        }
        body(inline)
      }, says: { print($0) })
    late.service = service
    #expect(world.send(post, through: service)["created"].int == 450)
    #expect(seen.withLock { $0 }.prefix(3) == ["clients 0/450", "clients 200/450", "clients 400/450"])
    late.service = nil
    #expect(world.get("/v1/imports")["items"].array.isEmpty)
    #expect(world.get("/v1/imports", as: .advisor).status == 403)
  }
}
