package import Domain

/// Merges of tickets. The survivor gets the messages of both; undoing moves back exactly those that the merge moved.
package struct TicketMerges {
  private let context: Context
  private var table: TicketMergeTable { TicketMergeTable(context.db) }
  package init(_ context: Context) { self.context = context }

  package struct Record: Sendable {
    package let merge: TicketMerge
    /// Messages that it moved.
    package let messages: Int64
  }

  package func list(of id: Int64, _ page: PageRequest) throws -> Page<Record> {
    _ = try context.find(TicketTable.self, id)
    let found = try Page(table.page(of: id, page), page)
    return Page(items: try found.items.map(record), next: found.next)
  }

  /// Merges another ticket into this one. Neither may be merged already, so there is no cycle.
  package func merge(_ mergedID: Int64, into id: Int64, version: Versions?, reason: String?, ofTwoClients: Bool) throws -> Record {
    let lookup = TicketLookup(context)
    let survivor = try context.find(TicketTable.self, id)
    try context.match(version, survivor.version)
    guard let merged = try TicketTable(context.db).find(mergedID) else { throw Refusal.invalid(Reason.noSuchTicket.at("/merged_id")) }
    let reasons = try lookup.told(survivor).reasonsAgainst(merging: lookup.told(merged), ofTwoClients: ofTwoClients)
    guard reasons.isEmpty else { throw Refusal.conflict(reasons, moves: []) }
    var merge = TicketMerge(
      survivorID: id, mergedID: mergedID, reason: reason, at: context.now, userID: try context.userID(), merged: merged.mergeState,
      survivor: survivor.mergeState)
    merge.id = try table.insert(merge)
    try table.move(merge)
    let work = TicketWork(context)
    try work.changeMoved(
      survivor, to: survivor.with { $0.takeOver(merged, at: context.now) }, as: .ticketMerged, merge.facts + Detail.words("reason", reason))
    try work.changeMoved(
      merged, to: merged.with { try $0.mergeInto(id, at: context.now) }, as: .ticketMergedInto, merge.facts)
    return try context.settled {
      try table.setVersion(try context.find(TicketTable.self, id).version, of: merge.id)
      return try find(merge.id)
    }
  }

  /// Undoes the merge of a ticket into this one. Refused while this one is merged itself: merges are undone in reverse order.
  package func undo(_ mergedID: Int64, from id: Int64, version: Versions?) throws -> Record {
    let survivor = try TicketLookup(context).changeable(id, version)
    guard let merged = try TicketTable(context.db).find(mergedID) else { throw Refusal.invalid(Reason.noSuchTicket.at("/merged_id")) }
    guard merged.mergedIntoID == id, let merge = try table.standing(of: mergedID, into: id) else {
      throw Refusal.conflict(.ticketNotMerged(merged))
    }
    try table.moveBack(merge)
    try table.setUndone(merge.id, at: context.now)
    let work = TicketWork(context)
    let isUntouched = survivor.version == merge.survivorVersion
    let waiting = try isUntouched ? nil : MessageTable(context.db).waitingSince(in: survivor)
    try work.changeMoved(
      survivor,
      to: survivor.with {
        if isUntouched { $0.restoreStatus(merge.survivor) } else if $0.waitingSinceAt != nil { $0.waitingSinceAt = waiting }
      }, as: .ticketMergeUndone, merge.facts)
    try work.changeMoved(
      merged, to: merged.with { $0.restore(merge.merged) }, as: .ticketMergeUndone, merge.facts, clocks: .revive(merge.at))
    return try context.settled { try find(merge.id) }
  }

  private func find(_ id: Int64) throws -> Record {
    guard let merge = try table.find(id) else { throw StoreFailure.unexpected("a merge is gone") }
    return try record(merge)
  }

  private func record(_ merge: TicketMerge) throws -> Record { Record(merge: merge, messages: try table.moved(merge.id)) }
}

extension TicketMerge {
  fileprivate var facts: [Detail] {
    [.fact("merge_id", .integer(id)), .fact("survivor_id", .integer(survivorID)), .fact("merged_id", .integer(mergedID))]
  }
}
