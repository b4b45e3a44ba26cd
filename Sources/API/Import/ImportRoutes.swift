internal import Desk
internal import Domain
internal import HTTP

extension Room {
  package static let imports = Room("Import") { r in
    r.get(
      "/v1/imports",
      "Imports: the one that is running and how far it has come, those that wait for it, and the last that ended",
      .imports, ImportJSON.list
    ) { call in call.onDesk.imports.all }
    r.get(
      "/v1/imports/runs/{id}", "An import: how far it has come, then its report, or what stood in its way", .imports, ImportJSON.run,
      on: .worker
    ) { call in
      guard let run = try call.onDesk.imports.find(call.id()) else { throw Refusal.notFound(.import) }
      return run
    }
    r.upload(
      "/v1/imports/{kind}", "Import a CSV table of clients, vehicles, parts or operations; the same table again changes nothing", .imports,
      file: "text/csv", columns, words: ["kind": ImportKind.allCases.map(\.rawValue)], query: ImportQuery.self, ImportJSON.report,
      orLater: ImportJSON.run
    ) { call, query in
      guard let kind = ImportKind(rawValue: call.text()) else { throw Refusal.notFound(.address) }
      return try take(kind, dryRun: query.dryRun, call)
    }
  }

  private static var columns: String {
    ImportKind.allCases.map { "Columns of " + $0.rawValue + ": " + $0.columnsInWords }.joined(separator: "\n")
      + "\nAn empty cell empties its field, a cell that cannot be read changes nothing; all rules are at /docs."
  }

  /// Imports a short table at once. A long one, or one that would have to wait, goes on after the response.
  private static func take(_ kind: ImportKind, dryRun: Bool, _ call: Call) throws -> Response {
    let runs = call.onDesk.imports
    let isAsked = call.request.prefers("respond-async")
    let isLong = call.request.bodyCount > ImportTask.atOnce || !runs.underWay.isEmpty
    let run = runs.begin(kind, dryRun: dryRun, userID: call.actor.userID, retry: call.retry, at: call.context.now)
    let task = ImportTask(run: run, table: call.request.withBody { Array($0) }, writer: call.writer)
    guard isAsked || isLong, let later = call.onDesk.later else {
      do {
        let report = try task.carryOut(call.context)
        // The report may be too long to be kept with the key, so a retry finds it here.
        if run.retry == nil { runs.remove(run.id) } else { runs.end(run.id, report) }
        return try call.answer(report, ImportJSON.report)
      } catch {
        runs.remove(run.id)
        throw error
      }
    }
    let (language, says) = (call.language, call.onDesk.says)
    guard later({ task.goOn($0, in: language, says: says) }) else {
      runs.remove(run.id)
      throw Refusal.unavailable(.overloaded)
    }
    var response = ImportJSON.accepted(run, language)
    if isAsked { response.headers.append(("Preference-Applied", "respond-async")) }
    return response
  }
}

extension Request {
  /// True if a preference is named (RFC 7240), with or without a value.
  fileprivate func prefers(_ name: String) -> Bool {
    (header("prefer") ?? "").split(separator: ",").contains { preference in
      preference.prefix { $0 != ";" && $0 != "=" }.lowercased().trimmed == name
    }
  }
}
