/// A token for the API. Its secret is shown once and stored only as a digest.
package struct Token: Sendable {
  package let id: Int64
  package let userID: Int64
  package let name: String
  /// Requests per second; nil is the installation's default, 0 no limit.
  package let ratePerSecond: Int?
  package let burst: Int?
  package let createdAt: Instant
  package let expiresAt: Instant?
  package let revokedAt: Instant?

  package init(
    id: Int64, userID: Int64, name: String, ratePerSecond: Int?, burst: Int?, createdAt: Instant, expiresAt: Instant?, revokedAt: Instant?
  ) {
    self.id = id
    self.userID = userID
    self.name = name
    self.ratePerSecond = ratePerSecond
    self.burst = burst
    self.createdAt = createdAt
    self.expiresAt = expiresAt
    self.revokedAt = revokedAt
  }
}
