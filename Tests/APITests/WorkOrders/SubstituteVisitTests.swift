import Domain
import JSON
import SQLite
import Testing

@testable import API
@testable import Desk

// A visit for which another part is delivered than was ordered.
extension TroubledVisitTests {
  /// Receives discs of another maker. Returns the line that was made for them.
  private func instead(of line: Int64, _ visit: Visit, on purchase: (id: Int64, line: Int64)) -> Int64 {
    let other = world.post(
      "/v1/parts", #"{"article":"24.0122","maker":"ATE","name":"Диски ATE","unit":"piece","price_minor":280000}"#, as: .storekeeper
    ).id
    let body = #"{"lines":[{"line_id":\#(purchase.line),"quantity":2,"part_id":\#(other),"price_minor":190000}]}"#
    let came = world.post("/v1/purchase-orders/\(purchase.id)/receive", body, as: .storekeeper, key: "s")
    let made = came["served/0/line_id"].int ?? 0
    #expect(made != line && came["served/0/work_order_id"].int == visit.id, "\(came)")
    return made
  }

  @Test(arguments: ["phone", "standing_instruction"])
  func aSubstituteOfAnotherMakerGoesInWithTheClientsWordOrTheStandingInstruction(_ how: String) throws {
    let discs = discs()
    let standing = how == "phone" ? "" : #""standing_instruction":"up_to","standing_limit_minor":600000"#
    let visit = world.visit(standing)
    visit.estimate()
    let line = visit.part(discs, quantity: "2").id
    let purchase = order(for: "2026-03-05")
    visit.approve(visit.offer())
    visit.must("start")
    let made = instead(of: line, visit, on: purchase)
    let lines = visit.read()["lines"].array
    #expect(lines.map { $0["status"].string } == ["approved", "proposed"])
    #expect(lines.map { $0["part_id"].int == discs } == [true, false])
    #expect(lines.map { $0["reserved"].thousandths } == [0, 2_000])
    #expect(lines.map { $0["short"].thousandths } == [2_000, 0])
    #expect(lines[1]["gross_minor"].int == 560_000)
    #expect(world.events("work_order.substitute_came") == 1)
    #expect(visit.post("lines/\(made)/issue", #"{"quantity":2}"#, as: .storekeeper).codes == ["line_not_approved"])
    #expect(visit.post("ready").codes.contains("part_reserved"))

    let extra = visit.must("estimates", #"{"title":"Диски ATE","line_ids":[\#(made)]}"#).id
    visit.must("offer", #"{"estimate_ids":[\#(extra)]}"#)
    let word = world.post(
      "/v1/estimates/\(extra)/approve", #"{"how":"\#(how)","items":[{"line_id":\#(made),"decision":"approved"}]}"#, as: .advisor)
    #expect(word.status == 200, "\(word)")
    #expect(world.ask("DELETE", "\(visit.path)/lines/\(line)", as: .advisor).status == 204)
    visit.must("lines/\(made)/issue", #"{"quantity":2}"#, as: .storekeeper)
    visit.check()
    visit.must("ready")
    #expect(visit.must("invoices", "{}")["documents/0/gross_minor"].int == 560_000)
    #expect(try faults().isEmpty)
  }

  @Test func aSubstituteThatTheClientDoesNotWantIsFreeAndTheOrderedPartIsShort() throws {
    let discs = discs()
    let visit = world.visit()
    visit.estimate()
    let line = visit.part(discs, quantity: "2").id
    let purchase = order(for: "2026-03-05")
    visit.approve(visit.offer())
    let made = instead(of: line, visit, on: purchase)
    let extra = visit.must("estimates", #"{"title":"Диски ATE","line_ids":[\#(made)]}"#).id
    visit.must("offer", #"{"estimate_ids":[\#(extra)]}"#)
    #expect(world.post("/v1/estimates/\(extra)/decline", #"{"how":"phone"}"#, as: .advisor).status == 200)
    let part = visit.read()["lines/1/part_id"].int ?? 0
    #expect(world.get("/v1/parts/\(part)")["available"].thousandths == 2_000)
    let again = world.post("/v1/purchase-orders/from-shortages", "{}", as: .storekeeper)
    #expect(again["purchase_orders/0/lines/0/part_id"].int == discs)
    #expect(again["purchase_orders/0/lines/0/claims/0/line_id"].int == line)
    #expect(try faults().isEmpty)
  }
}
