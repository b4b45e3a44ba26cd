internal import Desk
internal import Domain
internal import HTTP
internal import JSON

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
    s.integer("lines_left_out") { Int64($0.leftOut) }
    s.text("rejects_csv") { $0.rejectsText }
  }

  private static func declare(_ s: inout ShapeBuilder<ImportRun>) {
    s.integer("id") { $0.id }
    s.word("kind") { $0.kind }
    s.flag("dry_run") { $0.dryRun }
    s.integer("user_id") { $0.userID }
    s.time("posted_at") { $0.postedAt }
    s.word("state") { $0.state }
    s.integer("rows") { Int64($0.rows) }
    s.integer("done") { Int64($0.done) }
  }
  private static let listed = Shape<ImportRun>("ListedImport") { s in declare(&s) }
  static let list = Shape<[ImportRun]>("Imports") { s in
    s.list("items", listed) { $0.filter { $0.state == .reading || $0.state == .writing } }
    s.list("waiting", listed) { $0.filter { $0.state == .waiting } }
    s.list("ended", listed) { $0.filter(\.hasEnded) }
  }

  private static let failure = Shape<ImportRun.Failure>("ImportFailure") { s in
    s.integer("status") { Int64($0.status) }
    s.text("code") { $0.reason.code }
    s.sentence("detail") { $0.reason.message($1) }
    s.list("errors", reason) { $0.errors }
  }
  static let run = Shape<ImportRun>("ImportRun") { s in
    declare(&s)
    s.object("report", report) { $0.report }
    s.object("problem", failure) { $0.failure }
  }

  /// The 202 response, with the place where the progress can be read.
  static func accepted(_ run: ImportRun, _ language: Language) -> Response {
    var pen = Pen(language)
    self.run.write(run, &pen)
    return Response(status: 202, contentType: "application/json", body: pen.json.finish(), headers: [("Location", run.place)])
  }
}

extension ImportJSON {
  /// The response to a retry: the progress of the import, or its whole report of any length.
  static func again(_ run: ImportRun, _ language: Language) throws -> Response {
    guard let report = run.report else { return accepted(run, language) }
    var pen = Pen(language)
    self.report.write(report, &pen)
    return Response(
      status: 200, contentType: "application/json", body: try pen.finish(), headers: [("Idempotency-Replayed", "true")])
  }
}

extension ImportReport {
  /// The lines of a report. A dry run lists all rows, an import those with something to report. If there are too many,
  /// the latter come first.
  fileprivate var told: [ImportLine] {
    let worthTelling = lines.filter(\.isWorthTelling)
    guard dryRun else { return Array(worthTelling.prefix(ImportReport.mostLines)) }
    guard lines.count > ImportReport.mostLines else { return lines }
    var rest = max(0, ImportReport.mostLines - worthTelling.count)
    let told = lines.filter { line in
      guard !line.isWorthTelling else { return true }
      rest -= 1
      return rest >= 0
    }
    return Array(told.prefix(ImportReport.mostLines))
  }

  fileprivate var leftOut: Int { (dryRun ? lines.count : lines.count(where: \.isWorthTelling)) - told.count }

  /// Most lines that a report lists. All rejected rows are in its file.
  static let mostLines = 1_000
}

extension ImportLine {
  fileprivate var isWorthTelling: Bool { !reasons.isEmpty || !emptied.isEmpty || outcome == .kept }
}

struct ImportQuery: Declared {
  let dryRun: Bool
  init(_ fields: inout Fields) { dryRun = fields.optional("dry_run", .flag, or: false, "Only report, row by row") }
}
