/// Kinds of tables that can be imported.
package enum ImportKind: String, CaseIterable, Sendable {
  case clients, vehicles, parts, operations

  /// The columns that are read, and those that a table must have.
  package var columns: [String] { row.columns }
  package var requiredColumns: [String] { row.requiredColumns }

  /// The `source` of imported rows.
  static let source = "import"
}
