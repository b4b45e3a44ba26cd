package import Domain

/// Two cards of one client become one: everything that points at the merged card points at the survivor from then on, noted row by row,
/// so that undoing moves back exactly that. What came to the survivor after the merge stays there.
///
/// Consents: both histories are kept on the survivor; where the two cards said different things the opt-out is in force.
/// The survivor's own fields stand; a refusal of service is taken over.
package struct ClientMerges {
  private let context: Context
  private var table: ClientMergeTable { ClientMergeTable(context.db) }
  package init(_ context: Context) { self.context = context }

  package struct Moved: Equatable, Sendable {
    /// Table and column: `work_orders.client_id`.
    package let place: String
    package let rows: Int64
  }

  package struct Record: Sendable {
    package let merge: ClientMerge
    package let moved: [Moved]
  }

  package func find(_ id: Int64) throws -> Record {
    guard let merge = try table.find(id) else { throw Refusal.notFound(.clientMerge) }
    return Record(merge: merge, moved: try table.counts(id))
  }

  package func list(clientID: Int64?, _ page: PageRequest) throws -> Page<Record> {
    let found = try Page(table.page(clientID: clientID, page), page) { Cursor(key: .integer($0.id), id: $0.id) }
    return Page(items: try found.items.map { Record(merge: $0, moved: try table.counts($0.id)) }, next: found.next)
  }

  package func merge(_ mergedID: Int64, into survivorID: Int64, version: Versions?, reason: String) throws -> Record {
    guard let survivor = try ClientTable(context.db).find(survivorID) else { throw Refusal.notFound(.client) }
    guard let merged = try ClientTable(context.db).find(mergedID) else { throw Refusal.invalid(.noSuchClient.at("/merged_id")) }
    try context.match(version, survivor.version)
    let lookup = ClientLookup(context)
    var reasons = try ClientMerge.reasons(againstMerging: lookup.told(merged), into: lookup.told(survivor))
    let meeting = try table.meetingDocuments(mergedID, survivorID)
    if reasons.isEmpty, !meeting.isEmpty { reasons.append(.mergeDocumentsMeet(meeting)) }
    reasons += try reasonsAgainstSize(mergedID, survivorID)
    guard reasons.isEmpty else { throw Refusal.conflict(reasons, moves: []) }

    var merge = ClientMerge(
      id: 0, survivorId: survivorID, mergedId: mergedID, reason: reason, at: context.now, userId: try context.userID())
    merge.id = try table.insert(merge)
    let optOuts = try purposesOptedOutByOne(mergedID, survivorID)
    for place in MergePlace.clients {
      try table.note(place, merge)
      try table.move(place, of: merge.id, from: mergedID, to: survivorID)
    }
    try keepOptOuts(optOuts, merge)
    try takeOverRefusal(merged, survivor, merge)
    try table.raiseOrders(merge.id)
    try table.setMerged(mergedID, into: survivorID)
    try foldAnew(survivorID)
    try note(.clientMerged, .clientMergedInto, merge)
    return try context.settled { try find(merge.id) }
  }

  /// `version` is the survivor's, as in merging.
  package func undo(_ id: Int64, version: Versions?) throws -> Record {
    let merge = try find(id).merge
    guard let survivor = try ClientTable(context.db).find(merge.survivorId), let merged = try ClientTable(context.db).find(merge.mergedId)
    else { throw Refusal.notFound(.client) }
    try context.match(version, survivor.version)
    var reasons = merge.reasonsAgainstUndo(survivor: survivor, merged: merged)
    if reasons.isEmpty { reasons = try table.paidAcross(merge).map { .mergePaysAcross($0.payment, $0.document) } }
    guard reasons.isEmpty else { throw Refusal.conflict(reasons, moves: []) }

    for place in MergePlace.clients { try table.move(place, of: id, from: merge.survivorId, to: merge.mergedId) }
    for consent in try table.rows(id, Self.optOutPlace) { try table.removeConsent(consent) }
    if try !table.rows(id, Self.refusalPlace).isEmpty, survivor.refusedServiceReason == merged.refusedServiceReason {
      try ClientTable(context.db).setRefusal(survivor.id, nil)
    }
    try table.raiseOrders(id)
    try table.setActive(merge.mergedId)
    try table.setUndone(id, at: context.now)
    try foldAnew(merge.survivorId)
    try foldAnew(merge.mergedId)
    try note(.clientMergeUndone, .clientMergeUndone, merge)
    return try context.settled { try find(id) }
  }

  /// One card shows what both have.
  private func reasonsAgainstSize(_ merged: Int64, _ survivor: Int64) throws -> [Reason] {
    let contacts = ClientContactTable(context.db)
    let (a, b) = (try contacts.all(of: survivor), try contacts.all(of: merged))
    func reason(_ most: Most, _ list: KeyPath<ClientContactTable.Contacts, [String]>) -> Reason? {
      most.reason(against: Set(a[keyPath: list]).union(b[keyPath: list]).count, adding: 0)
    }
    let proxies = ProxyTable(context.db)
    let powers = try proxies.all(of: survivor).count + proxies.all(of: merged).count
    return [
      reason(.phones, \.phones), reason(.emails, \.emails), reason(.tags, \.tags), Most.proxies.reason(against: powers, adding: 0),
    ].compactMap(\.self)
  }

  // MARK: What a merge does beside moving

  private static let optOutPlace = "consents.opt_out"
  private static let refusalPlace = "clients.refused_service_reason"

  private func purposesOptedOutByOne(_ a: Int64, _ b: Int64) throws -> [Consent.Purpose] {
    try Consent.Purpose.allCases.filter { purpose in
      let consents = ConsentTable(context.db)
      guard let one = try consents.newest(purpose, of: a), let other = try consents.newest(purpose, of: b) else { return false }
      return one.given != other.given
    }
  }

  private func keepOptOuts(_ purposes: [Consent.Purpose], _ merge: ClientMerge) throws {
    for purpose in purposes {
      let row = Consent(
        id: 0, clientId: merge.survivorId, purpose: purpose, given: false, how: "merge", at: context.now, userId: merge.userId)
      try table.noteRow(merge.id, Self.optOutPlace, try ConsentLog(context).write(row))
    }
  }

  private func takeOverRefusal(_ merged: Client, _ survivor: Client, _ merge: ClientMerge) throws {
    guard let reason = merged.refusedServiceReason, survivor.refusedServiceReason == nil else { return }
    try ClientTable(context.db).setRefusal(survivor.id, reason)
    try table.noteRow(merge.id, Self.refusalPlace, survivor.id)
  }

  /// The card is found by what it has now. What an import left of it is remembered: undone, it is as it was.
  private func foldAnew(_ id: Int64) throws {
    let table = ClientTable(context.db)
    guard let client = try table.find(id) else { return }
    let card = try ClientLookup(context).card(client)
    try table.update(client, searchText: card.searchText, importedHash: table.importedHash(id))
  }

  private func note(_ onSurvivor: EventType, _ onMerged: EventType, _ merge: ClientMerge) throws {
    let facts: [Detail] = [
      .fact("merge_id", .integer(merge.id)), .fact("survivor_id", .integer(merge.survivorId)), .fact("merged_id", .integer(merge.mergedId)),
    ]
    try context.record(onSurvivor, Subject(.client, merge.survivorId, client: merge.survivorId), facts)
    let owner = onSurvivor == onMerged ? merge.mergedId : merge.survivorId
    try context.record(onMerged, Subject(.client, merge.mergedId, client: owner), facts)
  }
}
