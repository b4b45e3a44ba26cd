import Domain
import SQLite
import Testing

@testable import API
@testable import Desk

/// Tests who pays before the car leaves, who owes by role, and the limit of credit.
@Suite struct CreditTermsTests {
  private let world: World
  init() throws { world = try World() }

  private func firm(_ days: Int64 = 0, limit: Int64 = 0) throws -> Int64 {
    let id = try world.payer("ООО «Лизинг»", kind: "company", creditDays: days)
    try world.desk.db.execute("UPDATE clients SET credit_limit_minor = ? WHERE id = ?", limit, id)
    return id
  }

  /// Makes Anna's order ready and billed; another client pays all of it.
  private func billed(_ role: String, _ payer: Int64?, _ price: Int64 = 100_000, of anna: Int64? = nil) throws -> Visit {
    let anna = try anna ?? world.payer("Анна")
    let id = try world.order(of: anna, [.init(price: price, payers: [(role, payer, 10_000, price, "standard")])])
    _ = world.bill(id)
    return Visit(world: world, id: id, client: anna, vehicle: 0)
  }

  private func deliver(_ visit: Visit) -> World.Answer { visit.post("deliver", #"{"collected_by":"Анна","identified_by":"паспорт"}"#) }

  /// Reads the reasons against `deliver` from `/moves`, and checks that delivering is refused with the same ones.
  private func against(_ visit: Visit, at location: SourceLocation = #_sourceLocation) -> [String] {
    let move = visit.read("/moves")["moves"].array.first { $0["name"].string == "deliver" }
    let reasons = move?["reasons"].array.compactMap { $0["code"].string } ?? ["no move"]
    if !reasons.isEmpty { #expect(deliver(visit).codes == reasons, sourceLocation: location) }
    return reasons
  }

  @Test func whoPaysByItselfPaysFirstAndWhoOwesByItsRoleDoesNot() throws {
    let (person, firm) = (try world.payer("Борис"), try firm())
    for (role, payer, wanted) in [
      ("other", firm, ["unpaid"]), ("other", person, ["unpaid"]), ("client", person, ["unpaid"]), ("client", firm, ["unpaid"]),
      ("insurer", firm, []), ("manufacturer", firm, []), ("company", nil, []),
    ] as [(String, Int64?, [String])] {
      let visit = try billed(role, payer)
      #expect(against(visit) == wanted, "\(role)")
      if wanted.isEmpty { #expect(deliver(visit).status == 200, "\(role)") }
    }
  }

  @Test func theOrdersOwnClientPaysFirstWhateverPartItIsGiven() throws {
    let anna = try world.payer("Анна")
    for role in ["insurer", "manufacturer", "other", "client"] {
      #expect(try against(billed(role, anna, of: anna)) == ["unpaid"], "\(role)")
    }
  }

  @Test func aPayerBesideTheClientIsHeldToPayToo() throws {
    let (anna, boris) = (try world.payer("Анна"), try world.payer("Борис"))
    let id = try world.order(
      of: anna, [.init(price: 100_000, payers: [("other", boris, 5_000, 50_000, "standard"), ("client", anna, 5_000, 50_000, "standard")])])
    _ = world.bill(id)
    let visit = Visit(world: world, id: id, client: anna, vehicle: 0)
    #expect(against(visit) == ["unpaid", "unpaid"])
    for payer in [anna, boris] {
      #expect(world.pay(#"{"client_id":\#(payer),"work_order_id":\#(id),"method":"card","amount_minor":50000}"#)["free_minor"].int == 0)
    }
    #expect(deliver(visit).status == 200)
  }

  @Test(arguments: ["other", "client"]) func exactlyTheLimitIsNotAboveIt(_ role: String) throws {
    let firm = try firm(30, limit: 100_000)
    #expect(try against(billed(role, firm, 100_001)) == ["credit_exceeded"])
    try world.desk.db.script("UPDATE documents SET credited_by_id = id")
    let visit = try billed(role, firm, 100_000)
    #expect(world.get("/v1/clients/\(firm)/balance")["balance_minor"].int == -100_000)
    #expect(against(visit).isEmpty && deliver(visit).status == 200)
  }

  @Test func whatWasPaidAheadCountsAgainstTheLimit() throws {
    let firm = try firm(30, limit: 100_000)
    let visit = try billed("other", firm, 150_000)
    #expect(against(visit) == ["credit_exceeded"])
    let ahead = world.pay(#"{"client_id":\#(firm),"method":"transfer","amount_minor":49999,"allocate":[]}"#)
    #expect(ahead["free_minor"].int == 49_999)
    let refused = deliver(visit)
    #expect(refused.codes == ["credit_exceeded"] && refused.text.contains("499.99 ahead"), "\(refused)")
    _ = world.pay(#"{"client_id":\#(firm),"method":"transfer","amount_minor":1,"allocate":[]}"#)
    #expect(world.get("/v1/clients/\(firm)/balance")["balance_minor"].int == -100_000)
    #expect(against(visit).isEmpty && deliver(visit).status == 200)
  }

  @Test func everyDocumentOfOnePartyCountsInOneOrderAndInTwo() throws {
    let firm = try firm(30, limit: 100_000)
    let twice = try world.order(
      of: firm,
      [.init(price: 120_000, payers: [("other", firm, 5_000, 60_000, "standard"), ("client", firm, 5_000, 60_000, "standard")])])
    _ = world.bill(twice)
    let visit = Visit(world: world, id: twice, client: firm, vehicle: 0)
    #expect(against(visit) == ["credit_exceeded", "credit_exceeded"], "two documents of 600.00 each")
    let next = try billed("other", firm, 1)
    #expect(against(next) == ["credit_exceeded"])
    _ = world.pay(#"{"client_id":\#(firm),"method":"transfer","amount_minor":20001}"#)
    #expect(against(visit).isEmpty && deliver(visit).status == 200)
    #expect(deliver(next).status == 200)
  }

  @Test func twoOrdersThatAreReadyTogetherDoNotPassTheLimitTogether() throws {
    let firm = try firm(30, limit: 100_000)
    let visits = try [billed("client", firm, 60_000), billed("other", firm, 60_000)]
    #expect(visits.map { against($0) } == [["credit_exceeded"], ["credit_exceeded"]])
    _ = world.pay(#"{"client_id":\#(firm),"method":"transfer","amount_minor":20000}"#)
    #expect(visits.map { deliver($0).status } == [200, 200])
  }

  @Test func aMergedCardsDebtIsItsSurvivorsAndSoAreItsTerms() throws {
    let (firm, twin) = (try firm(30, limit: 100_000), try firm())
    let old = try billed("other", twin, 60_000)
    #expect(against(old) == ["unpaid"])
    let visit = try billed("other", firm, 60_000)
    #expect(world.post("/v1/clients/\(firm)/merge", #"{"merged_id":\#(twin),"reason":"дубль"}"#).status == 200)
    #expect(against(visit) == ["credit_exceeded"] && against(old) == ["credit_exceeded"])
  }

  @Test func theCarOfACancelledOrderGoesWhenAnotherPayerHasPaidToo() throws {
    let (anna, boris) = (try world.payer("Анна"), try world.payer("Борис"))
    let id = try world.order(of: anna, [.init(price: 1_000, payers: [("other", boris, 10_000, 1_000, "standard")])], status: "in_repair")
    #expect(world.post("/v1/work-orders/\(id)/invoices", "{}").status == 201)
    let visit = Visit(world: world, id: id, client: anna, vehicle: 0)
    visit.must("cancel", #"{"reason":"передумал"}"#, as: .manager)
    #expect(visit.post("hand-over", #"{"collected_by":"Анна"}"#).codes == ["unpaid"])
    _ = world.pay(#"{"client_id":\#(boris),"work_order_id":\#(id),"method":"card","amount_minor":1000}"#)
    visit.must("hand-over", #"{"collected_by":"Анна"}"#)
  }

  @Test func whatADebtRestsOnIsGivenBackByAManagerOnly() throws {
    let firm = try firm(30, limit: 100_000)
    let visit = try billed("other", firm, 150_000)
    let ahead = world.pay(#"{"client_id":\#(firm),"method":"transfer","amount_minor":60000,"allocate":[]}"#)
    func refund(_ amount: Int64, as role: Role) -> World.Answer {
      world.post("/v1/payments/\(ahead.id)/refund", #"{"amount_minor":\#(amount),"reason":"просят"}"#, as: role, key: "\(role)\(amount)")
    }
    #expect(deliver(visit).status == 200)
    #expect(refund(10_001, as: .advisor).codes == ["refund_leaves_debt"])
    #expect(refund(10_000, as: .advisor).status == 201)
    #expect(refund(1, as: .advisor).codes == ["refund_leaves_debt"])
    #expect(refund(50_000, as: .manager).status == 201)
    #expect(try world.billingFaults().isEmpty)
  }
}
