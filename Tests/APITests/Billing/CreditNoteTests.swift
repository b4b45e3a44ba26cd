import Domain
import SQLite
import Testing

@testable import API
@testable import Desk

@Suite struct CreditNoteTests {
  @Test func aCreditNoteMirrorsItsInvoiceExactlyLineByLineAtItsRate() throws {
    let world = try World()
    let order = try world.order(
      of: world.payer("Анна"), [.init(quantity: 1_500, price: 33_333, discount: 700), .init(name: "Фильтр", kind: "part", price: 99_901)],
      completedAt: "2025-12-30T10:00:00Z")
    let invoice = try #require(world.bill(order)["client"])
    let id = invoice["id"].int ?? 0
    world.wait(days: 400)
    let note = world.post("/v1/documents/\(id)/credit", #"{"reason":"Ошибка"}"#, as: .advisor)
    #expect(note.status == 201, "\(note)")
    #expect(note["kind"].string == "credit_note")
    #expect(note["number"].string == "КС-2027-000001")
    #expect(note["credit_of_id"].int == id)
    #expect(note["completed_on"].string == invoice["completed_on"].string)
    #expect(note["gross_minor"].int == -(invoice["gross_minor"].int ?? 0))
    #expect(note["vat_minor"].int == -(invoice["vat_minor"].int ?? 0))
    for (mirrored, line) in zip(note["lines"].array, invoice["lines"].array) {
      #expect((mirrored["gross_minor"].int ?? 0) + (line["gross_minor"].int ?? 0) == 0)
      #expect((mirrored["vat_minor"].int ?? 0) + (line["vat_minor"].int ?? 0) == 0)
      #expect(mirrored["vat_rate_bp"].int == 2_000)
    }
    let original = world.get("/v1/documents/\(id)")
    #expect(original["credited_by_id"].int == note.id)
    #expect(original["open_minor"].int == 0)
    #expect(try world.billingFaults() == [])
  }

  @Test func whatWasPaidIsFreeAgainAndACorrectedInvoiceMayFollow() throws {
    let world = try World()
    let anna = try world.payer("Анна")
    let order = try world.order(of: anna, [.init(price: 12_000)], status: "delivered")
    let id = world.bill(order)["client"]?["id"].int ?? 0
    let payment = world.pay(#"{"client_id":\#(anna),"work_order_id":\#(order),"method":"cash","amount_minor":12000}"#)
    #expect(payment["free_minor"].int == 0)
    world.post("/v1/documents/\(id)/credit", #"{"reason":"Скидка не учтена"}"#)
    let freed = world.get("/v1/payments/\(payment.id)")
    #expect(freed["free_minor"].int == 12_000)
    #expect(freed["pays"].array.isEmpty)
    let second = try #require(world.bill(order)["client"])
    #expect(second["number"].string == "СЧ-2026-000002")
    #expect(world.get("/v1/payments/\(payment.id)")["pays/0/document_id"].int == second["id"].int)
    #expect(world.post("/v1/payments/\(payment.id)/allocate", "{}").codes == ["nothing_to_allocate"], "it is laid already")
    #expect(world.get("/v1/documents/\(second["id"].int ?? 0)")["open_minor"].int == 0)
    #expect(try world.count("SELECT count(*) FROM work_orders WHERE id = ? AND status = 'delivered'", order) == 1)
    #expect(try world.billingFaults() == [])
  }

  @Test func aDocumentIsCreditedOnceAndACreditNoteNever() throws {
    let world = try World()
    let order = try world.order(of: world.payer("Анна"), [.init(price: 12_000)])
    let id = world.bill(order)["client"]?["id"].int ?? 0
    let stale = world.ask("POST", "/v1/documents/\(id)/credit", #"{"reason":"x"}"#, headers: [("If-Match", "\"9\"")])
    #expect(stale.status == 412)
    #expect(world.post("/v1/documents/\(id)/credit", #"{"reason":" "}"#).codes == ["empty"])
    let note = world.post("/v1/documents/\(id)/credit", #"{"reason":"x"}"#)
    #expect(world.post("/v1/documents/\(id)/credit", #"{"reason":"x"}"#).codes == ["already_credited"])
    #expect(world.post("/v1/documents/\(note.id)/credit", #"{"reason":"x"}"#).codes == ["credit_of_credit"])
    #expect(world.post("/v1/documents/999/credit", #"{"reason":"x"}"#).status == 404)
  }

  @Test func anIssuedDocumentIsNeverEdited() throws {
    let world = try World()
    _ = world.bill(try world.order(of: world.payer("Анна"), [.init(price: 12_000)]))
    #expect(throws: (any Error).self) { try world.desk.db.execute("UPDATE document_lines SET gross_minor = 1") }
    #expect(throws: (any Error).self) { try world.desk.db.execute("DELETE FROM document_lines") }
  }

  @Test func theCheckNamesEveryFigureThatDoesNotAgree() throws {
    let world = try World()
    let anna = try world.payer("Анна")
    let order = try world.order(of: anna, [.init(price: 12_000)])
    let id = world.bill(order)["client"]?["id"].int ?? 0
    _ = world.pay(#"{"client_id":\#(anna),"work_order_id":\#(order),"method":"cash","amount_minor":13000}"#)
    #expect(try world.billingFaults() == [])
    try world.desk.db.execute("UPDATE documents SET paid_minor = 11999, gross_minor = 12001 WHERE id = ?", id)
    try world.desk.db.execute("UPDATE payments SET allocated_minor = 11999, refunded_minor = 1")
    try world.desk.db.execute("UPDATE counters SET last = 7 WHERE kind = 'invoice'")
    let found = try world.billingFaults()
    #expect(found.contains { $0.hasPrefix("СЧ-2026-000001: its lines come to 12000") })
    #expect(found.contains { $0.contains("12000 are allocated to it, it says 11999") })
    #expect(found.contains { $0.contains("12000 of it are allocated, it says 11999") })
    #expect(found.contains { $0.contains("0 of it went back, it says 1") })
    #expect(found.contains("СЧ-2026-…: 7 numbers were given, 1 documents bear one"))
  }
}
