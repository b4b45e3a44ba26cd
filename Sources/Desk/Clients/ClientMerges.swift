internal import Domain

/// Merges two cards of one client. Every row that refers to the merged card is moved to the survivor and noted
/// (`MergeColumn`). Undoing moves back exactly those rows. Rows that the survivor got after the merge stay there.
///
/// The survivor gets the consents of both cards; if they differ, the withdrawal is in force. The survivor keeps its
/// own fields and takes over a refusal of service.
package struct ClientMerges {
  private let context: Context
  private var merges: MergeTable { MergeTable(context.db, .client) }
  private var table: ClientMergeTable { ClientMergeTable(context.db) }
  package init(_ context: Context) { self.context = context }

  package func merge(_ mergedID: Int64, into survivorID: Int64, version: Versions?, reason: String) throws -> Merges.Record {
    guard let survivor = try ClientTable(context.db).find(survivorID) else { throw Refusal.notFound(.client) }
    guard let merged = try ClientTable(context.db).find(mergedID) else { throw Refusal.invalid(.noSuchClient.at("/merged_id")) }
    try context.match(version, survivor.version)
    let lookup = ClientLookup(context)
    var reasons = try Merge.reasons(againstMerging: lookup.told(merged), into: lookup.told(survivor))
    let meeting = try table.documents(of: survivorID, meetingThoseOf: mergedID)
    if reasons.isEmpty, !meeting.isEmpty { reasons.append(.mergeDocumentsMeet(meeting)) }
    reasons += try reasonsAgainstSize(mergedID, survivorID)
    guard reasons.isEmpty else { throw Refusal.conflict(reasons, moves: []) }

    var merge = Merge(
      id: 0, survivorID: survivorID, mergedID: mergedID, reason: reason, at: context.now, userID: try context.userID())
    merge.id = try merges.insert(merge)
    let optOuts = try purposesOptedOutByOne(mergedID, survivorID)
    try merges.move(merge)
    try keepOptOuts(optOuts, merge)
    try takeOverRefusal(merged, survivor, merge)
    try table.raiseOrders(merge.id)
    try ClientTable(context.db).setMerged(mergedID, into: survivorID)
    try foldAnew(survivorID)
    try note(.clientMerged, .clientMergedInto, merge)
    return try context.settled { try Merges(context, .client).find(merge.id) }
  }

  /// Undoes a merge. `version` is the survivor's, as in merging.
  package func undo(_ id: Int64, version: Versions?) throws -> Merges.Record {
    let merge = try Merges(context, .client).find(id).merge
    guard let survivor = try ClientTable(context.db).find(merge.survivorID), let merged = try ClientTable(context.db).find(merge.mergedID)
    else { throw Refusal.notFound(.client) }
    try context.match(version, survivor.version)
    var reasons = merge.reasonsAgainstUndo(survivor: survivor, merged: merged)
    if reasons.isEmpty { reasons = try table.paidAcross(merge).map { .mergePaysAcross($0.payment, $0.document) } }
    guard reasons.isEmpty else { throw Refusal.conflict(reasons, moves: []) }

    try merges.moveBack(merge)
    for consent in try merges.rows(id, Self.optOutPlace) { try ConsentTable(context.db).remove(consent) }
    if try !merges.rows(id, Self.refusalPlace).isEmpty, survivor.refusedServiceReason == merged.refusedServiceReason {
      try ClientTable(context.db).setRefusal(survivor.id, nil)
    }
    try table.raiseOrders(id)
    try ClientTable(context.db).setActive(merge.mergedID)
    try merges.setUndone(id, at: context.now)
    try foldAnew(merge.survivorID)
    try foldAnew(merge.mergedID)
    try note(.clientMergeUndone, .clientMergeUndone, merge)
    return try context.settled { try Merges(context, .client).find(id) }
  }

  /// Reasons against a merge after which the survivor would have more contacts, tags or proxies than allowed.
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

  // MARK: Changes that are no moves

  private static let optOutPlace = "consents.opt_out"
  private static let refusalPlace = "clients.refused_service_reason"

  private func purposesOptedOutByOne(_ a: Int64, _ b: Int64) throws -> [Consent.Purpose] {
    try Consent.Purpose.allCases.filter { purpose in
      let consents = ConsentTable(context.db)
      guard let one = try consents.newest(purpose, of: a), let other = try consents.newest(purpose, of: b) else { return false }
      return one.given != other.given
    }
  }

  private func keepOptOuts(_ purposes: [Consent.Purpose], _ merge: Merge) throws {
    for purpose in purposes {
      let row = Consent(
        id: 0, clientID: merge.survivorID, purpose: purpose, given: false, how: "merge", at: context.now, userID: merge.userID)
      try merges.noteRow(merge.id, Self.optOutPlace, try ConsentLog(context).write(row))
    }
  }

  private func takeOverRefusal(_ merged: Client, _ survivor: Client, _ merge: Merge) throws {
    guard let reason = merged.refusedServiceReason, survivor.refusedServiceReason == nil else { return }
    try ClientTable(context.db).setRefusal(survivor.id, reason)
    try merges.noteRow(merge.id, Self.refusalPlace, survivor.id)
  }

  /// Writes the card again, so that search finds it by its present values. It keeps `imported_hash`: after the undoing
  /// it is as imported.
  private func foldAnew(_ id: Int64) throws {
    let table = ClientTable(context.db)
    guard let client = try table.find(id) else { return }
    let card = try ClientLookup(context).card(client)
    try table.update(client, searchText: card.searchText, importedHash: table.importedHash(id))
  }

  private func note(_ onSurvivor: EventType, _ onMerged: EventType, _ merge: Merge) throws {
    try context.record(onSurvivor, Subject(.client, merge.survivorID, client: merge.survivorID), merge.facts)
    let owner = onSurvivor == onMerged ? merge.mergedID : merge.survivorID
    try context.record(onMerged, Subject(.client, merge.mergedID, client: owner), merge.facts)
  }
}
