internal import Domain

/// A client, known by `Код`.
struct ClientImport: ImportRow {
  static let columns = [
    "Код", "Наименование", "Вид", "Телефон", "Доп. телефон", "E-mail", "ИНН", "Дата рождения", "Согласие на рассылку", "Скидка, %",
    "Комментарий",
  ]
  private static let how = "import"

  private let code: String
  private let name: String
  private let kind: Client.Kind
  private let phones: [String]
  private let emails: [String]
  private let taxId: String?
  private let birthOn: Day?
  private let consent: Bool?
  private let discount: Share
  private let comment: String?

  init(_ cells: inout ImportCells) throws(Reason) {
    code = try cells.line("Код", max: 60)
    do { name = try Text.name(cells.required("Наименование")) } catch { throw error.at("Наименование") }
    phones = ["Телефон", "Доп. телефон"].compactMap { column in cells.value(column) { text throws(Reason) in try Phone(text).e164 } }
    emails = [cells.value("E-mail") { text throws(Reason) in try Email(text).text }].compactMap(\.self)
    taxId = cells.value("ИНН") { text throws(Reason) in try Text.line(text, max: 20) }
    birthOn = cells.date("Дата рождения")
    consent = cells.flag("Согласие на рассылку")
    comment = try cells.note("Комментарий")
    let percent = try cells.decimal("Скидка, %") ?? .zero
    if (0...100_000).contains(percent.rawValue) {
      discount = Share(bp: percent.rawValue / 10)
    } else {
      discount = .none
      cells.warn(.cellUnreadable("Скидка, %", percent.text(.ru)))
    }
    let word = SearchText.fold(cells.text("Вид") ?? "")
    kind = word.hasPrefix("юр") || word.isEmpty && taxId?.count == 10 ? .company : .person
    if let warning = taxId.flatMap(INN.warning) { cells.warn(warning.at("ИНН")) }
  }

  var key: String { code }

  /// A merged or erased card is left alone, so that an import brings nobody back.
  func find(_ context: Context) throws -> ImportedThing? {
    let table = ClientTable(context.db)
    guard let client = try table.find(source: ImportKind.source, externalID: code) else { return nil }
    return ImportedThing(id: client.id, hash: client.status == .active ? try table.importedHash(client.id) : nil)
  }

  func create(_ context: Context, hash: [UInt8]) throws -> [Reason] {
    let blank = Client(id: 0, kind: kind, name: name, source: ImportKind.source, externalId: code, createdAt: context.now)
    let id = try ClientRegister(context).enter(applied(to: ClientCard(client: blank)), importedHash: hash)
    try noteConsent(id, context)
    return []
  }

  func update(_ thing: ImportedThing, _ context: Context, hash: [UInt8]) throws -> [Reason] {
    guard let client = try ClientTable(context.db).find(thing.id) else { return [] }
    let old = try ClientLookup(context).card(client)
    if try !ClientRegister(context).change(old, to: applied(to: old), importedHash: hash) {
      try ClientTable(context.db).setImportedHash(thing.id, hash)
    }
    try noteConsent(thing.id, context)
    return []
  }

  private func applied(to old: ClientCard) -> ClientCard {
    var card = old
    card.client.name = name
    card.client.kind = kind
    card.client.taxId = taxId
    card.client.birthOn = birthOn
    card.client.discount = discount
    card.client.comment = comment
    card.phones = phones
    card.emails = emails
    return card
  }

  /// What the client told us themselves weighs more than what another program exports.
  private func noteConsent(_ id: Int64, _ context: Context) throws {
    guard let consent else { return }
    let newest = try ConsentTable(context.db).newest(.marketing, of: id)
    guard newest == nil || newest?.how == Self.how && newest?.given != consent else { return }
    _ = try ConsentLog(context).write(
      Consent(
        id: 0, clientId: id, purpose: .marketing, given: consent, how: Self.how, at: context.now, userId: context.actor.userID))
  }
}
