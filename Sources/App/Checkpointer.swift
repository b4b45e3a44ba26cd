import Foundation
import Glibc
import SQLite
import Synchronization

/// Moves the log into the file without holding up the desk. When the log has grown, a thread copies it in passes; for the last, which
/// moves the little that came meanwhile, the desk makes no changes, but goes on reading and refusing. Then the log can start over.
final class Checkpointer: Sendable {
  private enum Stage { case quiet, copying, waiting, closing }
  private struct State {
    var stage = Stage.quiet
    /// Frames of the log that have been moved; it goes on from there if somebody still reads from it.
    var moved = 0
    /// What the desk had read before this log began.
    var read = 0
    /// Frames that this log may have where little is read.
    var long: Int
  }
  /// Long enough that pages which are written again and again go back into the file once for many changes. But every page that is read
  /// is looked for in the log first, which costs more the longer it is: a desk that reads more than it writes moves it sooner.
  private static let longest = 64 * 1_024 * 1_024 / 4_096
  private static let short = 4 * 1_024 * 1_024 / 4_096
  /// A read counts as so many frames.
  private static let burden = 4
  private static let few = 256

  private let state: Mutex<State>
  private let go = DispatchSemaphore(value: 0)
  private let ended: @Sendable () -> Void

  /// `ended`: changes may be made again.
  init(database: String, log: Logbook, heard: @escaping @Sendable (DatabaseError) -> Void, ended: @escaping @Sendable () -> Void) throws {
    nonisolated(unsafe) let db = try Database(path: database, mode: .readWrite, cacheKiB: 1_024)  // handed to the thread, used nowhere else
    db.heard = heard
    self.ended = ended
    state = Mutex(State(long: Self.room(beside: database)))
    let thread = Thread { [self] in run(db, log) }
    thread.name = "checkpoint"
    thread.start()
  }

  /// On the desk thread, between turns. A full disk has no room for a longer log, but what lies in it can go back into the file, and the
  /// log's own room be used anew. `reads`: how many there have been.
  func mayChange(_ db: Database, isFull: Bool, reads: Int) -> Bool {
    let frames = db.logFrames
    return state.withLock { state in
      if frames < state.moved { state.moved = 0 }
      switch state.stage {
      case .quiet:
        let more = frames - state.moved
        if isFull ? more > 0 : more > min(Self.short, state.long) && more + Self.burden * (reads - state.read) > state.long {
          state.stage = .copying
          go.signal()
        }
        return true
      case .copying: return true
      case .waiting:
        state.stage = .closing
        state.read = reads
        go.signal()
        return false
      case .closing: return false
      }
    }
  }

  private func run(_ db: Database, _ log: Logbook) {
    while true {
      go.wait()
      var moved = 0
      var trouble: (any Error)?
      do {
        try copy(db)
        state.withLock { $0.stage = .waiting }
        go.wait()
        moved = try db.checkpoint().moved
      } catch { trouble = error }
      let long = Self.room(beside: db.path)
      state.withLock {
        $0.stage = .quiet
        $0.moved = moved
        $0.long = long
      }
      ended()
      if let trouble {
        log.say("checkpoint: \(trouble)")
        usleep(200_000)
      }
    }
  }

  /// A log takes a sixteenth of the room on its volume, where that is less than it might have: to be moved it needs as much again.
  private static func room(beside path: String) -> Int {
    var volume = statvfs()
    guard statvfs(path, &volume) == 0 else { return longest }
    return max(few, min(longest, Int(clamping: volume.f_bavail) * Int(clamping: volume.f_frsize) / 4_096 / 16))
  }

  /// Again while a pass still finds much that came during the one before.
  private func copy(_ db: Database) throws {
    var before = 0
    for _ in 0..<8 {
      let moved = try db.checkpoint().moved
      if moved - before < Self.few { return }
      before = moved
    }
  }
}
