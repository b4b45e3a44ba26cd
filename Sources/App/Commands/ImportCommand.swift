import API
import CSV
import Desk
import Domain
import Foundation
import JSON

enum ImportCommand {
  static let importing = Command(
    name: "import", usage: "import clients|vehicles|parts|operations FILE [--dry-run]",
    about: "Read what an office program exported (Windows-1251 or UTF-8); the same file again changes nothing", more: columns,
    flags: ["dry-run"],
    words: 2...2
  ) { arguments, config in
    let (kind, file) = (arguments.words[0], arguments.words[1])
    guard ImportKind(rawValue: kind) != nil else {
      throw Misuse("\(kind) is no kind; there are \(ImportKind.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    let table = try FileName.read(file)
    let progress = ImportProgress()
    let console = try Console(config, wrote: progress.wroteTurn)
    if console.isRemote {
      Terminal.complain("the running server is importing…")
      progress.follow(.local(path: config.socketPath), kind: kind)
    }
    defer { progress.end() }
    let answer = try console.ask(.importTable(kind, table, dryRun: arguments.has("dry-run"), in: language))
    let report = try answer.status == 202 ? Self.report(of: answer.json.at("id").whole, console) : answer.json
    progress.end()
    Terminal.say(words(report))
    try keepRejects(report, table, file)
  }

  /// Waits for the report of an import that goes on after its response.
  private static func report(of run: Int64, _ console: Console) throws -> JSONValue {
    while true {
      let run = try console.ask(.importRun(run, in: language)).json
      switch run.at("state").text {
      case "done": return run.at("report")
      case "failed": throw Failure(Console.words(of: run.at("problem")) ?? "the import failed")
      default: Thread.sleep(forTimeInterval: ImportProgress.pause)
      }
    }
  }

  private static var columns: String {
    let columns = ImportKind.allCases.map { kind in
      let optional = kind.columns.filter { !kind.requiredColumns.contains($0) }
      let rest = optional.isEmpty ? "" : "\n    if there are: \(optional.joined(separator: "; "))"
      let others = kind.otherNames.map { "\($0.column) (\($0.names.joined(separator: ", ")))" }.joined(separator: "; ")
      return "  \(kind.rawValue): \(kind.requiredColumns.joined(separator: "; "))\(rest)\n    other names: \(others)"
    }.joined(separator: "\n")
    return columns + "\n  " + Self.rules.joined(separator: "\n  ")
  }

  private static let rules = [
    "Case, dots and blanks of a name make no difference. A column by another name is not read, and told.",
    "A sum in another currency than the centre's is not read, whether its cell, the column Валюта or the heading (Цена, USD) says so.",
    "An empty cell empties its field (never a code, article, maker, VIN, body number, plate, kind or VAT);",
    "a column that is not there, or a cell left out at a row's end, leaves it as it is.",
    "A cell that cannot be read changes nothing, and is told.",
  ]

  /// The terminal's language (POSIX: the first of these variables that is set).
  private static var language: Language {
    let environment = ProcessInfo.processInfo.environment
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
    return locale.hasPrefix("ru") ? .ru : .en
  }

  /// The sums, then every row with something to report.
  private static func words(_ report: JSONValue) -> String {
    let sums = ["rows", "created", "updated", "unchanged", "kept", "transferred", "emptied", "warned", "rejected"].map {
      "\($0) \(report.at($0).shown)"
    }
    let lines = report.at("lines").items.map { line in
      let reasons = line.at("reasons").items.map { "\($0.at("column").shown) \($0.at("message").shown)" }.joined(separator: "; ")
      let emptied = line.at("emptied").items.map(\.shown).joined(separator: ", ")
      let said = [reasons, emptied.isEmpty ? "" : "emptied: \(emptied)"].filter { !$0.isEmpty }.joined(separator: "; ")
      return "line \(line.at("line").shown)\t\(line.at("key").shown)\t\(line.at("outcome").shown)\t\(said)"
    }
    let more = report.at("lines_left_out").whole
    let rest = more > 0 ? ["… and \(more) more lines"] : []
    let unread = report.at("unknown_columns").items.map(\.shown)
    let columns = unread.isEmpty ? [] : ["columns that are not read: \(unread.joined(separator: ", "))"]
    return (lines + rest + columns + [sums.joined(separator: ", ")]).joined(separator: "\n")
  }

  /// Writes rejected rows next to the file, in its own encoding, with the reason as the first column.
  private static func keepRejects(_ report: JSONValue, _ original: [UInt8], _ file: String) throws {
    let text = report.at("rejects_csv").text
    guard report.at("rejected").whole > 0, !text.isEmpty else { return }
    let path = file + ".rejects.csv"
    let bytes = TextEncoding.detect(original).encode(text) ?? Array(text.utf8)
    guard FileManager.default.createFile(atPath: path, contents: Data(bytes)) else { throw Failure("\(path) cannot be written") }
    Terminal.say("rejected rows: \(path)")
  }
}
