import Desk
import Domain
import SQLite
import Testing

@testable import API

/// An order and the requests of its advisor.
struct Visit {
  let world: World
  let id: Int64
  let client: Int64
  let vehicle: Int64
  var path: String { "/v1/work-orders/\(id)" }

  func read(_ more: String = "", as role: Role = .advisor) -> World.Answer { world.get(path + more, as: role) }
  var status: String { read()["status"].string ?? "" }

  @discardableResult
  func post(_ verb: String, _ body: String? = nil, as role: Role = .advisor) -> World.Answer {
    let answer = world.post("\(path)/\(verb)", body, as: role)
    return answer
  }

  /// Sends an action that must succeed.
  @discardableResult
  func must(_ verb: String, _ body: String? = nil, as role: Role = .advisor, at location: SourceLocation = #_sourceLocation) -> World.Answer
  {
    let answer = post(verb, body, as: role)
    #expect((200...299).contains(answer.status), "\(verb): \(answer)", sourceLocation: location)
    return answer
  }

  // MARK: Lines

  @discardableResult
  func labour(_ name: String = "Замена колодок", hours: String = "1", price: Int64 = 200_000, _ more: String = "") -> Int64 {
    must("lines", #"{"kind":"labour","name":"\#(name)","quantity":\#(hours),"unit_price_minor":\#(price)\#(more.comma)}"#).id
  }

  @discardableResult
  func part(_ part: Int64, quantity: String = "1", _ more: String = "") -> World.Answer {
    must("lines", #"{"kind":"part","part_id":\#(part),"quantity":\#(quantity)\#(more.comma)}"#)
  }

  // MARK: Along the way

  func estimate() { must("estimate") }

  /// Leads the order from estimating to awaiting approval. Returns the estimate.
  @discardableResult
  func offer() -> Int64 {
    if read()["promised_at"].isNull { must("promise", #"{"promised_at":"2026-03-20T15:00:00Z","reason":"договорились"}"#) }
    let estimate = must("estimates", #"{"title":"Ремонт"}"#).id
    must("offer", #"{"estimate_ids":[\#(estimate)]}"#)
    return estimate
  }

  func approve(_ estimate: Int64, declining: Set<Int64> = []) {
    let lines = world.get("/v1/estimates/\(estimate)", as: .advisor)["items"].array.compactMap { $0["line_id"].int }
    let items = lines.map { #"{"line_id":\#($0),"decision":"\#(declining.contains($0) ? "declined" : "approved")"}"# }
    let answer = world.post(
      "/v1/estimates/\(estimate)/approve", #"{"how":"phone","items":[\#(items.joined(separator: ","))]}"#, as: .advisor)
    #expect(answer.status == 200, "\(answer)")
  }

  func decline(_ estimate: Int64) {
    #expect(world.post("/v1/estimates/\(estimate)/decline", #"{"how":"phone"}"#, as: .advisor).status == 200)
  }

  /// Leads the order into repair with everything approved.
  func start(declining: Set<Int64> = []) {
    estimate()
    approve(offer(), declining: declining)
    must("start")
  }

  func done(_ line: Int64) { must("lines/\(line)/done", as: .mechanic) }
  func check() { must("quality-checks", #"{"passed":true}"#, as: .manager) }

  func ready() {
    for line in read()["lines"].array where line["status"].string == "approved" && line["kind"].string == "labour" {
      done(line["id"].int ?? 0)
    }
    check()
    must("ready")
  }
}

extension World {
  /// Anna brings her Volvo with one complaint.
  func visit(_ more: String = "", client name: String = "Анна Крылова", km: Int64 = 50_000) -> Visit {
    let client = client(name)
    let vehicle = vehicle(#""client_id":\#(client)"#)
    return visit(client, vehicle, more, km: km)
  }

  func visit(_ client: Int64, _ vehicle: Int64, _ more: String = "", km: Int64 = 50_000) -> Visit {
    let answer = open(client, vehicle, more, km: km)
    #expect(answer.status == 201, "\(answer)")
    return Visit(world: self, id: answer.id, client: client, vehicle: vehicle)
  }

  func open(_ client: Int64, _ vehicle: Int64, _ more: String = "", km: Int64 = 50_000, as role: Role = .advisor) -> Answer {
    post(
      "/v1/work-orders",
      #"{"client_id":\#(client),"vehicle_id":\#(vehicle),"odometer_km":\#(km),"complaints":["Скрип спереди"]\#(more.comma)}"#, as: role)
  }

  /// Makes a part with this stock.
  func part(_ article: String, stock: Int64, price: Int64 = 100_000) -> Int64 {
    let made = post(
      "/v1/parts", #"{"article":"\#(article)","maker":"TRW","name":"Колодки","unit":"piece","price_minor":\#(price)}"#, as: .storekeeper)
    #expect(made.status == 201, "\(made)")
    if stock > 0 {
      let came = post(
        "/v1/parts/\(made.id)/receive", #"{"quantity":\#(stock),"price_minor":50000,"reason":"остаток"}"#, as: .storekeeper, key: article)
      #expect(came.status == 200 || came.status == 201, "\(came)")
    }
    return made.id
  }

  func events(_ type: String) -> Int64 {
    let count: Int64? = try? desk.db.value("SELECT count(*) FROM events WHERE type = ?", type)
    return count ?? 0
  }
}

extension String {
  /// Adds members to those of a JSON object.
  fileprivate var comma: String { isEmpty ? "" : "," + self }
}
