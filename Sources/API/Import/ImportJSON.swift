internal import Desk
internal import Domain

enum ImportJSON {
  /// A report for a reader of this language.
  struct Told {
    let report: ImportReport
    let language: Language

    /// A dry run tells of every row, an import of those there is something to say about.
    fileprivate var lines: [ToldLine] {
      let told = report.dryRun ? report.lines : report.lines.filter { !$0.reasons.isEmpty || $0.outcome == .kept }
      return told.map { ToldLine(line: $0, language: language) }
    }
  }
  fileprivate struct ToldLine {
    let line: ImportLine
    let language: Language
    var reasons: [ToldReason] { line.reasons.map { ToldReason(reason: $0, language: language) } }
  }
  fileprivate struct ToldReason {
    let reason: Reason
    let language: Language
  }

  private static let reason = Shape<ToldReason>("ImportReason") { s in
    s.text("column") { $0.reason.pointer }
    s.text("code") { $0.reason.code }
    s.text("message") { $0.reason.message($0.language) }
  }
  private static let line = Shape<ToldLine>("ImportLine") { s in
    s.integer("line") { Int64($0.line.line) }
    s.text("key") { $0.line.key }
    s.word("outcome") { $0.line.outcome }
    s.list("reasons", reason) { $0.reasons }
  }

  private static let runningImport = Shape<RunningImports.Running>("RunningImport") { s in
    s.integer("id") { $0.id }
    s.word("kind") { $0.kind }
    s.flag("dry_run") { $0.dryRun }
    s.integer("user_id") { $0.userID }
    s.integer("rows") { Int64($0.rows) }
    s.integer("done") { Int64($0.done) }
  }
  static let running = Shape<[RunningImports.Running]>("RunningImports") { s in s.list("items", runningImport) { $0 } }

  static let report = Shape<Told>("ImportReport") { s in
    s.word("kind") { $0.report.kind }
    s.flag("dry_run") { $0.report.dryRun }
    s.text("encoding") { $0.report.encoding }
    s.integer("rows") { Int64($0.report.rows) }
    s.integer("created") { Int64($0.report.count(.created)) }
    s.integer("updated") { Int64($0.report.count(.updated)) }
    s.integer("unchanged") { Int64($0.report.count(.unchanged)) }
    s.integer("kept") { Int64($0.report.count(.kept)) }
    s.integer("rejected") { Int64($0.report.count(.rejected)) }
    s.integer("transferred") { Int64($0.report.transferred) }
    s.integer("warned") { Int64($0.report.warned) }
    s.list("lines", line) { $0.lines }
    s.text("rejects_csv") { $0.report.rejectsText }
  }
}

struct ImportQuery: Declared {
  let dryRun: Bool
  init(_ fields: inout Fields) { dryRun = fields.optional("dry_run", .flag, or: false, "Only report, row by row") }
}
