internal import Domain

extension RoomSheet {
  /// The report of an import may show any person.
  static let imports = RoomSheet(things: [.import: .anybodys])
}
