/// The changes that wait for a turn: requests in the order in which they came, and errands before them. For each errand a thread stands
/// still, and there are no more of them than threads; but one may be long (a piece of an import), so after it requests that wait get as
/// much time.
struct ChangeQueue {
  private var requests = Fifo<WaitingChange>()
  private var errands = Fifo<WaitingChange>()
  /// Nanoseconds that requests are owed for the last errand.
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

  /// How long the change took that was handed out last.
  mutating func took(_ change: WaitingChange, _ nanoseconds: Int64) {
    if case .errand = change { owed = nanoseconds } else { owed &-= nanoseconds }
  }

  /// To the front, in that order, whatever they are.
  mutating func putBack(_ changes: [WaitingChange]) { requests.putBack(changes) }
}
