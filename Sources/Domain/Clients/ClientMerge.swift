extension Merge {
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
