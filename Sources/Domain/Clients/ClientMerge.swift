package struct ClientMerge: Equatable, Sendable {
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

extension ClientMerge {
  package static func reasons(againstMerging merged: Client, into survivor: Client) -> [Reason] {
    if merged.id == survivor.id { return [.mergeSame.at("/merged_id")] }
    return survivor.reasonsAgainstEdit + merged.reasonsAgainstEdit.map { $0.at("/merged_id") }
  }

  /// Merges are undone in reverse order: the survivor must not have been merged or erased since.
  package func reasonsAgainstUndo(survivor: Client, merged: Client) -> [Reason] {
    if undoneAt != nil { return [.mergeUndone] }
    var reasons = survivor.reasonsAgainstEdit
    if merged.status == .erased { reasons.append(.clientErased(merged)) }
    return reasons
  }
}
