/// What can be imported.
package enum ImportKind: String, CaseIterable, Sendable {
  case clients, vehicles, parts, operations

  /// The `source` of imported rows.
  static let source = "import"
}
