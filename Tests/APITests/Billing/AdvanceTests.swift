import Domain
import SQLite
import Testing

@testable import API
@testable import Desk

/// Payments that name no document: which documents they pay, and what is left as an advance.
@Suite struct AdvanceTests {
  private let world: World
  init() throws { world = try World() }

  private func billed(_ client: Int64, _ price: Int64) throws -> Int64 {
    world.bill(try world.order(of: client, [.init(price: price)]))["client"]?["id"].int ?? 0
  }

  private func pay(_ client: Int64, _ amount: Int64, order: Int64? = nil, _ more: String = "", method: String = "transfer") -> World.Answer
  {
    let order = order.map { #","work_order_id":\#($0)"# } ?? ""
    return world.pay(#"{"client_id":\#(client),"method":"\#(method)","amount_minor":\#(amount)\#(order)\#(more)}"#)
  }

  @Test func moneyWithoutAnOrderIsLaidOnTheOldestOpenInvoicesAndTheRestIsAnAdvance() throws {
    let firm = try world.payer("Такси", kind: "company", creditDays: 10)
    let (first, second) = (try billed(firm, 10_000), try billed(firm, 5_000))
    let part = pay(firm, 4_000)
    #expect(part["pays"].array.compactMap { $0["document_id"].int } == [first] && part["free_minor"].int == 0)
    #expect(part["advance"].bool == false && part["vat_minor"].int == 0 && part["advance_minor"].int == 0)
    let rest = pay(firm, 12_220, method: "cash")
    #expect(rest["pays"].array.compactMap { $0["document_id"].int } == [first, second])
    #expect(rest["pays"].array.compactMap { $0["amount_minor"].int } == [6_000, 5_000])
    #expect(rest["advance"].bool == true && rest["advance_minor"].int == 1_220 && rest["vat_minor"].int == 220, "\(rest)")
    #expect(world.get("/v1/clients/\(firm)/balance")["balance_minor"].int == 1_220)
    #expect(world.events("payment.allocated") == 3 && world.events("document.paid") == 2)
    let shown = world.get("/v1/payments/\(rest.id)")
    #expect(shown.etag == rest.etag && shown.json == rest.json, "a receipt is answered as it is read")
    #expect(try world.billingFaults().isEmpty)
  }

  @Test func theOldestIsTheOneIssuedFirstInWhicheverOrderAndPart() throws {
    let firm = try world.payer("Страховая", kind: "company")
    let anna = try world.payer("Анна")
    let late = try world.order(of: anna, [.init(price: 300, payers: [("insurer", firm, 10_000, 300, "standard")])])
    let early = try world.order(of: firm, [.init(price: 200)])
    let second = world.bill(late)["insurer"]?["id"].int
    world.wait(minutes: 1)
    let third = world.bill(early)["client"]?["id"].int
    let mine = try billed(anna, 900)
    #expect(pay(firm, 400)["pays"].array.map { $0["document_id"].int } == [second, third])
    #expect(world.get("/v1/documents/\(mine)")["open_minor"].int == 900, "another's is nobody else's to pay")
  }

  @Test func whatIsCreditedAnInternalChargeOrPaidIsNotLaidOn() throws {
    let anna = try world.payer("Анна")
    let credited = try billed(anna, 100)
    world.post("/v1/documents/\(credited)/credit", #"{"reason":"x"}"#)
    let order = try world.order(of: anna, [.init(price: 100, payers: [("company", nil, 10_000, 100, "standard")])])
    _ = world.bill(order)
    let answer = pay(anna, 500)
    #expect(answer["free_minor"].int == 500 && answer["advance"].bool == true && answer["pays"].array.isEmpty)
  }

  @Test func moneyForAnOrderStaysWithItsOrder() throws {
    let anna = try world.payer("Анна")
    let old = try billed(anna, 10_000)
    let order = try world.order(of: anna, [.init(price: 5_000)])
    #expect(pay(anna, 5_000, order: order)["free_minor"].int == 5_000)
    #expect(world.get("/v1/documents/\(old)")["open_minor"].int == 10_000)
    _ = world.bill(order)
    #expect(world.get("/v1/work-orders/\(order)/billing")["payers/0/open_minor"].int == 0)
  }

  @Test func toAllocateNothingIsRefused() throws {
    let anna = try world.payer("Анна")
    let payment = pay(anna, 700)
    func allocate(_ id: Int64, _ body: String = "{}", tag: String? = nil) -> World.Answer {
      world.ask("POST", "/v1/payments/\(id)/allocate", body, as: .advisor, headers: tag.map { [("If-Match", $0)] } ?? [])
    }
    let early = allocate(payment.id)
    #expect(early.status == 409 && early.codes == ["nothing_to_allocate"], "\(early)")
    #expect(allocate(payment.id, #"{"allocate":[]}"#).status == 422)
    let document = try billed(anna, 500)
    #expect(allocate(payment.id, tag: "\"77\"").status == 412)
    let laid = allocate(payment.id, tag: payment.etag)
    #expect(laid.status == 200 && laid["pays/0/document_id"].int == document && laid["free_minor"].int == 200, "\(laid)")
    #expect(laid.etag != payment.etag)
    #expect(allocate(payment.id).codes == ["nothing_to_allocate"], "no invoice is open")
    _ = try billed(anna, 200)
    #expect(allocate(payment.id)["free_minor"].int == 0)
    #expect(allocate(payment.id).codes == ["nothing_to_allocate"], "nothing is left")
    let bound = try world.order(of: anna, [.init(price: 100)])
    let ahead = pay(anna, 100, order: bound)
    _ = try billed(anna, 100)
    #expect(allocate(ahead.id).codes == ["nothing_to_allocate"], "it is another order's")
    #expect(world.get("/v1/payments/\(ahead.id)").etag == ahead.etag)
  }

  // MARK: VAT

  private func advance(_ work: [World.Work], of client: Int64? = nil, _ amount: Int64 = 12_200) throws -> World.Answer {
    let anna = try client ?? world.payer("Анна")
    return pay(anna, amount, order: try world.order(of: anna, work, status: "in_repair"))
  }

  @Test func anAdvanceOnAnOrderOfExemptLinesBearsNoVAT() throws {
    for tax in ["exempt", "none"] {
      let answer = try advance([.init(price: 20_000, tax: tax), .init(name: "Ещё", price: 5_000, tax: tax)])
      #expect(answer["advance"].bool == true && answer["vat_minor"].int == 0 && answer["vat_rate_bp"].int == 0, "\(answer)")
    }
    let answer = try advance([.init(price: 20_000, tax: "reduced_5")], 10_500)
    #expect(answer["vat_minor"].int == 500 && answer["vat_rate_bp"].int == 500)
  }

  @Test func ofAMixedOrderEachRateHasItsShare() throws {
    let answer = try advance([.init(price: 30_000), .init(name: "Осмотр", price: 30_000, tax: "exempt")], 24_400)
    #expect(answer["vat_minor"].int == 2_200 && answer["vat_rate_bp"].int == 2_200, "\(answer)")
    let pieces = [8_000, 8_000, 8_400].map { amount in
      world.post(
        "/v1/payments/\(answer.id)/refund", #"{"amount_minor":\#(amount),"reason":"x"}"#, key: "r\(Int64.random(in: 0...Int64.max))")
    }
    #expect(pieces.allSatisfy { $0.status == 201 && $0["advance_minor"].int == $0["amount_minor"].int }, "\(pieces)")
    #expect(pieces.compactMap { $0["vat_minor"].int }.reduce(0, +) == -2_200)
    #expect(pieces[0]["vat_minor"].int == -721)
  }

  @Test func aPayersAdvanceFollowsItsOwnPartOfTheOrder() throws {
    let (anna, maker) = (try world.payer("Анна"), try world.payer("Завод", kind: "company"))
    let order = try world.order(
      of: anna,
      [.init(price: 20_000, payers: [("manufacturer", maker, 5_000, 10_000, "exempt"), ("client", anna, 5_000, 10_000, "standard")])],
      status: "in_repair")
    #expect(pay(maker, 1_220, order: order)["vat_minor"].int == 0)
    #expect(pay(anna, 1_220, order: order)["vat_minor"].int == 220)
  }

  @Test func withoutAnOrderOrALineTheStandardRateIsTaken() throws {
    #expect(pay(try world.payer("Анна"), 12_200)["vat_minor"].int == 2_200)
    #expect(try advance([])["vat_minor"].int == 2_200)
  }

  // MARK: Refusals

  @Test func aRefusalNamesNoNumberThatAnotherPaymentWillBear() throws {
    let (anna, boris) = (try world.payer("Анна"), try world.payer("Борис"))
    let document = try billed(boris, 500)
    let mine = try billed(anna, 500)
    for (id, amount, code) in [(document, Int64(10), "payer_differs"), (mine, 1_001, "above_left")] {
      for language in ["en", "ru"] {
        let refused = world.ask(
          "POST", "/v1/payments",
          #"{"client_id":\#(anna),"method":"card","amount_minor":1000,"allocate":[{"document_id":\#(id),"amount_minor":\#(amount)}]}"#,
          as: .advisor, headers: [("Idempotency-Key", "x\(id)\(language)"), ("Accept-Language", language)])
        #expect(refused.status == 409 && refused.codes == [code], "\(refused)")
        #expect(!refused.text.contains("ПЛ-"), "\(refused)")
      }
    }
    #expect(try world.count("SELECT count(*) FROM counters WHERE kind = 'payment'") == 0, "no number is used up")
    #expect(pay(anna, 100, "")["number"].string == "ПЛ-2026-000001")
  }
}
