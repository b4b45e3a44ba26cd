import Domain
import Testing

struct PayerSplitTests {
  func split(_ gross: Int64, _ shares: [PayerShare], cap: Int64? = nil, deductible: Int64 = 0) throws -> [Int64] {
    var budgets = [Int64(1): CoverageBudget(capLeft: cap.map(Money.init(_:)), deductibleLeft: Money(deductible))]
    return try PayerSplit.of(Money(gross), among: shares, client: 7, budgets: &budgets).map(\.gross.rawValue)
  }

  let company70 = PayerShare(.company, payerClientID: nil, share: Share(bp: 7000), coverageID: 1)
  let company50 = PayerShare(.company, payerClientID: nil, share: Share(bp: 5000), coverageID: 1)
  let maker100 = PayerShare(.manufacturer, payerClientID: 5, share: .whole, coverageID: 1)

  @Test func seventyToThirtyWithAnOddKopeckLosesNothing() throws {
    #expect(try split(101, [company70]) == [71, 30])
    #expect(try split(99, [company70]) == [69, 30])
    #expect(try split(12_345_67, [company70]) == [864_197, 370_370])
  }

  @Test func aTieIsTheClientsGain() throws {
    #expect(try split(101, [company50]) == [51, 50])
    #expect(try split(101, [PayerShare(.client, payerClientID: 7, share: Share(bp: 5000)), company50]) == [50, 51])
  }

  @Test func aCapReachedInMidLineLeavesTheRestToTheClient() throws {
    #expect(try split(100_000, [company70], cap: 50_000) == [50_000, 50_000])
    #expect(try split(100_000, [maker100], cap: 30_000) == [30_000, 70_000])
    #expect(try split(100_000, [maker100], cap: 0) == [0, 100_000])
  }

  @Test func theDeductibleIsTheClientsAndIsTakenOnceAnOrder() throws {
    #expect(try split(100_000, [maker100], deductible: 15_000) == [85_000, 15_000])
    #expect(try split(100_000, [maker100], cap: 50_000, deductible: 15_000) == [50_000, 50_000])
    var budgets = [Int64(1): CoverageBudget(capLeft: Money(90_000), deductibleLeft: Money(15_000))]
    let first = try PayerSplit.of(Money(10_000), among: [maker100], client: 7, budgets: &budgets)
    #expect(first.map(\.gross.rawValue) == [0, 10_000])
    let second = try PayerSplit.of(Money(100_000), among: [maker100], client: 7, budgets: &budgets)
    #expect(second.map(\.gross.rawValue) == [90_000, 10_000])
    #expect(budgets[1] == CoverageBudget(capLeft: .zero, deductibleLeft: .zero))
  }

  @Test func aClientWithNothingToPayIsNotNamed() throws {
    #expect(try split(100_000, [maker100]) == [100_000])
    #expect(try split(100_000, []) == [100_000])
  }

  @Test func threePayersAddUpToTheGross() throws {
    let insurer = PayerShare(.insurer, payerClientID: 6, share: Share(bp: 3333))
    let maker = PayerShare(.manufacturer, payerClientID: 5, share: Share(bp: 3333))
    for gross in [Int64(0), 1, 2, 100, 101, 99_999] { #expect(try split(gross, [insurer, maker]).reduce(0, +) == gross) }
  }

  /// Each split says why a payer pays an amount: its share, and what deductible and cap moved.
  @Test func shareDeductibleAndCapAddUpToWhatEachPays() throws {
    var checked = 0
    for share in [0, 1, 3_333, 5_000, 7_000, 9_999, 10_000] as [Int64] {
      for (cap, deductible) in [(nil, 0), (0, 0), (1, 1), (50_000, 0), (nil, 777), (40_000, 12_345), (1_000_000, 1_000_000)]
        as [(Int64?, Int64)]
      {
        var budgets = [Int64(1): CoverageBudget(capLeft: cap.map(Money.init(_:)), deductibleLeft: Money(deductible))]
        for gross in [0, 1, 101, 99_999, 1_190_970] as [Int64] {
          let shares = [
            PayerShare(.insurer, payerClientID: 5, share: Share(bp: share), coverageID: 1),
            PayerShare(.other, payerClientID: 6, share: Share(bp: min(1_000, 10_000 - share))),
          ]
          let parts = try PayerSplit.of(Money(gross), among: shares, client: 7, budgets: &budgets)
          #expect(try Money.sum(parts.map(\.gross)) == Money(gross))
          #expect(try Money.sum(parts.map(\.deductible)) == .zero && Money.sum(parts.map(\.cap)) == .zero)
          for part in parts {
            let ofShare = part.gross.rawValue - part.deductible.rawValue - part.cap.rawValue
            #expect(abs(ofShare * 10_000 - gross * part.share.rawValue) < 10_000, "\(part) of \(gross)")
            #expect(part.role == .client ? part.cap >= .zero && part.deductible >= .zero : part.cap <= .zero && part.deductible <= .zero)
            checked += 1
          }
        }
      }
    }
    #expect(checked > 400)
  }

  @Test func sharesThatDoNotFitAreRefusedAllAtOnce() {
    #expect(codes { _ = try split(1, [company70, company50]) } == ["shares_over_whole"])
    #expect(
      codes {
        _ = try split(
          1, [PayerShare(.insurer, payerClientID: nil, share: Share(bp: -1)), PayerShare(.other, payerClientID: 1, share: Share(bp: .max))])
      }
        == ["payer_missing", "share_outside", "share_outside"])
    #expect(codes { _ = try split(-1, [company70]) } == ["gross_negative"])
  }

  @Test func theCentresShareCarriesNoVatAndTheMakersIsExempt() {
    let rules = TaxRules()
    #expect(rules.category(of: .standard, payer: .company) == .none)
    #expect(rules.category(of: .standard, payer: .manufacturer) == .exempt)
    #expect(TaxRules(manufacturerCategory: .standard).category(of: .reduced5, payer: .manufacturer) == .standard)
    #expect(rules.category(of: .reduced5, payer: .client) == .reduced5)
  }
}
