internal import Crypto
internal import Synchronization

/// Writes a content piece by piece, with about a megabyte of it in memory. What is not finished is removed by the next sweep.
package final class ContentWriter: Sendable {
  private struct State {
    var hash = SHA256()
    /// Whole parts that were not written yet, then the beginning of the next.
    var parts: [[UInt8]] = []
    var rest: [UInt8] = []
    /// Parts that were written.
    var number: Int64 = 0
    var id: Int64?
    var size: Int64 = 0
    var failure: (any Error)?
    var kept: KeptContent?
    /// The last bytes have come.
    var isEnded = false
  }
  /// Parts that are written in one transaction.
  private static let together = 4
  private let contents: Contents
  private let sha256: [UInt8]?
  private let state = Mutex(State())

  init(_ contents: Contents, sha256: [UInt8]?) { (self.contents, self.sha256) = (contents, sha256) }

  deinit { if let id = state.withLock({ $0.id }) { contents.letGo(id) } }

  /// Adds bytes. A failure is thrown by `finish`.
  package func add(_ bytes: ArraySlice<UInt8>) { state.withLock { add(bytes, &$0) } }

  /// Adds the last bytes, unless they were added by an earlier call, and finishes.
  package func finish(adding last: [UInt8]) throws -> KeptContent {
    state.withLock { state in
      if !state.isEnded { add(last[...], &state) }
      state.isEnded = true
    }
    return try finish()
  }

  private func add(_ bytes: ArraySlice<UInt8>, _ state: inout State) {
    guard state.failure == nil else { return }
    if sha256 == nil { state.hash.update(bytes) }
    state.size += Int64(bytes.count)
    var bytes = bytes
    while !bytes.isEmpty {
      let room = bytes.prefix(Contents.part - state.rest.count)
      state.rest += room
      bytes = bytes.dropFirst(room.count)
      guard state.rest.count == Contents.part else { continue }
      state.parts.append(state.rest)
      state.rest = []
      if state.parts.count == Self.together { flush(&state) }
    }
  }

  /// Returns the content when all of it is written. It is on disk after `Contents.sync`.
  package func finish() throws -> KeptContent {
    try state.withLock { state in
      if let failure = state.failure { throw failure }
      if let kept = state.kept { return kept }
      let last = state.parts + (state.rest.isEmpty ? [] : [state.rest])
      let kept = try contents.finish(last, from: state.number, of: state.id, sha256 ?? state.hash.digest(), size: state.size)
      state.kept = kept
      (state.parts, state.rest) = ([], [])
      return kept
    }
  }

  private func flush(_ state: inout State) {
    do {
      state.id = try contents.add(state.parts, from: state.number, of: state.id)
      state.number += Int64(state.parts.count)
      state.parts = []
    } catch {
      state.failure = error
      (state.parts, state.rest) = ([], [])
    }
  }
}
