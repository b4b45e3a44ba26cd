internal import Desk
internal import Domain
internal import HTTP

/// The work of an import, from the file to the report.
struct ImportTask: Sendable {
  /// The largest file, in bytes, that is imported while its sender waits, if no other import is running: some 10,000
  /// rows, a few seconds.
  static let atOnce = 1_048_576

  let run: ImportRun
  let table: [UInt8]
  let writer: DeskWriter
  private var runs: ImportRuns { writer.onDesk.imports }

  /// Writes a limited number of rows per turn, so that the desk serves others in between.
  func carryOut(_ context: Context) throws -> ImportReport {
    let runs = runs
    runs.note(run.id, .reading, rows: 0)
    let importer = try Importer(kind: run.kind, bytes: table, currency: context.settings.currency, dryRun: run.dryRun) {
      runs.note(run.id, .reading, rows: $0)
    }
    while !importer.isFinished {
      runs.note(run.id, .writing, rows: importer.total, done: importer.done)
      let step = try run.dryRun ? importer.step(context) : writer.write(isLast: \.isLast) { try importer.step($0) }
      importer.keep(step)
    }
    runs.note(run.id, .writing, rows: importer.total, done: importer.done)
    return importer.report
  }

  /// Goes on after the request was answered. The result is kept for later requests, and for a retry under the same key.
  func goOn(_ desk: Desk, in language: Language, says: (String) -> Void) {
    do {
      let report = try desk.limited(milliseconds: 600_000, overran: {}) {
        try desk.read(as: writer.actor, request: writer.name) { try carryOut($0) }
      }
      try keep(report, language)
      runs.end(run.id, report)
    } catch {
      let failure = ImportRun.Failure(error)
      if failure.status >= 500 { says("an import failed: \(writer.name.text) \(error)") }
      runs.fail(run.id, failure)
    }
  }

  private func keep(_ report: ImportReport, _ language: Language) throws {
    guard let retry = run.retry else { return }
    var pen = Pen(language)
    ImportJSON.report.write(report, &pen)
    let answer = KeptAnswer(status: 200, headers: [:], body: try pen.finish())
    try writer.write(isLast: { _ in false }) { try Retries($0).keep(retry, answer) }
  }
}

extension ImportRun.Failure {
  fileprivate init(_ error: any Error) {
    switch error {
    case Refusal.invalid(let reasons): self.init(status: 422, reason: .invalid, errors: Faults.told(reasons))
    case Refusal.conflict(let reasons, _): self.init(status: 409, reason: reasons.first ?? .conflict, errors: reasons)
    case Refusal.unavailable(let reason): self.init(status: 503, reason: reason)
    case let failure as StoreFailure:
      let (status, reason) = failure.told
      self.init(status: status, reason: reason)
    default: self.init(status: 500, reason: .unexpected)
    }
  }
}
