import Domain
import Testing

struct OperationTests {
  @Test func normHoursArePositiveAndTheRateIsNotNegative() {
    #expect(Operation.reasons(normHours: .zero, rate: Money(-1)).map(\.code) == ["norm_hours_wrong", "rate_negative"])
    #expect(Operation.reasons(normHours: Quantity(thousandths: 600), rate: Money(220_000)).isEmpty)
  }

  @Test func aRetiredOperationIsNotOffered() {
    let operation = Operation(at: Instant(rawValue: 0)).with {
      $0.id = 1
      $0.code = "0001"
      $0.name = "Замена масла"
      $0.normHours = .one
      $0.rate = Money(1)
      $0.status = .retired
    }
    #expect(operation.reasonsAgainstUse.map(\.code) == ["operation_retired"])
  }
}
