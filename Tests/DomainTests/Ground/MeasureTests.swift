import Domain
import Testing

struct MeasureTests {
  @Test(arguments: Measure.allCases) func thingsAreCountedWholeAndWhatIsMeasuredHasThreeDecimals(unit: Measure) {
    let half = Quantity(thousandths: 500)
    let refused = unit.reasons(against: half).map(\.code) == ["quantity_not_whole"]
    #expect(refused == [.piece, .set].contains(unit))
    #expect(unit.reasons(against: .one).isEmpty && unit.reasons(against: .zero).isEmpty)
    #expect(unit.reasons(against: Quantity(thousandths: 1_500), rest: Quantity(thousandths: 1_500)).isEmpty)
    #expect(unit.reasons(against: half, rest: Quantity(thousandths: 1_500)).isEmpty != refused)
  }

  @Test func ofThingsWholeOnesAreOrdered() throws {
    #expect(try Measure.piece.orderable(Quantity(thousandths: 1_001)) == Quantity(thousandths: 2_000))
    #expect(try Measure.piece.orderable(Quantity(thousandths: 2_000)) == Quantity(thousandths: 2_000))
    #expect(try Measure.litre.orderable(Quantity(thousandths: 1_001)) == Quantity(thousandths: 1_001))
  }
}
