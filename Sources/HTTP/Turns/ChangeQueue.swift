/// Changes that wait for a turn. Errands go before requests, because a thread stands still for each, and there are at
/// most as many as threads. But an errand may be long (a step of an import), so waiting requests get as much time
/// after it. Requests that are still to come get as much, too: while some come, the next errand rests for that time.
struct ChangeQueue {
  private var requests = Fifo<WaitingChange>()
  private var errands = Fifo<WaitingChange>()
  /// Nanoseconds that requests may still use before the next errand.
  private var owed: Int64 = 0
  /// The longest rest of an errand, in nanoseconds.
  private static let longestRest: Int64 = 5_000_000
  /// Monotonic nanoseconds before which no errand begins.
  private var errandsFrom: Int64 = 0

  var count: Int { requests.count + errands.count }
  var isEmpty: Bool { requests.isEmpty && errands.isEmpty }
  /// The request that has waited longest.
  var oldest: Request? { requests.first?.request }

  mutating func append(_ change: WaitingChange) {
    if case .errand = change { errands.append(change) } else { requests.append(change) }
  }

  /// The monotonic time in nanoseconds at which a change may begin; nil if none waits.
  var from: Int64? { requests.isEmpty ? (errands.isEmpty ? nil : errandsFrom) : .min }

  mutating func popFirst(_ now: Int64 = .max) -> WaitingChange? {
    if now >= errandsFrom, owed <= 0 || requests.isEmpty, let errand = errands.popFirst() { return errand }
    return requests.popFirst()
  }

  /// Records how long the last change took, until `now`. `isAlone`: no request has come since the last errand.
  mutating func took(_ change: WaitingChange, _ nanoseconds: Int64, until now: Int64, isAlone: Bool) {
    guard case .errand = change else { return owed &-= nanoseconds }
    owed = nanoseconds
    errandsFrom = isAlone ? now : now &+ min(nanoseconds, Self.longestRest)
  }

  /// Puts changes back at the front in this order, errands too.
  mutating func putBack(_ changes: [WaitingChange]) { requests.putBack(changes) }
}
