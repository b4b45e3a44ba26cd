internal import Domain

/// A client, known by `Код`.
struct ClientImport: ImportRow {
  static let columns = [
    "Код", "Наименование", "Вид", "Телефон", "Доп. телефон", "E-mail", "ИНН", "Дата рождения", "Согласие на рассылку", "Скидка, %",
    "Комментарий",
  ]
  static let requiredColumns = ["Код", "Наименование"]
  private static let how = "import"

  private let code: String
  private let name: String
  private let kind: Client.Kind
  // Nothing in the column is word enough; what is no kind leaves a card as it is.
  private let tellsKind: Bool
  // Nil: the table has no such column, and a card keeps what it has.
  private let phones: [String]?
  private let emails: [String]?
  private let taxId: String??
  private let birthOn: Day??
  private let consent: Bool?
  private let discount: Share?
  private let comment: String??

  init(_ cells: inout ImportCells) {
    code = cells.line("Код", max: 60)
    name = cells.required("Наименование") { text throws(Reason) in try Text.name(text) } ?? ""
    let phoneColumns = ["Телефон", "Доп. телефон"].filter(cells.has)
    let read = phoneColumns.compactMap { column in cells.value(column) { text throws(Reason) in try Phone(text).e164 } }
    phones = phoneColumns.isEmpty ? nil : read
    emails = cells.told("E-mail") { cells in
      [cells.value("E-mail") { text throws(Reason) in try Email(text).text }].compactMap(\.self)
    }
    taxId = cells.told("ИНН") { cells in cells.value("ИНН") { text throws(Reason) in try Text.line(text, max: 20) } }
    birthOn = cells.told("Дата рождения") { $0.date("Дата рождения") }
    consent = cells.flag("Согласие на рассылку")
    comment = cells.told("Комментарий") { $0.note("Комментарий") }
    discount = cells.told("Скидка, %", Self.discount)
    let inn = taxId ?? nil
    let told = cells.value("Вид", Self.kind)
    tellsKind = cells.has("Вид") && (told != nil || cells.text("Вид") == nil)
    kind = told ?? (inn?.count == 10 ? .company : .person)
    if let warning = inn.flatMap(INN.warning) { cells.warn(warning.at("ИНН")) }
  }

  /// `Юр. лицо`, `Физическое лицо`, `ИП`.
  private static func kind(_ text: String) throws(Reason) -> Client.Kind {
    let word = SearchText.fold(text)
    if word.hasPrefix("юр") { return .company }
    guard ["физ", "ип", "инд", "част"].contains(where: word.hasPrefix) else { throw .cellUnreadable("Вид", text) }
    return .person
  }

  private static func discount(_ cells: inout ImportCells) -> Share {
    let percent = cells.decimal("Скидка, %") ?? .zero
    if (0...100_000).contains(percent.rawValue) { return Share(bp: percent.rawValue / 10) }
    cells.warn(.cellUnreadable("Скидка, %", percent.text(.ru)))
    return .none
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
    let id = try ClientRegister(context).enter(applied(to: ClientCard(client: blank), context), importedHash: hash)
    try noteConsent(id, context)
    return []
  }

  func update(_ thing: ImportedThing, _ context: Context, hash: [UInt8]) throws -> [Reason] {
    guard let client = try ClientTable(context.db).find(thing.id) else { return [] }
    let old = try ClientLookup(context).card(client)
    if try !ClientRegister(context).change(old, to: applied(to: old, context), importedHash: hash) {
      try ClientTable(context.db).setImportedHash(thing.id, hash)
    }
    try noteConsent(thing.id, context)
    return []
  }

  func warnings(_ context: Context) -> [Reason] {
    guard let day = birthOn ?? nil, day > context.today else { return [] }
    return [.bornLater.at("Дата рождения")]
  }

  private func applied(to old: ClientCard, _ context: Context) -> ClientCard {
    var card = old
    card.client.name = name
    if tellsKind { card.client.kind = kind }
    card.client.taxId = taxId ?? old.client.taxId
    if let birthOn { card.client.birthOn = warnings(context).isEmpty ? birthOn : nil }
    card.client.discount = discount ?? old.client.discount
    card.client.comment = comment ?? old.client.comment
    card.phones = phones ?? old.phones
    card.emails = emails ?? old.emails
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
