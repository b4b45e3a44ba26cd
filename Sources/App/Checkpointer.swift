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
  }
  /// Long enough that pages which are written again and again go back into the file once for many changes.
  private static let frames = 16 * 1_024 * 1_024 / 4_096
  private static let few = 256

  private let state = Mutex(State())
  private let go = DispatchSemaphore(value: 0)
  private let ended: @Sendable () -> Void

  /// `ended`: changes may be made again.
  init(database: String, log: Logbook, heard: @escaping @Sendable (DatabaseError) -> Void, ended: @escaping @Sendable () -> Void) throws {
    nonisolated(unsafe) let db = try Database(path: database, mode: .readWrite, cacheKiB: 1_024)  // handed to the thread, used nowhere else
    db.heard = heard
    self.ended = ended
    let thread = Thread { [self] in run(db, log) }
    thread.name = "checkpoint"
    thread.start()
  }

  /// On the desk thread, between turns. A full disk has no room for a longer log, but what lies in it can go back into the file, and the
  /// log's own room be used anew.
  func mayChange(_ db: Database, isFull: Bool) -> Bool {
    let frames = db.logFrames
    return state.withLock { state in
      if frames < state.moved { state.moved = 0 }
      switch state.stage {
      case .quiet:
        if frames - state.moved > (isFull ? 0 : Self.frames) {
          state.stage = .copying
          go.signal()
        }
        return true
      case .copying: return true
      case .waiting:
        state.stage = .closing
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
      state.withLock { $0 = State(moved: moved) }
      ended()
      if let trouble {
        log.say("checkpoint: \(trouble)")
        usleep(200_000)
      }
    }
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
