internal import Domain

/// Knows contacts again by their addresses, for messages and for tickets that staff open, and links them with clients.
struct ContactBook {
  private let context: Context
  private var table: ContactTable { ContactTable(context.db) }
  private var cards: ClientContactTable { ClientContactTable(context.db) }
  init(_ context: Context) { self.context = context }

  /// The name and the addresses of somebody. `own` is the address in the channel.
  struct Traits {
    var own: ContactAddress?
    var phone: Phone?
    var email: Email?
    var name: String

    fileprivate var shared: [(address: ContactAddress, finding: Finding)] {
      [phone.map { (ContactAddress(phone: $0), .phone) }, email.map { (ContactAddress(email: $0), .email) }].compactMap(\.self)
    }
  }

  struct Met {
    let contact: Contact
    let finding: Finding
    /// True if several cards have the telephone or the e-mail address, so that it tells nobody apart.
    let isOfSeveral: Bool
  }

  /// The contact with one of the addresses, or a new one. Addresses that are new belong to it from now on.
  func meet(_ traits: Traits) throws -> Met {
    let shared = traits.shared
    let addresses = [traits.own].compactMap(\.self) + shared.map(\.address)
    if let (known, finding) = try known(traits.own, shared) {
      guard try add(addresses, to: known) else { return Met(contact: known, finding: finding, isOfSeveral: false) }
      let cards = try cards(of: known.id)
      return Met(contact: try linked(known, with: cards), finding: finding, isOfSeveral: known.clientID == nil && cards.areSeveral)
    }
    let cards = try cards(with: shared.map(\.address))
    let contact = try create(named: traits.name, client: cards.one)
    _ = try add(addresses, to: contact, isNew: true)
    return Met(contact: contact, finding: cards.finding ?? .newContact, isOfSeveral: cards.areSeveral)
  }

  /// The contact that is this client.
  func ofClient(_ id: Int64, named name: String, phone: Phone?) throws -> Contact {
    let contact = try table.find(client: id) ?? create(named: name, client: id)
    if let phone { _ = try add([ContactAddress(phone: phone)], to: contact) }
    return contact
  }

  func create(named name: String, client: Int64?) throws -> Contact {
    let contact = Contact(at: context.now).with {
      $0.name = name
      $0.clientID = client
    }
    let id = try table.insert(contact)
    try context.record(.contactCreated, Subject(.contact, id, client: client), ContactTable.form.changes(from: nil, to: contact))
    return contact.with { $0.id = id }
  }

  private func known(
    _ own: ContactAddress?, _ shared: [(address: ContactAddress, finding: Finding)]
  ) throws -> (Contact, Finding)? {
    if let own, let known = try table.find(own) { return (known, .address) }
    for (address, finding) in shared {
      if let known = try table.find(address) { return (known, finding) }
    }
    return nil
  }

  /// Returns true if an address was new.
  private func add(_ addresses: [ContactAddress], to contact: Contact, isNew: Bool = false) throws -> Bool {
    let added = try addresses.count { try table.add($0, to: contact.id) }
    if added > 0, !isNew { try table.raiseVersion(contact.id) }
    return added > 0
  }

  // MARK: Clients

  /// The clients that somebody may be.
  struct Cards {
    let byPhone: [Int64]
    let byEmail: [Int64]

    /// The one client with the telephone, else the one with the e-mail address.
    var one: Int64? { byPhone.count == 1 ? byPhone.first : byEmail.count == 1 ? byEmail.first : nil }
    var finding: Finding? { byPhone.count == 1 ? .phone : byEmail.count == 1 ? .email : nil }
    var areSeveral: Bool { byPhone.count > 1 || byEmail.count > 1 }
  }

  /// The active cards with an address.
  func clients(with address: ContactAddress) throws -> [Int64] {
    switch address.kind {
    case .phone: try cards.clients(withPhone: address.text).map(\.id)
    case .email: try cards.clients(withEmail: address.text)
    case .account: []
    }
  }

  private func cards(with addresses: [ContactAddress]) throws -> Cards {
    func found(_ kind: ContactAddress.Kind) throws -> [Int64] {
      try Set(addresses.filter { $0.kind == kind }.flatMap { try clients(with: $0) }).sorted()
    }
    return Cards(byPhone: try found(.phone), byEmail: try found(.email))
  }

  private func cards(of id: Int64) throws -> Cards { try cards(with: table.addresses(of: id)) }

  /// Links contacts that are no client yet with a client whose card has got their telephone or e-mail address, unless another card has
  /// it too.
  func link(strangersWithContactsOf clientID: Int64) throws {
    for stranger in try table.strangers(withContactsOf: clientID) {
      _ = try linked(stranger, with: cards(of: stranger.id))
    }
  }

  private func linked(_ contact: Contact, with cards: Cards) throws -> Contact {
    guard contact.clientID == nil, !contact.isSettled, let client = cards.one else { return contact }
    let linked = contact.with { $0.clientID = client }
    try change(contact, to: linked)
    return linked
  }

  /// Writes a changed contact. Its tickets of the client before become those of the client after.
  func change(_ old: Contact, to new: Contact) throws {
    guard old.name != new.name || old.clientID != new.clientID else { return }
    try table.update(new)
    if old.name != new.name {
      let renamed = old.with { $0.name = new.name }
      try context.record(
        .contactChanged, Subject(.contact, old.id, client: old.clientID), ContactTable.form.changes(from: old, to: renamed))
    }
    guard old.clientID != new.clientID else { return }
    let details: [Detail] = [.change("client_id", .init(old.clientID), .init(new.clientID))]
    if new.clientID != nil {
      try context.record(.contactLinked, Subject(.contact, old.id, client: new.clientID), details)
    } else {
      try context.record(.contactUnlinked, Subject(.contact, old.id, client: old.clientID), details)
    }
    for ticket in try TicketTable(context.db).all(ofContact: old.id, client: old.clientID) {
      try TicketWork(context).change(ticket, to: ticket.with { $0.clientID = new.clientID }, as: .ticketChanged)
    }
  }
}
