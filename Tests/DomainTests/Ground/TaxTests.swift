import Domain
import Testing

struct TaxTests {
  @Test func theStandardRateTurnsAtNewYear2026() {
    let rules = TaxRules()
    #expect(rules.rate(of: .standard, on: Given.day("2025-12-31")) == Share(bp: 2000))
    #expect(rules.rate(of: .standard, on: Given.day("2026-01-01")) == Share(bp: 2200))
    #expect(rules.rate(of: .reduced5, on: Given.day("2026-01-01")) == Share(bp: 500))
    #expect(rules.rate(of: .reduced7, on: Given.day("2025-01-01")) == Share(bp: 700))
    #expect(rules.rate(of: .exempt, on: Given.day("2026-01-01")) == .none)
    #expect(rules.rate(of: .none, on: Given.day("2026-01-01")) == .none)
  }

  @Test func vatIsTakenOutOfThePriceAndRoundedHalfAway() {
    #expect(VAT.included(in: Money(12_000), rate: Share(bp: 2000)) == Money(2000))
    #expect(VAT.included(in: Money(12_200), rate: Share(bp: 2200)) == Money(2200))
    #expect(VAT.included(in: Money(3), rate: Share(bp: 2000)) == Money(1))  // 0.5
    #expect(VAT.included(in: Money(.max), rate: Share(bp: 2200)) > .zero)
    #expect(VAT.included(in: Money(100), rate: .none) == .zero)
  }

  @Test func aCreditsVatMirrorsItsInvoices() {
    for amount in [Int64(1), 3, 9, 61, 12_345, 99_999] {
      #expect(
        VAT.included(in: Money(-amount), rate: Share(bp: 2000)).rawValue == -VAT.included(in: Money(amount), rate: Share(bp: 2000)).rawValue
      )
    }
  }

  @Test func aCentreThatPaysNoVatShowsNone() {
    let rules = TaxRules(registrations: [
      .init(from: Given.day("2026-07-01"), paysVAT: true), .init(from: Given.day("2025-01-01"), paysVAT: false),
    ])
    #expect(rules.rate(of: .standard, on: Given.day("2026-06-30")) == .none)
    #expect(rules.rate(of: .standard, on: Given.day("2026-07-01")) == Share(bp: 2200))
    #expect(!rules.paysVAT(on: Given.day("2020-01-01")))
  }
}
