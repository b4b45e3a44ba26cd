import Domain
import Testing

struct EstimateTests {
  let rules = TaxRules()

  func snapshot(_ day: String = "2026-03-13", _ lines: WorkOrderFacts.Line...) throws -> EstimateSnapshot {
    try EstimateSnapshot(of: lines, promisedOn: Given.day(day), rules: rules)
  }

  func estimate(_ status: Estimate.Status = .offered, expiresAt: Instant? = nil) -> Estimate {
    Estimate(
      id: 1, workOrderID: 1, kind: .main, title: "Смета 1", status: status, promisedAt: Given.now, gross: .zero, vat: .zero,
      clientGross: .zero,
      createdByID: 2, createdAt: Given.now, expiresAt: expiresAt)
  }

  func decide(
    _ decisions: [ItemDecision], _ status: Estimate.Status = .offered, expiresAt: Instant? = nil, proxy: Proxy? = nil
  ) throws -> ApprovalOutcome {
    let lines = try snapshot("2026-03-13", .init(Given.labour(1)), .init(Given.part(2))).lines
    return try estimate(status, expiresAt: expiresAt).decide(
      decisions, lines: lines, client: 7, proxy: proxy, now: Given.now, zone: Given.moscow)
  }

  @Test func anEstimateShowsTheRateOfItsPromiseDay() throws {
    #expect(try snapshot("2025-12-31", .init(Given.labour(1, gross: 12_000))).vat == Money(2000))
    #expect(try snapshot("2026-01-01", .init(Given.labour(1, gross: 12_200))).vat == Money(2200))
  }

  @Test func totalsAreSumsOfRoundedLinesThatStand() throws {
    let three = try snapshot(
      "2025-12-31", .init(Given.labour(1, gross: 3)), .init(Given.labour(2, gross: 3)), .init(Given.labour(3, .declined, gross: 3)))
    #expect(three.gross == Money(6) && three.vat == Money(2))  // each 0.5 is rounded up to 1; their sum would be rounded to 1
    #expect(three.lines.map(\.orderLineID) == [1, 2])
    #expect(codes { _ = try snapshot("2026-01-01", .init(Given.labour(1, .removed))) } == ["estimate_empty"])
  }

  @Test func theClientsOwnPartIsShownApart() throws {
    let line = WorkOrderFacts.Line(
      Given.labour(1, gross: 101), payers: [Given.payer(1, .company, nil, 71, tax: .none), Given.payer(1, .client, 7, 30)])
    let snapshot = try snapshot("2025-12-31", line)
    #expect(snapshot.clientGross == Money(30) && snapshot.gross == Money(101) && snapshot.vat == Money(5))
  }

  @Test func anEstimatesVATIsThatOfTheDocumentsItLeadsTo() throws {
    let lines: [WorkOrderFacts.Line] = [
      .init(Given.labour(1, .done, gross: 101), payers: [Given.payer(1, .company, nil, 71), Given.payer(1, .client, 7, 30)]),
      .init(Given.labour(2, .done, gross: 333), payers: [Given.payer(2, .company, nil, 333)]), .init(Given.labour(3, .done, gross: 7)),
    ]
    let snapshot = try snapshot("2026-03-12", lines[0], lines[1], lines[2])
    let drafts = try BillingDraft.drafts(of: lines, client: 7, completedOn: Given.day("2026-03-12"), rules: TaxRules())
    #expect(snapshot.vat == Money(6))
    #expect(try Money.sum(drafts.map(\.vat)) == Money(6))
    #expect(snapshot.lines.map(\.vat.rawValue) == [5, 0, 1], "an internal charge bears none")
    #expect(snapshot.lines.map(\.vatRate.rawValue) == [2200, 0, 2200] && snapshot.lines[1].taxCategory == .none)
  }

  @Test func everyItemIsDecidedOnce() throws {
    let outcome = try decide([.init(2, .declined), .init(1, .approved)])
    #expect(outcome.status == .approved && outcome.approved == Money(100_000))
    #expect(outcome.approvedLines == [1] && outcome.declinedLines == [2])
    #expect(try decide([.init(1, .declined), .init(2, .declined)]).status == .declined)
    #expect(codes { _ = try decide([.init(1, .approved)]) } == ["item_undecided"])
    #expect(
      codes { _ = try decide([.init(1, .approved), .init(1, .declined), .init(9, .approved)]) } == [
        "item_twice", "item_unknown", "item_undecided",
      ])
  }

  @Test func aFaultyDecisionIsPointedAt() {
    do {
      _ = try decide([.init(1, .approved), .init(9, .approved), .init(2, .approved)])
    } catch {
      #expect(error as? Refusal == .invalid(Reason.itemUnknown(9).at("/items/1/line_id")))
    }
  }

  @Test func anOutdatedEstimateIsAConflict() {
    let all = [ItemDecision(1, .approved), ItemDecision(2, .approved)]
    #expect(codes { _ = try decide(all, .superseded) } == ["estimate_superseded"])
    #expect(codes { _ = try decide(all, .approved) } == ["estimate_decided"])
    #expect(codes { _ = try decide(all, .declined) } == ["estimate_decided"])
    #expect(codes { _ = try decide(all, .draft) } == ["estimate_draft"])
    #expect(codes { _ = try decide(all, expiresAt: Given.now) } == ["estimate_expired"])
    #expect(codes { _ = try decide(all, expiresAt: Given.now.adding(milliseconds: 1)) }.isEmpty)
  }

  @Test func anOutdatedEstimateSaysWhatBecameOfIt() {
    func told(_ why: Estimate.SupersededReason?) -> Reason? {
      var gone = estimate(.superseded)
      gone.supersededReason = why
      return gone.reasonsAgainstDecision(now: Given.now, zone: Given.moscow).first
    }
    #expect(told(.expired)?.en == "Estimate «Смета 1» is outdated: its time ran out.")
    #expect(told(.objection)?.ru == "Смета «Смета 1» устарела: клиент возразил против неё.")
    #expect(told(.lineChanged)?.en == "Estimate «Смета 1» is outdated: its lines have been changed since.")
    #expect(told(nil)?.ru == "Смета «Смета 1» устарела.")
    let all = Estimate.SupersededReason.allCases.compactMap(told)
    #expect(Set(all.map(\.en)).count == all.count && Set(all.map(\.ru)).count == all.count, "each in its own words")
    #expect(Set(all.map(\.code)) == ["estimate_superseded"])
  }

  @Test func aProxyApprovesWithinTheLimitAndTheDates() {
    var ivan = Proxy(of: 7, at: Given.now).with {
      $0.id = 1
      $0.name = "Иван"
      $0.document = "№ 17"
      $0.mayPlace = true
      $0.mayApprove = true
      $0.mayCollect = true
      $0.approveLimit = Money(100_000)
      $0.validFromOn = Given.day("2026-03-01")
      $0.validUntilOn = Given.day("2026-03-12")
    }
    #expect(codes { _ = try decide([.init(1, .approved), .init(2, .declined)], proxy: ivan) }.isEmpty)
    #expect(codes { _ = try decide([.init(1, .approved), .init(2, .approved)], proxy: ivan) } == ["proxy_limit"])
    ivan.validUntilOn = Given.day("2026-03-11")
    #expect(codes { _ = try decide([.init(1, .approved), .init(2, .declined)], proxy: ivan) } == ["proxy_expired"])
  }

  @Test func aBillStaysWithinWhatWasApproved() throws {
    func most(
      _ kind: Client.Kind, own: Int64? = nil, _ instruction: WorkOrder.StandingInstruction = .callMe, limit: Int64? = nil
    ) throws -> Int64 {
      var client = Given.anna(kind)
      client.overrun = own.map(Share.init(bp:))
      return try Overrun(
        approved: Money(100_000), client: client, instruction: instruction, standingLimit: limit.map(Money.init(_:))
      ).most().rawValue
    }
    #expect(try most(.person) == 100_000)
    #expect(try most(.company) == 110_000)
    #expect(try most(.company, own: 500) == 105_000)
    #expect(try most(.person, .upTo, limit: 20_000) == 120_000)
    #expect(try most(.company, .onlyListed) == 100_000)
    let overrun = try Overrun(approved: Money(100_000), client: Given.anna(), instruction: .upTo, standingLimit: Money(20_000))
    #expect(try overrun.reason(againstBilling: Money(120_000)) == nil)
    #expect(try overrun.reason(againstBilling: Money(120_001))?.code == "exceeds_approved")
    #expect(try overrun.reason(againstExtra: Money(8000), already: Money(12_000), total: Money(112_000)) == nil)
    #expect(try overrun.reason(againstExtra: Money(8001), already: Money(12_000), total: Money(112_000))?.code == "standing_exceeded")
    #expect(try overrun.reason(againstExtra: Money(8000), already: Money(12_000), total: Money(112_001))?.code == "standing_exceeded")
  }

  @Test func aToleranceIsNeverRoundedUpAndStopsAtTheKopeck() throws {
    func more(_ approved: Int64, _ share: Int64, _ total: Int64, _ kind: Client.Kind = .company) throws -> [String] {
      var client = Given.anna(kind)
      client.overrun = kind == .company ? Share(bp: share) : nil
      let overrun = try Overrun(approved: Money(approved), client: client, instruction: .callMe, standingLimit: nil)
      return try overrun.reasons(againstMore: Given.labour(1, .approved), total: Money(total)).map(\.code)
    }
    #expect(try more(100_005, 1_000, 110_005).isEmpty && more(100_005, 1_000, 110_006) == ["above_tolerance"])
    #expect(try more(99_999, 1, 100_008).isEmpty && more(99_999, 1, 100_009) == ["above_tolerance"])
    #expect(try more(9, 1_000, 9) == ["approved_only_down"], "a tenth of nine kopecks is none")
    #expect(try more(100_005, 0, 100_005, .person) == ["approved_only_down"])
    #expect(throws: Refusal.self) { try more(.max, 10_000, .max) }
  }
}
