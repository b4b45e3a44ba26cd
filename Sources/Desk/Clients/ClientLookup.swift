internal import Domain
internal import SQLite

/// Finds clients for all rooms. The id of a merged card leads to the card it was merged into.
struct ClientLookup {
  private let context: Context
  init(_ context: Context) { self.context = context }

  /// The card of an id. A merged card leads to its survivor, through all merges.
  func survivor(_ id: Int64) throws -> Client {
    var card = try context.find(ClientTable.self, id)
    while let next = card.mergedIntoID { card = try context.find(ClientTable.self, next) }
    return card
  }

  /// Lends the card for a response.
  func picture(_ id: Int64, warnings: [Reason]? = nil, _ body: (borrowing ClientPicture) -> Void) throws {
    var current: Int64? = id
    while let card = current {
      current = nil
      let found: Void? = try ClientTable(context.db).lend(card) { row in
        current = row.integerOrNil(ClientTable.Shown.mergedIntoID)
        if current == nil { body(ClientPicture(row.again, context.db, asked: id, warnings: warnings)) }
      }
      if found == nil { throw Refusal.notFound(.client) }
    }
  }

  /// Follows the id of a filter through all merges. An unknown id stays and finds nothing.
  func follow(_ id: Int64?) throws -> Int64? {
    guard var current = id else { return nil }
    while let next = try ClientTable(context.db).mergedInto(current) { current = next }
    return current
  }

  /// The client of a path, for a change. A merged or erased card is refused.
  func changeable(_ id: Int64) throws -> Client {
    let client = try context.find(ClientTable.self, id)
    let reasons = try told(client).reasonsAgainstEdit
    guard reasons.isEmpty else { throw Refusal.conflict(reasons, moves: []) }
    return client
  }

  /// The client named in a body to be stored. An unknown id is a fault of the body (422); a merged or erased card is a
  /// reason against the change (409).
  func named(_ id: Int64, at pointer: String, _ faults: inout [Reason], against reasons: inout [Reason]) throws {
    guard let client = try ClientTable(context.db).find(id) else { return faults.append(.noSuchClient.at(pointer)) }
    reasons += try told(client).reasonsAgainstEdit.map { $0.at(pointer) }
  }

  /// Replaces `mergedIntoID` by the last survivor, for messages.
  func told(_ client: Client) throws -> Client {
    guard client.mergedIntoID != nil else { return client }
    var told = client
    told.mergedIntoID = try follow(client.id)
    return told
  }

  /// The client that a body only selects by. A merged card's id is followed, as in a filter.
  func chosen(_ id: Int64?, at pointer: String) throws -> Int64? {
    guard let survivor = try follow(id) else { return nil }
    guard try ClientTable(context.db).find(survivor) != nil else { throw Refusal.invalid(.noSuchClient.at(pointer)) }
    return survivor
  }

  func card(_ client: Client) throws -> ClientCard {
    let contacts = try ClientContactTable(context.db).all(of: client.id)
    return ClientCard(client: client, phones: contacts.phones, emails: contacts.emails, tags: contacts.tags)
  }
}
