internal import CSV
internal import Crypto
package import Domain
internal import SQLite
internal import Synchronization

/// Imports a table that another program exported, some rows at a time, each step in its caller's transaction, so that
/// the desk stays responsive. If the import is cut off, what was written stays. A second run goes on from there,
/// because a row equal to what was imported last changes nothing.
package final class Importer: Sendable {
  /// The most rows of one step.
  static let rowsAStep = 200
  /// CPU time of the thread in nanoseconds after which a step takes no further row.
  static let workAStep: Int64 = 2_000_000

  private struct Parsed: Sendable {
    let line: Int
    let fields: [String]
    /// nil: the row could not even be split into cells.
    let row: (any ImportRow)?
    let faults: [Reason]
    let warnings: [Reason]
    let hash: [UInt8]
    /// The hash of the last row with the same key. The last row decides what is stored, and a second run compares with it.
    var lastHash: [UInt8]
  }

  /// The results of the steps that were kept.
  private struct Progress: Sendable {
    var lines: [ImportLine] = []
    var rejects: RejectsFile
    var memory = ImportMemory()
    var plan: ImportPlan
  }

  package let kind: ImportKind
  package let dryRun: Bool
  private let encoding: TextEncoding
  private let unknownColumns: [String]
  private let rows: [Parsed]
  /// Used by the desk thread and by the worker that imports, one after the other.
  private let progress: Mutex<Progress>

  /// Reads the whole table. Refuses a table that cannot be read to its end, or that lacks columns, and names all of
  /// them. `currency` is the centre's. `read` is called from time to time with the number of rows so far.
  package init(
    kind: ImportKind, bytes: [UInt8], currency: String, dryRun: Bool = false, read: (Int) -> Void = { _ in }
  ) throws(Refusal) {
    self.kind = kind
    self.dryRun = dryRun
    do throws(CSVFault) {
      let named = kind.namedColumns
      var table = try CSVTable(bytes, columns: kind.requiredColumns, asked: kind.columns) { kind.column(headed: $0, named) }
      let told = kind.row.columnsOfSums.map { ($0, table.heading(of: $0).flatMap { ImportKind.parted($0).currency }) }
      let sums = ImportSums(centre: currency, headings: Dictionary(uniqueKeysWithValues: told).compactMapValues(\.self))
      unknownColumns = table.others(than: kind.columns + [RejectsFile.column])
      encoding = table.encoding
      progress = Mutex(Progress(rejects: RejectsFile(table), plan: ImportPlan(isOn: dryRun)))
      var rows: [Parsed] = []
      while let next = try table.next() {
        rows.append(Self.parse(next, kind.row, sums))
        if rows.count % 1_000 == 0 { read(rows.count) }
      }
      Self.lookAhead(&rows)
      self.rows = rows
    } catch { throw .invalid(.tableUnreadable(error)) }
  }

  package var total: Int { rows.count }
  package var done: Int { progress.withLock { $0.lines.count } }
  package var isFinished: Bool { done == total }

  /// Takes the next rows: at least one, then as many as the CPU time of a step allows. A rejected row does not stop
  /// the import. An import's step changes nothing here until `keep`, because the desk runs it again when its turn is
  /// lost. A dry run, which has no turns, takes each step once.
  package func step(_ context: Context) throws -> ImportStep {
    let enough = context.db.worked + Self.workAStep
    return try progress.withLock { progress in
      let before = progress.lines.count
      var step = ImportStep(done: before, total: total)
      for parsed in rows[before..<min(before + Self.rowsAStep, total)] {
        let line = try take(parsed, &step.memory, &progress, context)
        if line.outcome == .rejected { step.rejects.append((parsed.fields, line.reasons)) }
        step.lines.append(line)
        step.done += 1
        if context.db.worked >= enough { break }
      }
      return step
    }
  }

  /// Adds a step that the database has kept.
  package func keep(_ step: ImportStep) {
    progress.withLock { progress in
      progress.lines += step.lines
      for (fields, reasons) in step.rejects { progress.rejects.add(fields, reasons) }
      progress.memory.learn(step.memory)
    }
  }

  package var report: ImportReport {
    let (lines, rejects) = progress.withLock { ($0.lines, $0.rejects) }
    let name =
      switch encoding {
      case .utf8, .utf8WithMark: "utf-8"
      case .windows1251: "windows-1251"
      case .utf16LittleEndian, .utf16BigEndian: "utf-16"
      }
    return ImportReport(
      kind: kind, dryRun: dryRun, encoding: name, unknownColumns: unknownColumns, lines: lines, rejects: rejects.bytes(encoding))
  }

  // MARK: Reading

  private static func parse(
    _ next: Result<CSVTable.Row, CSVTable.BadRow>, _ type: any ImportRow.Type, _ sums: ImportSums
  ) -> Parsed {
    switch next {
    case .failure(let bad):
      return Parsed(
        line: bad.fault.line, fields: bad.fields, row: nil, faults: [.rowUnreadable(bad.fault)], warnings: [], hash: [], lastHash: [])
    case .success(let row):
      var cells = ImportCells(row, sums)
      let made = type.init(&cells)
      // Mark missing columns in the hash, so that they differ from empty cells. Columns that were added to the format
      // later are left out if missing, so that older hashes stay equal.
      let told = type.columns.compactMap { column in
        row[column].map { type.laterColumns.contains(column) ? "\(column)\u{1D}\($0)" : $0 }
          ?? (type.laterColumns.contains(column) ? nil : "\u{1E}")
      }
      let hash = SHA256.hash(told.joined(separator: "\u{1F}"))
      return Parsed(
        line: row.line, fields: row.fields, row: made, faults: cells.faults, warnings: cells.warnings, hash: hash, lastHash: hash)
    }
  }

  private static func lookAhead(_ rows: inout [Parsed]) {
    var last: [String: [UInt8]] = [:]
    for index in rows.indices.reversed() {
      guard let row = rows[index].row, rows[index].faults.isEmpty else { continue }
      let stays = row.names.lazy.compactMap { last[$0] }.first ?? rows[index].hash
      rows[index].lastHash = stays
      for name in row.names where last[name] == nil { last[name] = stays }
    }
  }

  // MARK: Writing

  private func take(
    _ parsed: Parsed, _ fresh: inout ImportMemory, _ progress: inout Progress, _ context: Context
  ) throws -> ImportLine {
    guard let row = parsed.row else { return ImportLine(line: parsed.line, key: nil, outcome: .rejected, reasons: parsed.faults) }
    guard parsed.faults.isEmpty else {
      let all = try (parsed.faults + row.faults(context)).unique
      return ImportLine(line: parsed.line, key: row.title, outcome: .rejected, reasons: all)
    }
    do {
      var line = try write(row, parsed, &fresh, &progress, context)
      line.reasons = parsed.warnings + row.warnings(context) + line.reasons
      return line
    } catch let reason as Reason {
      return ImportLine(line: parsed.line, key: row.title, outcome: .rejected, reasons: [reason])
    }
  }

  private func write(
    _ row: any ImportRow, _ parsed: Parsed, _ fresh: inout ImportMemory, _ progress: inout Progress, _ context: Context
  ) throws -> ImportLine {
    let found = try row.find(context)
    let earlier = fresh.rowsTaken(of: row, after: progress.memory)
    let place = found.map { .card($0.id) } ?? earlier.last?.place ?? .line(parsed.line)
    var line = ImportLine(line: parsed.line, key: row.title, outcome: .created, reasons: [])
    let before = found.flatMap { fresh.lastLine(about: $0.id, after: progress.memory) } ?? earlier.last?.line
    if let before { line.reasons.append(.rowRepeated(before)) }
    if let found {
      line.outcome = outcome(of: parsed, found)
      if case .kept(let reason) = found.standing { line.reasons.append(reason) }
      line.reasons += try row.remarks(on: found, line.outcome, context)
      if line.outcome == .updated {
        line.reasons += try twins(of: row, found, at: place, &progress.plan, context)
        line.emptied = try emptied(by: row, found, after: earlier.map(\.row), context)
        if !dryRun { line.reasons += try row.update(found, context, hash: parsed.hash) }
      }
      fresh.note(parsed.line, about: found.id)
    } else if !dryRun {
      line.reasons += try twins(of: row, nil, at: place, &progress.plan, context) + row.create(context, hash: parsed.hash)
    } else if earlier.isEmpty {
      line.reasons += try twins(of: row, nil, at: place, &progress.plan, context)
    } else {
      line.outcome = .updated
      line.reasons += try row.remarks(after: earlier.map(\.row)) + twins(of: row, nil, at: place, &progress.plan, context)
      line.emptied = try emptied(by: row, nil, after: earlier.map(\.row), context)
    }
    fresh.note(ImportMemory.Taken(line: parsed.line, place: place, row: row), after: progress.memory)
    return line
  }

  /// Warnings about other cards that may be the same, and in a dry run the remarks that writing would return.
  private func twins(
    of row: any ImportRow, _ thing: ImportedThing?, at place: ImportPlace, _ plan: inout ImportPlan, _ context: Context
  ) throws -> [Reason] {
    guard let card = try row.card(of: thing, at: place, plan, context) else { return [] }
    defer { plan.note(card, at: place) }
    return try row.twins(of: card, at: place, plan, context) + (dryRun ? card.remarks : [])
  }

  /// Columns whose empty cells clear a value that the thing holds. In a dry run, values from earlier rows count too.
  private func emptied(
    by row: any ImportRow, _ thing: ImportedThing?, after earlier: [any ImportRow], _ context: Context
  ) throws -> [String] {
    let empty = row.said.filter { $0.said == .empty }.map(\.column)
    guard !empty.isEmpty else { return [] }
    let held = try thing.map { try row.held(by: $0, context) } ?? []
    return empty.filter { column in
      let last = dryRun ? earlier.lazy.flatMap(\.said).last { $0.column == column && $0.said != .nothing } : nil
      return last.map { $0.said == .value } ?? held.contains(column)
    }
  }

  private func outcome(of parsed: Parsed, _ thing: ImportedThing) -> ImportLine.Outcome {
    guard case .imported(let hash) = thing.standing else { return .kept }
    return hash == parsed.hash || hash == parsed.lastHash ? .unchanged : .updated
  }
}
