import Domain
import Testing

struct IntakeTests {
  func codes(_ change: (inout WorkOrder) -> Void) -> [String] {
    var order = WorkOrder(
      id: 0, number: "", kind: .commercial, clientId: 7, vehicleId: 9, advisorId: 2, odometerKm: 60_000, openedAt: Given.now)
    change(&order)
    return order.reasonsAgainstIntake.map(\.code)
  }

  @Test func aPlainIntakeIsFine() { #expect(codes { _ in } == []) }

  @Test func theSumBelongsToTheInstructionUpTo() {
    #expect(codes { $0.standingInstruction = .upTo } == ["standing_limit_missing"])
    #expect(codes { $0.standingLimit = Money(1) } == ["standing_limit_unused"])
    #expect(
      codes {
        $0.standingInstruction = .upTo
        $0.standingLimit = Money(-1)
      } == ["standing_limit_negative"])
  }

  @Test func everyFaultIsNamedAtOnce() {
    #expect(
      codes {
        $0.odometerKm = -1
        $0.fuelPercent = 101
        $0.clientPartsRefusedReason = "без упаковки"
        $0.signedBy = "Анна"
      } == ["odometer_impossible", "fuel_outside", "client_parts_not_named", "signature_incomplete"])
  }

  @Test func mainEstimatesAreOfferedWhileEstimatingAndSupplementsWhileTheWorkGoesOn() {
    for status in WorkOrder.Status.allCases {
      let main = Estimate.reasons(againstOffering: .main, number: "1", status: status).isEmpty
      let supplement = Estimate.reasons(againstOffering: .supplement, number: "1", status: status).isEmpty
      #expect(main == (status == .estimating))
      #expect(supplement == (status == .approved || status == .inRepair))
    }
  }
}
