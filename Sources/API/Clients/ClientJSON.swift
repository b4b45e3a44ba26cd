internal import Desk
internal import Domain

enum ClientJSON {
  /// The card in a client's own response.
  static let card = LentShape<ClientPicture>("Client", version: { $0.version }) { s in
    writeCard(&s)
    s.texts("unchecked_phones", sight: .contacts, lent: { try $0.uncheckedPhones($1) })
    s.list("consents", consent, lent: { try $0.consents($1) })
    s.list("proxies", ProxyJSON.proxy, sight: .contacts, lent: { try $0.proxies($1) })
    s.integer("merged_into_id") { $0.mergedIntoId }
    s.included("warnings", ReasonJSON.reason, note: "Only in the answer to a change: other cards that may be the same client's.") {
      $0.warnings
    }
  }

  /// The card as an entry of a list.
  static let entry = Shape<ClientPicture>("ClientEntry") { s in
    writeCard(&s)
    s.integer("merged_into_id") { $0.mergedIntoId }
  }

  private static func writeCard(_ s: inout ShapeBuilder<ClientPicture>) {
    s.integer("id") { $0.id }
    s.word("kind", of: Client.Kind.self) { $0.kind }
    s.text("name") { $0.name }
    s.word("status", of: Client.Status.self) { $0.status }
    s.texts("phones", sight: .contacts, lent: { try $0.phones($1) })
    s.texts("emails", sight: .contacts, lent: { try $0.emails($1) })
    s.date("birth_on", sight: .contacts) { $0.birthOn }
    s.texts("tags", lent: { try $0.tags($1) })
    s.text("tax_id") { $0.taxId }
    s.flag("tax_id_verified") { $0.taxIdIsVerified }
    s.word("preferred_channel", of: Client.Channel.self) { $0.preferredChannel }
    s.word("language", of: Language.self) { $0.language }
    s.share("discount_bp") { $0.discount }
    s.text("comment") { $0.comment }
    s.text("private_note", sight: .privateNotes) { $0.privateNote }
    s.integer("credit_days") { $0.creditDays }
    s.money("credit_limit_minor") { $0.creditLimit }
    s.money("labour_rate_minor") { $0.labourRate }
    s.share("overrun_bp") { $0.overrun }
    s.text("refused_service_reason") { $0.refusedServiceReason }
    s.text("source") { $0.source }
    s.text("external_id") { $0.externalId }
    s.time("created_at") { $0.createdAt }
    s.integer("version") { $0.version }
  }

  static let consent = Shape<Consent>("Consent") { s in
    s.integer("id") { $0.id }
    s.word("purpose") { $0.purpose }
    s.flag("given") { $0.given }
    s.text("how") { $0.how }
    s.time("at") { $0.at }
    s.integer("user_id") { $0.userId }
  }

  struct Twin {
    let id: Int64
    let name: String
  }
  private static let twin = Shape<Twin>("ClientTwin") { s in
    s.integer("id") { $0.id }
    s.text("name") { $0.name }
  }
  static let twins = Shape<Clients.Twins>("ClientTwins") { s in
    s.text("phone", sight: .contacts) { $0.phone }
    s.list("clients", twin) { $0.clients.map { Twin(id: $0.id, name: $0.name) } }
  }
}

struct ClientQuery: Declared {
  let filter: ClientFilter
  init(_ fields: inout Fields) {
    filter = ClientFilter(
      status: fields.optional("status", .choice(), or: .active, "Merged and erased cards are listed only when asked for"),
      kind: fields.optional("kind", .choice()), tag: fields.optional("tag", .text(1...60)),
      phone: fields.optional("phone", .phone, "In any spelling"),
      search: fields.optional(
        "q", .text(1...200),
        "Words of the name, a tax id, a vehicle's plate; of who may see them a phone in any spelling, an e-mail, or parts of these"),
      sort: fields.optional("sort", .choice(), or: .id))
  }
}

struct ClientBody: Declared {
  let kind: Client.Kind
  let name: String
  let phones: [String]
  let emails: [String]
  let tags: [String]
  let birthOn: Day?
  let taxId: String?
  let preferredChannel: Client.Channel?
  let language: Language
  let discount: Share
  let comment: String?
  let privateNote: String?
  let creditDays: Int64
  let creditLimit: Money
  let labourRate: Money?
  let overrun: Share?

  init(_ fields: inout Fields) {
    kind = fields.optional("kind", .choice(), or: .person)
    name = fields.required("name", .name)
    phones = fields.optional("phones", .list(of: .phone, 0...10), or: [], "In any spelling; kept as E.164, the main one first")
    emails = fields.optional("emails", .list(of: .email, 0...10), or: [])
    tags = fields.optional("tags", .list(of: .text(1...60), 0...30), or: [])
    birthOn = fields.optional("birth_on", .date)
    taxId = fields.optional("tax_id", .taxId)
    preferredChannel = fields.optional("preferred_channel", .choice())
    language = fields.optional("language", .choice(), or: .ru)
    discount = fields.optional("discount_bp", .share, or: .none, "Above the limit of who asks: a manager's")
    comment = fields.optional("comment", .words)
    privateNote = fields.optional("private_note", .words, "A manager's")
    creditDays = fields.optional("credit_days", .integer(0...365), or: 0, "0: pays before hand-over; a manager's")
    creditLimit = fields.optional("credit_limit_minor", .money(), or: .zero)
    labourRate = fields.optional("labour_rate_minor", .money(), "Of one norm-hour, instead of the catalogue's")
    overrun = fields.optional("overrun_bp", .share, "How far a bill may pass what was approved")
  }
  static let example: String? =
    #"{"name":"Анна Ивановна Крылова","phones":["8 903 123-45-67"],"emails":["anna@example.org"],"tags":["VIP"]}"#

  func card(at now: Instant) -> ClientCard {
    let client = Client(
      id: 0, kind: kind, name: name, taxId: taxId, birthOn: birthOn, preferredChannel: preferredChannel, language: language,
      discount: discount, comment: comment, privateNote: privateNote, creditDays: creditDays, creditLimit: creditLimit,
      labourRate: labourRate, overrun: overrun, createdAt: now)
    return ClientCard(client: client, phones: phones, emails: emails, tags: tags)
  }
}

struct ClientPatch: Declared {
  let kind: Client.Kind?
  let name: String?
  let phones: [String]?
  let emails: [String]?
  let tags: [String]?
  let birthOn: Patch<Day>
  let taxId: Patch<String>
  let preferredChannel: Patch<Client.Channel>
  let language: Language?
  let discount: Share?
  let comment: Patch<String>
  let privateNote: Patch<String>
  let creditDays: Int64?
  let creditLimit: Money?
  let labourRate: Patch<Money>
  let overrun: Patch<Share>

  init(_ fields: inout Fields) {
    kind = fields.change("kind", .choice(), "A person's card becomes a company's by a manager's word: its orders then have a tolerance")
    name = fields.change("name", .name)
    phones = fields.change("phones", .list(of: .phone, 0...10), "All of them; a list replaces the list")
    emails = fields.change("emails", .list(of: .email, 0...10))
    tags = fields.change("tags", .list(of: .text(1...60), 0...30))
    birthOn = fields.patch("birth_on", .date)
    taxId = fields.patch("tax_id", .taxId)
    preferredChannel = fields.patch("preferred_channel", .choice())
    language = fields.change("language", .choice())
    discount = fields.change("discount_bp", .share)
    comment = fields.patch("comment", .words)
    privateNote = fields.patch("private_note", .words)
    creditDays = fields.change("credit_days", .integer(0...365))
    creditLimit = fields.change("credit_limit_minor", .money())
    labourRate = fields.patch("labour_rate_minor", .money())
    overrun = fields.patch("overrun_bp", .share)
  }
  static let example: String? = #"{"phones":["+7 903 123-45-67","(916) 555-11-22"],"comment":null}"#

  func apply(to card: inout ClientCard) {
    card.phones = phones ?? card.phones
    card.emails = emails ?? card.emails
    card.tags = tags ?? card.tags
    card.client.kind = kind ?? card.client.kind
    card.client.name = name ?? card.client.name
    card.client.birthOn = birthOn.applied(to: card.client.birthOn)
    card.client.taxId = taxId.applied(to: card.client.taxId)
    card.client.preferredChannel = preferredChannel.applied(to: card.client.preferredChannel)
    card.client.language = language ?? card.client.language
    card.client.discount = discount ?? card.client.discount
    card.client.comment = comment.applied(to: card.client.comment)
    card.client.privateNote = privateNote.applied(to: card.client.privateNote)
    card.client.creditDays = creditDays ?? card.client.creditDays
    card.client.creditLimit = creditLimit ?? card.client.creditLimit
    card.client.labourRate = labourRate.applied(to: card.client.labourRate)
    card.client.overrun = overrun.applied(to: card.client.overrun)
  }
}

struct ConsentBody: Declared {
  let purpose: Consent.Purpose
  let given: Bool
  let how: String
  init(_ fields: inout Fields) {
    purpose = fields.required("purpose", .choice())
    given = fields.required("given", .flag)
    how = fields.required("how", .line, "By which paper, call or message")
  }
  static let example: String? = #"{"purpose":"survey","given":true,"how":"подписал согласие на приёмке"}"#
}

struct ReasonBody: Declared {
  let reason: String
  init(_ fields: inout Fields) { reason = fields.required("reason", .text(1...500)) }
  static let example: String? = #"{"reason":"оскорбил мастера, не оплатил прошлый ремонт"}"#
}
