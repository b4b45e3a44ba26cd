import Domain
import Testing

@Suite struct CallbackLifeTests {
  @Test func everyPairOfStatusAndMoveIsInTheMatrix() {
    let matrix = """
      promised  attempt change cancel miss
      done      -
      missed    attempt cancel
      cancelled -
      """
    let rows = matrix.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    #expect(rows.map { $0[0] } == Callback.Status.allCases.map(\.rawValue))
    for (row, status) in zip(rows, Callback.Status.allCases) {
      for move in Callback.Move.allCases { #expect(Callback.allows(status, move) == row.contains(move.rawValue), "\(status) \(move)") }
    }
  }

  @Test func aRefusedMoveNamesThoseThatAreAllowed() {
    var callback = Callback(at: .epoch)
    callback.status = .missed
    do {
      try callback.check(.change)
      Issue.record("a missed slot was changed")
    } catch {
      guard case .conflict(let reasons, let moves) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(reasons.map(\.code) == ["callback_status"] && moves.filter(\.allowed).map(\.name) == ["attempt", "cancel"])
    }
  }
}
