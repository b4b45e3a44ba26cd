import Domain
import Testing

struct ClockingTests {
  let rules = ClockingRules(now: Given.at("2026-03-12 16:00"), zone: Given.moscow)

  func row(_ id: Int64, _ start: String, _ end: String?, mechanic: Int64 = 4, replacedBy: Int64? = nil) -> Clocking {
    Clocking(
      id: id, workOrderID: 1, orderLineID: 1, mechanicID: mechanic, startedAt: Given.at("2026-03-12 " + start),
      endedAt: end.map { Given.at("2026-03-12 " + $0) }, replacedByID: replacedBy, userID: mechanic)
  }

  func start(
    _ at: String, others: [Clocking] = [], _ status: WorkOrder.Status = .inRepair, line: OrderLine? = Given.labour(1, .approved)
  ) -> [Reason] {
    rules.reasons(
      againstStartAt: Given.at("2026-03-12 " + at), on: ClockingPlace(number: "ЗН-2026-000001", status: status, line: line),
      others: others.map { Clocked($0, number: "ЗН-2026-000002") })
  }

  @Test func aSecondClockIsRefusedAndNamesTheFirst() {
    let reasons = start("15:00", others: [row(1, "14:00", nil)])
    #expect(reasons.map(\.code) == ["clock_already_running"])
    #expect(reasons[0].ru.contains("ЗН-2026-000002") && reasons[0].en.contains("14:00"))
  }

  @Test func repairIsClockedOnlyInRepairOnAnApprovedLineThatIsNotDone() {
    #expect(start("15:00").isEmpty)
    #expect(start("15:00", .approved).map(\.code) == ["not_in_repair"])
    #expect(start("15:00", line: Given.labour(1, .proposed)).map(\.code) == ["line_not_approved"])
    #expect(start("15:00", line: Given.labour(1, .done)).map(\.code) == ["line_done"])
    #expect(start("15:00", line: Given.part(1, .approved)).map(\.code) == ["not_labour"])
  }

  @Test func diagnosisIsClockedBeforeApprovalToo() {
    for status in WorkOrder.Status.allCases {
      let allowed: Set<WorkOrder.Status> = [.open, .estimating, .awaitingApproval, .approved, .inRepair]
      #expect(start("15:00", status, line: nil).map(\.code) == (allowed.contains(status) ? [] : ["not_diagnosable"]))
    }
  }

  @Test func noClockStartsInTheFutureOrInsideAnother() {
    #expect(start("16:01").map(\.code) == ["clock_future"])
    #expect(start("14:30", others: [row(1, "14:00", "15:00")]).map(\.code) == ["clock_overlaps"])
    #expect(start("13:00", others: [row(1, "14:00", "15:00")]).map(\.code) == ["clock_overlaps"])
    #expect(start("15:00", others: [row(1, "14:00", "15:00")]).isEmpty)
    #expect(start("14:30", others: [row(1, "14:00", "15:00", replacedBy: 2)]).isEmpty)
    #expect(start("03:59").map(\.code) == ["clock_too_long"])
  }

  @Test func aClockStopsAfterItStartedAndNotInTheFuture() {
    func stop(_ row: Clocking, _ at: String) -> [String] {
      rules.reasons(againstStopping: row, at: Given.at("2026-03-12 " + at)).map(\.code)
    }
    #expect(stop(row(1, "14:00", nil), "15:30").isEmpty)
    #expect(stop(row(1, "14:00", nil), "13:59") == ["clock_ends_before"])
    #expect(stop(row(1, "14:00", nil), "16:01") == ["clock_future"])
    #expect(stop(row(1, "02:00", nil), "14:01") == ["clock_too_long"])
    #expect(stop(row(1, "14:00", "15:00"), "15:30") == ["clock_stopped"])
  }

  func correct(_ from: String, _ to: String, original: Clocking? = nil, reason: String? = "забыл", others: [Clocking] = []) -> [String] {
    rules.reasons(
      againstCorrecting: Clocked(original ?? row(1, "10:00", "11:00"), number: "1"), from: Given.at("2026-03-12 " + from),
      to: Given.at("2026-03-12 " + to), reason: reason, status: .inRepair, openedAt: Given.at("2026-03-12 01:00"),
      others: others.map { Clocked($0, number: "2") }
    ).map(\.code)
  }

  @Test func aCorrectionLiesWithinTheOrderAndLastsSomeTime() {
    #expect(correct("00:59", "02:00") == ["clock_before_order"])
    #expect(correct("10:00", "10:00") == ["clock_empty"])
  }

  @Test func aCorrectionMayNotOverlapNorLieInsideNorAroundAnother() {
    let other = row(2, "12:00", "14:00")
    #expect(correct("10:00", "12:00", others: [other]).isEmpty)
    #expect(correct("14:00", "15:00", others: [other]).isEmpty)
    #expect(correct("10:00", "12:01", others: [other]) == ["clock_overlaps"])
    #expect(correct("12:30", "13:00", others: [other]) == ["clock_overlaps"])
    #expect(correct("11:00", "15:00", others: [other]) == ["clock_overlaps"])
    #expect(correct("10:00", "11:30", others: [row(1, "10:00", "11:00")]).isEmpty)  // the original itself
    #expect(correct("15:00", "15:30", others: [row(2, "14:00", nil)]) == ["clock_overlaps"])
  }

  @Test func aCorrectionNeedsAReasonAndAStoppedOriginalOfItsOwn() {
    #expect(correct("10:00", "11:00", reason: nil) == ["clock_reason_missing"])
    #expect(correct("10:00", "11:00", original: row(1, "10:00", nil)) == ["clock_still_running"])
    #expect(correct("10:00", "11:00", original: row(1, "10:00", "11:00", replacedBy: 2)) == ["clock_replaced"])
    #expect(correct("11:00", "10:00") == ["clock_ends_before"])
  }

  @Test func aForgottenClockClosesItselfAtTheShiftsEnd() throws {
    let calendar = try Given.calendar()
    #expect(row(1, "14:00", nil).closesItselfAt(calendar) == Given.at("2026-03-12 17:00"))
    #expect(row(1, "20:00", nil).closesItselfAt(calendar) == Given.at("2026-03-13 08:00"))
    #expect(row(1, "17:00", nil).closesItselfAt(calendar) == Given.at("2026-03-13 05:00"))
    let night = try Given.calendar([.init(1320, 1800)])
    #expect(row(1, "23:00", nil).closesItselfAt(night) == Given.at("2026-03-13 06:00"))
  }

  @Test func twoMechanicsOnOneJobCountTwiceAndReplacedRowsNotAtAll() throws {
    let rows = [
      row(1, "10:00", "11:30"), row(2, "10:00", "11:00", mechanic: 5), row(3, "12:00", "20:00", replacedBy: 4), row(4, "15:40", nil),
    ]
    #expect(try Clocking.worked(rows, now: rules.now) == Quantity(thousandths: 2833))  // 1.5 + 1 + 0.333
  }

  @Test func aNightOverTheClockChangeIsItsRealLength() throws {
    let row = Clocking(
      id: 1, workOrderID: 1, mechanicID: 1, startedAt: Given.at("2026-03-29 01:00", Given.berlin),
      endedAt: Given.at("2026-03-29 04:00", Given.berlin), userID: 1)
    #expect(try Clocking.worked([row], now: Given.now) == Quantity(thousandths: 2000))
  }
}
