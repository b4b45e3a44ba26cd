import Domain
import SQLite
import Testing

@testable import API
@testable import Desk

@Suite struct PaymentListTests {
  @Test func everyListOfPaymentsFindsItsIndexAndNeedsNoSorting() throws {
    let world = try World()
    let set: [(inout Payments.Filter) -> Void] = [
      { _ in }, { $0.number = "x" }, { $0.workOrderID = 1 }, { $0.clientID = 1 }, { $0.method = .cash },
      {
        $0.clientID = 1; $0.isFree = true
      },
    ]
    for (change, newest) in set.flatMap({ [($0, false), ($0, true)] }) {
      var filter = Payments.Filter()
      change(&filter)
      filter.newestFirst = newest
      let plan = try world.desk.db.plan(PaymentTable.select(filter, PageRequest()).sql)
      #expect(!plan.contains { $0.contains("TEMP B-TREE") || $0.hasPrefix("SCAN") }, "\(filter) \(plan)")
    }
  }

  @Test func thePaymentsOfAPeriodArePagedInEitherDirection() throws {
    let world = try World(at: "2026-03-01T09:00:00Z")
    let anna = try world.payer("Анна")
    var made: [Int64] = []
    for _ in 0..<4 {
      for amount in [100, 200] { made.append(world.pay(#"{"client_id":\#(anna),"method":"card","amount_minor":\#(amount)}"#).id) }
      world.wait(days: 1)
    }
    let period = "from=2026-03-02&to=2026-03-03"
    for (sort, wanted) in [("id", made[2..<6].map { $0 }), ("-id", made[2..<6].reversed())] {
      #expect(world.walk("/v1/payments?\(period)&sort=\(sort)") == wanted, "\(sort)")
    }
    #expect(world.get("/v1/payments?free=true&\(period)")["items"].array.compactMap { $0["id"].int } == Array(made[2..<6]))
  }

  @Test func aListOfPaymentsRunsAlongItsPeriodOrAlongWhatIsFree() throws {
    let world = try World()
    let month = Period.Span(from: Instant(rawValue: 1), until: Instant(rawValue: 2))
    let lists: [(change: (inout Payments.Filter) -> Void, span: Period.Span, index: String)] = [
      ({ _ in }, month, "payments_at"), ({ $0.method = .cash }, month, "payments_at"),
      ({ $0.isFree = true }, Period.Span(), "payments_free"),
      (
        {
          $0.isFree = true; $0.method = .cash
        }, month, "payments_free"
      ), ({ $0.clientID = 1 }, month, "payments_client"),
      (
        {
          $0.clientID = 1; $0.isFree = true
        }, month, "payments_client"
      ),
    ]
    for (list, newest) in lists.flatMap({ [($0, false), ($0, true)] }) {
      var filter = Payments.Filter()
      list.change(&filter)
      filter.newestFirst = newest
      for after in [nil, Cursor(key: .integer(1), id: 1)] {
        let plan = try world.desk.db.plan(PaymentTable.select(filter, PageRequest(after: after), within: list.span).sql).joined(
          separator: "; ")
        #expect(plan.hasPrefix("SEARCH payments USING INDEX \(list.index) ") && !plan.contains("TEMP"), "\(filter) \(plan)")
      }
    }
  }
}
