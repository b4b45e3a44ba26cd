/// People who answer tickets together. A ticket always belongs to a team; those without a person are its queue.
package struct Team: Versioned {
  package static let noun = Noun.team
  /// The id of the team that is always there.
  package static let builtIn: Int64 = 1

  package var id: Int64 = 0
  package var name = ""
  package var createdAt: Instant
  package var version: Int64 = 1

  package init(at createdAt: Instant) { self.createdAt = createdAt }
}
