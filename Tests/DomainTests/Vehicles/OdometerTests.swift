import Domain
import Testing

struct OdometerTests {
  static let now = Given.at("2026-06-01 12:00")

  static func reading(_ id: Int64, _ km: Int64, _ at: String, _ kind: OdometerReading.Kind = .reading) -> OdometerReading {
    OdometerReading(id: id, vehicleId: 1, km: km, at: Given.at(at), source: .intake, kind: kind, reason: kind == .reading ? nil : "замена")
  }

  let odometer = Odometer([reading(2, 60_000, "2026-03-01 10:00"), reading(1, 50_000, "2026-01-01 10:00")])

  func codes(
    _ km: Int64, _ at: String, _ kind: OdometerReading.Kind = .reading, reason: String? = nil, in odometer: Odometer? = nil
  )
    -> [String]
  {
    (odometer ?? self.odometer).reasons(
      against: km, at: Given.at(at), kind: kind, reason: reason, now: OdometerTests.now, zone: Given.moscow
    ).map(\.code)
  }

  @Test func aReadingMustNotBeBelowTheLast() {
    #expect(codes(60_000, "2026-05-01 10:00").isEmpty)
    #expect(codes(59_999, "2026-05-01 10:00") == ["odometer_below"])
  }

  @Test func aReadingBetweenTwoMustFitBoth() {
    #expect(codes(55_000, "2026-02-01 10:00").isEmpty)
    #expect(codes(50_000, "2026-02-01 10:00").isEmpty)
    #expect(codes(60_000, "2026-02-01 10:00").isEmpty)
    #expect(codes(49_999, "2026-02-01 10:00") == ["odometer_below"])
    #expect(codes(60_001, "2026-02-01 10:00") == ["odometer_above"])
    #expect(codes(50_001, "2025-12-01 10:00") == ["odometer_above"])
  }

  @Test func aCorrectionMayBeLowerButNeedsAReason() {
    #expect(codes(40_000, "2026-05-01 10:00", .correction) == ["odometer_reason_missing"])
    #expect(codes(40_000, "2026-05-01 10:00", .correction, reason: "опечатка").isEmpty)
    #expect(codes(0, "2026-05-01 10:00", .clusterChange, reason: "новая панель").isEmpty)
    #expect(codes(70_000, "2026-02-01 10:00", .correction, reason: "опечатка") == ["odometer_above"])
  }

  @Test func afterAClusterChangeTheCountStartsAgain() {
    let changed = Odometer(odometer.readings + [OdometerTests.reading(3, 0, "2026-04-01 10:00", .clusterChange)])
    #expect(codes(500, "2026-05-01 10:00", in: changed).isEmpty)
    #expect(codes(61_000, "2026-03-20 10:00", in: changed).isEmpty)  // before the change the old count still runs
    let driven = Odometer(changed.readings + [OdometerTests.reading(4, 1000, "2026-05-01 10:00")])
    #expect(codes(999, "2026-05-02 10:00", in: driven) == ["odometer_below"])
    #expect(driven.newest?.km == 1000)
  }

  @Test func theFutureAndTheImpossibleAreRefused() {
    #expect(codes(70_000, "2026-06-02 10:00") == ["odometer_future"])
    #expect(codes(-1, "2026-05-01 10:00", .correction, reason: "x") == ["odometer_impossible"])
    #expect(codes(.max, "2026-05-01 10:00") == ["odometer_impossible"])
  }
}
