internal import Desk
internal import Domain
internal import HTTP

extension Room {
  package static let imports = Room("Import") { r in
    r.page(
      "/v1/imports/{kind}", "Import a CSV table (clients, vehicles, parts, operations), sent as text/csv; ?dry_run=true only reports",
      .imports, media: "application/json", method: .post, on: .worker
    ) { call in
      guard let kind = ImportKind(rawValue: call.text()) else { throw Refusal.notFound("path") }
      let query = try call.query(ImportQuery.self)
      let table = call.request.withBody { Array($0) }
      return try call.answer(bringIn(table, kind, dryRun: query.dryRun, call), ImportJSON.report(call.language), fields: nil)
    }
  }

  /// So many rows a turn of the desk; between them it serves everybody else.
  private static func bringIn(_ table: [UInt8], _ kind: ImportKind, dryRun: Bool, _ call: Call) throws -> ImportReport {
    var importer = try Importer(kind: kind, bytes: table, dryRun: dryRun)
    while !importer.isFinished {
      if dryRun {
        _ = try importer.next(Importer.rowsATurn, call.context)
      } else {
        let here = importer
        importer = try call.write { context in
          var further = here
          _ = try further.next(Importer.rowsATurn, context)
          return further
        }
      }
    }
    return importer.report
  }
}
