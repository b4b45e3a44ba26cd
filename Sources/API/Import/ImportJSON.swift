internal import Desk
internal import Domain

enum ImportJSON {
  private static let reason = Shape<Reason>("ImportReason") { s in
    s.text("column") { $0.pointer }
    s.text("code") { $0.code }
    s.sentence("message") { $0.message($1) }
  }
  private static let line = Shape<ImportLine>("ImportLine") { s in
    s.integer("line") { Int64($0.line) }
    s.text("key") { $0.key }
    s.word("outcome") { $0.outcome }
    s.list("reasons", reason) { $0.reasons }
    s.texts("emptied") { $0.emptied }
  }

  private static let runningImport = Shape<RunningImports.Running>("RunningImport") { s in
    s.integer("id") { $0.id }
    s.word("kind") { $0.kind }
    s.flag("dry_run") { $0.dryRun }
    s.integer("user_id") { $0.userID }
    s.integer("rows") { Int64($0.rows) }
    s.integer("done") { Int64($0.done) }
  }
  private static let waitingImport = Shape<WaitingImport>("WaitingImport") { s in
    s.word("kind") { $0.kind }
    s.integer("user_id") { $0.userID }
  }
  static let running = Shape<(running: [RunningImports.Running], waiting: [WaitingImport])>("RunningImports") { s in
    s.list("items", runningImport) { $0.running }
    s.list("waiting", waitingImport) { $0.waiting }
  }

  static let report = Shape<ImportReport>("ImportReport") { s in
    s.word("kind") { $0.kind }
    s.flag("dry_run") { $0.dryRun }
    s.text("encoding") { $0.encoding }
    s.texts("unknown_columns") { $0.unknownColumns }
    s.integer("rows") { Int64($0.rows) }
    s.integer("created") { Int64($0.count(.created)) }
    s.integer("updated") { Int64($0.count(.updated)) }
    s.integer("unchanged") { Int64($0.count(.unchanged)) }
    s.integer("kept") { Int64($0.count(.kept)) }
    s.integer("rejected") { Int64($0.count(.rejected)) }
    s.integer("transferred") { Int64($0.transferred) }
    s.integer("emptied") { Int64($0.emptied) }
    s.integer("warned") { Int64($0.warned) }
    s.list("lines", line) { $0.told }
    s.text("rejects_csv") { $0.rejectsText }
  }
}

extension ImportReport {
  /// A dry run tells of every row, an import of those there is something to say about.
  fileprivate var told: [ImportLine] { dryRun ? lines : lines.filter { !$0.reasons.isEmpty || !$0.emptied.isEmpty || $0.outcome == .kept } }
}

struct ImportQuery: Declared {
  let dryRun: Bool
  init(_ fields: inout Fields) { dryRun = fields.optional("dry_run", .flag, or: false, "Only report, row by row") }
}
