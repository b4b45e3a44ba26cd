import Desk
import Domain
import Foundation
import Glibc
import SQLite
import Synchronization

/// Moves the log into the database file without holding up the desk. A thread with its own connection does what
/// `LogKeeping` decides. During the last pass the desk makes no changes, but goes on reading and refusing.
final class Checkpointer: Sendable {
  /// Figures of the log for the metrics.
  struct Log {
    let bytes: Int64
    let heldSeconds: Int64
  }
  /// The longest log, in pages. Pages that change often are then written to the file only once for many changes.
  private static let longest = Int(Database.longestLog) / 4_096
  private static let few = 256
  /// A read that has kept the log from starting over for this many milliseconds is reported.
  private static let patience: Int64 = 30_000

  private let state: Mutex<LogKeeping>
  private let database: String
  private let go = DispatchSemaphore(value: 0)
  private let ended: @Sendable () -> Void

  /// `ended` is called when changes may be made again.
  init(database: String, log: Logbook, heard: @escaping @Sendable (DatabaseError) -> Void, ended: @escaping @Sendable () -> Void) throws {
    // Used only by the checkpoint thread from here on.
    nonisolated(unsafe) let db = try Database(path: database, mode: .readWrite, cacheKiB: 1_024)
    db.heard = heard
    db.neverWait()
    self.database = database
    self.ended = ended
    state = Mutex(LogKeeping(long: Self.room(beside: database)))
    let thread = Thread { [self] in run(db, log) }
    thread.name = "checkpoint"
    thread.start()
  }

  /// True if the desk may write now, false while a checkpoint must come first. Called on the desk thread between turns.
  /// `isFull`: the disk is full. `reads`: the number of reads since the start.
  func mayChange(_ db: Database, isFull: Bool, reads: Int) -> Bool {
    let asked = state.withLock { $0.ask(written: db.logFrames, isFull: isFull, reads: reads) }
    if asked.begins || asked.goes { go.signal() }
    return asked.mayChange
  }

  /// Called after an erasure is on disk: the erased text must not stay in the log.
  func cut() { state.withLock { $0.cut() } }

  /// Figures of the database's log, of which somebody else may take care.
  static func log(_ keeper: Checkpointer?, _ database: String) -> Log {
    Log(bytes: FileName.size(database + "-wal"), heldSeconds: (keeper?.heldFor ?? 0) / 1_000)
  }

  var warning: Reason? { heldFor >= Self.patience ? .logHeld(seconds: heldFor / 1_000) : nil }

  private var heldFor: Int64 { state.withLock { $0.heldSince }.map { House.monotonicMilliseconds() - $0 } ?? 0 }

  private func run(_ db: Database, _ log: Logbook) {
    while true {
      go.wait()
      var step = state.withLock { $0.goesOn() }
      var hasSaid = false
      while step != .done {
        switch step {
        case .pass: step = pass(db, log, isLast: false) { $0.passed(frames: $1, moved: $2, at: $3) }
        case .last:
          go.wait()
          step = pass(db, log, isLast: true) { $0.closed(frames: $1, moved: $2, at: $3) }
          ended()
        case .rest(let milliseconds):
          usleep(UInt32(milliseconds * 1_000))
          if warning != nil, !hasSaid {
            hasSaid = true
            log.say(heldWords)
          }
          step = state.withLock { $0.goesOn() }
        case .done: break
        }
      }
      if hasSaid { log.say("the database's log could be moved into the file again") }
      let long = Self.room(beside: database)
      state.withLock { $0.long = long }
    }
  }

  private func pass(
    _ db: Database, _ log: Logbook, isLast: Bool, _ told: (inout LogKeeping, Int, Int, Int64) -> LogKeeping.Step
  ) -> LogKeeping.Step {
    do {
      let (frames, moved) = try db.checkpoint(cutting: isLast && state.withLock { $0.isToBeCut })
      return state.withLock { told(&$0, frames, moved, House.monotonicMilliseconds()) }
    } catch {
      let isBusy = (error as? DatabaseError)?.isBusy ?? false
      if !isBusy {
        log.say("checkpoint: \(error)")
        usleep(200_000)
      }
      return state.withLock { $0.failed(isBusy: isBusy, at: House.monotonicMilliseconds()) }
    }
  }

  private var heldWords: String {
    "the database's log cannot be moved into the file, and grows: somebody has been reading for \(heldFor / 1_000) s"
      + FileHolders.reading(database) + "; it takes \(FileName.size(database + "-wal") >> 20) MiB"
  }

  /// Limits the log to a sixteenth of the free space on its volume, because moving it needs as much space again.
  private static func room(beside path: String) -> Int {
    var volume = statvfs()
    guard statvfs(path, &volume) == 0 else { return longest }
    return max(few, min(longest, Int(clamping: volume.f_bavail) * Int(clamping: volume.f_frsize) / 4_096 / 16))
  }
}
