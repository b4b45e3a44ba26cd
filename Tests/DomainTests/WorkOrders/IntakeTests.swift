import Domain
import Testing

struct IntakeTests {
  func codes(_ change: (inout WorkOrder) -> Void) -> [String] {
    var order = WorkOrder(
      id: 0, number: "", kind: .commercial, clientID: 7, vehicleID: 9, advisorID: 2, odometerKm: 60_000, openedAt: Given.now)
    change(&order)
    return order.reasonsAgainstIntake().map(\.code)
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

  @Test func whoSignedAndHowAreSaidTogetherAtTheFieldThatIsMissing() {
    func pointer(_ by: String?, _ how: WorkOrder.SignedHow?) -> String? {
      var order = WorkOrder(
        id: 0, number: "", kind: .commercial, clientID: 7, vehicleID: 9, advisorID: 2, odometerKm: 60_000, openedAt: Given.now)
      (order.signedBy, order.signedHow) = (by, how)
      return order.reasonsAgainstIntake().first?.pointer
    }
    #expect(pointer("Анна", nil) == "/signed_how")
    #expect(pointer(nil, .paper) == "/signed_by")
    #expect(pointer("Анна", .paper) == nil && pointer(nil, nil) == nil)
  }

  @Test func aCorrectionAnswersForWhatItChangesAlone() {
    var old = WorkOrder(
      id: 0, number: "", kind: .commercial, clientID: 7, vehicleID: 9, advisorID: 2, odometerKm: 60_000, openedAt: Given.now)
    old.signedBy = "Анна"
    var new = old
    new.note = "спешит"
    #expect(new.reasonsAgainstIntake(was: old).isEmpty)
    new.signedBy = "Борис"
    #expect(new.reasonsAgainstIntake(was: old).map(\.code) == ["signature_incomplete"])
    new.signedHow = .tablet
    #expect(new.reasonsAgainstIntake(was: old).isEmpty)
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
