import Domain
import SQLite
import Testing

@testable import API
@testable import Desk

@Suite struct PaymentTests {
  private func body(_ client: Int64, _ amount: Int64, _ more: String = "") -> String {
    #"{"client_id":\#(client),"method":"card","amount_minor":\#(amount)\#(more)}"#
  }

  @Test func aPaymentWithoutAKeyIsRefusedAndARetryIsNoSecondOne() throws {
    let world = try World()
    let anna = try world.payer("Анна")
    let without = world.post("/v1/payments", body(anna, 100))
    #expect(without.status == 400 && without.codes == ["idempotency_key_required"])
    let first = world.pay(body(anna, 100), key: "a")
    let again = world.pay(body(anna, 100), key: "a")
    #expect(first.status == 201 && again.body == first.body)
    #expect(first["number"].string == "ПЛ-2026-000001")
    #expect(try world.count("SELECT count(*) FROM payments") == 1)
    let refund = world.post("/v1/payments/\(first.id)/refund", #"{"amount_minor":1,"reason":"x"}"#)
    #expect(refund.status == 400 && refund.codes == ["idempotency_key_required"])
  }

  @Test func whatIsPaidLaysItselfOnTheOrdersOldestOpenDocument() throws {
    let world = try World()
    let anna = try world.payer("Анна")
    let order = try world.order(of: anna, [.init(price: 12_000)])
    let id = world.bill(order)["client"]?["id"].int ?? 0
    let part = world.pay(body(anna, 5_000, #","work_order_id":\#(order),"fiscal_receipt":"ФД 1""#))
    #expect(part["pays/0/document_id"].int == id && part["allocated_minor"].int == 5_000)
    #expect(part["advance"].bool == false && part["vat_minor"].int == 0)
    let rest = world.pay(body(anna, 8_000, #","work_order_id":\#(order)"#))
    #expect(rest["allocated_minor"].int == 7_000 && rest["free_minor"].int == 1_000)
    let document = world.get("/v1/documents/\(id)")
    #expect(document["open_minor"].int == 0 && document["paid_by"].array.count == 2)
    #expect(world.get("/v1/events?type=document.paid")["items"].array.count == 1)
    #expect(world.get("/v1/work-orders/\(order)/timeline")["items"].array.count >= 5)
  }

  @Test(arguments: [("2025-12-31T20:00:00Z", 2_000, 2_000), ("2025-12-31T21:00:00Z", 2_200, 2_164)])
  func anAdvanceBearsTheVATOfTheDayItCame(_ time: String, _ rate: Int64, _ vat: Int64) throws {
    let world = try World(at: time)
    let payment = world.pay(body(try world.payer("Анна"), 12_000))
    #expect(payment["advance"].bool == true)
    #expect(payment["vat_rate_bp"].int == rate)
    #expect(payment["vat_minor"].int == vat)
  }

  @Test func anAdvancePaysItsOrdersInvoiceAsSoonAsThatIsIssued() throws {
    let world = try World()
    let anna = try world.payer("Анна")
    let order = try world.order(of: anna, [.init(price: 12_000)])
    let advance = world.pay(body(anna, 10_000, #","work_order_id":\#(order)"#))
    #expect(advance["free_minor"].int == 10_000)
    #expect(world.get("/v1/work-orders/\(order)/billing")["advances_minor"].int == 10_000)
    let id = world.bill(order)["client"]?["id"].int ?? 0
    let laid = world.get("/v1/payments/\(advance.id)")
    #expect(laid["free_minor"].int == 0 && laid["pays/0/document_id"].int == id && laid["pays/0/amount_minor"].int == 10_000, "\(laid)")
    #expect(world.events("payment.allocated") == 1)
    let billing = world.get("/v1/work-orders/\(order)/billing")
    #expect(billing["payers/0/approved_minor"].int == 12_000)
    #expect(billing["payers/0/billed_minor"].int == 12_000)
    #expect(billing["payers/0/paid_minor"].int == 10_000)
    #expect(billing["payers/0/open_minor"].int == 2_000)
    #expect(billing["advances_minor"].int == 0)
  }

  @Test func twoPaymentsForOneDocumentInOneTurnAreServedInOrder() throws {
    let world = try World()
    let anna = try world.payer("Анна")
    let order = try world.order(of: anna, [.init(price: 12_000)])
    let id = world.bill(order)["client"]?["id"].int ?? 0
    let actor = Actor(userID: world.users[.advisor], name: "advisor", role: .advisor, discountLimit: .none)
    let new = Payments.New(
      clientID: anna, workOrderID: nil, method: .card, amount: Money(12_000), fiscalReceipt: nil,
      portions: [.init(documentID: id, amount: Money(12_000))])
    try world.desk.db.begin()
    _ = try world.desk.perform(as: actor) { try Payments($0).receive(new) }
    #expect {
      try world.desk.perform(as: actor) { try Payments($0).receive(new) }
    } throws: { error in
      guard case .conflict(let reasons, _)? = error as? Refusal else { return false }
      return reasons.map(\.code) == ["above_open"] && reasons.first?.pointer == "/allocate/0/amount_minor"
    }
    try world.desk.db.commit()
    #expect(world.get("/v1/documents/\(id)")["paid_minor"].int == 12_000)
    #expect(try world.count("SELECT count(*) FROM payments") == 1)
    #expect(try world.billingFaults() == [])
  }

  @Test func twoPortionsOfOnePaymentCannotPassADocumentTogether() throws {
    let world = try World()
    let anna = try world.payer("Анна")
    let id = world.bill(try world.order(of: anna, [.init(price: 12_000)]))["client"]?["id"].int ?? 0
    let portion = #"{"document_id":\#(id),"amount_minor":7000}"#
    let answer = world.pay(body(anna, 20_000, #","allocate":[\#(portion),\#(portion)]"#))
    #expect(answer.status == 409)
    #expect(answer.pointers == ["/allocate/1/amount_minor"])
    #expect(try world.count("SELECT count(*) FROM payments") == 0, "nothing half done")
  }

  @Test func onlyTheRightPayersOpenInvoicesAreLaidOn() throws {
    let world = try World()
    let anna = try world.payer("Анна")
    let boris = try world.payer("Борис")
    let order = try world.order(
      of: anna, [.init(price: 10_000, payers: [("company", nil, 5_000, 5_000, "standard"), ("client", anna, 5_000, 5_000, "standard")])])
    let documents = world.bill(order)
    func codes(_ payer: Int64, _ document: Int64?, _ amount: Int64 = 10) -> [String] {
      world.pay(body(payer, 1_000, #","allocate":[{"document_id":\#(document ?? 0),"amount_minor":\#(amount)}]"#)).codes
    }
    #expect(codes(boris, documents["client"]?["id"].int) == ["payer_differs"])
    let charge = documents["company"]?["id"].int
    #expect(codes(anna, charge).contains("not_payable"))
    #expect(codes(anna, documents["client"]?["id"].int, 1_001) == ["above_left"])
    #expect(codes(anna, 999) == ["no_such_document"])
    #expect(world.pay(body(999, 10, #","work_order_id":998"#)).codes == ["no_such_client", "no_such_work_order"])
    let zero = world.pay(body(anna, 0))
    #expect(zero.status == 422 && zero.pointers == ["/amount_minor"])
  }

  @Test func neverMoreGoesBackThanWasPaidAndIsFree() throws {
    let world = try World()
    let anna = try world.payer("Анна")
    let order = try world.order(of: anna, [.init(price: 12_000)])
    let document = try #require(world.bill(order)["client"])
    let payment = world.pay(body(anna, 15_000, #","work_order_id":\#(order)"#))
    func refund(_ amount: Int64, _ key: String) -> World.Answer {
      world.post("/v1/payments/\(payment.id)/refund", #"{"amount_minor":\#(amount),"reason":"Возврат"}"#, as: .advisor, key: key)
    }
    let much = refund(3_001, "a")
    #expect(much.status == 409)
    #expect(much.codes == ["refund_above_left", "pays_document"])
    #expect(much.text.contains("\(document["number"].string ?? "?")"))
    let back = refund(3_000, "b")
    #expect(back.status == 201 && back["amount_minor"].int == -3_000 && back["refund_of_id"].int == payment.id)
    #expect(refund(1, "c").codes.first == "refund_above_left")
    world.post("/v1/documents/\(document["id"].int ?? 0)/credit", #"{"reason":"x"}"#)
    #expect(refund(12_001, "d").status == 409)
    #expect(refund(12_000, "e").status == 201)
    #expect(refund(1, "f").status == 409)
    let again = world.post("/v1/payments/\(back.id)/refund", #"{"amount_minor":1,"reason":"x"}"#, key: "g")
    #expect(again.codes == ["refund_of_refund"])
    #expect(world.post("/v1/payments/\(back.id)/allocate", "{}").codes == ["refund_not_allocated"])
    #expect(try world.billingFaults() == [])
  }

  @Test func theVATOfAnAdvanceThatGoesBackInPiecesIsWhatCame() throws {
    let world = try World()
    let payment = world.pay(body(try world.payer("Анна"), 10_000))
    let vat = payment["vat_minor"].int ?? 0
    #expect(vat == 1_803)
    let pieces = [3_330, 3_330, 3_340].map { amount in
      let body = #"{"amount_minor":\#(amount),"reason":"x"}"#
      return world.post("/v1/payments/\(payment.id)/refund", body, key: "k\(Int.random(in: 0...Int.max))")["vat_minor"].int ?? 0
    }
    #expect(pieces == [-600, -600, -603], "the last takes what rounding left")
    #expect(pieces.reduce(0, +) == -vat)
  }

  @Test func aBalanceNamesWhatIsOpenOverdueAndPaidAhead() throws {
    let world = try World()
    let firm = try world.payer("Такси", kind: "company", creditDays: 10)
    let order = try world.order(of: firm, [.init(price: 12_000)])
    _ = world.bill(order)
    _ = world.pay(body(firm, 500, #","allocate":[]"#))
    world.wait(days: 10)
    let due = world.get("/v1/clients/\(firm)/balance")
    #expect(due["open_minor"].int == 12_000 && due["overdue_minor"].int == 0, "the last day is inclusive")
    #expect(due["advances_minor"].int == 500 && due["balance_minor"].int == -11_500)
    world.wait(days: 1)
    #expect(world.get("/v1/clients/\(firm)/balance")["overdue_minor"].int == 12_000)
    #expect(world.get("/v1/documents?state=overdue")["items"].array.count == 1)
    #expect(world.get("/v1/documents?state=paid")["items"].array.isEmpty)
    #expect(world.get("/v1/payments?client_id=\(firm)&free=true")["items"].array.count == 1)
    #expect(world.get("/v1/clients/999/balance").status == 404)
  }

  @Test func aMergedCardTakesNoPayment() throws {
    let world = try World()
    let anna = try world.payer("Анна")
    let twin = try world.card("Анна М.", mergedInto: anna)
    #expect(world.pay(body(twin, 100)).status == 409)
  }
}
