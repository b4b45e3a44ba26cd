internal import Desk
internal import Domain

enum ContactJSON {
  static let contact = Shape<Contacts.Details>("Contact", version: { $0.contact.version }) { s in
    s.integer("id") { $0.contact.id }
    s.text("name", sight: .contacts) { $0.contact.name }
    s.integer("client_id") { $0.contact.clientID }
    s.flag("settled") { $0.contact.isSettled }
    s.list("addresses", reach, sight: .contacts) { $0.addresses }
    s.time("created_at") { $0.contact.createdAt }
    s.integer("version") { $0.contact.version }
  }

  static let matches = Shape<[Contacts.Match]>("ContactMatches") { s in s.list("clients", match) { $0 } }

  private static let match = Shape<Contacts.Match>("ContactMatch") { s in
    s.integer("client_id") { $0.clientID }
    s.text("name") { $0.name }
    s.object("by", address, sight: .contacts) { $0.address }
  }

  private static let reach = Shape<Contacts.Reach>("ContactReach") { s in
    s.word("kind") { $0.address.kind }
    s.integer("channel_id") { $0.address.channelID }
    s.text("address") { $0.address.text }
    s.time("failed_at") { $0.failedAt }
  }

  private static let address = Shape<ContactAddress>("ContactAddress") { s in
    s.word("kind") { $0.kind }
    s.integer("channel_id") { $0.channelID }
    s.text("address") { $0.text }
  }
}

struct ContactPatch: Declared {
  let apply: Form<Contact>.Step
  init(_ fields: inout Fields) {
    apply = Form.change(&fields) { form in
      form.defaulted("name", .name, \.name)
      form.clearable("client_id", .id, \.clientID, "The client that the contact is; the contact's tickets follow. null: none")
    }
  }
  static let example: String? = #"{"name":"Анна Белова"}"#
}

struct ContactQuery: Declared {
  let filter: ContactFilter
  init(_ fields: inout Fields) {
    var filter = ContactFilter()
    filter.clientID = fields.optional("client_id", .id)
    filter.isClient = fields.optional("client", .flag, "false: those who are no client yet")
    filter.phone = fields.optional("phone", .phone, "In any spelling").map { Phone(e164: $0) }
    filter.email = fields.optional("email", .email, "In capital or small letters").flatMap { try? Email($0) }
    self.filter = filter
  }
}
