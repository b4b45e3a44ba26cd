import Synchronization

/// Messages of other threads to the desk thread. Posting wakes it.
final class Inbox: Sendable {
  enum Letter: Sendable {
    case worked(Seat, Request, Response)
    case page(Seat, LivePage)
    /// So many bytes of a body were taken by its sink.
    case taken(Seat, Int)
    case errand(Errand)
  }

  private struct State {
    var letters: [Letter] = []
    var isClosed = false
  }

  let signal: EventSignal
  private let state = Monitor(State())
  /// Monotonic nanoseconds at which a drain stops waiting; `max` without a drain.
  private let drain = Atomic<Int64>(.max)

  init() throws(ServerError) { signal = try EventSignal(blocking: false) }

  var drainDeadline: Int64 { drain.load(ordering: .acquiring) }

  /// Starts a drain. Safe in a signal handler.
  func startDrain(until deadline: Int64) {
    drain.store(deadline, ordering: .releasing)
    signal.raise()
  }

  /// Posts a letter. False if the inbox is shut.
  @discardableResult func post(_ letter: Letter) -> Bool {
    let isOpen = state.with { state in
      if !state.isClosed { state.letters.append(letter) }
      return !state.isClosed
    }
    if isOpen { signal.raise() }
    return isOpen
  }

  func collect() -> [Letter] {
    state.with { state in
      var letters: [Letter] = []
      swap(&letters, &state.letters)
      return letters
    }
  }

  /// Shuts the inbox. Returns the letters that nobody has read.
  func shut() -> [Letter] {
    state.with { state in
      state.isClosed = true
      var letters: [Letter] = []
      swap(&letters, &state.letters)
      return letters
    }
  }
}
