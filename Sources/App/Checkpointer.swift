import Foundation
import Glibc
import SQLite
import Synchronization

/// Moves the log into the file without holding up the desk: a thread copies most pages aside when the log has grown,
/// then the desk does the little that came meanwhile between two turns, so that the log starts over.
final class Checkpointer: Sendable {
  private enum Stage { case quiet, asked, copied }
  /// Long enough that pages which are written again and again go back into the file once for many changes.
  private static let frames = 16 * 1_024 * 1_024 / 4_096
  private let stage = Mutex(Stage.quiet)
  private let asked = DispatchSemaphore(value: 0)

  init(database: String, log: Logbook, heard: @escaping @Sendable (DatabaseError) -> Void) throws {
    nonisolated(unsafe) let db = try Database(path: database, mode: .readWrite, cacheKiB: 1_024)  // handed to the thread, used nowhere else
    db.heard = heard
    let thread = Thread { [self] in run(db, log) }
    thread.name = "checkpoint"
    thread.start()
  }

  /// On the desk thread. A full disk has no room for a longer log, but what lies in it can go back into the file, and the log's own
  /// room be used anew.
  func between(_ db: Database, isFull: Bool) {
    guard db.logFrames > Self.frames || isFull else { return }
    let now = stage.withLock { stage in
      defer { stage = stage == .copied ? .quiet : .asked }
      return stage
    }
    switch now {
    case .quiet: asked.signal()
    case .asked: break
    case .copied: _ = try? db.checkpoint()
    }
  }

  private func run(_ db: Database, _ log: Logbook) {
    while true {
      asked.wait()
      do { try copy(db) } catch {
        log.say("checkpoint: \(error)")
        usleep(200_000)
      }
      stage.withLock { $0 = .copied }
    }
  }

  /// Again while a pass still finds much that came during the one before: what is left is copied and synced by the desk itself,
  /// with everyone waiting.
  private func copy(_ db: Database) throws {
    var before = 0
    for _ in 0..<8 {
      let moved = try db.checkpoint().moved
      if moved - before < Self.few { return }
      before = moved
    }
  }
  private static let few = 256
}
