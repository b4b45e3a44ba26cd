package import Domain

/// Those who write or call: read, renamed, and linked with clients.
package struct Contacts {
  private let context: Context
  private var table: ContactTable { ContactTable(context.db) }
  package init(_ context: Context) { self.context = context }

  package struct Details: Sendable {
    package let contact: Contact
    package let addresses: [Reach]
  }

  package struct Reach: Sendable {
    package let address: ContactAddress
    /// The time since which mails to it come back.
    package let failedAt: Instant?
  }

  /// A client whose card has a telephone or an e-mail address of the contact.
  package struct Match: Sendable {
    package let clientID: Int64
    package let name: String
    package let address: ContactAddress
  }

  package func find(_ id: Int64) throws -> Details { try details(context.find(ContactTable.self, id)) }

  package func list(_ filter: ContactFilter, _ page: PageRequest) throws -> Page<Details> {
    if !filter.addresses.isEmpty, !context.may(.readContacts) {
      throw Refusal.forbidden(.rightMissing(.readContacts, role: context.actor.role))
    }
    var filter = filter
    filter.clientID = try ClientLookup(context).follow(filter.clientID)
    let found = try Page(table.page(filter, page), page)
    return try Page(items: found.items.map(details), next: found.next)
  }

  /// The clients that the contact may be.
  package func matches(_ id: Int64) throws -> [Match] {
    _ = try context.find(ContactTable.self, id)
    let clients = ClientTable(context.db)
    return try table.addresses(of: id).flatMap { address in
      try ContactBook(context).clients(with: address).compactMap { client in
        try clients.find(client).map { Match(clientID: client, name: $0.name, address: address) }
      }
    }
  }

  /// Renames a contact, links it with a client or unlinks it. Its tickets follow.
  package func edit(_ id: Int64, version: Versions?, _ change: (inout Contact) -> Void) throws -> Details {
    let old = try context.find(ContactTable.self, id)
    try context.match(version, old.version)
    let new = old.with {
      change(&$0)
      if $0.clientID != old.clientID { $0.isSettled = true }
    }
    try check(new, was: old)
    try ContactBook(context).change(old, to: new)
    return try context.settled { try find(id) }
  }

  /// An erased person's contact stays as it is. A new client must be there, and neither merged nor erased.
  private func check(_ new: Contact, was old: Contact) throws {
    var (faults, reasons): ([Reason], [Reason]) = ([], [])
    if let client = old.clientID { reasons += try ClientLookup(context).told(context.find(ClientTable.self, client)).reasonsAgainstEdit }
    if let client = new.clientID, client != old.clientID {
      try ClientLookup(context).named(client, at: "/client_id", &faults, against: &reasons)
    }
    guard faults.isEmpty else { throw Refusal.invalid(faults) }
    guard reasons.isEmpty else { throw Refusal.conflict(reasons, moves: []) }
  }

  private func details(_ contact: Contact) throws -> Details {
    Details(contact: contact, addresses: try table.reaches(of: contact.id))
  }
}
