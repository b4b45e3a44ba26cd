import Domain
import Testing

struct VehicleMergeRulesTests {
  private func period(_ client: Int64, from: String) -> OwnerPeriod {
    OwnerPeriod(id: 1, vehicleID: 1, clientID: client, fromOn: Given.day(from))
  }

  @Test func anOwnersTimeEndsWhereTheSurvivorsBegins() {
    let anna = period(1, from: "2025-06-01")
    #expect(period(2, from: "2025-01-01").lastDay(mergedBeside: anna) == Given.day("2025-05-31"))
    #expect(period(2, from: "2025-07-01").lastDay(mergedBeside: anna) == Given.day("2025-07-01"), "who came later had that day")
    #expect(period(1, from: "2025-01-01").lastDay(mergedBeside: anna) == Given.day("2025-05-31"))
    #expect(period(1, from: "2025-06-01").lastDay(mergedBeside: anna) == nil)
  }

  @Test func onlyAPlainReadingOfTheOtherCardContradicts() {
    func reading(_ id: Int64, _ vehicle: Int64, _ km: Int64, _ kind: OdometerReading.Kind = .reading) -> OdometerReading {
      OdometerReading(id: id, vehicleID: vehicle, km: km, at: Given.now.adding(seconds: id), source: .manual, kind: kind, reason: "x")
    }
    #expect(Odometer([reading(1, 1, 100), reading(2, 2, 100), reading(3, 1, 200)]).contradiction == nil)
    #expect(Odometer([reading(1, 1, 100), reading(2, 2, 99)]).contradiction?.after.km == 99)
    #expect(Odometer([reading(1, 1, 100), reading(2, 2, 5, .clusterChange), reading(3, 1, 90)]).contradiction == nil)
    #expect(
      Odometer([reading(1, 1, 100), reading(2, 2, 60), reading(3, 1, 61, .correction), reading(4, 2, 62)]).contradiction == nil,
      "what is corrected is no longer held against it")
    #expect(Odometer([reading(1, 1, 100), reading(2, 1, 90), reading(3, 2, 95)]).contradiction == nil, "one card's own history is its own")
  }
}
