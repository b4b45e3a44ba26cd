import Domain
import JSON
import Testing

@testable import API
@testable import Desk

/// How far the work may exceed the approval without a new one. Labour of 1000.05 is approved; a tenth of it is 100.005.
@Suite struct ToleranceTests {
  private let world: World
  init() throws { world = try World() }

  private func repair(_ client: String = #""kind":"company""#, _ order: String = "") -> (visit: Visit, line: Int64) {
    let owner = world.client("Такси", client)
    let visit = world.visit(owner, world.vehicle(#""client_id":\#(owner)"#), order)
    let line = visit.labour(price: 100_005)
    visit.start()
    return (visit, line)
  }

  private func change(_ visit: Visit, _ line: Int64, _ body: String) -> World.Answer {
    world.ask("PATCH", "\(visit.path)/lines/\(line)", body, as: .advisor)
  }

  private func add(_ visit: Visit, price: Int64) -> World.Answer {
    visit.post(
      "lines", #"{"kind":"labour","name":"Смазать петли","quantity":1,"unit_price_minor":\#(price),"within_tolerance":true}"#)
  }

  @Test func forAPersonNothingGoesBeyondWhatWasApproved() {
    let (visit, line) = repair("")
    #expect(change(visit, line, #"{"unit_price_minor":100006}"#).codes == ["approved_only_down"])
    #expect(change(visit, line, #"{"quantity":1.001}"#).codes == ["approved_only_down"])
    #expect(add(visit, price: 1).codes == ["no_tolerance"])
    #expect(visit.read()["lines"].array.count == 1, "nothing half done")
  }

  @Test func whatCameDownGoesUpAgainToWhatWasApproved() {
    let (visit, line) = repair("")
    #expect(change(visit, line, #"{"quantity":0.5}"#).status == 200)
    #expect(change(visit, line, #"{"quantity":1}"#)["gross_minor"].int == 100_005)
    #expect(change(visit, line, #"{"quantity":0.5,"unit_price_minor":100006}"#).codes == ["approved_only_down"], "less of it, but dearer")
  }

  @Test func aCompanysLineRisesToTheTenthAndNotAKopeckBeyond() {
    let (visit, line) = repair()
    let beyond = change(visit, line, #"{"unit_price_minor":110006}"#)
    #expect(beyond.codes == ["above_tolerance"])
    #expect(beyond.text.contains("1,100.06") && beyond.text.contains("1,100.05"), "\(beyond)")
    #expect(change(visit, line, #"{"quantity":1.101}"#).codes == ["above_tolerance"], "1101.06 is above 1100.05")
    #expect(change(visit, line, #"{"unit_price_minor":110005}"#)["gross_minor"].int == 110_005)
    #expect(change(visit, line, #"{"unit_price_minor":110004}"#).status == 200)
    #expect(add(visit, price: 2).codes == ["above_tolerance"])
    #expect(add(visit, price: 1)["status"].string == "approved")
  }

  @Test func hoursRiseWithinTheToleranceToo() {
    let (visit, line) = repair()
    #expect(change(visit, line, #"{"quantity":1.099}"#)["gross_minor"].int == 109_905)
    #expect(world.get("/v1/events?type=order_line.changed")["items/0/data/changed/quantity/1"].thousandths == 1_099)
    let event = world.get("/v1/events?type=order_line.within_tolerance")["items/0"]
    #expect(event["data/client_total_minor"].int == 109_905 && event["data/most_minor"].int == 110_005)
    #expect(event["user_id"].int == world.users[.advisor] && event["work_order_id"].int == visit.id)
    #expect(change(visit, line, #"{"quantity":0.9}"#).status == 200)
    #expect(world.events("order_line.within_tolerance") == 1, "what comes down is within the approval")
  }

  @Test func workThatNoLongerFitsThePromiseIsToldAtOnce() {
    let (visit, line) = repair(#""kind":"company","overrun_bp":10000"#)
    visit.must("promise", #"{"promised_at":"2026-03-02T08:30:00Z"}"#)
    #expect(change(visit, line, #"{"quantity":1.5}"#).status == 200)
    #expect(world.events("work_order.promise_at_risk") == 0, "an hour and a half from ten are half past eleven")
    #expect(change(visit, line, #"{"quantity":1.6}"#).status == 200)
    let risk = world.get("/v1/events?type=work_order.promise_at_risk")["items/0"]
    #expect(risk["work_order_id"].int == visit.id && risk["data/reason"].string == "work")
  }

  @Test func onAWarrantyOrderEveryLineIsLookedUpFirst() {
    let owner = world.client("Такси", #""kind":"company""#)
    let visit = world.visit(owner, world.vehicle(#""client_id":\#(owner)"#), #""kind":"warranty""#)
    visit.must("lines/\(visit.labour())/coverage-check", "{}")
    visit.start()
    #expect(add(visit, price: 1).codes == ["coverage_unchecked"])
  }

  @Test func aLineGoesInWithoutASupplementAndIsBilledToTheKopeck() {
    let (visit, _) = repair()
    let part = world.part("GDB1", stock: 1, price: 10_000)
    let added = visit.must("lines", #"{"kind":"part","part_id":\#(part),"quantity":1,"within_tolerance":true}"#)
    #expect(added["status"].string == "approved" && added["reserved"].thousandths == 1_000)
    #expect(add(visit, price: 1).codes == ["above_tolerance"])
    visit.must("lines/\(added.id)/issue", #"{"quantity":1}"#, as: .storekeeper)
    visit.ready()
    let bill = visit.must("invoices", "{}")
    #expect(bill["documents/0/gross_minor"].int == 110_005)
    #expect(bill["documents/0/lines/1/line_id"].int == added.id)
    #expect(visit.read()["approved_minor"].int == 100_005, "what was approved stays what it was")
    let billing = visit.read("/billing")["payers/0"]
    #expect(billing["approved_minor"].int == 100_005 && billing["billed_minor"].int == 110_005)
  }

  @Test func whatTheCardOrTheInstructionForbidsIsNotAllowedToACompanyEither() {
    for (client, order) in [(#""kind":"company","overrun_bp":0"#, ""), (#""kind":"company""#, #""standing_instruction":"only_listed""#)] {
      let (visit, line) = repair(client, order)
      #expect(change(visit, line, #"{"unit_price_minor":100006}"#).codes == ["approved_only_down"])
      #expect(add(visit, price: 1).codes == ["no_tolerance"])
    }
    let (visit, line) = repair(#""kind":"company","overrun_bp":1"#)
    #expect(change(visit, line, #"{"unit_price_minor":100016}"#).codes == ["above_tolerance"])
    #expect(change(visit, line, #"{"unit_price_minor":100015}"#).status == 200, "a ten-thousandth of 1000.05 is 0.10, not rounded up")
  }

  @Test func theStandingInstructionAddsItsSumOnceHoweverItIsUsed() {
    let (visit, line) = repair("", #""standing_instruction":"up_to","standing_limit_minor":500"#)
    #expect(change(visit, line, #"{"unit_price_minor":100506}"#).codes == ["above_tolerance"])
    #expect(change(visit, line, #"{"unit_price_minor":100205}"#).status == 200)
    let extra = visit.labour("Шаровая", price: 301)
    let estimate = visit.must("estimates", #"{"title":"Дополнительно"}"#).id
    visit.must("offer", #"{"estimate_ids":[\#(estimate)]}"#)
    let word = #"{"how":"standing_instruction","items":[{"line_id":\#(extra),"decision":"approved"}]}"#
    #expect(world.post("/v1/estimates/\(estimate)/approve", word, as: .advisor).codes == ["standing_exceeded"])
    #expect(change(visit, line, #"{"unit_price_minor":100204}"#).status == 200)
    #expect(world.post("/v1/estimates/\(estimate)/approve", word, as: .advisor).status == 200)
    #expect(change(visit, line, #"{"unit_price_minor":100205}"#).codes == ["above_tolerance"])
    visit.ready()
    #expect(visit.must("invoices", "{}")["documents/0/gross_minor"].int == 100_505)
  }

  @Test func aCompanysToleranceAndItsStandingInstructionAddUp() {
    let (visit, line) = repair(#""kind":"company""#, #""standing_instruction":"up_to","standing_limit_minor":333"#)
    #expect(change(visit, line, #"{"unit_price_minor":110339}"#).codes == ["above_tolerance"])
    #expect(change(visit, line, #"{"unit_price_minor":110338}"#).status == 200)
  }

  @Test func whatIsTakenOutLendsNothingToTheRest() {
    let owner = world.client("Такси", #""kind":"company""#)
    let visit = world.visit(owner, world.vehicle(#""client_id":\#(owner)"#))
    let (line, other) = (visit.labour(price: 100_005), visit.labour("Диагностика", price: 50_000))
    visit.start()
    #expect(world.ask("DELETE", "\(visit.path)/lines/\(other)", as: .advisor).status == 204)
    #expect(change(visit, line, #"{"unit_price_minor":110006}"#).codes == ["above_tolerance"])
    #expect(change(visit, line, #"{"unit_price_minor":110005}"#).status == 200)
  }

  @Test func aLineThatOthersPayRisesForNobody() {
    let owner = world.client("Такси", #""kind":"company""#)
    let visit = world.visit(owner, world.vehicle(#""client_id":\#(owner)"#))
    let line = visit.labour(price: 100_005)
    let insurer = world.client("Страховая", #""kind":"company""#)
    let half = #"{"payers":[{"role":"insurer","payer_client_id":\#(insurer),"share_bp":5000}]}"#
    #expect(world.ask("PUT", "\(visit.path)/lines/\(line)/payers", half, as: .advisor).status == 200)
    visit.start()
    #expect(change(visit, line, #"{"unit_price_minor":100006}"#).codes == ["others_pay"])
  }

  @Test func beforeTheApprovalThereIsNothingToBeWithin() {
    let owner = world.client("Такси", #""kind":"company""#)
    let visit = world.visit(owner, world.vehicle(#""client_id":\#(owner)"#))
    #expect(add(visit, price: 1).codes == ["tolerance_not_now"])
    visit.labour()
    visit.estimate()
    #expect(add(visit, price: 1).codes == ["tolerance_not_now"])
  }

  @Test func aRiseAboveWhatWasApprovedNamesWhatItIs() {
    let (visit, line) = repair()
    let said = world.ask(
      "PATCH", "\(visit.path)/lines/\(line)", #"{"unit_price_minor":200000}"#, as: .advisor, headers: [("Accept-Language", "ru")])
    #expect(said["errors/0/message"].string?.contains("не больше 1\u{A0}100,05") == true, "\(said)")
  }
}
