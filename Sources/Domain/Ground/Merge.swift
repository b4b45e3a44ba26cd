/// A merge of two cards of one client or one car. The survivor replaces both.
package struct Merge: Equatable, Sendable {
  package var id: Int64
  package var survivorId: Int64
  package var mergedId: Int64
  package var reason: String
  package var at: Instant
  package var userId: Int64
  package var undoneAt: Instant?

  package init(
    id: Int64, survivorId: Int64, mergedId: Int64, reason: String, at: Instant, userId: Int64, undoneAt: Instant? = nil
  ) {
    self.id = id
    self.survivorId = survivorId
    self.mergedId = mergedId
    self.reason = reason
    self.at = at
    self.userId = userId
    self.undoneAt = undoneAt
  }
}
