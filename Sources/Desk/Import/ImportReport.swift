internal import CSV
package import Domain

/// The outcome of one row.
package struct ImportLine: Equatable, Sendable {
  package enum Outcome: String, CaseIterable, Sendable {
    case created, updated, unchanged
    /// The thing was edited by hand since the last import, so the row is skipped.
    case kept
    case rejected
  }

  /// The line of the file on which the row begins.
  package let line: Int
  package let key: String?
  package var outcome: Outcome
  /// The reasons why the row was rejected, or the cells that were left out.
  package var reasons: [Reason]
  /// Columns whose empty cells cleared a known value.
  package var emptied: [String] = []
}

/// The progress of an import.
package struct ImportStep: Sendable {
  package internal(set) var done: Int
  package let total: Int
  /// The rows of this step.
  package internal(set) var lines: [ImportLine] = []
  package var isLast: Bool { done == total }
  /// The cells of the rejected rows, and why they were rejected.
  var rejects: [(fields: [String], reasons: [Reason])] = []
  /// The rows of this step, to be compared with later ones.
  var memory = ImportMemory()
}

/// The outcome of all rows.
package struct ImportReport: Sendable {
  package let kind: ImportKind
  package let dryRun: Bool
  package let encoding: String
  /// Headings of columns that are not read.
  package let unknownColumns: [String]
  package let rows: Int
  /// All rows of a dry run; of an import, the rows with something to report.
  package let lines: [ImportLine]
  /// The rejected rows as they were in the file, with a first column for the reasons, in the file's encoding. nil
  /// without any.
  package let rejects: [UInt8]?
  private let outcomes: [ImportLine.Outcome: Int]

  init(kind: ImportKind, dryRun: Bool, encoding: String, unknownColumns: [String], lines all: [ImportLine], rejects: [UInt8]?) {
    self.kind = kind
    self.dryRun = dryRun
    self.encoding = encoding
    self.unknownColumns = unknownColumns
    self.rejects = rejects
    rows = all.count
    lines = dryRun ? all : all.filter { !$0.reasons.isEmpty || !$0.emptied.isEmpty || $0.outcome == .kept }
    outcomes = all.reduce(into: [:]) { $0[$1.outcome, default: 0] += 1 }
  }

  /// `rejects` decoded as text.
  package var rejectsText: String? { rejects.map { String(decoding: TextEncoding.decode($0).utf8, as: UTF8.self) } }

  /// Accepted rows with warnings.
  package var warned: Int { lines.count { $0.outcome != .rejected && !$0.reasons.isEmpty } }
  /// Vehicles that moved to another client.
  package var transferred: Int { count("vehicle_transferred") }
  /// Values that were cleared by an empty cell.
  package var emptied: Int { lines.reduce(0) { $0 + $1.emptied.count } }
  package func count(_ outcome: ImportLine.Outcome) -> Int { outcomes[outcome] ?? 0 }
  /// Rows with a reason of this code, such as `vin_unverified`.
  package func count(_ code: String) -> Int { lines.count { $0.reasons.contains { $0.code == code } } }
}

/// Writes rejected rows, so that they can be corrected and imported again.
struct RejectsFile {
  static let column = "Причина"
  private var writer: CSVWriter
  private var isEmpty = true
  /// The column of earlier reasons, if the table is itself a file of rejects.
  private let old: Int?

  init(_ table: CSVTable) {
    writer = CSVWriter(separator: Character(Unicode.Scalar(table.separator)))
    old = table.header.firstIndex { Text.trimmed($0) == Self.column }
    writer.row([Self.column] + Self.without(old, table.header))
  }

  /// Writes the reasons and then the row's cells, unchanged in number. A row with too many cells stays a fault until
  /// it is corrected, and its reason is still under its heading.
  mutating func add(_ fields: [String], _ reasons: [Reason]) {
    isEmpty = false
    writer.row([reasons.map { $0.message(.ru) }.joined(separator: " ")] + Self.without(old, fields))
  }

  private static func without(_ place: Int?, _ fields: [String]) -> [String] {
    guard let place, fields.indices.contains(place) else { return fields }
    var rest = fields
    rest.remove(at: place)
    return rest
  }

  func bytes(_ encoding: TextEncoding) -> [UInt8]? {
    guard !isEmpty else { return nil }
    return writer.finish(as: encoding) ?? writer.finish(as: .utf8WithMark)
  }
}
