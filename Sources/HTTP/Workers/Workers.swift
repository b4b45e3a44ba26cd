/// A pool for slow work: a bounded queue and a few threads. The caller refuses at once what does not fit.
final class Workers: Sendable {
  enum Job: Sendable {
    case work(Seat, Request)
    case catchUp(Seat, Request, after: Int64)
    /// A job that nobody waits for.
    case alone(@Sendable (_ thread: Int) -> Void)
  }

  private struct State {
    var jobs = Fifo<Job>()
    var isStopping = false
    var running = 0
  }

  private let state = Monitor(State())
  private let most: Int

  init(queue: Int) { most = queue }

  var waiting: Int { state.with { $0.jobs.count } }

  /// Adds a job. False if the queue is full.
  func take(_ job: Job) -> Bool {
    state.update { state in
      guard state.jobs.count < most, !state.isStopping else { return false }
      state.jobs.append(job)
      return true
    }
  }

  /// Adds a job that belongs to a request under way, however many wait.
  func put(_ body: @escaping @Sendable (_ thread: Int) -> Void) {
    state.update { state in if !state.isStopping { state.jobs.append(.alone(body)) } }
  }

  /// Ends each thread after its present job.
  func stop() { state.update(all: true) { $0.isStopping = true } }

  /// Called for each thread before it starts.
  func began() { state.with { $0.running += 1 } }

  /// Waits until the threads have ended, but not beyond the monotonic time `deadline`.
  func awaitEnd(until deadline: Int64) { _ = state.wait(until: deadline) { $0.running == 0 ? true : nil } }

  var haveEnded: Bool { state.with { $0.running == 0 } }

  /// Runs one thread until it is stopped.
  func run(_ index: Int, _ work: Work, _ inbox: Inbox) {
    while let job = next() {
      switch job {
      case .work(let seat, let request): inbox.post(.worked(seat, request, work.work(request, index)))
      case .catchUp(let seat, let request, let after): inbox.post(.page(seat, work.catchUp(request, after, index)))
      case .alone(let body): body(index)
      }
    }
    state.update(all: true) { $0.running -= 1 }
  }

  private func next() -> Job? {
    let found = state.wait { state -> Job?? in
      if state.isStopping { return .some(nil) }
      return state.jobs.popFirst().map { .some($0) }
    }
    return found ?? nil
  }
}
