import Domain
import Testing

struct LineRulesTests {
  @Test func linesAreAddedWhileTheOrderTakesThem() {
    func add(_ kind: OrderLine.Kind, _ status: WorkOrder.Status) -> [String] {
      OrderLine.reasons(againstAdding: kind, to: "1", in: status).map(\.code)
    }
    for status in [WorkOrder.Status.open, .estimating, .approved, .inRepair] { #expect(add(.part, status).isEmpty) }
    #expect(add(.labour, .declined).isEmpty)
    #expect(add(.part, .declined) == ["declined_takes_fees"])
    #expect(add(.labour, .awaitingApproval) == ["lines_fixed"])
    #expect(add(.labour, .ready) == ["lines_fixed"])
    #expect(add(.labour, .delivered) == ["work_order_closed"])
  }

  @Test func aDecidedLineIsNotEditedButMayBeTakenOutUntilItsPartIsIssued() {
    #expect(Given.labour(1).reasonsAgainstChange(number: "1", status: .estimating).isEmpty)
    #expect(Given.labour(1, .approved).reasonsAgainstChange(number: "1", status: .inRepair).map(\.code) == ["line_decided"])
    #expect(Given.labour(1, .approved).reasonsAgainstRemoval(number: "1", status: .inRepair).isEmpty)
    #expect(Given.labour(1, .done).reasonsAgainstRemoval(number: "1", status: .inRepair).map(\.code) == ["line_decided"])
    #expect(Given.part(1, .approved, issued: 1).reasonsAgainstRemoval(number: "1", status: .inRepair).map(\.code) == ["part_issued"])
  }

  @Test func onlyApprovedPartsAreIssuedAndNeverMoreThanApproved() {
    func issue(_ line: OrderLine, _ quantity: Int64, _ status: WorkOrder.Status = .inRepair) -> [String] {
      line.reasons(againstIssuing: Quantity(thousandths: quantity), number: "1", status: status).map(\.code)
    }
    #expect(issue(Given.part(1, .approved, reserved: 1000), 2000).isEmpty)
    #expect(issue(Given.part(1, .approved, issued: 1500), 501) == ["issue_above_line"])
    #expect(issue(Given.part(1, .proposed, reserved: 2000), 1000) == ["line_not_approved"])
    #expect(issue(Given.part(1, .approved), 1000, .awaitingApproval) == ["not_in_repair"])
    #expect(issue(Given.labour(1, .approved), 1000) == ["no_stock_line"])
    #expect(issue(Given.part(1, .approved, clientSupplied: true), 1000) == ["no_stock_line"])
  }

  @Test func whatWasIssuedMayComeBackUntilTheOrderIsClosed() {
    let line = Given.part(1, .approved, issued: 1000)
    #expect(line.reasons(againstReturning: .one, number: "1", status: .ready).isEmpty)
    #expect(
      line.reasons(againstReturning: Quantity(thousandths: 1001), number: "1", status: .inRepair).map(\.code) == ["return_above_issued"])
    #expect(line.reasons(againstReturning: .one, number: "1", status: .delivered).map(\.code) == ["work_order_closed"])
  }

  @Test func onlyWhatIsMissingIsReserved() {
    let line = Given.part(1, reserved: 500, onOrder: 1500)
    #expect(line.reasons(againstReserving: Quantity(thousandths: 1500), number: "1", status: .estimating).isEmpty)
    #expect(
      line.reasons(againstReserving: Quantity(thousandths: 1501), number: "1", status: .estimating).map(\.code) == ["reserve_above_line"])
    #expect(line.reasons(againstReserving: .one, number: "1", status: .declined).map(\.code) == ["lines_fixed"])
    #expect(Given.part(1, .declined).reasons(againstReserving: .one, number: "1", status: .inRepair).map(\.code) == ["no_stock_line"])
  }

  @Test func workIsDoneInRepairWithNoClockRunningAndItsPartIssued() {
    func done(_ line: OrderLine, _ status: WorkOrder.Status = .inRepair, running: Bool = false) -> [String] {
      line.reasonsAgainstDone(
        number: "1", status: status, runningClocks: running ? [.init(mechanic: "Пётр", startedAt: Given.now)] : [], zone: Given.moscow
      ).map(\.code)
    }
    #expect(done(Given.labour(1, .approved)).isEmpty)
    #expect(done(Given.labour(1, .approved), running: true) == ["clock_running"])
    #expect(done(Given.labour(1)) == ["line_not_approved"])
    #expect(done(Given.labour(1, .approved), .approved) == ["not_in_repair"])
    #expect(done(Given.labour(1, .approved), .declined).isEmpty)
    #expect(done(Given.part(1, .approved, issued: 1000)) == ["part_not_issued"])
    #expect(done(Given.part(1, .approved, clientSupplied: true)).isEmpty)
  }

  func order(_ status: WorkOrder.Status = .delivered) -> WorkOrder {
    WorkOrder(
      id: 1, number: "ЗН-2026-000001", kind: .commercial, status: status, clientID: 7, vehicleID: 9, advisorID: 2, odometerKm: 60_000,
      openedAt: Given.now)
  }

  @Test func aComebackIsOfTheSameCarAndADeliveredOrder() {
    #expect(Comeback.reasons(linking: (8, 9), to: order()).isEmpty)
    #expect(Comeback.reasons(linking: (7, 10), to: order(.inRepair)).map(\.code) == ["comeback_other_vehicle", "comeback_not_delivered"])
  }

  @Test func deliveredWorkCarriesAWarrantyOfSixMonthsOrTenThousandKilometres() throws {
    let coverage = try #require(
      RepairWarranty().coverage(of: Given.labour(5, .done), order: order(), on: Given.day("2026-03-12"), at: Given.now))
    #expect(coverage.untilOn == Given.day("2026-09-12") && coverage.untilKm == 70_000)
    #expect(coverage.kind == .repair && coverage.payerRole == .company && coverage.orderLineID == 5 && coverage.vehicleID == 9)
    #expect(coverage.verdict(openedOn: Given.day("2026-09-12"), runKm: 70_000, openedAt: Given.now) == .covered)
    #expect(RepairWarranty().coverage(of: Given.labour(5, .declined), order: order(), on: Given.day("2026-03-12"), at: Given.now) == nil)
    let own = Given.part(5, .done, clientSupplied: true)
    #expect(RepairWarranty().coverage(of: own, order: order(), on: Given.day("2026-03-12"), at: Given.now) == nil)
  }

  @Test func aCancelledOrdersCarIsHandedOverOnce() {
    var cancelled = Given.smooth(.cancelled)
    #expect(cancelled.reasonsAgainstHandOver.isEmpty)
    cancelled.payers[0].document?.paid = .zero
    #expect(cancelled.reasonsAgainstHandOver.map(\.code) == ["unpaid"])
    cancelled.handedOver = true
    #expect(cancelled.reasonsAgainstHandOver.map(\.code) == ["handed_over"])
    #expect(Given.smooth(.open).reasonsAgainstHandOver.map(\.code) == ["work_order_status"])
    #expect(Given.smooth(.cancelled, role: .mechanic).reasonsAgainstHandOver.map(\.code) == ["right_missing"])
  }
}
