internal import Domain

extension RoomSheet {
  static let staff = RoomSheet(
    kept: ["about staff, not clients": ["users.login", "users.name", "users.password_hash", "tokens.name"]],
    things: [.user: .nobodys, .token: .nobodys])
}
