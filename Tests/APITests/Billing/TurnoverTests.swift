import Domain
import Testing

@testable import API

@Suite struct TurnoverTests {
  /// Bills and payments on both sides of midnight and of the month's end in Moscow.
  private func world() throws -> World {
    let world = try World(at: "2026-03-31T20:59:00Z")
    let anna = try world.payer("Анна")
    for round in 1...3 {
      let order = try world.order(
        of: anna, [.init(price: 10_001, payers: [("company", nil, 5_000, 5_001, "standard"), ("client", anna, 5_000, 5_000, "standard")])])
      let documents = world.bill(order)
      let payment = world.pay(#"{"client_id":\#(anna),"work_order_id":\#(order),"method":"sbp","amount_minor":6000}"#)
      if round == 1 {
        for document in documents.values { world.post("/v1/documents/\(document["id"].int ?? 0)/credit", #"{"reason":"x"}"#) }
        world.post("/v1/payments/\(payment.id)/refund", #"{"amount_minor":6000,"reason":"x"}"#, key: "r")
      }
      world.wait(minutes: 1)
    }
    return world
  }

  @Test func theDaysBorderIsTheCentresMidnight() throws {
    let report = try world().get("/v1/reports/turnover?from=2026-03-01&to=2026-04-30")
    #expect(report["rows"].array.compactMap { $0["on"].string } == ["2026-03-31", "2026-04-01"])
    #expect(report["rows/0/invoices"].int == 1 && report["rows/0/credit_notes"].int == 2)
    #expect(report["rows/0/invoiced_minor"].int == 0 && report["rows/0/internal_charges_minor"].int == 0)
    #expect(report["rows/0/received_minor"].int == 6_000 && report["rows/0/refunded_minor"].int == 6_000)
    #expect(report["rows/1/invoiced_minor"].int == 10_000 && report["rows/1/internal_charges_minor"].int == 10_002)
  }

  @Test func theDaysAddUpToTheMonths() throws {
    let world = try world()
    let days = world.get("/v1/reports/turnover?from=2026-03-01&to=2026-04-30")
    let months = world.get("/v1/reports/turnover?from=2026-03-01&to=2026-04-30&by=month")
    #expect(months["rows"].array.compactMap { $0["on"].string } == ["2026-03-01", "2026-04-01"])
    for field in ["invoiced_minor", "vat_minor", "internal_charges_minor", "received_minor", "refunded_minor", "invoices", "credit_notes"] {
      func sum(_ answer: World.Answer) -> Int64 { answer["rows"].array.compactMap { $0[field].int }.reduce(0, +) }
      #expect(sum(days) == sum(months) && sum(days) == days["total/\(field)"].int, "\(field)")
    }
  }

  /// The sums show no more than the rows, and every role may read the rows.
  @Test func whoReadsEveryPaymentReadsTheirSum() throws {
    let world = try world()
    for role in Role.allCases {
      let report = world.get("/v1/reports/turnover?from=2026-03-01&to=2026-04-30", as: role)
      #expect(report.status == 200 && report["total/received_minor"].int == 18_000, "\(role): \(report)")
      for rows in ["/v1/payments", "/v1/documents"] { #expect(world.get(rows, as: role).status == 200, "\(role) \(rows)") }
    }
  }

  @Test func aPeriodBackwardsOrOfManyYearsIsRefused() throws {
    let world = try World()
    #expect(world.get("/v1/reports/turnover?from=2026-03-02&to=2026-03-01").codes == ["period_backwards"])
    #expect(world.get("/v1/reports/turnover?from=2000-01-01&to=2026-03-01").codes == ["period_too_long"])
    #expect(world.get("/v1/reports/turnover").codes == ["required", "required"])
  }
}
