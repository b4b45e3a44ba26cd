import Domain
import Testing

struct MoneyTests {
  @Test func aLineIsPriceTimesQuantityLessTheDiscountEachRoundedHalfAway() throws {
    // 4.5 l × 333.33 = 1499.985 → 1499.99; 7 % of that is 104.9993 → 105.00
    let gross = try Money.gross(quantity: Quantity(thousandths: 4500), unitPrice: Money(33_333), discount: Share(bp: 700))
    #expect(gross == Money(149_999 - 10_500))
    #expect(try Money.gross(quantity: Quantity(thousandths: 500), unitPrice: Money(1), discount: .none) == Money(1))
    #expect(try Money.gross(quantity: .one, unitPrice: Money(999), discount: .whole) == .zero)
    #expect(try Money(-5).part(Share(bp: 1000)) == Money(-1))
  }

  @Test func anOddKopeckGoesToTheLargestRemainder() throws {
    #expect(try Money.split(Money(101), by: [Share(bp: 7000), Share(bp: 3000)], client: 1) == [Money(71), Money(30)])
    #expect(try Money.split(Money(99), by: [Share(bp: 7000), Share(bp: 3000)], client: 1) == [Money(69), Money(30)])
    #expect(try Money.split(Money(100), by: [Share(bp: 3333), Share(bp: 3333), Share(bp: 3334)]) == [Money(33), Money(33), Money(34)])
  }

  @Test func aTieIsSettledInTheClientsFavourWhereverTheClientStands() throws {
    #expect(try Money.split(Money(101), by: [Share(bp: 5000), Share(bp: 5000)], client: 0) == [Money(50), Money(51)])
    #expect(try Money.split(Money(101), by: [Share(bp: 5000), Share(bp: 5000)], client: 1) == [Money(51), Money(50)])
    #expect(try Money.split(Money(-101), by: [Share(bp: 5000), Share(bp: 5000)], client: 0) == [Money(-50), Money(-51)])
  }

  @Test func nothingIsLostHoweverManyShare() throws {
    for amount in [Int64(0), 1, 2, 7, 100, 12_345_677, .max, .min] {
      for shares in [[1, 1, 1], [7000, 3000], [1, 9999], [0, 10_000], [3333, 3333, 3334], [10_000]] as [[Int64]] {
        let parts = try Money.split(Money(amount), by: shares.map(Share.init(bp:)), client: 0)
        #expect(try Money.sum(parts) == Money(amount))
      }
    }
  }

  @Test func whatOverflowsIsRefusedAndDoesNotTrap() {
    #expect(codes { _ = try Money(.max).adding(Money(1)) } == ["number_too_large"])
    #expect(codes { _ = try Money(.min).negated() } == ["number_too_large"])
    #expect(codes { _ = try Money.sum([Money(.max), Money(.max)]) } == ["number_too_large"])
    #expect(codes { _ = try Money(.max).times(Quantity(thousandths: .max)) } == ["number_too_large"])
    #expect(codes { _ = try Money.split(Money(1), by: [.none]) } == ["shares_not_positive"])
    #expect(codes { _ = try Quantity(thousandths: .max).adding(.one) } == ["number_too_large"])
  }

  @Test func aQuantityIsReadFromItsTextWithThreePlaces() throws {
    #expect(try Quantity(text: "4.5") == Quantity(thousandths: 4500))
    #expect(try Quantity(text: "-0.125") == Quantity(thousandths: -125))
    #expect(try Quantity(text: "12").text == "12")
    #expect(Quantity(thousandths: -125).text == "-0.125")
    #expect(Quantity(thousandths: 4500).text(.ru) == "4,5")
    #expect(codes { _ = try Quantity(text: "1.0005") } == ["too_many_decimals"])
    for wrong in ["", ".5", "1.", "1e3", "+1", "--1", "1,5", "٣"] { #expect(codes { _ = try Quantity(text: wrong) } == ["not_a_number"]) }
    #expect(codes { _ = try Quantity(text: "99999999999999999999") } == ["number_too_large"])
  }

  @Test func amountsReadNaturallyInBothLanguages() {
    #expect(Money(1_234_560).text(.en) == "12,345.60")
    #expect(Money(-1_234_567_805).text(.ru) == "-12\u{A0}345\u{A0}678,05")
    #expect(Money(5).text(.en) == "0.05")
    #expect(Share(bp: 1250).text(.en) == "12.5 %")
  }
}
