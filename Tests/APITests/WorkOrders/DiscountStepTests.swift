import Domain
import Testing

@testable import API

/// Tests that an advisor's limit of 10 % cannot be passed in steps. The line has free text, so no catalogue has its price.
@Suite struct DiscountStepTests {
  private let world: World
  private let visit: Visit
  init() throws {
    world = try World()
    visit = world.visit()
  }

  private func change(_ line: Int64, _ body: String, as role: Role = .advisor) -> World.Answer {
    world.ask("PATCH", "\(visit.path)/lines/\(line)", body, as: role)
  }

  private func isAbove(_ line: Int64, _ body: String) -> Bool {
    let answer = change(line, body)
    return answer.status == 403 && answer.code == "discount_above_limit"
  }

  private func add(_ name: String, _ price: Int64, _ more: String = "", as role: Role = .advisor) -> World.Answer {
    visit.post("lines", #"{"kind":"labour","name":"\#(name)","quantity":1,"unit_price_minor":\#(price)\#(more)}"#, as: role)
  }

  @Test func anApprovedPriceGoesDownByTheLimitOnce() {
    let line = visit.labour(price: 100_000)
    visit.start()
    #expect(change(line, #"{"unit_price_minor":90000}"#).status == 200)
    for price in [89_999, 81_000, 1] { #expect(isAbove(line, #"{"unit_price_minor":\#(price)}"#)) }
    #expect(isAbove(line, #"{"discount_bp":1}"#), "a discount is a lower price by another name")
    #expect(change(line, #"{"unit_price_minor":100000}"#).status == 200)
    #expect(change(line, #"{"discount_bp":1000}"#).status == 200)
    #expect(isAbove(line, #"{"unit_price_minor":99999}"#))
    #expect(change(line, #"{"quantity":0.5}"#).status == 200, "less of it is no discount")
    #expect(isAbove(line, #"{"unit_price_minor":99999,"quantity":1}"#))
    #expect(change(line, #"{"unit_price_minor":43048}"#, as: .manager).status == 200)
    #expect(isAbove(line, #"{"unit_price_minor":43000}"#))
    #expect(change(line, #"{"unit_price_minor":60000}"#).status == 200, "up again is no favour")
  }

  @Test func whatTheClientDeclinedIsNotOfferedAgainBelowTheLimitWhateverSignsItsNameHas() {
    let declined = visit.labour("Сварка", price: 100_000)
    let other = visit.labour("Мойка", price: 10_000)
    visit.start(declining: [declined])
    for name in ["Сварка", "сварка.", "«Сварка»"] {
      let answer = add(name, 50_000, #","within_tolerance":false"#)
      #expect(answer.code == "discount_above_limit", "\(name): \(answer)")
    }
    #expect(add("Сварка порога", 50_000).status == 201, "another work")
    #expect(other > 0)
  }

  @Test func aSecondLineOfTheSameWorkIsReckonedFromTheFirst() {
    visit.labour("Сварка", price: 100_000)
    #expect(add("сварка", 50_000).code == "discount_above_limit", "the first would be taken out next")
    #expect(add("Сварка", 100_000, #","discount_bp":1001"#).code == "discount_above_limit")
    #expect(add("Сварка", 90_000).status == 201 && add("Сварка", 120_000).status == 201)
    #expect(add("Сварка", 107_999).code == "discount_above_limit" && add("Сварка", 50_000, as: .manager).status == 201)
  }

  @Test func aTaxCategoryOtherThanTheCataloguesIsAManagersWhenALineIsAddedToo() {
    #expect(add("Мойка", 1_000, #","tax_category":"none""#).code == "right_missing")
    #expect(add("Мойка", 1_000, #","tax_category":"standard""#).status == 201)
    #expect(add("Мойка", 1_000, #","tax_category":"exempt""#, as: .manager).status == 201)
  }

  @Test func whatWasTakenOffBeforeTheApprovalCountsAfterIt() {
    let line = visit.labour(price: 100_000)
    #expect(change(line, #"{"unit_price_minor":95000}"#).status == 200)
    #expect(isAbove(line, #"{"unit_price_minor":89999}"#), "nor in steps while it is proposed")
    #expect(change(line, #"{"unit_price_minor":90000}"#).status == 200)
    visit.start()
    #expect(isAbove(line, #"{"unit_price_minor":81000}"#))
    #expect(change(line, #"{"unit_price_minor":90000,"quantity":0.5}"#).status == 200)
  }

  @Test func eachOptionOffersTheLineAtItsOwnPriceAndTheBaseStays() {
    let line = visit.labour(price: 100_000)
    visit.must("promise", #"{"promised_at":"2026-03-20T15:00:00Z","reason":"договорились"}"#)
    visit.estimate()
    visit.must("estimates", #"{"title":"A"}"#)
    #expect(change(line, #"{"unit_price_minor":90000}"#).status == 200)
    visit.must("estimates", #"{"title":"B"}"#)
    #expect(isAbove(line, #"{"unit_price_minor":81000}"#))
    visit.approve(visit.offer())
    #expect(isAbove(line, #"{"discount_bp":500}"#))
  }

  @Test func takenOutAndAddedAgainItIsStillTheSameWork() {
    let line = visit.labour("Замена колодок", price: 100_000)
    visit.start()
    #expect(world.ask("DELETE", "\(visit.path)/lines/\(line)", as: .advisor).status == 204)
    #expect(add("замена  КОЛОДОК", 89_999).code == "discount_above_limit")
    #expect(add("Замена колодок", 95_000, #","discount_bp":1000"#).code == "discount_above_limit")
    #expect(add("Мойка", 1).status == 201, "other work has a price of its own")
    let again = add("Замена колодок", 90_000)
    #expect(again.status == 201, "\(again)")
    #expect(isAbove(again.id, #"{"unit_price_minor":81000}"#))
    #expect(world.ask("DELETE", "\(visit.path)/lines/\(again.id)", as: .advisor).status == 204)
    #expect(add("Замена колодок", 81_000).code == "discount_above_limit", "nor by doing it twice")
    #expect(add("Замена колодок", 81_000, as: .manager).status == 201)
  }

  @Test func aCataloguesPriceOfNothingIsNone() {
    let part = world.part("Z1", stock: 2, price: 0)
    let made = visit.part(part, #""unit_price_minor":100000"#)
    #expect(isAbove(made.id, #"{"unit_price_minor":1}"#))
    visit.start()
    #expect(change(made.id, #"{"unit_price_minor":90000}"#).status == 200)
    #expect(isAbove(made.id, #"{"unit_price_minor":81000}"#))
  }

  @Test func theClientsOwnDiscountIsNotASecondOne() {
    #expect(world.ask("PATCH", "/v1/clients/\(visit.client)", #"{"discount_bp":1000}"#, as: .advisor).status == 200)
    let line = visit.labour(price: 100_000)
    #expect(visit.read()["lines/0/discount_bp"].int == 1_000)
    #expect(isAbove(line, #"{"unit_price_minor":99999}"#))
    visit.start()
    #expect(isAbove(line, #"{"unit_price_minor":90000}"#))
    #expect(change(line, #"{"unit_price_minor":90000,"discount_bp":0}"#).status == 200)
  }

  @Test func aManagersPriceIsWhatAnAdvisorGoesDownFrom() {
    let line = visit.labour(price: 100_000)
    #expect(change(line, #"{"unit_price_minor":50000}"#, as: .manager).status == 200)
    visit.start()
    #expect(change(line, #"{"unit_price_minor":45000}"#).status == 200)
    #expect(isAbove(line, #"{"unit_price_minor":40500}"#))
  }

  @Test func aDeclinedLineOfferedAgainKeepsWhatItIsReckonedFrom() {
    let line = visit.labour(price: 100_000)
    visit.estimate()
    #expect(change(line, #"{"unit_price_minor":90000}"#).status == 200)
    visit.decline(visit.offer())
    let next = world.visit(visit.client, visit.vehicle)
    let again = next.must("lines/from-declined", #"{"line_ids":[\#(line)]}"#)["lines/0/id"].int ?? 0
    #expect(
      world.ask("PATCH", "\(next.path)/lines/\(again)", #"{"unit_price_minor":81000}"#, as: .advisor).code == "discount_above_limit")
  }
}
