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
  /// Of a new card; an old one's kind changes only where the cell says one.
  private let kind: Client.Kind
  private let toldKind: Client.Kind?
  private let phone: Told<ToldList>
  private let morePhones: Told<ToldList>
  private let emails: Told<ToldList>
  private let taxId: Told<String>
  private let birthday: Told<WrittenDay>
  private let consent: Bool?
  private let discount: Told<Share>
  private let comment: Told<String>

  init(_ cells: inout ImportCells) {
    code = cells.line("Код", max: 60)
    name = cells.required("Наименование") { text throws(Reason) in try Text.name(text) } ?? ""
    phone = cells.toldList("Телефон", between: ",;/\n") { text throws(Reason) in try Phone(text).e164 }
    morePhones = cells.toldList("Доп. телефон", between: ",;/\n") { text throws(Reason) in try Phone(text).e164 }
    emails = cells.toldList("E-mail", between: ",; \n") { text throws(Reason) in try Email(text).text }
    taxId = cells.told("ИНН", Self.taxId)
    birthday = cells.told("Дата рождения") { text throws(Reason) in
      guard let day = WrittenDay(text), day.exists else { throw .cellUnreadable("Дата рождения", text) }
      return day
    }
    consent = cells.flag("Согласие на рассылку")
    comment = cells.toldNote("Комментарий")
    discount = cells.told("Скидка, %", Self.discount)
    toldKind = cells.value("Вид", Self.kind)
    kind = toldKind ?? (taxId.value?.count == 10 ? .company : .person)
    if let warning = taxId.value.flatMap(INN.warning) { cells.warn(warning.at("ИНН")) }
  }

  /// `Юр. лицо`, `Физическое лицо`, `ИП`.
  private static func kind(_ text: String) throws(Reason) -> Client.Kind {
    let word = SearchText.fold(text)
    if word.hasPrefix("юр") { return .company }
    guard ["физ", "ип", "инд", "част"].contains(where: word.hasPrefix) else { throw .cellUnreadable("Вид", text) }
    return .person
  }

  private static func discount(_ text: String) throws(Reason) -> Share {
    let percent: Quantity
    do throws(Reason) { percent = try WrittenNumber.quantity(ImportCells.without(["%"], text)) } catch {
      throw error.inCell("Скидка, %", text)
    }
    guard (0...100_000).contains(percent.rawValue), percent.rawValue % 10 == 0 else { throw .cellUnreadable("Скидка, %", text) }
    return Share(bp: percent.rawValue / 10)
  }

  /// Foreign ones have other lengths and even letters, but what a spreadsheet made of one (`7,70709E+09`) is none.
  private static func taxId(_ text: String) throws(Reason) -> String {
    let line = try Text.line(text, max: 20)
    let isMangled = line.contains { "eEеЕ".contains($0) } && line.allSatisfy { $0.isNumber || ".,+eEеЕ".contains($0) }
    guard !isMangled, line.contains(where: \.isNumber) else { throw .cellUnreadable("ИНН", text) }
    return line
  }

  var key: String { code }

  /// A merged or erased card is left alone, so that an import brings nobody back.
  func find(_ context: Context) throws -> ImportedThing? {
    let table = ClientTable(context.db)
    guard let client = try table.find(source: ImportKind.source, externalID: code) else { return nil }
    return ImportedThing(id: client.id, hash: client.status == .active ? try table.importedHash(client.id) : nil)
  }

  func remarksOnNew(_ context: Context) throws -> [Reason] { try known(new(context), id: nil, context) }

  func remarks(on thing: ImportedThing, _ outcome: ImportLine.Outcome, _ context: Context) throws -> [Reason] {
    guard outcome == .updated, let client = try ClientTable(context.db).find(thing.id) else { return [] }
    let old = try ClientLookup(context).card(client)
    return try known(applied(to: old, context), id: thing.id, context)
  }

  /// Other cards that may be the same client's, each at the column that says so. What the tax id itself says is said already.
  private func known(_ card: ClientCard, id: Int64?, _ context: Context) throws -> [Reason] {
    try ClientTwins(context).warnings(of: card.tidied(), id: id).compactMap { warning in
      switch warning.code {
      case "client_phone_known": warning.at("Телефон")
      case "client_email_known": warning.at("E-mail")
      case "client_tax_id_known": warning.at("ИНН")
      case "client_birthday_known": warning.at("Дата рождения")
      default: nil
      }
    }
  }

  private func new(_ context: Context) -> ClientCard {
    let blank = Client(id: 0, kind: kind, name: name, source: ImportKind.source, externalId: code, createdAt: context.now)
    return applied(to: ClientCard(client: blank), context)
  }

  func create(_ context: Context, hash: [UInt8]) throws -> [Reason] {
    let id = try ClientRegister(context).enter(new(context), importedHash: hash)
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

  func warnings(_ context: Context) -> [Reason] { birth(context).warning.map { [$0] } ?? [] }

  /// The birthday, and what there is to say of it; one that cannot be is left out.
  private func birth(_ context: Context) -> (told: Told<Day>, warning: Reason?) {
    let column = "Дата рождения"
    switch birthday {
    case .nothing: return (.nothing, nil)
    case .empty: return (.empty, nil)
    case .value(let written):
      guard let day = Birthday.meant(by: written, today: context.today) else { return (.nothing, .cellUnreadable(column, written.text)) }
      if let reason = Birthday.reason(against: day, today: context.today) { return (.nothing, reason.at(column)) }
      return (.value(day), written.isShort ? .yearCompleted(column, written.text, day.text(.en), day.text(.ru)) : nil)
    }
  }

  var said: [(column: String, said: Said)] {
    [
      ("Телефон", phone.said), ("Доп. телефон", morePhones.said), ("E-mail", emails.said), ("ИНН", taxId.said),
      ("Дата рождения", birthday.said), ("Скидка, %", discount.said), ("Комментарий", comment.said),
    ]
  }

  func held(by thing: ImportedThing, _ context: Context) throws -> Set<String> {
    guard let client = try ClientTable(context.db).find(thing.id) else { return [] }
    let old = try ClientLookup(context).card(client)
    let gone = Set(old.phones).subtracting(phones(over: old.phones))
    let held = [
      ("Телефон", old.phones.first.map(gone.contains) ?? false), ("Доп. телефон", old.phones.dropFirst().contains(where: gone.contains)),
      ("E-mail", !old.emails.isEmpty), ("ИНН", client.taxId != nil), ("Дата рождения", client.birthOn != nil),
      ("Скидка, %", client.discount != .none), ("Комментарий", client.comment != nil),
    ]
    return Set(held.filter(\.1).map(\.0))
  }

  private func applied(to old: ClientCard, _ context: Context) -> ClientCard {
    var card = old
    card.client.name = name
    card.client.kind = toldKind ?? old.client.kind
    card.client.taxId = taxId.over(old.client.taxId)
    card.client.birthOn = birth(context).told.over(old.client.birthOn)
    card.client.discount = discount.over(old.client.discount, blank: .none)
    card.client.comment = comment.over(old.client.comment)
    card.phones = phones(over: old.phones)
    card.emails = emails.over(old.emails)
    return card
  }

  /// The first number is the main one, which `Телефон` tells; `Доп. телефон` tells the others.
  private func phones(over old: [String]) -> [String] {
    var seen: Set<String> = []
    return (phone.over(Array(old.prefix(1))) + morePhones.over(Array(old.dropFirst()))).filter { seen.insert($0).inserted }
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
