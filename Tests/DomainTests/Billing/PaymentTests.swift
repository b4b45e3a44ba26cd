import Domain
import Testing

struct PaymentTests {
  func payment(_ amount: Int64, allocated: Int64 = 0, refunded: Int64 = 0, client: Int64 = 7) -> Payment {
    Payment(Money(amount), by: .card, of: client, at: Given.now, userID: 2).with { payment in
      (payment.id, payment.number) = (1, "ПЛ-2026-000001")
      (payment.allocated, payment.refunded) = (Money(allocated), Money(refunded))
    }
  }

  func invoice(
    _ id: Int64, _ gross: Int64, paid: Int64 = 0, kind: BillingDocument.Kind = .invoice, creditedBy: Int64? = nil
  ) -> BillingDocument {
    BillingDocument(
      id: id, number: "СЧ-2026-00000\(id)", kind: kind, workOrderID: 1, payerRole: .client, payerClientID: 7, buyerName: "Анна",
      completedOn: Given.day("2026-03-12"), issuedAt: Instant(rawValue: 100 - id), issuedByID: 2, gross: Money(gross), vat: .zero,
      paid: Money(paid), creditedByID: creditedBy)
  }

  func allocate(_ payment: Payment, _ amount: Int64, _ document: BillingDocument) -> [String] {
    payment.reasons(againstAllocating: Money(amount), to: document).map(\.code)
  }

  @Test func aPaymentIsNeverSpentTwiceNorADocumentOverpaid() {
    #expect(allocate(payment(1000), 1000, invoice(1, 1000)).isEmpty)
    #expect(allocate(payment(1000, allocated: 400, refunded: 100), 500, invoice(1, 1000)).isEmpty)
    #expect(allocate(payment(1000, allocated: 400, refunded: 100), 501, invoice(1, 1000)) == ["above_left"])
    #expect(allocate(payment(1000), 601, invoice(1, 1000, paid: 400)) == ["above_open"])
    #expect(allocate(payment(1000), 0, invoice(1, 1000)) == ["amount_not_positive"])
  }

  @Test func onlyAStandingInvoiceOfTheSamePartyIsPaid() {
    #expect(allocate(payment(1000), 1, invoice(1, 1000, kind: .internalCharge)) == ["not_payable"])
    #expect(allocate(payment(1000), 1, invoice(1, 1000, creditedBy: 2)) == ["already_credited"])
    #expect(allocate(payment(1000, client: 8), 1, invoice(1, 1000)) == ["payer_differs"])
    #expect(allocate(payment(-1000), 1, invoice(1, 1000)) == ["refund_not_allocated"])
  }

  @Test func aRefundIsNeverMoreThanWasPaidAndNotRefunded() {
    func refund(_ payment: Payment, _ amount: Int64, _ reason: String? = "передумал") -> [String] {
      payment.reasons(againstRefund: Money(amount), reason: reason).map(\.code)
    }
    #expect(refund(payment(1000), 1000).isEmpty)
    #expect(refund(payment(1000), 1001) == ["refund_above_left"])
    #expect(refund(payment(1000, refunded: 600), 401) == ["refund_above_left"])
    #expect(refund(payment(1000, allocated: 1000), 1) == ["refund_above_left"])
    #expect(refund(payment(1000), 1, nil) == ["refund_reason_missing"])
    #expect(refund(payment(-1000), 1) == ["refund_of_refund"])
    #expect(Payment.reasons(againstTaking: .zero).map(\.code) == ["amount_not_positive"])
  }

  func vat(_ amount: Int64, _ day: String, _ covered: (TaxCategory, Int64)..., rules: TaxRules = TaxRules()) throws -> [Int64] {
    let tax = try Payment.advanceVAT(
      Money(amount), for: covered.map { Payment.Covered($0, Money($1)) }, on: Given.day(day), rules: rules)
    return [tax.rate.rawValue, tax.vat.rawValue]
  }

  @Test func anAdvanceCarriesTheVatOfTheDayItCame() throws {
    #expect(try vat(12_000, "2025-12-31") == [2_000, 2_000])
    #expect(try vat(12_200, "2026-01-01") == [2_200, 2_200])
    #expect(
      try vat(12_200, "2026-01-01", rules: TaxRules(registrations: [.init(from: Given.day("2020-01-01"), paysVAT: false)])) == [0, 0])
  }

  @Test func theVatOfAnAdvanceFollowsWhatItIsPaidFor() throws {
    #expect(try vat(10_000, "2026-01-01", (.exempt, 50_000)) == [0, 0])
    #expect(try vat(10_000, "2026-01-01", (.none, 1), (.exempt, 2)) == [0, 0])
    #expect(try vat(10_500, "2026-01-01", (.reduced5, 99)) == [500, 500])
    #expect(try vat(24_400, "2026-01-01", (.standard, 30_000), (.exempt, 30_000)) == [2_200, 2_200], "half of it")
    #expect(try vat(30_000, "2026-01-01", (.standard, 12_200), (.reduced7, 10_700), (.exempt, 7_100)) == [2_200, 2_200 + 700])
    #expect(try vat(12_200, "2026-01-01", (.standard, 0), (.exempt, 0)) == [2_200, 2_200], "lines without a price tell nothing")
  }

  @Test func theOldestDocumentIsPaidFirst() {
    let plan = Allocation.plan(Money(1500), over: [invoice(1, 1000), invoice(2, 700, paid: 100), invoice(3, 500, creditedBy: 9)])
    #expect(plan.map(\.document.id) == [2, 1])  // the second was issued before the first
    #expect(plan.map(\.amount.rawValue) == [600, 900])
    #expect(Allocation.plan(.zero, over: [invoice(1, 1000)]).isEmpty)
  }
}
