import Domain
import Testing

struct OperationTests {
  @Test func normHoursArePositiveAndTheRateIsNotNegative() {
    #expect(Operation.reasons(normHours: .zero, rate: Money(-1)).map(\.code) == ["norm_hours_wrong", "rate_negative"])
    #expect(Operation.reasons(normHours: Quantity(thousandths: 600), rate: Money(220_000)).isEmpty)
  }

  @Test func aRetiredOperationIsNotOffered() {
    let operation = Operation(
      id: 1, code: "0001", name: "Замена масла", normHours: .one, rate: Money(1), status: .retired, createdAt: Instant(rawValue: 0))
    #expect(operation.reasonsAgainstUse.map(\.code) == ["operation_retired"])
  }
}
