internal import Desk
internal import Domain

extension Room {
  static func contacts(_ r: inout Room) {
    r.list("/v1/contacts", "Those who write or call", .readDesk, query: ContactQuery.self, ContactJSON.contact) { call, query, page in
      try Contacts(call.context).list(query.filter, page)
    }
    r.get("/v1/contacts/{id}", "One contact with the addresses it is known by", .readDesk, ContactJSON.contact) { call in
      try Contacts(call.context).find(call.id())
    }
    r.get("/v1/contacts/{id}/clients", "Clients whose cards have its telephone or e-mail", .readContacts, ContactJSON.matches) { call in
      try Contacts(call.context).matches(call.id())
    }
    r.patch(
      "/v1/contacts/{id}", "Rename a contact, link it with a client or unlink it", .answerTickets, takes: ContactPatch.self,
      ContactJSON.contact
    ) { call, body, version in try Contacts(call.context).edit(call.id(), version: version, body.apply) }
  }
}
