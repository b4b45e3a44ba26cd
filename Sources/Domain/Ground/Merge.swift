/// A merge of two cards of one client or one car. The survivor replaces both.
package struct Merge: Equatable, Sendable {
  package var id: Int64
  package var survivorID: Int64
  package var mergedID: Int64
  package var reason: String
  package var at: Instant
  package var userID: Int64
  package var undoneAt: Instant?

  package init(
    id: Int64, survivorID: Int64, mergedID: Int64, reason: String, at: Instant, userID: Int64, undoneAt: Instant? = nil
  ) {
    self.id = id
    self.survivorID = survivorID
    self.mergedID = mergedID
    self.reason = reason
    self.at = at
    self.userID = userID
    self.undoneAt = undoneAt
  }
}
