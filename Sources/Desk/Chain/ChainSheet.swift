extension RoomSheet {
  static let chain = RoomSheet(
    kept: ["the centre's own name and settings": ["centre.name", "centre.company", "centre.currency", "centre.time_zone"]])
}
