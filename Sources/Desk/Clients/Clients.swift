internal import Domain

/// People and companies. A card is never deleted. It can be merged into another or erased, and the sums stay.
package struct Clients {
  private let context: Context
  package init(_ context: Context) { self.context = context }

  // MARK: Reading

  /// Finds a card. A merged card's id finds its survivor, and the response says so.
  package func find(_ id: Int64) -> Lent<ClientPicture> { Lent(id) { body in try ClientLookup(context).picture(id, body) } }

  /// Lends each card of the page. Returns the cursor of the next page.
  package func list(_ filter: ClientFilter, _ page: PageRequest, _ body: (borrowing ClientPicture) -> Void) throws -> Cursor? {
    if filter.phone != nil, !context.may(.readContacts) { throw Refusal.forbidden(.rightMissing(.readContacts, role: context.actor.role)) }
    var filter = filter
    filter.byContacts = context.may(.readContacts)
    return try ClientTable(context.db).page(filter, page, body)
  }

  package struct Twins: Sendable {
    package let phone: String
    package let clients: [(id: Int64, name: String)]
  }

  /// Cards that share a phone: a duplicate, or a family. Only a person can tell which.
  package func duplicates(_ page: PageRequest) throws -> Page<Twins> {
    let shared = try Page(ClientTable(context.db).sharedPhones(page), page) { Cursor(key: .text($0.phone), id: 0) }
    let twins = try shared.items.map {
      Twins(phone: $0.phone, clients: try ClientContactTable(context.db).clients(withPhone: $0.phone))
    }
    return Page(items: twins, next: shared.next)
  }

  // MARK: Changing

  package func create(_ draft: ClientCard) throws -> Lent<ClientPicture> {
    try ClientRegister(context).check(draft.client, was: nil)
    let id = try ClientRegister(context).enter(draft)
    return try shown(id)
  }

  package func edit(_ id: Int64, version: Versions?, _ change: (inout ClientCard) -> Void) throws -> Lent<ClientPicture> {
    let old = try ClientLookup(context).card(ClientLookup(context).changeable(id))
    try context.match(version, old.client.version)
    var new = old
    change(&new)
    try ClientRegister(context).check(new.client, was: old.client)
    try ClientRegister(context).change(old, to: new, importedHash: nil)
    return try shown(id)
  }

  /// The card after a change, with warnings about other cards that may be the same client's.
  private func shown(_ id: Int64) throws -> Lent<ClientPicture> {
    let lookup = ClientLookup(context)
    let warnings = try ClientTwins(context).warnings(of: lookup.card(lookup.survivor(id)), id: id)
    return try context.settled { Lent(id) { body in try ClientLookup(context).picture(id, warnings: warnings, body) } }
  }

  /// Refuses service to the client. Then only a manager can open an order for the client.
  package func refuseService(_ id: Int64, version: Versions?, reason: String) throws -> Lent<ClientPicture> {
    try setRefusal(id, version, reason, .clientServiceRefused, [.personal("refused_service_reason", before: nil, after: reason)])
  }

  package func acceptService(_ id: Int64, version: Versions?, reason: String) throws -> Lent<ClientPicture> {
    let client = try ClientLookup(context).changeable(id)
    try context.match(version, client.version)
    guard client.refusedServiceReason != nil else { throw Refusal.conflict(.serviceNotRefused) }
    return try setRefusal(id, version, nil, .clientServiceAccepted, [.personal("reason", before: nil, after: reason)])
  }

  private func setRefusal(
    _ id: Int64, _ version: Versions?, _ reason: String?, _ event: EventType, _ details: [Detail]
  ) throws -> Lent<ClientPicture> {
    let client = try ClientLookup(context).changeable(id)
    try context.match(version, client.version)
    guard client.refusedServiceReason != reason else { return find(id) }
    try ClientTable(context.db).setRefusal(id, reason)
    try context.record(event, Subject(.client, id, client: id), details)
    return try context.settled { find(id) }
  }
}
