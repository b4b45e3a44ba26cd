internal import CSV
internal import Crypto
package import Domain

/// Brings in a table that another program has exported, some rows at a time: each step inside its caller's transaction, so that the desk
/// stays quick meanwhile. What was written stays when it is cut off; running it again goes on from there, for a row that says what was
/// imported last changes nothing.
package struct Importer: Sendable {
  /// Rows of one turn.
  package static let rowsATurn = 200

  private struct Parsed: Sendable {
    let line: Int
    let fields: [String]
    /// nil: not even its cells can be told apart.
    let row: (any ImportRow)?
    let faults: [Reason]
    let warnings: [Reason]
    let hash: [UInt8]
    /// Of the last row with the same key: that is what stays of them all, and what a second run finds.
    var lastHash: [UInt8]
  }

  package let kind: ImportKind
  package let dryRun: Bool
  private let encoding: TextEncoding
  private var rows: [Parsed] = []
  private var lines: [ImportLine] = []
  private var rejects: RejectsFile
  /// The rows of things that a dry run would have created by now.
  private var pretended: [String: [any ImportRow]] = [:]

  /// Reads and understands the whole table; refused when it cannot be read to its end or lacks columns, all of them named.
  package init(kind: ImportKind, bytes: [UInt8], dryRun: Bool = false) throws(Refusal) {
    self.kind = kind
    self.dryRun = dryRun
    do throws(CSVFault) {
      var table = try CSVTable(bytes, columns: kind.requiredColumns)
      encoding = table.encoding
      rejects = RejectsFile(table)
      while let next = try table.next() { rows.append(Self.parse(next, kind.row)) }
    } catch { throw .invalid(.tableUnreadable(error)) }
    lookAhead()
  }

  package var total: Int { rows.count }
  package var done: Int { lines.count }
  package var isFinished: Bool { done == total }

  /// Takes the next rows. A row that is rejected stops nothing.
  package mutating func next(_ count: Int = rowsATurn, _ context: Context) throws -> ImportStep {
    let before = done
    for parsed in rows[before..<min(before + count, total)] {
      let line = try take(parsed, context)
      if line.outcome == .rejected { rejects.add(parsed.fields, line.reasons) }
      lines.append(line)
    }
    return ImportStep(done: done, total: total, lines: Array(lines[before...]))
  }

  package var report: ImportReport {
    let name =
      switch encoding {
      case .utf8, .utf8WithMark: "utf-8"
      case .windows1251: "windows-1251"
      }
    return ImportReport(kind: kind, dryRun: dryRun, encoding: name, lines: lines, rejects: rejects.bytes(encoding))
  }

  // MARK: Reading

  private static func parse(_ next: Result<CSVTable.Row, CSVTable.BadRow>, _ type: any ImportRow.Type) -> Parsed {
    switch next {
    case .failure(let bad):
      return Parsed(
        line: bad.fault.line, fields: bad.fields, row: nil, faults: [.rowUnreadable(bad.fault)], warnings: [], hash: [], lastHash: [])
    case .success(let row):
      var cells = ImportCells(row)
      let made = type.init(&cells)
      // A column that is not there says something else than one that is empty.
      let hash = SHA256.hash(type.columns.map { row[$0] ?? "\u{1E}" }.joined(separator: "\u{1F}"))
      return Parsed(
        line: row.line, fields: row.fields, row: made, faults: cells.faults, warnings: cells.warnings, hash: hash, lastHash: hash)
    }
  }

  private mutating func lookAhead() {
    var last: [String: [UInt8]] = [:]
    for index in rows.indices.reversed() {
      guard let row = rows[index].row, rows[index].faults.isEmpty else { continue }
      rows[index].lastHash = last[row.key] ?? rows[index].hash
      if last[row.key] == nil { last[row.key] = rows[index].hash }
    }
  }

  // MARK: Writing

  private mutating func take(_ parsed: Parsed, _ context: Context) throws -> ImportLine {
    guard let row = parsed.row else { return ImportLine(line: parsed.line, key: nil, outcome: .rejected, reasons: parsed.faults) }
    guard parsed.faults.isEmpty else {
      let all = try parsed.faults + row.faults(context)
      return ImportLine(line: parsed.line, key: row.title, outcome: .rejected, reasons: all)
    }
    do {
      let (outcome, more) = try write(row, parsed, context)
      return ImportLine(line: parsed.line, key: row.title, outcome: outcome, reasons: parsed.warnings + row.warnings(context) + more)
    } catch let reason as Reason {
      return ImportLine(line: parsed.line, key: row.title, outcome: .rejected, reasons: [reason])
    }
  }

  private mutating func write(_ row: any ImportRow, _ parsed: Parsed, _ context: Context) throws -> (ImportLine.Outcome, [Reason]) {
    guard let thing = try row.find(context) else {
      if dryRun { return pretend(row) }
      return (.created, try row.create(context, hash: parsed.hash))
    }
    let outcome = outcome(of: parsed, thing)
    let remarks = try row.remarks(on: thing, outcome, context)
    if outcome != .updated || dryRun { return (outcome, remarks) }
    return (outcome, try remarks + row.update(thing, context, hash: parsed.hash))
  }

  private mutating func pretend(_ row: any ImportRow) -> (ImportLine.Outcome, [Reason]) {
    let earlier = pretended[row.key] ?? []
    pretended[row.key, default: []].append(row)
    return earlier.isEmpty ? (.created, []) : (.updated, row.remarks(after: earlier))
  }

  private func outcome(of parsed: Parsed, _ thing: ImportedThing) -> ImportLine.Outcome {
    guard let hash = thing.hash else { return .kept }
    return hash == parsed.hash || hash == parsed.lastHash ? .unchanged : .updated
  }
}
