/// Changes that wait for a turn. Errands go before requests, because a thread stands still for each, and there are at
/// most as many as threads. But an errand may be long (a step of an import), so waiting requests get as much time
/// after it.
struct ChangeQueue {
  private var requests = Fifo<WaitingChange>()
  private var errands = Fifo<WaitingChange>()
  /// Nanoseconds that requests may still use before the next errand.
  private var owed: Int64 = 0

  var count: Int { requests.count + errands.count }
  var isEmpty: Bool { requests.isEmpty && errands.isEmpty }
  /// The request that has waited longest.
  var oldest: Request? { requests.first?.request }

  mutating func append(_ change: WaitingChange) {
    if case .errand = change { errands.append(change) } else { requests.append(change) }
  }

  mutating func popFirst() -> WaitingChange? {
    if owed <= 0 || requests.isEmpty, let errand = errands.popFirst() { return errand }
    return requests.popFirst()
  }

  /// Records how long the last change took.
  mutating func took(_ change: WaitingChange, _ nanoseconds: Int64) {
    if case .errand = change { owed = nanoseconds } else { owed &-= nanoseconds }
  }

  /// Puts changes back at the front in this order, errands too.
  mutating func putBack(_ changes: [WaitingChange]) { requests.putBack(changes) }
}
