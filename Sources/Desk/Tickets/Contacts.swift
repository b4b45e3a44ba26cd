internal import Domain

/// Those who write or call.
struct Contacts {
  private let context: Context
  private var table: ContactTable { ContactTable(context.db) }
  init(_ context: Context) { self.context = context }

  func create(named name: String, client: Int64?) throws -> Contact {
    let contact = Contact(at: context.now).with {
      $0.name = name
      $0.clientID = client
    }
    let id = try table.insert(contact)
    try context.record(.contactCreated, Subject(.contact, id, client: client), ContactTable.form.changes(from: nil, to: contact))
    return contact.with { $0.id = id }
  }

  /// The contact that is this client.
  func ofClient(_ id: Int64, named name: String) throws -> Contact {
    try table.find(client: id) ?? create(named: name, client: id)
  }
}
