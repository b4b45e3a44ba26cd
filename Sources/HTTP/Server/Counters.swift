/// Counters for the metrics page. All except the last group only rise.
package struct Counters: Sendable {
  package var accepted: UInt64 = 0
  /// Connections refused for lack of room or of file descriptors.
  package var turnedAway: UInt64 = 0
  /// Connections cut by a deadline.
  package var timedOut: UInt64 = 0
  /// Responses by the first digit of their status; index 0 is 1xx.
  package var answers: (UInt64, UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0, 0)
  /// Requests refused because a queue was full or old.
  package var refused: UInt64 = 0
  package var turns: UInt64 = 0
  package var commits: UInt64 = 0
  package var syncs: UInt64 = 0
  package var bytesIn: UInt64 = 0
  package var bytesOut: UInt64 = 0

  package var connections = 0
  package var streams = 0
  package var readsWaiting = 0
  package var changesWaiting = 0
  /// Responses that wait for the disk.
  package var answersHeld = 0
  package var workWaiting = 0

  package init() {}

  mutating func count(_ status: Int) {
    switch status {
    case ..<200: answers.0 &+= 1
    case ..<300: answers.1 &+= 1
    case ..<400: answers.2 &+= 1
    case ..<500: answers.3 &+= 1
    default: answers.4 &+= 1
    }
  }
}

/// Counters for other threads, as of the end of the last turn.
final class PublishedCounters: Sendable {
  private let value = Monitor(Counters())

  func set(_ counters: Counters) { value.with { $0 = counters } }
  var current: Counters { value.with { $0 } }
}
