extension RoomSheet {
  static let files = RoomSheet(
    kept: ["codes": ["files.media_type"]],
    check: { try BlobTable($0).faults() })
}
