internal import CSV
package import Domain

/// What became of one row.
package struct ImportLine: Equatable, Sendable {
  package enum Outcome: String, CaseIterable, Sendable {
    case created, updated, unchanged
    /// A hand has changed the thing since: the row is not taken over.
    case kept
    case rejected
  }

  /// The line of the file on which the row begins.
  package let line: Int
  package let key: String?
  package var outcome: Outcome
  /// Why it was rejected, or what could not be taken over.
  package var reasons: [Reason]
  /// The columns whose empty cells took away what was known.
  package var emptied: [String] = []
}

/// How far an import has come.
package struct ImportStep: Sendable {
  package let done: Int
  package let total: Int
  /// The rows of this step.
  package let lines: [ImportLine]
  package var isLast: Bool { done == total }
}

/// What has become of all rows.
package struct ImportReport: Sendable {
  package let kind: ImportKind
  package let dryRun: Bool
  package let encoding: String
  /// The headings of columns that are not read.
  package let unknownColumns: [String]
  package let rows: Int
  /// A dry run tells of every row, an import of those there is something to say about.
  package let lines: [ImportLine]
  /// The rejected rows as they stood in the file with the reasons in a first column, in the file's encoding; nil without any.
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

  /// The same as text.
  package var rejectsText: String? { rejects.map { String(decoding: TextEncoding.decode($0).utf8, as: UTF8.self) } }

  /// Rows taken over with something to say about them.
  package var warned: Int { lines.count { $0.outcome != .rejected && !$0.reasons.isEmpty } }
  /// Vehicles that came to another client.
  package var transferred: Int { count("vehicle_transferred") }
  /// Fields that held something until an empty cell.
  package var emptied: Int { lines.reduce(0) { $0 + $1.emptied.count } }
  package func count(_ outcome: ImportLine.Outcome) -> Int { outcomes[outcome] ?? 0 }
  /// How many rows a reason was given for: `vin_unverified`.
  package func count(_ code: String) -> Int { lines.count { $0.reasons.contains { $0.code == code } } }
}

/// Writes the rejected rows so that they can be put right and imported again.
struct RejectsFile {
  static let column = "Причина"
  private var writer: CSVWriter
  private var isEmpty = true
  /// Where the table, itself a file of rejects, has the reasons of last time.
  private let old: Int?

  init(_ table: CSVTable) {
    writer = CSVWriter(separator: Character(Unicode.Scalar(table.separator)))
    old = table.header.firstIndex { Text.trimmed($0) == Self.column }
    writer.row([Self.column] + Self.without(old, table.header))
  }

  /// The reason, then the row's cells as they stood, neither more nor fewer: a row with too many stays the fault it was until a hand has
  /// put it right, and its reason stands under its heading all the same.
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
