internal import Desk
internal import Domain

enum ImportJSON {
  private static func reason(_ language: Language) -> Shape<Reason> {
    Shape("ImportReason") { s in
      s.text("column") { $0.pointer }
      s.text("code") { $0.code }
      s.text("message") { $0.message(language) }
    }
  }
  private static func line(_ language: Language) -> Shape<ImportLine> {
    Shape("ImportLine") { s in
      s.integer("line") { Int64($0.line) }
      s.text("key") { $0.key }
      s.word("outcome") { $0.outcome }
      s.list("reasons", reason(language)) { $0.reasons }
    }
  }

  /// A dry run tells of every row, an import of those there is something to say about.
  static func report(_ language: Language) -> Shape<ImportReport> {
    Shape("ImportReport") { s in
      s.word("kind") { $0.kind }
      s.flag("dry_run") { $0.dryRun }
      s.text("encoding") { $0.encoding }
      s.integer("rows") { Int64($0.rows) }
      s.integer("created") { Int64($0.count(.created)) }
      s.integer("updated") { Int64($0.count(.updated)) }
      s.integer("unchanged") { Int64($0.count(.unchanged)) }
      s.integer("kept") { Int64($0.count(.kept)) }
      s.integer("rejected") { Int64($0.count(.rejected)) }
      s.integer("warned") { Int64($0.warned) }
      s.list("lines", line(language)) { report in
        report.dryRun ? report.lines : report.lines.filter { !$0.reasons.isEmpty || $0.outcome == .kept }
      }
      s.text("rejects_csv") { $0.rejectsText }
    }
  }
}

struct ImportQuery: Declared {
  let dryRun: Bool
  init(_ fields: inout Fields) { dryRun = fields.optional("dry_run", .flag, or: false, "Only report, row by row") }
}
