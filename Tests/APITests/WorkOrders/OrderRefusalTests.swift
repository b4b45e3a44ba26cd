import Desk
import Domain
import JSON
import SQLite
import Testing

@testable import API

/// Tests that every refusal by an order's state names the moves that are possible.
@Suite struct OrderRefusalTests {
  private let world: World
  init() throws { world = try World() }

  private func hold(
    _ answer: World.Answer, _ code: String, _ visit: Visit, as role: Role = .advisor, at location: SourceLocation = #_sourceLocation
  ) {
    #expect(answer.status == 409 && answer.codes.contains(code), "\(answer)", sourceLocation: location)
    let moves = answer["moves"].array
    #expect(!moves.isEmpty && moves == visit.read("/moves", as: role)["moves"].array, "\(answer)", sourceLocation: location)
  }

  @Test func whatLiesBeforeTheClientIsFixedAndSoIsItsDate() {
    let visit = world.visit()
    let line = visit.labour()
    visit.estimate()
    let estimate = visit.offer()
    hold(visit.post("lines", OrderLineBody.example), "lines_fixed", visit)
    hold(world.ask("PATCH", "\(visit.path)/lines/\(line)", #"{"quantity":2}"#, as: .advisor), "lines_fixed", visit)
    hold(world.ask("DELETE", "\(visit.path)/lines/\(line)", as: .advisor), "lines_fixed", visit)
    hold(
      world.ask("PUT", "\(visit.path)/lines/\(line)/payers", #"{"payers":[{"role":"company","share_bp":1}]}"#, as: .manager), "lines_fixed",
      visit, as: .manager)
    hold(visit.post("promise", #"{"promised_at":"2026-03-21T15:00:00Z","reason":"так"}"#), "promise_offered", visit)
    hold(visit.post("lines/\(line)/done", as: .mechanic), "not_in_repair", visit, as: .mechanic)
    hold(visit.post("quality-checks", #"{"passed":true}"#, as: .manager), "not_in_repair", visit, as: .manager)
    visit.approve(estimate)
    hold(visit.post("clock-on", #"{"line_id":\#(line)}"#, as: .mechanic), "not_in_repair", visit, as: .mechanic)
    let again = world.post(
      "/v1/estimates/\(estimate)/approve", #"{"how":"phone","items":[{"line_id":\#(line),"decision":"approved"}]}"#, as: .advisor)
    hold(again, "estimate_decided", visit)
    hold(world.post("/v1/estimates/\(estimate)/link", "{}", as: .advisor), "estimate_decided", visit)
    hold(visit.post("object", #"{"reason":"дорого","estimate_id":\#(estimate)}"#), "estimate_decided", visit)
  }

  @Test func anOutdatedEstimateAndAClosedOrderSayWhatIsOpenInstead() {
    let visit = world.visit()
    let line = visit.labour()
    visit.estimate()
    let estimate = visit.offer()
    visit.must("object", #"{"reason":"дорого"}"#)
    hold(world.post("/v1/estimates/\(estimate)/decline", #"{"how":"phone"}"#, as: .advisor), "estimate_superseded", visit)
    visit.must("cancel", #"{"reason":"дорого"}"#)
    hold(visit.post("lines", OrderLineBody.example), "work_order_closed", visit)
    hold(visit.post("complaints", ComplaintBody.example), "work_order_closed", visit)
    hold(world.ask("PATCH", visit.path, #"{"fuel_percent":10}"#, as: .advisor), "work_order_closed", visit)
    hold(world.ask("PUT", "\(visit.path)/lines/\(line)/mechanics", #"{"mechanic_ids":[]}"#, as: .advisor), "work_order_closed", visit)
  }

  @Test func aClientWithALinkIsToldNoMoreThanWhy() throws {
    let scene = try RepairScene(world)
    let order = try scene.order(.inRepair)
    let line = try scene.labour(order)
    scene.promise(order)
    let estimate = scene.estimate(order, [line])
    scene.offer(order, estimate)
    let link = scene.link(estimate).replacing("/a/", with: "/v1/approval-links/")
    try world.desk.db.script("UPDATE work_orders SET status = 'ready' WHERE id = \(order)")
    let refused = world.ask(
      "POST", link, #"{"items":[{"line_id":\#(line),"decision":"approved"}]}"#, as: nil)
    #expect(refused.status == 409 && refused["moves"].isNull, "\(refused)")
  }
}
