/// Decides when the log is moved into the file, as a machine without threads and clocks. A pass moves what lies in the log when it begins,
/// while another connection goes on writing; for the last, which moves the little that came meanwhile, the writer waits, and then the log
/// can start over. Whoever reads an older state than the log's end keeps it from that: then it is tried again, more and more seldom.
///
/// A pass never begins beside a writer when the one before has moved the whole log and nothing has come since: up to 3.51.2 SQLite may
/// take such a pass for one over the log that starts at that moment, and lose what is in it (https://sqlite.org/wal.html#walresetbug).
/// While something lies in the log that has not been moved, it cannot start over.
package struct LogKeeping: Sendable {
  package enum Stage: Sendable { case quiet, copying, waiting, closing }
  package enum Step: Equatable, Sendable {
    /// Another pass beside the writer.
    case pass
    /// The last one, for which the writer has to wait.
    case last
    /// In so many milliseconds it is asked again: `rested`.
    case rest(Int64)
    case done
  }
  /// What is left when a pass is as good as the last.
  package static let few = 256
  private static let passes = 8
  private static let short = 4 * 1_024 * 1_024 / 4_096
  /// A read counts as so many frames.
  private static let burden = 4
  private static let rests: ClosedRange<Int64> = 100...5_000

  package private(set) var stage = Stage.quiet
  /// Since when somebody has kept the log from starting over, in monotonic milliseconds.
  package private(set) var heldSince: Int64?
  /// Frames that the log may have where little is read: every page that is read is looked for in the log first, which costs more the
  /// longer it is, so a desk that reads more than it writes moves it sooner.
  package var long: Int
  /// Frames of the log that have been moved; it goes on from there if somebody still reads from it.
  private var moved = 0
  /// Frames that the writer has written to this log.
  private var written = 0
  /// What the writer had read before this log began.
  private var read = 0
  private var passed = 0
  /// What lies in the log must go from it, moved or not: the last pass cuts it to nothing.
  package private(set) var isToBeCut = false
  /// How much has been moved is not known, so the writer has to wait for the next pass.
  private var isUnsure = false
  private var rest = Self.rests.lowerBound

  package init(long: Int) { self.long = long }

  /// The writer asks between two transactions. `begins`: a pass is due, `goes`: the last one may begin.
  package mutating func ask(written: Int, isFull: Bool, reads: Int) -> (mayChange: Bool, begins: Bool, goes: Bool) {
    if written < moved { moved = 0 }
    self.written = written
    switch stage {
    case .quiet:
      let more = written - moved
      // A full disk has no room for a longer log, but what lies in it can go back into the file, and its own room be used anew.
      guard isFull && more > 0 || isToBeCut || more > min(Self.short, long) && more + Self.burden * (reads - read) > long else {
        return (true, false, false)
      }
      stage = .copying
      passed = 0
      return (true, true, false)
    case .copying: return (true, false, false)
    case .waiting:
      stage = .closing
      read = reads
      return (false, false, true)
    case .closing: return (false, false, false)
    }
  }

  /// Something was erased: the log must not keep it.
  package mutating func cut() { isToBeCut = true }

  /// The next step of what has begun, at its start and after a rest.
  package mutating func goesOn() -> Step {
    if !isUnsure, written - moved > Self.few { return .pass }
    stage = .waiting
    return .last
  }

  /// A pass found so many frames, of which so many are in the file now.
  package mutating func passed(frames: Int, moved: Int, at now: Int64) -> Step {
    self.moved = moved
    passed += 1
    if frames - moved > Self.few { return holds(now) }
    if passed < Self.passes { return goesOn() }
    stage = .waiting
    return .last
  }

  /// The last pass.
  package mutating func closed(frames: Int, moved: Int, at now: Int64) -> Step {
    self.moved = moved
    isUnsure = false
    guard moved == frames else {
      stage = .copying
      passed = 0
      return holds(now)
    }
    isToBeCut = false
    heldSince = nil
    rest = Self.rests.lowerBound
    stage = .quiet
    return .done
  }

  /// Nothing could be moved; `isBusy`: another program is at it.
  package mutating func failed(isBusy: Bool, at now: Int64) -> Step {
    stage = isBusy ? .copying : .quiet
    isUnsure = true
    passed = 0
    return isBusy ? holds(now) : .done
  }

  private mutating func holds(_ now: Int64) -> Step {
    heldSince = heldSince ?? now
    defer { rest = min(rest * 2, Self.rests.upperBound) }
    return .rest(rest)
  }
}
