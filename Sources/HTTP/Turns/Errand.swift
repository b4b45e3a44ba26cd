/// A closure that another thread wants to run inside a turn's transaction. That thread waits here for the outcome.
final class Errand: Sendable {
  private enum Stage {
    case waiting
    case started
    case done(PerformError?)
    /// The asking thread has stopped waiting.
    case abandoned
  }

  private let stage = Monitor(Stage.waiting)
  let body: @Sendable () -> Void

  init(_ body: @escaping @Sendable () -> Void) { self.body = body }

  /// Marks the errand as started. False if nobody waits for it any more; then it must not run.
  func start() -> Bool {
    stage.with { stage in
      switch stage {
      case .waiting, .started:
        stage = .started
        return true
      case .done, .abandoned: return false
      }
    }
  }

  func finish(_ error: PerformError?) {
    stage.update { stage in
      if case .abandoned = stage { return }
      stage = .done(error)
    }
  }

  func outcome(by deadline: Int64) -> PerformError? {
    let result: PerformError?? = stage.wait(until: deadline) { stage in
      if case .done(let error) = stage { return .some(error) }
      return nil
    }
    if let result { return result }
    stage.with { stage in stage = .abandoned }
    return .timedOut
  }
}
