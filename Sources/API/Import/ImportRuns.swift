internal import Desk
internal import Domain
internal import HTTP
internal import Synchronization

/// An import: its owner, its progress and its result.
struct ImportRun: Sendable {
  enum State: String, CaseIterable, Sendable { case waiting, reading, writing, done, failed }

  /// The reason why an import failed, as in a problem response.
  struct Failure: Sendable {
    let status: Int
    let reason: Reason
    var errors: [Reason] = []
  }

  let id: Int64
  let kind: ImportKind
  let dryRun: Bool
  /// nil: the machine's console.
  let userID: Int64?
  let postedAt: Instant
  /// The key by which a repeated request is recognized.
  let retry: Retry?
  var state = State.waiting
  /// Rows read so far; all rows once writing begins.
  var rows = 0
  var done = 0
  var report: ImportReport?
  var failure: Failure?

  var hasEnded: Bool { state == .done || state == .failed }
  var place: String { "/v1/imports/runs/\(id)" }
}

/// Imports that wait, run or have ended lately. Kept in memory: after a restart none is known.
final class ImportRuns: Sendable {
  /// Limits of ended imports that are kept, and of the lines in their reports.
  private static let remembered = 8
  private static let mostLines = 100_000
  private let state = Mutex<[ImportRun]>([])
  private let lastID = Mutex<Int64>(0)

  /// All imports, in the order in which they came.
  var all: [ImportRun] { state.withLock { $0 } }
  var underWay: [ImportRun] { all.filter { !$0.hasEnded } }

  func find(_ id: Int64) -> ImportRun? { state.withLock { $0.first { $0.id == id } } }

  /// The import that the same request has started: one under way, or one whose report is still remembered. Refused if
  /// the key came with another table.
  func twin(_ retry: Retry, userID: Int64?, at now: Instant) throws(Refusal) -> ImportRun? {
    let twin = state.withLock { runs in
      runs.last { run in
        guard run.userID == userID, run.retry?.isUnderKey(of: retry) == true else { return false }
        return !run.hasEnded || run.report != nil && now < run.postedAt.adding(milliseconds: Retries.kept)
      }
    }
    guard let twin else { return nil }
    guard twin.retry?.isSame(as: retry) == true else { throw .invalid(.keyReused) }
    return twin
  }

  /// Begins an import. Its id is the time of the request, so that no import from before a restart has the same id.
  func begin(_ kind: ImportKind, dryRun: Bool, userID: Int64?, retry: Retry?, at now: Instant) -> ImportRun {
    let id = lastID.withLock { last in
      last = max(last + 1, now.rawValue)
      return last
    }
    let run = ImportRun(id: id, kind: kind, dryRun: dryRun, userID: userID, postedAt: now, retry: retry)
    state.withLock { $0.append(run) }
    return run
  }

  func note(_ id: Int64, _ state: ImportRun.State, rows: Int, done: Int = 0) {
    change(id) { run in
      run.state = state
      run.rows = rows
      run.done = done
    }
  }

  func end(_ id: Int64, _ report: ImportReport) {
    change(id) { run in
      run.state = .done
      run.report = report
    }
    forgetOld()
  }

  func fail(_ id: Int64, _ failure: ImportRun.Failure) {
    change(id) { run in
      run.state = .failed
      run.failure = failure
    }
    forgetOld()
  }

  /// Removes an import that was answered and that no retry can ask for, or that was not accepted.
  func remove(_ id: Int64) { state.withLock { $0.removeAll { $0.id == id } } }

  /// Removes reports after an erasure, because their lines may name the client.
  func forgetReports() {
    state.withLock { runs in for index in runs.indices { runs[index].report = nil } }
  }

  private func change(_ id: Int64, _ body: (inout ImportRun) -> Void) {
    state.withLock { runs in
      if let index = runs.firstIndex(where: { $0.id == id }) { body(&runs[index]) }
    }
  }

  private func forgetOld() {
    state.withLock { runs in
      var (ended, lines) = (0, 0)
      for index in runs.indices.reversed() where runs[index].hasEnded {
        ended += 1
        lines += runs[index].report?.lines.count ?? 0
        if ended > Self.remembered { runs.remove(at: index) } else if lines > Self.mostLines, ended > 1 { runs[index].report = nil }
      }
    }
  }
}
