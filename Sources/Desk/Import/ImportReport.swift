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
  package let outcome: Outcome
  /// Why it was rejected, or what could not be taken over.
  package let reasons: [Reason]
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
  package let lines: [ImportLine]
  /// The rejected rows as they stood in the file with the reasons in a last column, in the file's encoding; nil without any.
  package let rejects: [UInt8]?
  /// The same as text.
  package var rejectsText: String? { rejects.map { String(decoding: TextEncoding.decode($0).utf8, as: UTF8.self) } }

  package var rows: Int { lines.count }
  /// Rows taken over with something to say about them.
  package var warned: Int { lines.count { $0.outcome != .rejected && !$0.reasons.isEmpty } }
  package func count(_ outcome: ImportLine.Outcome) -> Int { lines.count { $0.outcome == outcome } }
  /// How many rows a reason was given for: `vin_unverified`.
  package func count(_ code: String) -> Int { lines.count { $0.reasons.contains { $0.code == code } } }
}

/// Writes the rejected rows so that they can be put right and imported again.
struct RejectsFile {
  private static let column = "Причина"
  private var writer: CSVWriter
  private let columns: Int
  private var isEmpty = true

  init(_ table: CSVTable) {
    writer = CSVWriter(separator: Character(Unicode.Scalar(table.separator)))
    columns = table.header.count
    writer.row(table.header + [Self.column])
  }

  /// A row that could not be read at all has only its reason.
  mutating func add(_ fields: [String], _ reasons: [Reason]) {
    isEmpty = false
    let cells = fields.isEmpty ? Array(repeating: "", count: columns) : fields
    writer.row(cells + [reasons.map { $0.message(.ru) }.joined(separator: " ")])
  }

  func bytes(_ encoding: TextEncoding) -> [UInt8]? {
    guard !isEmpty else { return nil }
    return writer.finish(as: encoding) ?? writer.finish(as: .utf8WithMark)
  }
}
