package import Desk
internal import Domain

enum ClientJSON {
  /// The card in a client's own response.
  static let card = LentShape<ClientPicture>("Client", version: { $0.version }) { s in
    writeCard(&s)
    s.texts("unchecked_phones", sight: .contacts, lent: { try $0.uncheckedPhones($1) })
    s.list("consents", consent, lent: { try $0.consents($1) })
    s.list("proxies", ProxyJSON.proxy, sight: .contacts, lent: { try $0.proxies($1) })
    s.integer("merged_into_id") { $0.mergedIntoID }
    s.included("warnings", ReasonJSON.reason, note: "Only in the answer to a change: other cards that may be the same client's.") {
      $0.warnings
    }
  }

  /// The card as an entry of a list.
  static let entry = Shape<ClientPicture>("ClientEntry") { s in
    writeCard(&s)
    s.integer("merged_into_id") { $0.mergedIntoID }
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
    s.text("tax_id") { $0.taxID }
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
    s.text("tier") { $0.tier }
    s.text("refused_service_reason") { $0.refusedServiceReason }
    s.text("source") { $0.source }
    s.text("external_id") { $0.externalID }
    s.time("created_at") { $0.createdAt }
    s.integer("version") { $0.version }
  }

  static let consent = Shape<Consent>("Consent") { s in
    s.integer("id") { $0.id }
    s.word("purpose") { $0.purpose }
    s.flag("given") { $0.given }
    s.text("how") { $0.how }
    s.time("at") { $0.at }
    s.integer("user_id") { $0.userID }
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

extension ClientCard: Formed {
  package static let formName = "Client"
  package static func fields(_ form: inout Form<ClientCard>) {
    form.defaulted(
      "kind", .choice(), \.client.kind, "A person's card becomes a company's by a manager's word: its orders then have a tolerance")
    form.required("name", .name, \.client.name)
    form.defaulted(
      "phones", .list(of: .phone, 0...10), \.phones, "In any spelling; kept as E.164, the main one first. A list replaces the list")
    form.defaulted("emails", .list(of: .email, 0...10), \.emails)
    form.defaulted("tags", .list(of: .text(1...60), 0...30), \.tags)
    form.clearable("birth_on", .date, \.client.birthOn)
    form.clearable("tax_id", .taxID, \.client.taxID)
    form.clearable("preferred_channel", .choice(), \.client.preferredChannel)
    form.defaulted("language", .choice(), \.client.language)
    form.defaulted("discount_bp", .share, \.client.discount, "Above the limit of who asks: a manager's")
    form.clearable("comment", .words, \.client.comment)
    form.clearable("private_note", .words, \.client.privateNote, "A manager's")
    form.defaulted("credit_days", .integer(0...365), \.client.creditDays, "0: pays before hand-over; a manager's")
    form.defaulted("credit_limit_minor", .money(), \.client.creditLimit)
    form.clearable("labour_rate_minor", .money(), \.client.labourRate, "The price of one norm-hour, instead of the catalogue's")
    form.clearable("overrun_bp", .share, \.client.overrun, "How far a bill may pass what was approved")
    form.clearable("tier", .text(1...30), \.client.tier, "By it SLA policies tell clients apart; a manager's")
  }
  package static let newExample: String? =
    #"{"name":"Анна Ивановна Крылова","phones":["8 903 123-45-67"],"emails":["anna@example.org"],"tags":["VIP"]}"#
  package static let changeExample: String? = #"{"phones":["+7 903 123-45-67","(916) 555-11-22"],"comment":null}"#
}

extension New<ClientCard> {
  func card(at now: Instant) -> ClientCard {
    var card = ClientCard(client: Client(.person, at: now))
    fill(&card)
    return card
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
