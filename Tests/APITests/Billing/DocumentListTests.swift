import Domain
import SQLite
import Testing

@testable import API
@testable import Desk

@Suite struct DocumentListTests {
  @Test func everyListOfDocumentsFindsItsIndexAndNeedsNoSorting() throws {
    let world = try World()
    let set: [(inout BillingDocuments.Filter) -> Void] = [
      { _ in }, { $0.number = "x" }, { $0.workOrderID = 1 }, { $0.payerClientID = 1 }, { $0.state = .open }, { $0.state = .overdue },
      {
        $0.payerClientID = 1; $0.state = .open
      }, { $0.kind = .invoice },
    ]
    for (change, newest) in set.flatMap({ [($0, false), ($0, true)] }) {
      var filter = BillingDocuments.Filter()
      change(&filter)
      filter.newestFirst = newest
      let plan = try world.desk.db.plan(DocumentTable.select(filter, today: Day(rawValue: 0), PageRequest()).sql)
      #expect(!plan.contains { $0.contains("TEMP B-TREE") || $0.hasPrefix("SCAN") }, "\(filter) \(plan)")
    }
  }

  @Test func theDocumentsOfAPeriodArePagedInEitherDirection() throws {
    let world = try World(at: "2026-03-01T09:00:00Z")
    let anna = try world.payer("Анна")
    var made: [Int64] = []
    for _ in 0..<4 {
      for _ in 0..<2 { made.append(world.bill(try world.order(of: anna, [.init(price: 12_000)]))["client"]?["id"].int ?? 0) }
      world.wait(days: 1)
    }
    for (sort, wanted) in [("id", made[2..<6].map { $0 }), ("-id", made[2..<6].reversed())] {
      #expect(world.walk("/v1/documents?issued_from=2026-03-02&issued_to=2026-03-03&sort=\(sort)") == wanted, "\(sort)")
    }
  }

  @Test func aListOfDocumentsRunsAlongItsOrderOrItsPeriod() throws {
    let world = try World()
    let month = Period.Span(from: Instant(rawValue: 1), until: Instant(rawValue: 2))
    let lists: [(change: (inout BillingDocuments.Filter) -> Void, issued: Period.Span, index: String)] = [
      ({ _ in }, month, "documents_issued"),
      (
        {
          $0.kind = .invoice; $0.state = .paid
        }, month, "documents_issued"
      ),
      ({ $0.payerRole = .insurer }, Period.Span(until: month.until), "documents_issued"), ({ $0.state = .open }, month, "documents_open"),
      ({ $0.payerClientID = 1 }, month, "documents_payer"),
      (
        {
          $0.payerClientID = 1; $0.workOrderID = 1
        }, month, "documents_order"
      ),
      (
        {
          $0.payerClientID = 1; $0.workOrderID = 1
        }, Period.Span(), "documents_order"
      ),
    ]
    for (list, newest) in lists.flatMap({ [($0, false), ($0, true)] }) {
      var filter = BillingDocuments.Filter()
      list.change(&filter)
      filter.newestFirst = newest
      for after in [nil, Cursor(key: .integer(1), id: 1)] {
        let select = DocumentTable.select(filter, today: Day(rawValue: 0), PageRequest(after: after), issued: list.issued)
        let plan = try world.desk.db.plan(select.sql).joined(separator: "; ")
        #expect(plan.hasPrefix("SEARCH documents USING INDEX \(list.index) ") && !plan.contains("TEMP"), "\(filter) \(plan)")
      }
    }
  }
}
