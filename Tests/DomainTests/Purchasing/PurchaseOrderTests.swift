import Domain
import Testing

struct PurchaseOrderTests {
  static let matrix = """
    status          edit send receive cancel
    draft           x    x    -       x
    sent            -    -    x       x
    partly_received -    -    x       x
    received        -    -    -       -
    cancelled       -    -    -       -
    """

  func order(_ status: PurchaseOrder.Status) -> PurchaseOrder {
    PurchaseOrder(from: 1, at: Instant(rawValue: 0)).with { order in
      (order.id, order.number, order.status) = (1, "ЗП-2026-000001", status)
    }
  }

  func line(_ quantity: Int64, received: Int64 = 0) -> PurchaseLine {
    PurchaseLine(
      id: 1, purchaseOrderID: 1, partID: 1, quantity: Quantity(thousandths: quantity), received: Quantity(thousandths: received),
      price: Money(100))
  }

  @Test func everyMoveOfEveryStatusIsAsPrinted() throws {
    let rows = PurchaseOrderTests.matrix.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    #expect(rows[0].dropFirst().map { $0 } == PurchaseOrder.Move.allCases.map(\.rawValue))
    #expect(rows.dropFirst().map { $0[0] } == PurchaseOrder.Status.allCases.map(\.rawValue))
    for row in rows.dropFirst() {
      let order = order(try #require(PurchaseOrder.Status(rawValue: row[0])))
      #expect(order.moves(lines: [line(1000)]).map { $0.allowed ? "x" : "-" } == Array(row.dropFirst()), "\(order.status)")
    }
  }

  @Test func anEmptyOrderIsNotSent() {
    #expect(codes { try order(.draft).check(.send, lines: []) } == ["purchase_order_without_lines"])
    #expect(codes { try order(.cancelled).check(.receive, lines: [line(1)]) } == ["purchase_order_status"])
  }

  @Test func nothingIsExpectedYesterdayAndTodayItMayStillCome() {
    let today = Day(rawValue: 20_000)
    #expect(PurchaseOrder.reasons(againstExpected: today.adding(-1), today: today).map(\.code) == ["expected_in_past"])
    #expect(PurchaseOrder.reasons(againstExpected: today, today: today).isEmpty)
    #expect(PurchaseOrder.reasons(againstExpected: nil, today: today).isEmpty)
  }

  @Test func theStatusFollowsFromWhatHasCome() {
    #expect(PurchaseOrder.status(after: [line(5000), line(1000)]) == .sent)
    #expect(PurchaseOrder.status(after: [line(5000, received: 3000), line(1000)]) == .partlyReceived)
    #expect(PurchaseOrder.status(after: [line(5000, received: 5000), line(1000, received: 1100)]) == .received)
  }

  @Test func threeOfFiveThenTwoThenOneTooMany() {
    let part = Part(countedIn: .set, at: .epoch).with {
      $0.id = 1
      $0.article = "GDB1632"
      $0.maker = "TRW"
      $0.name = "Колодки"
    }
    func codes(
      _ came: Int64, received: Int64, tolerance: Int64 = 0, already: Int64 = 0, damaged: Int64 = 0, as other: Part? = nil
    ) -> [String] {
      ReceiptLine(
        purchaseLineID: 1, partID: 1, quantity: Quantity(thousandths: came), damaged: Quantity(thousandths: damaged), price: Money(100)
      ).reasons(
        for: line(5000, received: received), ordered: part, came: other ?? part, already: Quantity(thousandths: already),
        tolerance: Share(bp: tolerance)
      ).map(\.code)
    }
    #expect(codes(3000, received: 0).isEmpty)
    #expect(codes(2000, received: 3000).isEmpty)
    #expect(codes(1000, received: 5000) == ["over_receipt"])
    #expect(codes(1000, received: 5000, tolerance: 2000).isEmpty)
    #expect(codes(1000, received: 5000, tolerance: 1999) == ["over_receipt"])
    #expect(codes(2000, received: 0, already: 4000) == ["over_receipt"])
    #expect(codes(0, received: 5000, damaged: 1000).isEmpty)  // damaged goods count for nothing
    #expect(codes(500, received: 0) == ["quantity_not_whole"])
    #expect(codes(0, received: 0) == ["receipt_empty"])
    #expect(codes(9_223_372_036_854_775_000, received: 0) == ["sum_too_large", "over_receipt"])
    var litres = part
    litres.unit = .litre
    #expect(codes(1000, received: 0, as: litres) == ["substitute_unit"])
  }

  @Test func theLeadTimeIsTheNinetiethPercentileOfWhatReallyHappened() {
    #expect(LeadTime.percentile90([]) == nil)
    #expect(LeadTime.percentile90([4]) == 4)
    #expect(LeadTime.percentile90([1, 2, 3, 4, 5, 6, 7, 8, 9, 30]) == 9)
    #expect(LeadTime.percentile90([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 30]) == 10)
    #expect(LeadTime.percentile90(Array(1...20).reversed()) == 18)
    #expect(LeadTime(actualDays: [3, 9], statedForPart: 5, stated: 14).days == 9)
    let stated = LeadTime(actualDays: [], statedForPart: 5, stated: 14)
    #expect(stated.days == 5 && stated.basis == .stated)
    #expect(LeadTime(actualDays: [], statedForPart: nil, stated: 14).days == 14)
  }

  @Test func aReleasedClaimAwaitsNothing() {
    var claim = PurchaseClaim(id: 1, purchaseLineID: 1, orderLineID: 1, quantity: Quantity(thousandths: 3000), served: .one)
    #expect(claim.awaited == Quantity(thousandths: 2000))
    claim.releasedAt = Instant(rawValue: 1)
    #expect(claim.awaited == .zero)
  }
}
