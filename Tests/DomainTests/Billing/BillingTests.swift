import Domain
import Testing

struct BillingTests {
  func drafts(_ lines: [WorkOrderFacts.Line], _ day: String = "2026-03-12", rules: TaxRules = TaxRules()) throws -> [BillingDraft] {
    try BillingDraft.drafts(of: lines, client: 7, completedOn: Given.day(day), rules: rules)
  }

  func document(_ draft: BillingDraft, id: Int64 = 1, paid: Int64 = 0, creditedBy: Int64? = nil, issued: Int64 = 0) -> BillingDocument {
    BillingDocument(
      id: id, number: "СЧ-2026-00000\(id)", kind: draft.kind, workOrderID: 1, payerRole: draft.payerRole,
      payerClientID: draft.payerClientID,
      buyerName: "Анна", completedOn: Given.day("2026-03-12"), issuedAt: Instant(rawValue: issued), issuedByID: 2,
      dueOn: Given.day("2026-03-26"),
      gross: draft.gross, vat: draft.vat, paid: Money(paid), creditedByID: creditedBy)
  }

  @Test func onlyDoneLabourAndIssuedPartsAreBilled() throws {
    let draft = try #require(
      try drafts([
        .init(Given.labour(1, .done)), .init(Given.labour(2, .approved)), .init(Given.labour(3, .declined)),
        .init(Given.labour(4, .proposed)),
        .init(Given.part(5, .approved, issued: 2000)), .init(Given.part(6, .approved)), .init(Given.part(7, .removed)),
      ]).first)
    #expect(draft.lines.map(\.orderLineID) == [1, 5])
    #expect(draft.lines.map(\.position) == [1, 2])
    #expect(draft.gross == Money(200_000))
  }

  @Test func vatFollowsTheDayOfCompletionAndTheCategoryLineByLine() throws {
    let lines: [WorkOrderFacts.Line] = [
      .init(Given.labour(1, .done, gross: 3)), .init(Given.labour(2, .done, gross: 3)),
      .init(Given.labour(3, .done, gross: 10_500, tax: .reduced5)),
      .init(Given.labour(4, .done, gross: 999, tax: .exempt)),
    ]
    let old = try #require(try drafts(lines, "2025-12-31").first)
    #expect(old.lines.map(\.vat.rawValue) == [1, 1, 500, 0] && old.vat == Money(502))
    let new = try #require(try drafts(lines, "2026-01-01").first)
    #expect(new.lines.map(\.vatRate.rawValue) == [2200, 2200, 500, 0])
    let simplified = TaxRules(registrations: [.init(from: Given.day("2020-01-01"), paysVAT: false)])
    #expect(try drafts(lines, "2026-01-01", rules: simplified).first?.vat == .zero)
  }

  @Test func eachPayerGetsOneDocumentAndTheCentreAnInternalCharge() throws {
    let lines: [WorkOrderFacts.Line] = [
      .init(Given.labour(1, .done, gross: 101), payers: [Given.payer(1, .company, nil, 71), Given.payer(1, .client, 7, 30)]),
      .init(
        Given.labour(2, .done, gross: 500), payers: [Given.payer(2, .manufacturer, 5, 500, tax: .exempt), Given.payer(2, .client, 7, 0)]),
      .init(Given.labour(3, .done, gross: 120)),
    ]
    let drafts = try drafts(lines, "2025-12-31")
    #expect(drafts.map(\.kind) == [.internalCharge, .invoice, .invoice])
    #expect(drafts.map(\.payerRole) == [.company, .client, .manufacturer])
    #expect(drafts.map(\.gross.rawValue) == [71, 150, 500])
    #expect(drafts.map(\.vat.rawValue) == [0, 25, 0])
    #expect(drafts[0].lines[0].taxCategory == .none)
    #expect(drafts[1].lines.map(\.orderLineID) == [1, 3])
  }

  @Test func aPartIssuedInPartIsBilledInPartAndSharedAsAgreed() throws {
    let line = Given.part(1, .approved, quantity: 3000, price: 101, issued: 1000)
    let drafts = try drafts([.init(line, payers: [Given.payer(1, .company, nil, 213), Given.payer(1, .client, 7, 90)])])
    #expect(drafts.map(\.gross.rawValue) == [71, 30])
    #expect(drafts[0].lines[0].quantity == .one)
  }

  @Test func everyLineOfADocumentAddsUpFromItsFullPrice() throws {
    let line = Given.part(1, .approved, quantity: 3000, price: 10_001, issued: 1000)
    var maker = Given.payer(1, .manufacturer, 5, 12_003, tax: .exempt)
    maker.deductible = Money(-5_000)
    maker.cap = Money(-13_000)
    var client = Given.payer(1, .client, 7, 18_000, share: 0)
    client.deductible = Money(5_000)
    client.cap = Money(13_000)
    let drafts = try drafts([.init(line, payers: [maker, client]), .init(Given.labour(2, .done))])
    #expect(drafts.map(\.gross.rawValue) == [4_001, 106_000])
    let parts = drafts.map { $0.lines[0] }
    #expect(parts.allSatisfy { $0.full == Money(10_001) && $0.isSplit })
    #expect(parts.map(\.deductible.rawValue) == [-1_667, 1_667] && parts.map(\.cap.rawValue) == [-4_333, 4_333])
    #expect(parts.map(\.ofShare.rawValue) == [10_001, 0])
    #expect(drafts[1].lines[1].full == Money(100_000) && !drafts[1].lines[1].isSplit)
    let credit = try document(drafts[1]).credit(drafts[1].lines)
    #expect(credit.lines.map(\.ofShare.rawValue) == [0, -100_000] && credit.lines[0].cap == Money(-4_333))
  }

  @Test func aLineThatStandsOnAnothersDocumentIsNotBilledAgain() throws {
    func draft(_ payers: LinePayer...) throws -> [BillingDraft] { try drafts([.init(Given.labour(1, .done), payers: payers)]) }
    let before = try draft(Given.payer(1, .insurer, 5, 50_000), Given.payer(1, .insurer, 6, 50_000))
    let merged = try draft(Given.payer(1, .insurer, 5, 50_000), Given.payer(1, .insurer, 5, 50_000))
    #expect(!before[1].isBilled(by: before[0].lines, own: before[0]), "each its own part")
    #expect(before[1].isBilled(by: merged[0].lines, own: before[0]), "the first bears the whole line")
    #expect(before[1].isBilled(by: before[0].lines, own: nil), "the first pays nothing of it any more")
    #expect(try !drafts([.init(Given.labour(2, .done))])[0].isBilled(by: before[0].lines, own: nil), "another line")
  }

  @Test func nothingIsBilledForNothing() throws {
    #expect(try drafts([.init(Given.labour(1, .done, gross: 0))]).isEmpty)
    #expect(try drafts([]).isEmpty)
  }

  @Test func aCreditNoteMirrorsItsInvoiceExactly() throws {
    let lines: [WorkOrderFacts.Line] = [.init(Given.labour(1, .done, gross: 61)), .init(Given.part(2, .done, price: 33_333, issued: 2000))]
    let draft = try #require(try drafts(lines, "2025-12-31").first)
    let credit = try document(draft).credit(draft.lines)
    #expect(credit.kind == .creditNote && credit.payerClientID == 7)
    #expect(credit.gross.rawValue == -draft.gross.rawValue && credit.vat.rawValue == -draft.vat.rawValue)
    #expect(credit.lines.map(\.gross.rawValue) == draft.lines.map { -$0.gross.rawValue })
    #expect(credit.lines.map(\.vat.rawValue) == draft.lines.map { -$0.vat.rawValue })
    #expect(credit.lines.map(\.vatRate) == draft.lines.map(\.vatRate))
    #expect(try Money.sum(credit.lines.map(\.vat)) == credit.vat)
    #expect(codes { _ = try document(draft, creditedBy: 2).credit(draft.lines) } == ["already_credited"])
    #expect(codes { _ = try document(credit).credit(credit.lines) } == ["credit_of_credit"])
  }

  @Test func anInvoiceIsOverdueAfterItsLastDay() throws {
    let draft = try #require(try drafts([.init(Given.labour(1, .done))]).first)
    #expect(!document(draft).isOverdue(on: Given.day("2026-03-26")))
    #expect(document(draft).isOverdue(on: Given.day("2026-03-27")))
    #expect(!document(draft, paid: 100_000).isOverdue(on: Given.day("2026-03-27")))
    #expect(BillingDocument.dueOn(issuedOn: Given.day("2026-03-12"), creditDays: 14) == Given.day("2026-03-26"))
  }

  @Test func documentsAreIssuedOnceWhenTheWorkIsCompleteWithinTheApproval() throws {
    let draft = try #require(try drafts([.init(Given.labour(1, .done))]).first)
    func issue(
      _ status: WorkOrder.Status, _ role: Role = .advisor, standing: String? = nil, approved: Int64 = 100_000, draft: BillingDraft?
    ) throws -> [String] {
      let overrun = try Overrun(approved: Money(approved), client: Given.anna(), instruction: .callMe, standingLimit: nil)
      return try IssueFacts(
        number: "1", status: status, role: role, draft: draft, payer: .named("Анна"), standing: standing, overrun: overrun
      ).reasons().map(\.code)
    }
    #expect(try issue(.ready, draft: draft).isEmpty)
    #expect(try issue(.delivered, draft: draft).isEmpty)
    #expect(try issue(.inRepair, draft: draft) == ["not_ready_to_bill"])
    #expect(try issue(.inRepair, .manager, draft: draft).isEmpty)
    #expect(try issue(.ready, standing: "СЧ-2026-000001", draft: draft) == ["document_stands"])
    #expect(try issue(.ready, approved: 99_999, draft: draft) == ["exceeds_approved"])
    #expect(try issue(.cancelled, draft: nil) == ["not_ready_to_bill", "nothing_to_bill"])
  }
}
