internal import Domain

extension RoomSheet {
  static let operations = RoomSheet(
    kept: [
      "about work": [
        "operations.code", "operations.code_key", "operations.code_order", "operations.name", "operations.name_key",
        "operations.search_text", "operations.source",
      ]
    ],
    things: [.operation: .nobodys],
    check: { try OperationCheck($0).faults() })
}
