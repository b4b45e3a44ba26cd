internal import Desk
internal import HTTP
internal import Synchronization

/// An import that begins when the one before it has ended.
struct WaitingImport: Sendable {
  let kind: ImportKind
  /// nil: the machine's own console.
  let userID: Int64?

  init?(_ request: Request) {
    guard let kind = ImportKind(rawValue: request.parameter(0)) else { return nil }
    self.kind = kind
    userID = request.userID
  }
}

/// How far the imports that are running have come. In memory, as they are: one that was cut off is not there any more.
final class RunningImports: Sendable {
  struct Running: Sendable {
    let id: Int64
    let kind: ImportKind
    let dryRun: Bool
    /// nil: the machine's own console.
    let userID: Int64?
    let rows: Int
    var done = 0
  }

  private struct State {
    var lastID: Int64 = 0
    var running: [Running] = []
  }
  private let state = Mutex(State())

  var all: [Running] { state.withLock { $0.running } }

  func begin(_ importer: Importer, userID: Int64?) -> Int64 {
    state.withLock { state in
      state.lastID += 1
      state.running.append(
        Running(id: state.lastID, kind: importer.kind, dryRun: importer.dryRun, userID: userID, rows: importer.total))
      return state.lastID
    }
  }

  func note(_ id: Int64, done: Int) {
    state.withLock { state in
      guard let index = state.running.firstIndex(where: { $0.id == id }) else { return }
      state.running[index].done = done
    }
  }

  func end(_ id: Int64) { state.withLock { $0.running.removeAll { $0.id == id } } }
}
