import Domain
import SQLite
import Testing

@testable import API
@testable import Desk

@Suite struct InvoiceTests {
  @Test func anOddKopeckSplit70To30IsNeitherLostNorDoubled() throws {
    let world = try World()
    let anna = try world.payer("Анна")
    let order = try world.order(
      of: anna, [.init(price: 10_001, payers: [("company", nil, 7_000, 7_001, "standard"), ("client", anna, 3_000, 3_000, "standard")])])
    let documents = world.bill(order)
    #expect(documents["client"]?["gross_minor"].int == 3_000)
    #expect(documents["client"]?["vat_minor"].int == 541)
    #expect(documents["client"]?["number"].string == "СЧ-2026-000001")
    #expect(documents["client"]?["lines/0/share_bp"].int == 3_000)
    #expect(documents["company"]?["kind"].string == "internal_charge")
    #expect(documents["company"]?["number"].string == "ВС-2026-000001")
    #expect(documents["company"]?["gross_minor"].int == 7_001)
    #expect(documents["company"]?["vat_minor"].int == 0)
    #expect(documents["company"]?["buyer_name"].string == "Автоцентр")
  }

  @Test(arguments: [("2025-12-31T20:59:59Z", 2_000, 2_000, "2025-12-31"), ("2025-12-31T21:00:00Z", 2_200, 2_164, "2026-01-01")])
  func theDayOfCompletionInTheCentresZoneDecidesTheRate(_ completed: String, _ rate: Int64, _ vat: Int64, _ day: String) throws {
    let world = try World()
    let order = try world.order(of: world.payer("Анна"), [.init(price: 12_000)], completedAt: completed)
    let invoice = try #require(world.bill(order)["client"])
    #expect(invoice["completed_on"].string == day)
    #expect(invoice["lines/0/vat_rate_bp"].int == rate)
    #expect(invoice["vat_minor"].int == vat)
  }

  @Test func mixedRatesAndDiscountsAddUpLineByLine() throws {
    let world = try World()
    let order = try world.order(
      of: world.payer("Анна"),
      [
        .init(quantity: 1_500, price: 33_333, discount: 700), .init(name: "Фильтр", kind: "part", price: 99_901, tax: "reduced_5"),
        .init(name: "Осмотр", price: 10_000, tax: "exempt"), .init(name: "Страховка", price: 777, tax: "none"),
      ])
    let invoice = try #require(world.bill(order)["client"])
    let lines = invoice["lines"].array
    #expect(lines.compactMap { $0["gross_minor"].int } == [46_500, 99_901, 10_000, 777])
    #expect(lines.compactMap { $0["vat_minor"].int } == [8_385, 4_757, 0, 0])
    #expect(invoice["gross_minor"].int == 157_178)
    #expect(invoice["vat_minor"].int == 13_142)
    #expect(lines.compactMap { $0["quantity"].thousandths } == [1_500, 1_000, 1_000, 1_000])
  }

  @Test func whatTheManufacturerPaysIsAgreedAsExemptAndHasNoVAT() throws {
    let world = try World()
    let anna = try world.payer("Анна")
    let maker = try world.payer("Volvo", kind: "company", creditDays: 30)
    let order = try world.order(of: anna, [.init(price: 50_000, payers: [("manufacturer", maker, 10_000, 50_000, "exempt")])])
    let documents = world.bill(order)
    #expect(documents.count == 1)
    #expect(documents["manufacturer"]?["kind"].string == "invoice")
    #expect(documents["manufacturer"]?["vat_minor"].int == 0)
    #expect(documents["manufacturer"]?["due_on"].string == "2026-04-01")
  }

  @Test func anOrderIsBilledOnceWhicheverKeyIsSent() throws {
    let world = try World()
    let order = try world.order(of: world.payer("Анна"), [.init(price: 12_000)])
    let first = world.post("/v1/work-orders/\(order)/invoices", "{}", key: "a")
    let again = world.post("/v1/work-orders/\(order)/invoices", "{}", key: "a")
    #expect(first.status == 201 && again.body == first.body)
    let other = world.post("/v1/work-orders/\(order)/invoices", "{}", key: "b")
    #expect(other.status == 409)
    #expect(other.codes == ["document_stands"])
    #expect(try world.count("SELECT count(*) FROM documents") == 1)
    #expect(throws: (any Error).self, "the table itself holds the second key") {
      try world.desk.db.execute(
        """
        INSERT INTO documents (number, kind, work_order_id, payer_role, payer_client_id, buyer_name, completed_on, issued_at, issued_by_id,
          gross_minor, vat_minor) SELECT 'X', kind, work_order_id, payer_role, payer_client_id, '', 0, 0, 1, 1, 0 FROM documents
        """)
    }
  }

  @Test func onePayerCanBeBilledAloneAndTheOthersLater() throws {
    let world = try World()
    let anna = try world.payer("Анна")
    let insurer = try world.payer("Страховая", kind: "company")
    let order = try world.order(
      of: anna,
      [.init(price: 10_000, payers: [("insurer", insurer, 5_000, 5_000, "standard"), ("client", anna, 5_000, 5_000, "standard")])])
    #expect(world.bill(order, #"{"payer_role":"insurer"}"#).keys.sorted() == ["insurer"])
    #expect(world.post("/v1/work-orders/\(order)/invoices", #"{"payer_client_id":\#(insurer)}"#).codes == ["document_stands"])
    #expect(world.bill(order).keys.sorted() == ["client"])
    #expect(world.get("/v1/documents?work_order_id=\(order)&payer_role=insurer")["items"].array.count == 1)
  }

  @Test func whereNothingIsToBeBilledThePayerWhoWasAskedForIsNamed() throws {
    let world = try World()
    let anna = try world.payer("Анна")
    let insurer = try world.payer("Страховая", kind: "company")
    let warranty = try world.order(of: anna, [.init(price: 10_000, payers: [("company", nil, 10_000, 10_000, "standard")])])
    let empty = try world.order(of: anna, [])
    func told(_ order: Int64, _ body: String) -> String {
      let answer = world.post("/v1/work-orders/\(order)/invoices", body)
      #expect(answer.codes == ["nothing_to_bill"], "\(answer)")
      let words = (answer["detail"].string ?? "").split(separator: " ")
      return words.drop { $0 != "nothing" }.joined(separator: " ")
    }
    #expect(told(warranty, #"{"payer_role":"client"}"#) == "nothing to bill to Анна.")
    #expect(told(warranty, #"{"payer_client_id":\#(insurer)}"#) == "nothing to bill to Страховая.")
    #expect(told(warranty, #"{"payer_role":"manufacturer"}"#) == "nothing to bill to the manufacturer.")
    #expect(told(empty, #"{"payer_role":"company"}"#) == "nothing to bill to Автоцентр.")
    #expect(told(empty, "{}") == "nothing to bill.")
    let nobody = world.post("/v1/work-orders/\(warranty)/invoices", #"{"payer_client_id":999}"#)
    #expect(nobody.status == 422 && nobody.codes == ["no_such_client"] && nobody.pointers == ["/payer_client_id"], "\(nobody)")
  }

  @Test func moreThanAPersonApprovedIsNeverBilledAndEveryLineIsNamed() throws {
    let world = try World()
    let order = try world.order(
      of: world.payer("Анна"),
      [.init(price: 10_000), .init(name: "Колодки", price: 8_001, approved: 8_000), .init(name: "Диски", price: 100, approved: 0)])
    let answer = world.post("/v1/work-orders/\(order)/invoices", "{}")
    #expect(answer.status == 409)
    #expect(answer.codes == ["exceeds_approved", "line_above_approved", "line_above_approved"])
    #expect(answer.text.contains("Колодки: 80.01 to bill, 80.00 approved."))
    #expect(answer.text.contains("Диски: 1.00 to bill, 0.00 approved."))
    #expect(try world.count("SELECT count(*) FROM documents") == 0)
    #expect(try world.count("SELECT count(*) FROM counters WHERE kind = 'invoice'") == 0, "a refusal takes no number")
  }

  @Test func aCompanyMayBeBilledATenthMoreOrAsAgreedAndTheStandingInstructionAdds() throws {
    let world = try World()
    func status(_ client: Int64, _ price: Int64, _ instruction: String = "call_me", _ limit: Int64? = nil) throws -> Int {
      let order = try world.order(of: client, [.init(price: price, approved: 10_000)], instruction: instruction, limit: limit)
      return world.post("/v1/work-orders/\(order)/invoices", "{}").status
    }
    let firm = try world.payer("Такси", kind: "company")
    #expect(try status(firm, 11_000) == 201)
    #expect(try status(firm, 11_001) == 409)
    #expect(try status(firm, 10_001, "only_listed") == 409)
    let strict = try world.payer("Курьер", kind: "company", overrun: 0)
    #expect(try status(strict, 10_001) == 409)
    let person = try world.payer("Анна")
    #expect(try status(person, 10_500, "up_to", 500) == 201)
    #expect(try status(person, 10_501, "up_to", 500) == 409)
  }

  @Test func whatWasApprovedOnTheStandingInstructionDoesNotWidenItself() throws {
    let world = try World()
    let order = try world.order(of: world.payer("Анна"), [.init(price: 600)], instruction: "up_to", limit: 500, how: "standing_instruction")
    #expect(world.post("/v1/work-orders/\(order)/invoices", "{}").codes.first == "exceeds_approved")
  }

  @Test func afterARefusalOnlyTheAgreedFeeIsBilled() throws {
    let world = try World()
    let order = try world.order(of: world.payer("Анна"), [.init(name: "Диагностика", price: 1_500, isFee: true)])
    #expect(world.bill(order)["client"]?["gross_minor"].int == 1_500)
  }

  @Test func anOrderThatIsNotReadyIsRefusedWithItsMoves() throws {
    let world = try World()
    let anna = try world.payer("Анна")
    for status in ["open", "estimating", "awaiting_approval", "approved", "declined"] {
      let order = try world.order(of: anna, [.init(price: 1_000)], status: status)
      let answer = world.post("/v1/work-orders/\(order)/invoices", "{}")
      #expect(answer.status == 409)
      #expect(answer.codes.contains("not_ready_to_bill"), "\(status)")
      #expect(!answer["moves"].array.isEmpty)
    }
    let cancelled = try world.order(of: anna, [.init(price: 1_000)], status: "cancelled")
    #expect(world.post("/v1/work-orders/\(cancelled)/invoices", "{}", as: .advisor).codes == ["not_ready_to_bill"], "a manager corrects")
    let inRepair = try world.order(of: anna, [.init(price: 1_000)], status: "in_repair")
    #expect(world.post("/v1/work-orders/\(inRepair)/invoices", "{}", as: .advisor).status == 409)
    #expect(world.post("/v1/work-orders/\(inRepair)/invoices", "{}", as: .manager).status == 201)
    #expect(world.post("/v1/work-orders/999/invoices", "{}").status == 404)
    #expect(world.post("/v1/work-orders/\(inRepair)/invoices", "{}", as: .mechanic).status == 403)
  }

  @Test func theBuyersNameIsKeptAsOfTheIssue() throws {
    let world = try World()
    let anna = try world.payer("Анна")
    let order = try world.order(of: anna, [.init(price: 1_000)])
    let id = world.bill(order)["client"]?["id"].int ?? 0
    try world.desk.db.execute("UPDATE clients SET name = 'Мария' WHERE id = ?", anna)
    #expect(world.get("/v1/documents/\(id)")["buyer_name"].string == "Анна")
    let event = world.get("/v1/events?type=document.issued")["items/0"]
    #expect(event["client_id"].int == anna && event["work_order_id"].int == order)
    #expect(!world.get("/v1/events?type=document").text.contains("Анна"))
  }

  @Test func anOrdersVersionRisesWhenItIsBilledAndPaid() throws {
    let world = try World()
    let anna = try world.payer("Анна")
    let order = try world.order(of: anna, [.init(price: 1_000)])
    func version() throws -> Int64 { try world.count("SELECT version FROM work_order_entries WHERE work_order_id = ? AND kind = 0", order) }
    let before = try version()
    _ = world.bill(order)
    let billed = try version()
    #expect(billed > before)
    _ = world.pay(#"{"client_id":\#(anna),"work_order_id":\#(order),"method":"card","amount_minor":1000}"#)
    #expect(try version() > billed)
  }

  @Test func thePrintedPageShowsThePayersOwnPartAndNoMarkupOfOthers() throws {
    let world = try World()
    let anna = try world.payer("<b>Анна</b> & Ко")
    let order = try world.order(
      of: anna, [.init(price: 10_001, payers: [("company", nil, 7_000, 7_001, "standard"), ("client", anna, 3_000, 3_000, "standard")])])
    let id = world.bill(order)["client"]?["id"].int ?? 0
    try world.desk.db.script("UPDATE vehicles SET body_number = 'GX100-6012345'")
    let page = world.get("/v1/documents/\(id)/print")
    #expect(page.status == 200)
    #expect(page.text.contains("кузов № GX100-6012345"))
    #expect(page.text.contains("&lt;b&gt;Анна&lt;/b&gt; &amp; Ко"))
    #expect(page.text.contains("Счёт № СЧ-2026-000001 от 02.03.2026"))
    #expect(page.text.contains("30,00") && !page.text.contains("70,01"))
    #expect(page.headers["Content-Security-Policy"]?.contains("default-src 'none'") == true)
    #expect(world.get("/v1/documents/999/print").status == 404)
  }
}
