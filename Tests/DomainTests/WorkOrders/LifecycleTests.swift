import Domain
import Testing

struct LifecycleTests {
  /// The status after each move, by the status before; -: not possible.
  static let matrix = """
    status            estimate   offer             approve  decline  object     reoffer    start     ready rework    deliver   cancel
    open              estimating -                 -        -        -          -          -         -     -         -         cancelled
    estimating        -          awaiting_approval -        -        -          -          -         -     -         -         cancelled
    awaiting_approval -          -                 approved declined estimating -          -         -     -         -         cancelled
    approved          -          -                 -        -        -          -          in_repair -     -         -         cancelled
    declined          -          -                 -        -        -          estimating -         ready -         -         cancelled
    in_repair         -          -                 -        -        -          -          -         ready -         -         cancelled
    ready             -          -                 -        -        -          -          -         -     in_repair delivered -
    delivered         -          -                 -        -        -          -          -         -     -         -         -
    cancelled         -          -                 -        -        -          -          -         -     -         -         -
    """

  @Test func everyDeedOfEveryStatusIsAsPrinted() throws {
    let rows = LifecycleTests.matrix.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    let verbs = try rows[0].dropFirst().map { try #require(WorkOrder.Move(rawValue: $0)) }
    #expect(verbs == WorkOrder.Move.allCases)
    #expect(rows.dropFirst().map { $0[0] } == WorkOrder.Status.allCases.map(\.rawValue))
    for row in rows.dropFirst() {
      let status = try #require(WorkOrder.Status(rawValue: row[0]))
      let moves = Given.smooth(status).moves()
      for (verb, printed) in zip(verbs, row.dropFirst()) {
        #expect(status.after(verb)?.rawValue ?? "-" == printed, "\(status) \(verb)")
        let move = try #require(moves.first { $0.name == verb.rawValue })
        #expect(move.allowed == (printed != "-"), "\(status) \(verb): \(move.reasons.map(\.code))")
      }
    }
  }

  @Test func anImpossibleDeedSaysTheStatusAndTheMovesThatAreOpen() throws {
    do {
      _ = try Given.smooth(.delivered).check(.rework)
      Issue.record("a delivered order must not be reopened")
    } catch {
      guard case .conflict(let reasons, let moves) = error else { throw error }
      #expect(reasons.map(\.code) == ["work_order_status"])
      #expect(reasons[0].en.contains("ЗН-2026-000001") && reasons[0].ru.contains("выдан"))
      #expect(moves.map(\.name) == WorkOrder.Move.allCases.map(\.rawValue) + ["hand_over"] && moves.allSatisfy { !$0.allowed })
    }
    #expect(try Given.smooth(.approved).check(.start) == .inRepair)
  }

  @Test func everyStatusIsReachedAndOnlyTwoAreFinal() {
    let reached = Set(WorkOrder.Status.allCases.flatMap { $0.moves.map(\.value) })
    #expect(reached.union([.open]) == Set(WorkOrder.Status.allCases))
    #expect(WorkOrder.Status.allCases.filter(\.isClosed) == [.delivered, .cancelled])
  }

  @Test func whoMayNotRunOrdersSeesThatInEveryMove() {
    for role in Role.allCases where !role.may(.orders) {
      let move = Given.smooth(.approved, role: role).moves().first { $0.name == "start" }
      #expect(move?.reasons.map(\.code) == ["right_missing"])
    }
  }

  @Test func objectionReworkAndCancellationSayWhy() {
  }
}
