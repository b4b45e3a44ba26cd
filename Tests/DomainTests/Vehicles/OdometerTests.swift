import Domain
import Testing

struct OdometerTests {
  static let now = Given.at("2026-06-01 12:00")

  static func reading(_ id: Int64, _ km: Int64, _ at: String, _ kind: OdometerReading.Kind = .reading) -> OdometerReading {
    OdometerReading(id: id, vehicleID: 1, km: km, at: Given.at(at), source: .intake, kind: kind, reason: kind == .reading ? nil : "замена")
  }

  let odometer = Odometer([reading(2, 60_000, "2026-03-01 10:00"), reading(1, 50_000, "2026-01-01 10:00")])

  func codes(
    _ km: Int64, _ at: String, _ kind: OdometerReading.Kind = .reading, reason: String? = nil, in odometer: Odometer? = nil
  )
    -> [String]
  {
    let new = OdometerReading(id: 99, vehicleID: 1, km: km, at: Given.at(at), source: .manual, kind: kind, reason: reason)
    return (odometer ?? self.odometer).reasons(against: new, now: OdometerTests.now, zone: Given.moscow).map(\.code)
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
    #expect(codes(61_000, "2026-03-20 10:00", in: changed).isEmpty)  // before the change the old cluster still counts
    let driven = Odometer(changed.readings + [OdometerTests.reading(4, 1000, "2026-05-01 10:00")])
    #expect(codes(999, "2026-05-02 10:00", in: driven) == ["odometer_below"])
    #expect(driven.newest?.km == 1000)
  }

  @Test func theFutureAndTheImpossibleAreRefused() {
    #expect(codes(70_000, "2026-06-02 10:00") == ["odometer_future"])
    #expect(codes(-1, "2026-05-01 10:00", .correction, reason: "x") == ["odometer_impossible"])
    #expect(codes(.max, "2026-05-01 10:00") == ["odometer_impossible"])
  }

  // MARK: The run

  private func runs(_ readings: OdometerReading...) -> [Int64?] { readings.map { Odometer(readings).run(at: $0.id) } }

  private func change(
    _ id: Int64, _ km: Int64, _ at: String, old: Int64? = nil, first: Int64? = nil, source: OdometerReading.Source = .manual,
    order: Int64? = nil
  ) -> OdometerReading {
    OdometerReading(
      id: id, vehicleID: 1, km: km, at: Given.at(at), source: source, kind: .clusterChange, oldKm: old, firstKm: first, reason: "замена",
      workOrderID: order)
  }

  @Test func theRunGoesOnWhateverTheNewClusterBeganWith() {
    let before = OdometerTests.reading(1, 99_000, "2026-01-01 10:00")
    let after = OdometerTests.reading(3, 3_000, "2026-03-01 10:00")
    #expect(runs(before, change(2, 0, "2026-02-01 10:00"), after) == [99_000, 99_000, 102_000])
    #expect(runs(before, change(2, 0, "2026-02-01 10:00", old: 99_500), after) == [99_000, 99_500, 102_500])
    #expect(runs(before, change(2, 1_000, "2026-02-01 10:00", first: 200), after) == [99_000, 99_800, 101_800])
    let used = OdometerTests.reading(3, 151_000, "2026-03-01 10:00")
    #expect(runs(before, change(2, 150_000, "2026-02-01 10:00"), used) == [99_000, 99_000, 100_000])
    #expect(
      runs(before, change(2, 40_000, "2026-02-01 10:00"), OdometerTests.reading(3, 41_000, "2026-03-01 10:00")) == [
        99_000, 99_000, 100_000,
      ])
  }

  @Test func eachChangeAddsToTheOnesBefore() {
    let all = [
      OdometerTests.reading(1, 50_000, "2026-01-01 10:00"), change(2, 0, "2026-01-10 10:00"),
      OdometerTests.reading(3, 20_000, "2026-02-01 10:00"),
      change(4, 300_000, "2026-02-10 10:00"), OdometerTests.reading(5, 301_000, "2026-03-01 10:00"),
    ]
    #expect(all.map { Odometer(all).run(at: $0.id) } == [50_000, 50_000, 70_000, 70_000, 71_000])
    #expect(Odometer(all).run == 71_000)
  }

  @Test func aCarThatComesInWithALowerCountHasDrivenWithItAlready() {
    let before = OdometerTests.reading(1, 99_000, "2026-01-01 10:00")
    #expect(runs(before, change(2, 3_000, "2026-02-01 10:00", source: .intake)) == [99_000, 102_000])
    #expect(runs(before, change(2, 3_000, "2026-02-01 10:00", first: 3_000, source: .intake)) == [99_000, 99_000])
    #expect(runs(before, change(2, 150_000, "2026-02-01 10:00", source: .intake)) == [99_000, 99_000])
    #expect(runs(change(2, 3_000, "2026-02-01 10:00", source: .intake)) == [3_000], "nobody knows of an old one")
  }

  @Test func whatWasReadOfTheNewClusterAtIntakeIsPutRightWithItsRun() {
    let before = OdometerTests.reading(1, 99_000, "2026-01-01 10:00")
    let typo = change(2, 300_000, "2026-02-01 10:00", source: .intake, order: 7)
    let right = OdometerReading(
      id: 3, vehicleID: 1, km: 3_000, at: typo.at, source: .manual, kind: .correction, reason: "опечатка", workOrderID: 7)
    #expect(runs(before, typo, right).last == 102_000)
  }

  @Test func whatWasReadOfTheNewClusterIsPutRightOnTheCarAndTheRunIsNoShorter() {
    let before = OdometerTests.reading(1, 99_000, "2026-01-01 10:00")
    let typo = change(2, 5_000, "2026-02-01 10:00")
    let right = OdometerTests.reading(3, 50, "2026-02-02 10:00", .correction)
    #expect(runs(before, typo, right) == [99_000, 99_000, 99_000])
    #expect(runs(before, typo, right, OdometerTests.reading(4, 150, "2026-02-03 10:00")).last == 99_100)
    #expect(runs(before, typo, right, OdometerTests.reading(4, 70, "2026-02-03 10:00", .correction)).last == 99_000, "put right twice")
    let driven = OdometerTests.reading(3, 5_100, "2026-02-02 10:00")
    #expect(runs(before, typo, driven, OdometerTests.reading(4, 60, "2026-02-03 10:00", .correction)).last == 99_000, "below its first")
    #expect(runs(before, typo, driven, OdometerTests.reading(4, 5_040, "2026-02-03 10:00", .correction)).last == 99_040)
  }

  @Test func whatWasSaidOfTheOldClusterIsPutRightByACorrection() {
    let before = OdometerTests.reading(1, 50_000, "2026-01-01 10:00")
    let typo = change(2, 0, "2026-02-01 10:00", old: 510_000)
    var right = OdometerTests.reading(3, 900, "2026-03-01 10:00", .correction)
    right.oldKm = 51_000
    #expect(runs(before, typo, right) == [50_000, 510_000, 51_900])
    #expect(runs(before, typo, right, OdometerTests.reading(4, 1_000, "2026-04-01 10:00")).last == 52_000)
    func codes(_ old: Int64) -> [String] {
      var reading = right
      reading.oldKm = old
      return Odometer([before, typo]).reasons(against: reading, now: OdometerTests.now, zone: Given.moscow).map(\.code)
    }
    #expect(codes(51_000).isEmpty && codes(49_999) == ["odometer_below_old"])
    #expect(
      Odometer([before]).reasons(against: right, now: OdometerTests.now, zone: Given.moscow).map(\.code) == ["odometer_old_unused"])
  }

  @Test func aCorrectionBelowWhatTheCarHadRunIsDoubted() {
    let (first, wrong) = (OdometerTests.reading(1, 90_000, "2026-01-01 10:00"), OdometerTests.reading(2, 910_000, "2026-02-01 10:00"))
    func fall(_ km: Int64) -> Int64? {
      Odometer([first, wrong, OdometerTests.reading(3, km, "2026-02-02 10:00", .correction)]).fall(to: 3)?.id
    }
    #expect(fall(9_100) == 1 && fall(91_000) == nil)
    #expect(Odometer([wrong, OdometerTests.reading(3, 9_100, "2026-02-02 10:00", .correction)]).fall(to: 3) == nil, "nothing but the typo")
  }

  @Test func aCorrectionIsNotBelowTheFirstThatWasSaidOfItsCluster() {
    let changed = Odometer([
      OdometerTests.reading(1, 99_000, "2026-01-01 10:00"), change(2, 3_000, "2026-02-01 10:00", first: 1_000, source: .intake),
    ])
    func codes(_ km: Int64) -> [String] {
      changed.reasons(
        against: OdometerTests.reading(9, km, "2026-04-01 10:00", .correction), now: OdometerTests.now, zone: Given.moscow
      ).map(\.code)
    }
    #expect(codes(999) == ["odometer_first_above"] && codes(1_000).isEmpty)
  }

  @Test func aCorrectionIsWhatTheCarHadRun() {
    let wrong = OdometerTests.reading(1, 950_000, "2026-01-01 10:00")
    let right = OdometerTests.reading(2, 95_000, "2026-01-02 10:00", .correction)
    #expect(runs(wrong, right, OdometerTests.reading(3, 96_000, "2026-02-01 10:00")) == [950_000, 95_000, 96_000])
    #expect(runs(wrong, right, change(3, 0, "2026-02-01 10:00")) == [950_000, 95_000, 95_000])
  }

  @Test func theOldClustersLastReadingFitsWhatWasReadOfIt() {
    func codes(_ reading: OdometerReading) -> [String] {
      odometer.reasons(against: reading, now: OdometerTests.now, zone: Given.moscow).map(\.code)
    }
    #expect(codes(change(9, 0, "2026-04-01 10:00", old: 60_000)).isEmpty)
    #expect(codes(change(9, 0, "2026-04-01 10:00", old: 59_999)) == ["odometer_below"])
    #expect(codes(change(9, 10, "2026-04-01 10:00", first: 11)) == ["odometer_first_above"])
    var plain = OdometerTests.reading(9, 70_000, "2026-04-01 10:00")
    plain.oldKm = 70_000
    #expect(codes(plain) == ["odometer_old_unused"])
  }

  @Test func anImprobableJumpIsMeasuredByTheDaysBetween() {
    func jumps(_ km: Int64, _ at: String) -> Bool {
      odometer.adding(OdometerTests.reading(9, km, at)).jump(to: 9)?.id == 2
    }
    #expect(!jumps(61_000, "2026-03-01 12:00") && jumps(61_001, "2026-03-01 12:00"), "a thousand on the first day")
    #expect(!jumps(63_000, "2026-03-03 12:00") && jumps(63_001, "2026-03-03 12:00"))
    #expect(!jumps(90_000 + 8 * 400, "2026-04-07 12:00") && jumps(90_001 + 8 * 400, "2026-04-07 12:00"), "400 after the thirtieth")
    #expect(Odometer([OdometerTests.reading(1, 900_000, "2026-03-01 10:00")]).jump(to: 1) == nil, "nothing to measure it by")
    #expect(
      odometer.adding(OdometerTests.reading(9, 900_000, "2026-03-02 10:00", .correction)).jump(to: 9)?.id == 1,
      "a correction, by what was read before the one that it puts right")
  }

  @Test func aCorrectionContradictsTheOrderBeforeItAndThoseAboveIt() {
    func intake(_ id: Int64, _ km: Int64, _ at: String) -> OdometerReading {
      var reading = OdometerTests.reading(id, km, at)
      reading.workOrderID = id * 10
      return reading
    }
    func contradicted(_ km: Int64, _ earlier: OdometerReading...) -> [Int64] {
      Odometer(earlier + [OdometerTests.reading(9, km, "2026-05-01 10:00", .correction)]).orders(contradictedBy: 9)
    }
    let (first, second) = (intake(1, 95_000, "2026-01-01 10:00"), intake(2, 950_000, "2026-02-01 10:00"))
    let test = OdometerTests.reading(3, 950_020, "2026-02-02 10:00")
    #expect(contradicted(95_100, first, second) == [20])
    #expect(contradicted(95_100, first, second, test) == [20], "it lies above, though another was read since")
    #expect(contradicted(94_000, first, second) == [20, 10])
    #expect(contradicted(960_000, first, second) == [20])
    #expect(contradicted(960_000, first, second, test).isEmpty, "it is the test drive that was wrong")
    #expect(contradicted(100, second, change(4, 0, "2026-03-01 10:00"), OdometerTests.reading(5, 200, "2026-04-01 10:00")).isEmpty)
  }
}
