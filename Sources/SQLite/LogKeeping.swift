/// Decides when the log is moved into the file, as a state machine without threads and clocks. A pass (a checkpoint)
/// moves the log's content at its beginning, while another connection goes on writing. For the last pass, which moves
/// the little that was written meanwhile, the writer waits; then the log can start over. A reader of an older state
/// than the log's end prevents that. The passes are then repeated, less and less often.
///
/// A pass must not run together with a writer if the previous pass moved the whole log and nothing was written since.
/// SQLite up to 3.51.2 may take such a pass for one over the log that starts at that moment, and lose its content
/// (https://sqlite.org/wal.html#walresetbug). While the log has frames that were not moved, it cannot start over.
package struct LogKeeping: Sendable {
  package enum Stage: Sendable { case quiet, copying, waiting, closing }
  package enum Step: Equatable, Sendable {
    /// Another pass while the writer goes on.
    case pass
    /// The last pass, for which the writer must wait.
    case last
    /// Wait this many milliseconds, then take the next step.
    case rest(Int64)
    case done
  }
  /// A pass that leaves at most this many frames is as good as the last one.
  package static let few = 256
  private static let passes = 8
  private static let short = 4 * 1_024 * 1_024 / 4_096
  /// A read weighs as much as so many frames of the log when the two together decide whether to checkpoint.
  private static let burden = 4
  private static let rests: ClosedRange<Int64> = 100...5_000

  package private(set) var stage = Stage.quiet
  /// Since when a reader has kept the log from starting over, in monotonic milliseconds.
  package private(set) var heldSince: Int64?
  /// The longest log, in frames, when little is read. Every page that is read is first searched in the log, which
  /// costs more the longer it is. So a desk that reads more than it writes moves the log sooner.
  package var long: Int
  /// Frames of the log that have been moved. The next pass goes on from there if somebody still reads from the log.
  private var moved = 0
  /// Frames that the writer has written to this log.
  private var written = 0
  /// The writer's number of reads when this log began.
  private var read = 0
  private var passed = 0
  /// Everything must leave the log, even what was moved: the last pass truncates it.
  package private(set) var isToBeCut = false
  /// The number of moved frames is unknown, so the writer must wait for the next pass.
  private var isUnsure = false
  private var rest = Self.rests.lowerBound

  package init(long: Int) { self.long = long }

  /// Called by the writer between two transactions. `begins`: a pass is due; `goes`: the last one may begin.
  package mutating func ask(written: Int, isFull: Bool, reads: Int) -> (mayChange: Bool, begins: Bool, goes: Bool) {
    if written < moved { moved = 0 }
    self.written = written
    switch stage {
    case .quiet:
      let more = written - moved
      // A full disk has no room for a longer log. But its frames can go back into the file, and then its own room can
      // be used again.
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

  /// Something was erased, so the log must not keep it.
  package mutating func cut() { isToBeCut = true }

  /// The next step of the present cycle, at its start and after a rest.
  package mutating func goesOn() -> Step {
    if !isUnsure, written - moved > Self.few { return .pass }
    stage = .waiting
    return .last
  }

  /// Records a pass: the frames in the log, and how many of them are in the file now.
  package mutating func passed(frames: Int, moved: Int, at now: Int64) -> Step {
    self.moved = moved
    passed += 1
    if frames - moved > Self.few { return holds(now) }
    if passed < Self.passes { return goesOn() }
    stage = .waiting
    return .last
  }

  /// Records the last pass.
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

  /// Records that nothing could be moved. `isBusy`: another program prevents it.
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
