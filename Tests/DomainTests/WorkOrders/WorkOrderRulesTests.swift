import Domain
import Testing

struct WorkOrderRulesTests {
  func codes(
    _ verb: WorkOrder.Move, _ status: WorkOrder.Status, role: Role = .advisor, _ change: (inout WorkOrderFacts) -> Void
  ) -> [String] {
    var facts = Given.smooth(status, role: role)
    change(&facts)
    return facts.reasons(against: verb).map(\.code)
  }

  @Test func estimatingNeedsAComplaint() {
    #expect(codes(.estimate, .open) { $0.complaints = 0 } == ["complaint_missing"])
  }

  @Test func anOfferNeedsLinesPartsAndAPromise() {
    #expect(
      codes(.offer, .estimating) {
        $0.lines = []
        $0.promisedAt = nil
      } == ["lines_missing", "promise_missing"])
    #expect(codes(.offer, .estimating) { $0.promisedAt = Given.now } == ["promise_passed"])
    #expect(codes(.offer, .estimating) { $0.lines = [.init(Given.labour(1, .declined))] } == ["lines_missing"])
  }

  @Test func everyPartIsReservedOnOrderWithADateOrTheClientsOwn() {
    func offer(_ line: OrderLine, expectedOn: Day? = nil) -> [String] {
      codes(.offer, .estimating) { $0.lines = [.init(line, expectedOn: expectedOn)] }
    }
    #expect(offer(Given.part(1, reserved: 2000)).isEmpty)
    #expect(offer(Given.part(1, reserved: 1999)) == ["part_short"])
    #expect(offer(Given.part(1, reserved: 500, onOrder: 1500)) == ["part_without_date"])
    #expect(offer(Given.part(1, reserved: 500, onOrder: 1500), expectedOn: Given.day("2026-03-20")).isEmpty)
    #expect(offer(Given.part(1, clientSupplied: true)).isEmpty)
    #expect(offer(Given.part(1, issued: 2000)).isEmpty)
  }

  @Test func onAWarrantyOrderPayersAndCoverageAreDecidedFirst() {
    func offer(_ line: WorkOrderFacts.Line, _ kind: WorkOrder.Kind) -> [String] {
      codes(.offer, .estimating) {
        $0.kind = kind
        $0.lines = [line]
      }
    }
    #expect(offer(.init(Given.labour(1)), .warranty) == ["payer_undecided", "coverage_unchecked"])
    #expect(offer(.init(Given.labour(1)), .commercial).isEmpty)
    #expect(offer(.init(Given.labour(1), payers: [Given.payer(1, .company, nil, 1)], coverageChecked: true), .warranty).isEmpty)
  }

  @Test func onlyACurrentMainEstimateIsDecided() {
    #expect(codes(.approve, .awaitingApproval) { $0.offers = [] } == ["estimate_not_offered"])
    #expect(codes(.approve, .awaitingApproval) { $0.offers[0].expiresAt = Given.now } == ["estimate_expired"])
    #expect(
      codes(.decline, .awaitingApproval) {
        $0.offers = [.init(title: "1", kind: .main, expiresAt: Given.now), .init(title: "2", kind: .main)]
      }.isEmpty)
  }

  @Test func repairStartsWithSomethingApproved() {
    #expect(codes(.start, .approved) { $0.lines = [.init(Given.labour(1, .declined))] } == ["nothing_approved"])
  }

  @Test func readyNamesEverythingThatIsUnfinished() {
    let reasons = codes(.ready, .inRepair) {
      $0.lines = [
        .init(Given.labour(1, .approved)), .init(Given.labour(2, .done)), .init(Given.labour(3, .declined)),
        .init(Given.part(4, .approved, reserved: 1000, issued: 1000)), .init(Given.part(5, .approved, onOrder: 2000)),
        .init(Given.part(6, .done, issued: 2000)), .init(Given.part(7, .approved, clientSupplied: true)),
        .init(Given.part(8, .approved, issued: 1500)), .init(Given.part(9)), .init(Given.part(10, .approved, issued: 2000)),
      ]
      $0.runningClocks = [.init(mechanic: "Пётр", startedAt: Given.now)]
      $0.offers = [.init(title: "Ещё", kind: .supplement)]
      $0.qualityCheck = nil
    }
    #expect(
      reasons == [
        "labour_not_done", "clock_running", "part_reserved", "part_awaited", "part_short", "supplement_open",
        "quality_unchecked",
      ])
  }

  @Test func qualityIsCheckedByAnotherOrOverriddenWithAReason() {
    func check(_ user: Int64, passed: Bool = true, override: String? = nil) -> [String] {
      codes(.ready, .inRepair) {
        $0.offers = []
        $0.qualityCheck = QualityCheck(
          id: 1, workOrderID: 1, userID: user, passed: passed, note: "течь", overrideReason: override, at: Given.now)
      }
    }
    #expect(check(3).isEmpty)
    #expect(check(4) == ["quality_own_work"])
    #expect(check(4, override: "один в смене").isEmpty)
    #expect(check(3, passed: false) == ["quality_failed"])
  }

  @Test func aDeclinedOrderIsReadyWithNothingButAgreedFees() {
    #expect(
      codes(.ready, .declined) {
        $0.qualityCheck = nil
        $0.lines.append(.init(Given.labour(2, .declined)))
      }.isEmpty)
    #expect(codes(.ready, .declined) { $0.lines.append(.init(Given.part(2, .approved, issued: 2000))) } == ["part_in_declined"])
    #expect(codes(.ready, .declined) { $0.lines.append(.init(Given.labour(2, .approved))) } == ["labour_not_done"])
    #expect(codes(.ready, .declined) { $0.runningClocks = [.init(mechanic: "Пётр", startedAt: Given.now)] } == ["clock_running"])
  }

  @Test func deliveryNeedsEveryDocumentAndTheClientsMoney() {
    #expect(
      codes(.deliver, .ready) {
        $0.payers[0].document = nil
        $0.payers.append(.init(role: .company, name: "Сервис", due: Money(1)))
        $0.payers.append(.init(role: .other, name: "—", due: .zero))
      } == ["document_missing", "document_missing"])
    #expect(codes(.deliver, .ready) { $0.payers[0].document?.paid = Money(99_999) } == ["unpaid"])
    #expect(codes(.deliver, .ready) { $0.payers[0].due = Money(120_000) } == ["document_outdated"])
  }

  @Test func whoPaysByItselfPaysFirstAndTheOthersOweByTheirRole() {
    for (role, wanted) in [
      (PayerRole.client, ["unpaid"]), (.other, ["unpaid"]), (.insurer, []), (.manufacturer, []), (.company, []),
    ] {
      let payer = WorkOrderFacts.Payer(
        role: role, name: "Плательщик", due: Money(10), document: .init(number: "СЧ", gross: Money(10), paid: Money(9)))
      #expect(codes(.deliver, .ready) { $0.payers = [payer] } == wanted, "\(role)")
    }
  }

  @Test func creditTermsHoldWithinTheLimit() {
    func deliver(days: Int64, limit: Int64, owed: Int64, ahead: Int64 = 0) -> [String] {
      codes(.deliver, .ready) {
        $0.payers[0].document?.paid = Money(40_000)
        $0.payers[0].credit = Credit(days: days, limit: Money(limit), owed: Money(owed), ahead: Money(ahead))
      }
    }
    #expect(deliver(days: 14, limit: 100_000, owed: 40_000).isEmpty)
    #expect(deliver(days: 14, limit: 100_000, owed: 40_001) == ["credit_exceeded"])
    #expect(deliver(days: 0, limit: 100_000, owed: 0) == ["unpaid"])
    #expect(deliver(days: 14, limit: .max, owed: .max) == ["credit_exceeded"])
    #expect(deliver(days: 14, limit: 100_000, owed: 90_000, ahead: 50_000).isEmpty, "exactly the limit is not above it")
    #expect(deliver(days: 14, limit: 100_000, owed: 90_001, ahead: 50_000) == ["credit_exceeded"])
    #expect(deliver(days: 14, limit: 0, owed: .max, ahead: .max) == ["credit_exceeded"])
    #expect(deliver(days: 0, limit: 100_000, owed: 0, ahead: .max) == ["unpaid"], "what is paid ahead must be laid on it")
  }

  @Test func inRepairOnlyAManagerCancelsAndIssuedPartsAreReturnedOrBilled() {
    #expect(codes(.cancel, .inRepair, role: .advisor) { _ in } == ["cancel_in_repair"])
    #expect(codes(.cancel, .inRepair, role: .manager) { _ in }.isEmpty)
    #expect(codes(.cancel, .inRepair, role: .manager) { $0.lines.append(.init(Given.part(2, .approved, issued: 1000))) } == ["part_issued"])
    #expect(codes(.cancel, .inRepair, role: .manager) { $0.lines.append(.init(Given.part(2, .done, issued: 2000), billed: true)) }.isEmpty)
    #expect(codes(.cancel, .approved, role: .advisor) { _ in }.isEmpty)
  }

  @Test func thePartsStatusIsTheWorstOfTheLinesThatStand() {
    func status(_ lines: OrderLine...) -> WorkOrder.PartsStatus { WorkOrder.PartsStatus(lines) }
    #expect(status() == .none)
    #expect(status(Given.labour(1), Given.part(2, clientSupplied: true), Given.part(3, .declined)) == .none)
    #expect(status(Given.part(1, reserved: 2000), Given.part(2)) == .short)
    #expect(status(Given.part(1, reserved: 2000), Given.part(2, reserved: 1000, onOrder: 1000)) == .onOrder)
    #expect(status(Given.part(1, issued: 2000), Given.part(2, reserved: 1000, issued: 1000)) == .reserved)
    #expect(status(Given.part(1, issued: 2000)) == .issued)
  }

  @Test func aCarIsHandedToTheClientOrAProxyWhoMayCollect() {
    let ivan = Proxy(of: 7, at: Given.now).with {
      $0.id = 1
      $0.name = "Иван"
      $0.document = "№ 17"
      $0.mayPlace = true
      $0.mayApprove = false
      $0.mayCollect = true
      $0.validFromOn = Given.day("2026-03-01")
      $0.validUntilOn = Given.day("2026-03-31")
    }
    let anna = Client(.person, at: Given.now).with { ($0.id, $0.name) = (7, "Анна Крылова") }
    func codes(
      _ name: String?, _ proxy: Proxy? = nil, paper: String? = nil, by role: Role = .advisor, on day: String = "2026-03-12"
    ) -> [String] {
      HandOver(collectedBy: name, proxy: proxy, identifiedBy: paper).reasons(client: anna, by: role, on: Given.day(day)).map(\.code)
    }
    #expect(codes(nil) == ["collector_missing"])
    #expect(codes("Анна") == [] && codes("Крылова А. С.") == [])
    #expect(codes("Иван") == ["collector_unidentified"])
    #expect(codes("Иван", paper: "паспорт 4510 123456") == [] && codes("Иван", by: .manager) == [])
    #expect(codes("Иван", ivan, on: "2026-03-31") == [] && codes("Анна Крылова", ivan) == [])
    #expect(codes("Иван", ivan, on: "2026-04-01") == ["proxy_expired"])
    #expect(codes("Олег", ivan) == ["collector_unidentified"], "the power is another's")
  }

  @Test func whoDidTheWorkDoesNotCheckIt() {
    func check(_ id: Int64, _ role: Role, override: String? = nil, status: WorkOrder.Status = .inRepair) -> [String] {
      let user = User(role, at: Given.now).with {
        $0.id = id
        $0.login = "x"
        $0.name = "x"
      }
      return QualityCheck.reasons(againstCheckBy: user, workers: [4], overrideReason: override, number: "1", status: status).map(\.code)
    }
    #expect(check(3, .mechanic).isEmpty)
    #expect(check(4, .mechanic) == ["quality_own_work"])
    #expect(check(4, .mechanic, override: "сам") == ["right_missing", "quality_own_work"])
    #expect(check(4, .manager, override: "один в смене").isEmpty)
    #expect(check(3, .advisor) == ["right_missing"])
    #expect(check(3, .mechanic, status: .ready) == ["not_in_repair"])
  }
}
