import Desk
import Domain
import JSON
import SQLite
import Testing

@testable import API

@Suite struct VisitTests {
  /// Opens and estimates Anna's order through the API, with one labour line and one part in stock.
  private func visit(_ scene: RepairScene) throws -> (order: Int64, labour: Int64, part: Int64) {
    let world = scene.world
    let body = #"{"client_id":\#(scene.anna),"vehicle_id":\#(scene.volvo),"odometer_km":40000,"complaints":["Скрипят тормоза"]}"#
    let order = world.post("/v1/work-orders", body, as: .advisor)
    #expect(order.status == 201, "\(order)")
    #expect(world.post("/v1/work-orders/\(order.id)/estimate", as: .advisor).status == 200)
    let part = world.post("/v1/parts", #"{"article":"13.0460","maker":"ATE","name":"Колодки","unit":"set","price_minor":610000}"#).id
    #expect(
      world.post("/v1/parts/\(part)/receive", #"{"quantity":1,"price_minor":300000,"reason":"Первая закупка"}"#, key: "r").status < 300)
    let lines = "/v1/work-orders/\(order.id)/lines"
    let labour = world.post(lines, #"{"kind":"labour","name":"Замена колодок","quantity":1,"unit_price_minor":244000}"#, as: .advisor)
    let fitted = world.post(lines, #"{"kind":"part","part_id":\#(part),"quantity":1}"#, as: .advisor)
    #expect([labour.status, fitted.status] == [201, 201], "\(labour) \(fitted)")
    scene.promise(order.id)
    return (order.id, labour.id, fitted.id)
  }

  @Test func aVisitGoesFromComplaintToReadyAndItsPromiseIsKept() throws {
    let scene = try RepairScene()
    let world = scene.world
    let (order, labour, part) = try visit(scene)
    let estimate = scene.estimate(order)
    scene.offer(order, estimate)
    let link = scene.link(estimate)
    let decided = world.ask(
      "POST", link, "line_\(labour)=approved&line_\(part)=approved&deed=decide", as: nil,
      headers: [("Content-Type", "application/x-www-form-urlencoded")])
    #expect(decided.status == 200, "\(decided)")
    #expect(world.post("/v1/work-orders/\(order)/start", as: .advisor).status == 200)
    #expect(world.post("/v1/work-orders/\(order)/clock-on", #"{"line_id":\#(labour)}"#, as: .mechanic).status == 201)
    #expect(world.post("/v1/work-orders/\(order)/lines/\(part)/issue", #"{"quantity":1}"#, as: .storekeeper).status == 200)
    world.wait(minutes: 60)
    #expect(world.post("/v1/me/clock-off", as: .mechanic).status == 200)
    #expect(world.post("/v1/work-orders/\(order)/lines/\(labour)/done", as: .mechanic).status == 200)
    #expect(world.post("/v1/work-orders/\(order)/ready", as: .advisor).codes == ["quality_unchecked"])
    #expect(world.post("/v1/work-orders/\(order)/quality-checks", #"{"passed":true}"#, as: .manager).status == 201)
    let ready = world.post("/v1/work-orders/\(order)/ready", as: .advisor)
    #expect(ready.status == 200, "\(ready)")
    #expect(world.get("/v1/work-orders/\(order)/promises")["items/0/outcome"].string == "kept")
    let stages = world.get("/v1/work-orders/\(order)/stage-times")["stages"].array.compactMap { $0["status"].string }
    #expect(stages == ["open", "estimating", "awaiting_approval", "approved", "in_repair", "ready"])
    #expect(world.post("/v1/work-orders/\(order)/rework", #"{"reason":"Скрипит"}"#, as: .advisor).status == 200)
    #expect(world.get("/v1/work-orders/\(order)/promises")["items/0/outcome"].isNull)
    #expect(try scene.faults().isEmpty)
  }

  @Test func whatOneClientDeclinesServesTheNextWhoWaits() throws {
    let scene = try RepairScene()
    let (order, labour, part) = try visit(scene)
    let stock: Int64 = try scene.db.value("SELECT part_id FROM order_lines WHERE id = ?", part) ?? 0
    let other = try scene.order(.estimating)
    let waiting = scene.world.post("/v1/work-orders/\(other)/lines", #"{"kind":"part","part_id":\#(stock),"quantity":1}"#, as: .advisor).id
    #expect(try scene.reserved(waiting) == 0)
    let estimate = scene.estimate(order)
    scene.offer(order, estimate)
    #expect(scene.decide(estimate, yes: [labour], no: [part]).status == 200)
    #expect(try scene.reserved(waiting) == 1_000)
    #expect(try scene.events("work_order.parts_complete") == 1)
    let declined = scene.world.get("/v1/vehicles/\(scene.volvo)/declined-work")
    #expect(declined["items/0/id"].int == part)
  }

  @Test func aPriceChangedAfterTheOfferVoidsTheSupplementAndItsLink() throws {
    let scene = try RepairScene()
    let (order, labour, part) = try visit(scene)
    let estimate = scene.estimate(order)
    scene.offer(order, estimate)
    scene.decide(estimate, yes: [labour, part])
    let extra = scene.world.post(
      "/v1/work-orders/\(order)/lines", #"{"kind":"labour","name":"Шланг","quantity":1,"unit_price_minor":100000}"#, as: .advisor
    ).id
    let supplement = scene.estimate(order)
    #expect(scene.offer(order, supplement).status == 200)
    let link = scene.link(supplement)
    #expect(
      scene.world.ask("PATCH", "/v1/work-orders/\(order)/lines/\(extra)", #"{"unit_price_minor":150000}"#, as: .advisor).status == 200)
    #expect(scene.estimateStatus(supplement) == "superseded")
    #expect(scene.world.get(link, as: nil).status == 410)
    let cancelled = scene.world.post("/v1/work-orders/\(order)/cancel", #"{"reason":"Клиент передумал"}"#, as: .advisor)
    #expect(cancelled.status == 200, "\(cancelled)")
    #expect(try scene.faults().isEmpty)
  }
}
