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

  @Test func theStandardRateIsTheCentresOwnWhereItHasOne() {
    let rules = TaxRules(registrations: [
      .init(from: Given.day("2025-01-01"), paysVAT: true, rate: Share(bp: 500)),
      .init(from: Given.day("2026-01-01"), paysVAT: true, rate: Share(bp: 700)),
      .init(from: Given.day("2026-07-01"), paysVAT: true), .init(from: Given.day("2027-01-01"), paysVAT: false),
    ])
    let rates = ["2024-05-05", "2025-12-31", "2026-01-01", "2026-06-30", "2026-07-01", "2027-01-01"].map {
      rules.rate(of: .standard, on: Given.day($0)).rawValue
    }
    #expect(rates == [500, 500, 700, 700, 2200, 0])
    #expect(rules.rate(of: .reduced7, on: Given.day("2025-05-05")) == Share(bp: 700))
    #expect(rules.rate(of: .exempt, on: Given.day("2025-05-05")) == .none)
  }

  @Test func aWrittenRateIsACategory() {
    let day = Given.day("2026-03-02")
    let special = TaxRules(registrations: [.init(from: day, paysVAT: true, rate: Share(bp: 500))])
    func read(_ text: String, _ rules: TaxRules = TaxRules()) -> TaxCategory? { WrittenVAT(text)?.category(rules, on: day) }
    for text in ["22%", "22", "НДС 22%", "22,00", "22/122", "20%", "18", "НДС 20", "22.0", "0,22", "0.2"] {
      #expect(read(text) == .standard, "\(text)")
    }
    for text in ["без НДС", "Без НДС", "Без налога (НДС)", "не облагается", "освобождено"] { #expect(read(text) == .exempt, "\(text)") }
    #expect(
      read("5%") == .reduced5 && read("7 %") == .reduced7 && read("5/105") == .reduced5 && read("0,05") == .reduced5
        && read("5%", special) == .standard)
    for text in ["0%", "0", "10%", "22/120", "хз", "", "120", "2,2", "0,1", "0,22%", "0,22/122", "0,022"] {
      #expect(read(text) == nil, "\(text)")
    }
    #expect(WrittenVAT("20%")?.differs(TaxRules(), on: day) == Share(bp: 2200) && WrittenVAT("22%")?.differs(TaxRules(), on: day) == nil)
    #expect(WrittenVAT("22%")?.differs(special, on: day) == Share(bp: 500))
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
