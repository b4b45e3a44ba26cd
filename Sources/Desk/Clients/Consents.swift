package import Domain

/// The history of a client's consents. Nothing is overwritten; the newest entry for a purpose is in force.
package struct Consents {
  private let context: Context
  package init(_ context: Context) { self.context = context }

  package func record(clientID: Int64, version: Versions?, _ purpose: Consent.Purpose, given: Bool, how: String) throws -> Consent {
    try context.match(version, ClientLookup(context).changeable(clientID).version)
    let row = Consent(
      id: 0, clientID: clientID, purpose: purpose, given: given, how: how, at: context.now, userID: context.actor.userID)
    let id = try ConsentLog(context).write(row)
    return try context.settled {
      Consent(id: id, clientID: clientID, purpose: purpose, given: given, how: how, at: context.now, userID: context.actor.userID)
    }
  }

  package func history(clientID: Int64, _ page: PageRequest) throws -> Page<Consent> {
    let client = try ClientLookup(context).survivor(clientID)
    return try Page(ConsentTable(context.db).page(of: client.id, page), page) { Cursor(key: .integer($0.id), id: $0.id) }
  }
}

/// Writes a consent with its event; also for imports and merges.
struct ConsentLog {
  private let context: Context
  init(_ context: Context) { self.context = context }

  func write(_ consent: Consent) throws -> Int64 {
    let id = try ConsentTable(context.db).insert(consent)
    try ClientTable(context.db).raiseVersion(consent.clientID)
    try context.record(
      consent.given ? .clientConsentGiven : .clientConsentWithdrawn, Subject(.client, consent.clientID, client: consent.clientID),
      [.fact("purpose", .init(consent.purpose)), .fact("consent_id", .integer(id))])
    return id
  }
}
