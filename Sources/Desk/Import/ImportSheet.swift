internal import Domain

extension RoomSheet {
  /// The report of an import does not say whom it speaks of.
  static let imports = RoomSheet(things: [.import: .anybodys])
}
