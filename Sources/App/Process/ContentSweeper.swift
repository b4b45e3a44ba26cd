import API
import Desk
import Domain
import Foundation
import HTTP
import SQLite

/// Sweeps the file of contents once an hour, and after an erasure. One thread, which opens the desk's file for each sweep.
final class ContentSweeper: Sendable {
  private static let every: Int64 = 3_600_000
  /// Milliseconds until the next attempt while something fails.
  private static let pause: Int64 = 5_000
  private struct State {
    var isRinging = false
    var isEnding = false
  }
  private let file: ContentFile
  private let database: String
  private let settings: Settings
  private let clock: @Sendable () -> Instant
  private let onDesk: OnDesk
  private let says: @Sendable (String) -> Void
  private let state = Monitor(State())

  init(
    _ file: ContentFile, database: String, settings: Settings, clock: @escaping @Sendable () -> Instant, onDesk: OnDesk,
    says: @escaping @Sendable (String) -> Void
  ) {
    self.file = file
    self.database = database
    self.settings = settings
    self.clock = clock
    self.onDesk = onDesk
    self.says = says
  }

  func start() { Thread.detachNewThread { self.run() } }

  /// Called when an erasure was committed.
  func ring() { state.update { $0.isRinging = true } }

  func end() { state.update { $0.isEnding = true } }

  private func run() {
    var hasFailed = false
    while !state.with({ $0.isEnding }) {
      do {
        try sweep()
        hasFailed = false
      } catch {
        if !hasFailed { says("files: \(error)") }
        hasFailed = true
      }
      let rest = hasFailed || file.isFull ? Self.pause : Self.every
      _ = state.wait(until: (House.monotonicMilliseconds() + rest) * 1_000_000) { state in
        defer { state.isRinging = false }
        return state.isRinging || state.isEnding ? true : nil
      }
    }
  }

  private func sweep() throws {
    if file.isFull {
      try file.contents.tryWriting()
      file.foundRoom()
    }
    // Returns when every change before it is on disk: what an erasure removed must not come back after a power failure.
    try onDesk.run { _ in }
    let db = try Database(path: database, mode: .readOnly, cacheKiB: 1_024)
    defer { db.close() }
    try ContentSweep(file.contents, Desk(db: db, settings: settings, clock: clock)).run { gone in
      try onDesk.run { desk in _ = try? desk.perform(as: .desk) { try Files($0).forgetGone(gone) } }
    }
  }
}
