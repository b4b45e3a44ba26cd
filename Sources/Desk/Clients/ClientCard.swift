package import Domain

/// A client with its contacts and tags. They are entered and changed together.
package struct ClientCard: Equatable, Sendable {
  package var client: Client
  /// In E.164, the main phone first.
  package var phones: [String]
  package var emails: [String]
  package var tags: [String]

  package init(client: Client, phones: [String] = [], emails: [String] = [], tags: [String] = []) {
    self.client = client
    self.phones = phones
    self.emails = emails
    self.tags = tags
  }
}

extension ClientCard {
  /// The card's text for searches: name, tax id, digits of the phones, e-mails. Plates are searched in the vehicles.
  var searchText: String {
    SearchText.row([client.name, client.taxID] + phones.map { Phone.searchDigits($0) } + emails)
  }

  /// Removes repeated phones, e-mails and tags. Tags are folded, so that `VIP` equals `vip`.
  func tidied() -> ClientCard {
    var card = self
    card.phones = Self.once(phones) { $0 }
    card.emails = Self.once(emails) { $0.lowercased() }
    card.tags = Self.once(tags.map(SearchText.fold)) { $0 }.filter { !$0.isEmpty }.sorted()
    return card
  }

  private static func once(_ texts: [String], _ key: (String) -> String) -> [String] {
    var seen: Set<String> = []
    return texts.filter { seen.insert(key($0)).inserted }
  }

  /// The changed fields, as details of an event. Values that may identify the client are stored in the table of
  /// personal details.
  func changes(from old: ClientCard) -> [Detail] {
    var details = ClientTable.form.changes(from: old.client, to: client)
    details.notePersonal("phones", old.phones.joined(separator: ", "), phones.joined(separator: ", "))
    details.notePersonal("emails", old.emails.joined(separator: ", "), emails.joined(separator: ", "))
    details.notePersonal("tags", old.tags.joined(separator: ", "), tags.joined(separator: ", "))
    return details
  }
}

/// Filters and order of a list of clients. Merged and erased cards are listed only on request.
package struct ClientFilter: Sendable {
  package enum Sort: String, CaseIterable, Sendable { case id, name }

  package var status: Client.Status
  package var kind: Client.Kind?
  package var tag: String?
  /// In E.164.
  package var phone: String?
  package var search: String?
  /// True if the search includes phones and e-mails. The reader needs the right to see contacts.
  var byContacts = true
  package var sort: Sort

  package init(
    status: Client.Status = .active, kind: Client.Kind? = nil, tag: String? = nil, phone: String? = nil, search: String? = nil,
    sort: Sort = .id
  ) {
    self.status = status
    self.kind = kind
    self.tag = tag
    self.phone = phone
    self.search = search
    self.sort = sort
  }
}
