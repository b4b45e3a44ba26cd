import Domain
import JSON
import SQLite
import Testing

@testable import API
@testable import Desk

/// Tests that an advisor alone cannot turn a card payment into cash.
@Suite struct CashOutTests {
  private let world: World
  init() throws { world = try World() }

  private func paid(
    _ method: String, _ amount: Int64 = 10_000, status: String = "ready"
  ) throws -> (
    client: Int64, order: Int64, document: Int64, payment: Int64
  ) {
    let anna = try world.payer("Анна")
    let order = try world.order(of: anna, [.init(price: 10_000)], status: status)
    if status == "delivered" { try world.desk.db.execute("UPDATE work_orders SET closed_at = 1, handed_over_at = 1 WHERE id = ?", order) }
    let document = world.bill(order)["client"]?["id"].int ?? 0
    let payment = world.pay(#"{"client_id":\#(anna),"work_order_id":\#(order),"method":"\#(method)","amount_minor":\#(amount)}"#)
    #expect(payment.status == 201, "\(payment)")
    return (anna, order, document, payment.id)
  }

  private func refund(_ payment: Int64, _ amount: Int64, _ method: String?, as role: Role = .advisor) -> World.Answer {
    let how = method.map { #","method":"\#($0)""# } ?? ""
    return world.post(
      "/v1/payments/\(payment)/refund", #"{"amount_minor":\#(amount),"reason":"просит"\#(how)}"#, as: role,
      key: "k\(Int64.random(in: 0...Int64.max))")
  }

  private func credit(_ document: Int64, as role: Role = .advisor) -> World.Answer {
    world.post("/v1/documents/\(document)/credit", #"{"reason":"ошибка"}"#, as: role)
  }

  @Test func whatIsPaidInWholeOrInPartIsCreditedByAManager() throws {
    for amount in [1, 9_999, 10_000, 10_001] as [Int64] {
      let paid = try paid("card", amount)
      let refused = credit(paid.document)
      #expect(refused.status == 403 && refused.code == "right_missing", "\(amount): \(refused)")
      #expect(credit(paid.document, as: .manager).status == 201)
    }
    let order = try world.order(of: world.payer("Борис"), [.init(price: 10_000)])
    let unpaid = world.bill(order)["client"]?["id"].int ?? 0
    #expect(credit(unpaid).status == 201, "a mistake that nobody has paid is the advisor's own")
  }

  @Test func moneyGoesBackByTheWayItCameUnlessAManagerSaysOtherwise() throws {
    let methods = Payment.Method.allCases.map(\.rawValue)
    for came in methods {
      for goes in methods {
        let anna = try world.payer("Анна")
        let payment = world.pay(#"{"client_id":\#(anna),"method":"\#(came)","amount_minor":300}"#).id
        #expect(refund(payment, 100, goes).status == (came == goes ? 201 : 403), "\(came) \(goes)")
        #expect(refund(payment, 100, nil)["method"].string == came)
        #expect(refund(payment, 100, goes, as: .manager)["method"].string == goes)
      }
    }
    #expect(world.get("/v1/events?type=payment.refunded").text.contains(#""method""#))
  }

  /// Tries every way an advisor has with money that came by card, then sums up the cash that went out.
  @Test func noWayOfAnAdvisorTurnsACardPaymentIntoCash() throws {
    let first = try paid("card", 15_000)
    #expect(refund(first.payment, 5_000, "cash").status == 403, "what was paid too much")
    #expect(refund(first.payment, 1, "cash").status == 403, "in parts")
    #expect(refund(first.payment, 5_001, nil).status == 409)
    #expect(credit(first.document).status == 403)
    // Allocates to a credit note of another order, to an internal charge, and to another payer's invoice.
    let other = try paid("card")
    #expect(credit(other.document, as: .manager).status == 201)
    let note = world.get("/v1/documents/\(other.document)")["credited_by_id"].int ?? 0
    for document in [note, other.document] {
      let laid = world.post(
        "/v1/payments/\(first.payment)/allocate", #"{"allocate":[{"document_id":\#(document),"amount_minor":1}]}"#, as: .advisor)
      #expect(laid.status == 409, "\(laid)")
    }
    #expect(refund(other.payment, 10_000, "cash").status == 403, "freed by the manager's credit note")
    // Moves the payment to another order of the client. It is still a card payment there.
    let second = try world.order(of: first.client, [.init(price: 5_000)])
    let bill = world.bill(second)["client"]?["id"].int ?? 0
    let cash = world.pay(#"{"client_id":\#(first.client),"method":"cash","amount_minor":5000,"allocate":[]}"#).id
    let moved = world.post(
      "/v1/payments/\(first.payment)/allocate", #"{"allocate":[{"document_id":\#(bill),"amount_minor":5000}]}"#, as: .advisor)
    #expect(moved.status == 200, "\(moved)")
    #expect(refund(cash, 5_000, nil).status == 201, "cash that came as cash")
    // Tries to refund, allocate and credit a refund. Each is refused.
    let back = refund(cash, 1, nil)
    #expect(back.status == 409)
    // A delivered order.
    let delivered = try paid("card", status: "delivered")
    #expect(credit(delivered.document).status == 403)
    #expect(world.get("/v1/work-orders?unbilled=true")["items"].array.isEmpty)
    let ways = try world.desk.db.all("SELECT p.method, sum(p.amount_minor) FROM payments p GROUP BY p.method ORDER BY 1") { row in
      try "\(row[0] as String) \(row[1] as Int64)"
    }
    #expect(ways == ["card 35000", "cash 0"], "as much of each as came")
    #expect(try world.billingFaults().isEmpty)
  }

  @Test func workDoneOnACancelledOrderIsListedOnceTheCarHasLeftUntilItIsBilled() throws {
    let visit = world.visit()
    let line = visit.labour(price: 100_000)
    visit.start()
    visit.must("lines/\(line)/done", "{}")
    #expect(visit.post("cancel", #"{"reason":"передумал"}"#, as: .manager).status == 200)
    func listed() -> [Int64] { world.get("/v1/work-orders?unbilled=true")["items"].array.compactMap { $0["id"].int } }
    #expect(listed() == [], "the car has not left")
    #expect(visit.post("hand-over", #"{"collected_by":"Анна Крылова"}"#, as: .manager).status == 200)
    #expect(listed() == [visit.id])
    #expect(visit.post("invoices", "{}", as: .manager).status == 201)
    #expect(listed() == [])
    #expect(try world.billingFaults().isEmpty)
  }

  @Test func whatACreditNoteSetsFreeIsLaidOnTheCorrectedInvoiceThoughItCameWithoutAnOrder() throws {
    let visit = world.visit()
    visit.labour(price: 100_000)
    visit.start()
    visit.ready()
    let document = visit.must("invoices", "{}")["documents/0/id"].int ?? 0
    let paid = world.pay(#"{"client_id":\#(visit.client),"method":"transfer","amount_minor":150000}"#)
    #expect(paid["free_minor"].int == 50_000)
    #expect(credit(document, as: .manager).status == 201)
    #expect(world.get("/v1/payments/\(paid.id)")["free_minor"].int == 150_000)
    let corrected = visit.must("invoices", "{}")["documents/0"]
    #expect(corrected["open_minor"].int == 0 || corrected["paid_minor"].int == 100_000, "\(corrected)")
    #expect(world.get("/v1/payments/\(paid.id)")["free_minor"].int == 50_000)
    #expect(try world.billingFaults().isEmpty)
  }

  @Test func whatIsDeliveredAndNotBilledIsListedUntilItIs() throws {
    let visit = world.visit()
    visit.labour(price: 100_000)
    visit.start()
    visit.ready()
    let document = visit.must("invoices", "{}")["documents/0/id"].int ?? 0
    let paid = world.pay(#"{"client_id":\#(visit.client),"work_order_id":\#(visit.id),"method":"card","amount_minor":100000}"#)
    func listed(_ more: String = "", as role: Role = .viewer) -> [Int64] {
      world.get("/v1/work-orders?unbilled=true\(more)", as: role)["items"].array.compactMap { $0["id"].int }
    }
    #expect(credit(document, as: .manager).status == 201)
    #expect(listed() == [], "the car has not left")
    visit.must("invoices", "{}")
    #expect(world.get("/v1/payments/\(paid.id)")["free_minor"].int == 0)
    visit.must("deliver", #"{"collected_by":"Анна Крылова"}"#)
    #expect(listed() == [])
    let second = world.get("/v1/documents?work_order_id=\(visit.id)&state=paid")["items/0/id"].int ?? 0
    #expect(credit(second, as: .manager).status == 201)
    #expect(listed() == [visit.id] && listed("&status=delivered&client_id=\(visit.client)&sort=opened_at") == [visit.id])
    #expect(listed("&status=ready") == [] && listed("&q=%D0%9A%D1%80%D1%8B%D0%BB%D0%BE%D0%B2%D0%B0") == [visit.id])
    #expect(try world.billingFaults().isEmpty)
    visit.must("invoices", "{}")
    #expect(listed() == [])
    #expect(try world.billingFaults().isEmpty)
    try world.desk.db.execute("UPDATE work_orders SET unbilled_minor = 7")
    #expect(try world.billingFaults().count == 1)
  }

  @Test func whatACarLeftOnIsCreditedByAManager() throws {
    let order = try world.order(of: world.payer("Борис", kind: "company", creditDays: 30), [.init(price: 10_000)])
    let unpaid = world.bill(order)["client"]?["id"].int ?? 0
    try world.desk.db.execute("UPDATE work_orders SET handed_over_at = ? WHERE id = ?", world.now, order)
    #expect(credit(unpaid).code == "right_missing")
    #expect(credit(unpaid, as: .manager).status == 201)
  }
}
