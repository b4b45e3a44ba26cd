import Domain
import Foundation
import Glibc
import JSON
import Synchronization

/// The log. Lines are gathered in memory and written by a separate thread, so that a slow terminal or disk never holds
/// up the desk. Lines that do not fit are dropped and counted.
final class Logbook: Sendable {
  private struct State: ~Copyable {
    var lines = JSONWriter(reserving: Logbook.usual)
    var dropped = 0
    var stopping = false
  }
  private static let usual = 64 * 1_024
  private static let room = 4 * 1_024 * 1_024
  private let state = Mutex(State())
  private let descriptor: Int32

  init(descriptor: Int32 = 1) {
    self.descriptor = descriptor
    let thread = Thread { [self] in run() }
    thread.name = "log"
    thread.start()
  }

  /// Adds a line; `write` writes one JSON object.
  func line(_ write: (inout JSONWriter) -> Void) {
    state.withLock { state in
      guard state.lines.length < Self.room else {
        state.dropped += 1
        return
      }
      write(&state.lines)
      state.lines.endLine()
    }
  }

  /// Adds a plain message for people and supervisors.
  func say(_ text: String) {
    let now = House.now().rawValue
    line { json in
      json.beginObject()
      json.field("at", time: now)
      json.field("says", text)
      json.endObject()
    }
  }

  /// Writes what is left; called once, at the end.
  func close() {
    state.withLock { $0.stopping = true }
    flush()
  }

  private func run() {
    var latest = Self.usual
    while !state.withLock({ $0.stopping }) {
      usleep(100_000)
      latest = flush(reserving: latest)
    }
  }

  /// Writes the gathered lines. Returns the number of bytes.
  @discardableResult private func flush(reserving: Int = Logbook.usual) -> Int {
    var lines = JSONWriter(reserving: max(Self.usual, reserving))
    let dropped = state.withLock { state in
      swap(&state.lines, &lines)
      defer { state.dropped = 0 }
      return state.dropped
    }
    lines.withBytes(write)
    if dropped > 0 { say("\(dropped) log lines were dropped") }
    return lines.length
  }

  private func write(_ bytes: UnsafeRawBufferPointer) {
    var offset = 0
    while offset < bytes.count, let start = bytes.baseAddress {
      let written = Glibc.write(descriptor, start + offset, bytes.count - offset)
      if written < 0 && errno == EINTR { continue }
      guard written > 0 else { return }
      offset += written
    }
  }
}
