/// When a mail that could not be sent is tried again: soon at first, then every four hours, for three days.
package enum RetryPlan {
  private static let minute: Int64 = 60_000
  private static let hour: Int64 = 60 * minute
  /// The pauses after the first attempts. Later pauses are as long as the last one.
  private static let pauses = [minute, 5 * minute, 15 * minute, 30 * minute, hour, 2 * hour, 4 * hour]
  /// The time from the first attempt to the last one.
  package static let patience = 72 * hour

  /// The moment of the next attempt, in milliseconds since 1970, after `attempts` (at least 1) of which the first began at
  /// `first`. `nil` once three days have passed, so the mail has failed. The last attempt is at the end of them. Pauses
  /// are up to an eighth longer, by `id`, so that mails that failed together do not all come back at once.
  package static func next(afterAttempts attempts: Int, first: Int64, now: Int64, id: Int64) -> Int64? {
    let (end, isOver) = first.addingReportingOverflow(patience)
    guard !isOver, now < end else { return nil }
    let pause = pauses[min(max(attempts, 1), pauses.count) - 1]
    let (next, isLate) = now.addingReportingOverflow(pause + pause / 8 * share(id, attempts) / 1_024)
    return isLate ? end : min(next, end)
  }

  /// A number from 0 to 1,023 that looks random: the finalizer of SplitMix64.
  private static func share(_ id: Int64, _ attempts: Int) -> Int64 {
    var mixed = UInt64(bitPattern: id) &+ UInt64(truncatingIfNeeded: attempts) &* 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return Int64((mixed ^ mixed >> 31) & 1_023)
  }
}
