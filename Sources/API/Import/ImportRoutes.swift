internal import Desk
internal import Domain
internal import HTTP

extension Room {
  package static let imports = Room("Import") { r in
    r.get(
      "/v1/imports", "The import that is running, how far it has come, and those that wait for it: one goes at a time", .imports,
      ImportJSON.running
    ) { call in (call.onDesk.imports.all, call.onDesk.waiting().compactMap(WaitingImport.init)) }
    r.upload(
      "/v1/imports/{kind}", "Import a CSV table of clients, vehicles, parts or operations; the same table again changes nothing", .imports,
      file: "text/csv", columns, words: ["kind": ImportKind.allCases.map(\.rawValue)], query: ImportQuery.self, ImportJSON.report
    ) { call, query in
      guard let kind = ImportKind(rawValue: call.text()) else { throw Refusal.notFound("path") }
      let table = call.request.withBody { Array($0) }
      return try bringIn(table, kind, dryRun: query.dryRun, call)
    }
  }

  private static var columns: String {
    ImportKind.allCases.map { kind in
      let optional = kind.columns.filter { !kind.requiredColumns.contains($0) }
      let more = optional.isEmpty ? "" : "; if there are: \(optional.joined(separator: ", "))"
      let others = kind.otherNames.map { "\($0.column) (\($0.names.joined(separator: ", ")))" }.joined(separator: "; ")
      return "Columns of " + kind.rawValue + ": " + kind.requiredColumns.joined(separator: ", ") + more
        + ". Other names that are taken: \(others)."
    }.joined(separator: "\n") + "\nAn empty cell empties its field, a cell that cannot be read changes nothing; all rules are at /docs."
  }

  /// So many rows a turn of the desk; between them it serves everybody else.
  private static func bringIn(_ table: [UInt8], _ kind: ImportKind, dryRun: Bool, _ call: Call) throws -> ImportReport {
    var importer = try Importer(kind: kind, bytes: table, dryRun: dryRun)
    let running = call.onDesk.imports.begin(importer, userID: call.actor.userID)
    defer { call.onDesk.imports.end(running) }
    while !importer.isFinished {
      if dryRun {
        _ = try importer.next(Importer.rowsATurn, call.context)
      } else {
        let here = importer
        importer = try call.write(isLast: here.done + Importer.rowsATurn >= here.total) { context in
          var further = here
          _ = try further.next(Importer.rowsATurn, context)
          return further
        }
      }
      call.onDesk.imports.note(running, done: importer.done)
    }
    return importer.report
  }
}
