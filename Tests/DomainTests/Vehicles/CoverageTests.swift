import Domain
import Testing

struct CoverageTests {
  let maker = Coverage(.manufacturer, of: 1, paidBy: .manufacturer, at: Instant(rawValue: 0)).with {
    $0.id = 1
    $0.name = "Гарантия"
    $0.payerClientID = 5
    $0.fromOn = Given.day("2024-03-01")
    $0.untilOn = Given.day("2027-02-28")
    $0.untilKm = 100_000
    $0.partsShare = Share(bp: 5000)
  }

  func verdict(_ day: String, _ km: Int64, _ coverage: Coverage? = nil) -> CoverageCheck.Verdict {
    (coverage ?? maker).verdict(openedOn: Given.day(day), runKm: km, openedAt: Given.at(day + " 10:00"))
  }

  @Test func theLastDayAndTheLastKilometreAreInsideWhicheverComesFirst() {
    #expect(verdict("2027-02-28", 100_000) == .covered)
    #expect(verdict("2027-03-01", 10) == .pastLastDay)
    #expect(verdict("2026-01-01", 100_001) == .pastLastKilometre)
    #expect(verdict("2027-03-01", 100_001) == .pastLastDay)
    #expect(verdict("2024-03-01", 0) == .covered)
    #expect(verdict("2024-02-29", 0) == .beforeFirstDay)
  }

  @Test func aCoverageEndedEarlyCoversNothingAfterwards() {
    var ended = maker
    ended.endedAt = Given.at("2026-01-01 10:00")
    #expect(verdict("2025-12-31", 10, ended) == .covered)
    #expect(verdict("2026-01-01", 10, ended) == .ended)
    ended.untilKm = nil
    ended.endedAt = nil
    #expect(verdict("2026-01-01", 2_000_000, ended) == .covered)
  }

  @Test func aCoverageWhosePayerHasBeenErasedCoversNothing() {
    func verdict(_ status: Client.Status, _ day: String = "2026-01-01") -> CoverageCheck.Verdict {
      let payer = Client(.company, at: Instant(rawValue: 0)).with { ($0.id, $0.name, $0.status) = (5, "Завод", status) }
      return maker.verdict(openedOn: Given.day(day), runKm: 10, openedAt: Given.at(day + " 10:00"), payer: payer)
    }
    #expect(verdict(.active) == .covered)
    #expect(verdict(.erased) == .payerErased)
    #expect(verdict(.erased, "2027-03-01") == .pastLastDay, "another payer would not help")
  }

  @Test func labourAndPartsHaveTheirOwnShares() {
    #expect(maker.share(of: .labour) == .whole)
    #expect(maker.share(of: .part) == Share(bp: 5000))
  }

  @Test func aCoverageNeedsDatesInOrderAndAPayer() {
    let reasons = Coverage.reasons(
      from: Given.day("2026-02-02"), until: Given.day("2026-02-01"), payerRole: .client, payerClientID: nil)
    #expect(reasons.map(\.code) == ["coverage_dates", "coverage_paid_by_client", "payer_missing"])
  }

  @Test func theOwnersPeriodEndsTheDayBeforeTheNext() throws {
    let period = OwnerPeriod(id: 1, vehicleID: 1, clientID: 7, fromOn: Given.day("2026-03-01"))
    #expect(try period.lastDay(passingTo: 8, on: Given.day("2026-03-10")) == Given.day("2026-03-09"))
    #expect(try period.lastDay(passingTo: 8, on: Given.day("2026-03-01")) == Given.day("2026-03-01"))
    #expect(codes { _ = try period.lastDay(passingTo: 7, on: Given.day("2026-03-10")) } == ["owner_same"])
    #expect(codes { _ = try period.lastDay(passingTo: 8, on: Given.day("2026-02-10")) } == ["owner_before"])
  }

  @Test func aSoldOrScrappedCarTakesNoOrder() {
    var car = Vehicle(at: Instant(rawValue: 0)).with { ($0.id, $0.make, $0.model, $0.clientID) = (1, "Volvo", "XC60", 7) }
    #expect(car.reasonsAgainstOrder.isEmpty)
    car.status = .sold
    #expect(car.reasonsAgainstOrder.map(\.code) == ["vehicle_sold"])
    car.status = .scrapped
    #expect(car.reasonsAgainstOrder.map(\.code) == ["vehicle_scrapped"])
    #expect(car.reasonsAgainstDelete(orders: 0, readings: 1, coverages: 0, merges: 0).map(\.code) == ["vehicle_with_history"])
    #expect(Vehicle.reason(againstYear: 2027, today: Given.day("2026-05-05")) == nil)
    #expect(Vehicle.reason(againstYear: 2028, today: Given.day("2026-05-05"))?.code == "vehicle_year")
  }
}
