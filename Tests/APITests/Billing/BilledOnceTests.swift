import Domain
import SQLite
import Testing

@testable import API
@testable import Desk

/// Tests that no line is billed twice, even if cards are merged and separated in between.
@Suite struct BilledOnceTests {
  private let world: World
  init() throws { world = try World() }

  private func merge(_ merged: Int64, into survivor: Int64) -> Int64 {
    let made = world.post("/v1/clients/\(survivor)/merge", #"{"merged_id":\#(merged),"reason":"дубль"}"#)
    #expect(made.status == 200, "\(made)")
    return made.id
  }

  private func undo(_ merge: Int64) {
    let undone = world.post("/v1/client-merges/\(merge)/undo")
    #expect(undone.status == 200, "\(undone)")
  }

  private func invoices(_ order: Int64, _ body: String = "{}") -> World.Answer {
    world.post("/v1/work-orders/\(order)/invoices", body, as: .advisor)
  }

  private func credit(_ document: Int64?) {
    #expect(world.post("/v1/documents/\(document ?? 0)/credit", #"{"reason":"разделены"}"#).status == 201)
  }

  /// Checks that the order's standing documents bill no line above its gross.
  private func holds(_ order: Int64, at location: SourceLocation = #_sourceLocation) throws {
    let twice = try world.desk.db.lines(
      """
      SELECT l.name || ' ' || l.gross_minor || ' ' || sum(b.gross_minor) FROM documents d JOIN document_lines b ON b.document_id = d.id
      JOIN order_lines l ON l.id = b.order_line_id WHERE d.kind <> 'credit_note' AND d.credited_by_id IS NULL
      GROUP BY l.id HAVING sum(b.gross_minor) > l.gross_minor
      """)
    #expect(twice.isEmpty, sourceLocation: location)
    #expect(try world.billingFaults().isEmpty, sourceLocation: location)
  }

  @Test func mergedBilledPartedAndBilledAgain() throws {
    let (anna, twin) = (try world.payer("Анна"), try world.payer("Анна К."))
    let order = try world.order(of: twin, [.init(price: 12_000), .init(name: "Фильтр", price: 500)])
    let merge = merge(twin, into: anna)
    let first = world.bill(order)["client"]
    #expect(first?["payer_client_id"].int == anna)
    undo(merge)
    for body in ["{}", #"{"payer_role":"client"}"#, #"{"payer_client_id":\#(twin)}"#] {
      let again = invoices(order, body)
      #expect(again.status == 409 && again.codes == ["document_stands"], "\(again)")
      #expect(again.text.contains(first?["number"].string ?? "?"), "\(again)")
    }
    try holds(order)
    let visit = Visit(world: world, id: order, client: twin, vehicle: 0)
    #expect(Set(visit.post("deliver", #"{"collected_by":"Анна"}"#).codes) == ["document_missing", "document_outdated"])
    credit(first?["id"].int)
    #expect(world.bill(order)["client"]?["payer_client_id"].int == twin)
    try holds(order)
  }

  @Test func aDocumentIssuedBeforeTheMergeIsItsOnlyOneThroughoutAndAfter() throws {
    let (anna, twin) = (try world.payer("Анна"), try world.payer("Анна К."))
    let order = try world.order(of: twin, [.init(price: 12_000)])
    let first = world.bill(order)["client"]?["id"].int
    let merge = merge(twin, into: anna)
    #expect(invoices(order).codes == ["document_stands"])
    undo(merge)
    #expect(invoices(order).codes == ["document_stands"])
    try holds(order)
    credit(first)
    _ = world.bill(order)
    try holds(order)
  }

  @Test func creditedAndBilledAgainWhileMerged() throws {
    let (anna, twin) = (try world.payer("Анна"), try world.payer("Анна К."))
    let order = try world.order(of: twin, [.init(price: 12_000)])
    let first = world.bill(order)["client"]?["id"].int
    let merge = merge(twin, into: anna)
    credit(first)
    let second = world.bill(order)["client"]?["id"].int
    undo(merge)
    #expect(invoices(order).codes == ["document_stands"])
    try holds(order)
    credit(second)
    #expect(world.bill(order)["client"]?["payer_client_id"].int == twin)
    try holds(order)
  }

  /// Two insurers share a line. Their cards are merged, then separated again.
  @Test(arguments: [0, 1, 2]) func twoPayersOfALineMergedAndParted(_ billedBefore: Int) throws {
    let (anna, one, two) = (try world.payer("Анна"), try world.payer("СК", kind: "company"), try world.payer("СК-2", kind: "company"))
    let order = try world.order(
      of: anna,
      [.init(price: 10_000, payers: [("insurer", one, 5_000, 5_000, "standard"), ("insurer", two, 5_000, 5_000, "standard")])])
    if billedBefore == 2 {
      #expect(invoices(order).status == 201)
      #expect(world.post("/v1/clients/\(one)/merge", #"{"merged_id":\#(two),"reason":"x"}"#).codes == ["merge_documents_meet"])
      return try holds(order)
    }
    if billedBefore == 1 { #expect(invoices(order, #"{"payer_client_id":\#(one)}"#).status == 201) }
    let merge = merge(two, into: one)
    if billedBefore == 1 {
      #expect(invoices(order).codes == ["document_stands"], "it comes to half of what the one payer owes now")
      credit(world.get("/v1/documents?work_order_id=\(order)")["items/0/id"].int)
    }
    let whole = invoices(order)["documents/0"]
    #expect(whole["gross_minor"].int == 10_000 && whole["lines"].array.count == 2, "\(whole)")
    try holds(order)
    undo(merge)
    #expect(invoices(order).codes == ["document_stands"])
    #expect(invoices(order, #"{"payer_client_id":\#(two)}"#).codes == ["document_stands"])
    try holds(order)
    credit(whole["id"].int)
    #expect(invoices(order)["documents"].array.compactMap { $0["gross_minor"].int } == [5_000, 5_000])
    try holds(order)
  }

  @Test func aPayerMergedIntoTheClientOrTheClientIntoAPayer() throws {
    for intoClient in [true, false] {
      let (anna, firm) = (try world.payer("Анна"), try world.payer("Фирма", kind: "company"))
      let order = try world.order(
        of: anna, [.init(price: 10_000, payers: [("other", firm, 5_000, 5_000, "standard"), ("client", anna, 5_000, 5_000, "standard")])])
      let made = intoClient ? merge(firm, into: anna) : merge(anna, into: firm)
      #expect(invoices(order)["documents"].array.compactMap { $0["gross_minor"].int } == [5_000, 5_000])
      #expect(invoices(order).status == 409)
      undo(made)
      #expect(invoices(order).codes == ["document_stands", "document_stands"] || invoices(order).codes == ["document_stands"])
      try holds(order)
    }
  }
}
