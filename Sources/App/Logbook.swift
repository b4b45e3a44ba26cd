import Foundation
import Glibc
import Synchronization

/// The log: lines are gathered in memory and written by a thread of their own, so that a slow terminal or disk never holds up
/// the desk. What does not fit is dropped and counted.
final class Logbook: Sendable {
  private struct State {
    var waiting: [UInt8] = []
    var dropped = 0
    var stopping = false
  }
  private static let room = 4 * 1_024 * 1_024
  private let state = Mutex(State())
  private let descriptor: Int32

  init(descriptor: Int32 = 1) {
    self.descriptor = descriptor
    state.withLock { $0.waiting.reserveCapacity(64 * 1_024) }
    let thread = Thread { [self] in run() }
    thread.name = "log"
    thread.start()
  }

  /// `write` appends one whole line, its end included.
  func line(_ write: (inout [UInt8]) -> Void) {
    state.withLock { state in
      guard state.waiting.count < Self.room else {
        state.dropped += 1
        return
      }
      write(&state.waiting)
    }
  }

  /// A plain word for people and supervisors.
  func say(_ text: String) {
    line { bytes in
      bytes += Array(#"{"at":""#.utf8) + Array(Date.now.ISO8601Format().utf8) + Array(#"","says":""#.utf8)
      for byte in text.utf8 {
        switch byte {
        case 0x22, 0x5c: bytes += [0x5c, byte]
        case ..<0x20: bytes.append(0x20)
        default: bytes.append(byte)
        }
      }
      bytes += Array("\"}\n".utf8)
    }
  }

  /// Writes what is left; called once, at the end.
  func close() {
    state.withLock { $0.stopping = true }
    flush()
  }

  private func run() {
    while !state.withLock({ $0.stopping }) {
      usleep(100_000)
      flush()
    }
  }

  private func flush() {
    let (bytes, dropped) = state.withLock { state in
      defer {
        state.waiting.removeAll(keepingCapacity: state.waiting.count < 1_024 * 1_024)
        state.dropped = 0
      }
      return (state.waiting, state.dropped)
    }
    write(bytes)
    if dropped > 0 { write(Array(#"{"says":"\#(dropped) log lines were dropped"}"#.utf8) + [10]) }
  }

  private func write(_ bytes: [UInt8]) {
    var offset = 0
    bytes.withUnsafeBytes { buffer in
      while offset < buffer.count, let start = buffer.baseAddress {
        let written = Glibc.write(descriptor, start + offset, buffer.count - offset)
        if written < 0 && errno == EINTR { continue }
        guard written > 0 else { return }
        offset += written
      }
    }
  }
}
