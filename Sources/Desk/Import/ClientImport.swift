internal import Domain

/// A client row, identified by `Код`.
struct ClientImport: ImportRow {
  static let columns = [
    "Код", "Наименование", "Вид", "Телефон", "Доп. телефон", "E-mail", "ИНН", "Дата рождения", "Согласие на рассылку", "Скидка, %",
    "Комментарий",
  ]
  static let requiredColumns = ["Код", "Наименование"]
  private static let how = "import"

  private let code: String
  private let name: String
  /// The kind of a new card. An existing card changes its kind only if the cell has one.
  private let kind: Client.Kind
  private let toldKind: Client.Kind?
  private let phone: Told<ToldList>
  private let morePhones: Told<ToldList>
  private let emails: Told<ToldList>
  private let taxID: Told<String>
  private let birthday: Told<WrittenDay>
  private let consent: Bool?
  private let discount: Told<Share>
  private let comment: Told<String>

  init(_ cells: inout ImportCells) {
    code = cells.code("Код")
    name = cells.required("Наименование") { text throws(Reason) in try Text.name(text) } ?? ""
    phone = cells.toldPhones("Телефон")
    morePhones = cells.toldPhones("Доп. телефон")
    emails = cells.toldList("E-mail", between: ",; \n", most: .cellValues) { text throws(Reason) in try Email(text).text }
    taxID = cells.told("ИНН") { text throws(Reason) in
      guard let meant = INN.meant(text) else { throw .cellUnreadable("ИНН", text) }
      return try Text.line(meant, max: 20)
    }
    birthday = cells.told("Дата рождения") { text throws(Reason) in
      guard let day = WrittenDay(text), day.exists else { throw .cellUnreadable("Дата рождения", text) }
      return day
    }
    consent = cells.flag("Согласие на рассылку")
    comment = cells.toldNote("Комментарий")
    discount = cells.told("Скидка, %", Self.discount)
    toldKind = cells.value("Вид", Self.kind)
    kind = toldKind ?? (taxID.value?.count == 10 ? .company : .person)
    if let warning = taxID.value.flatMap(INN.warning) { cells.warn(warning.at("ИНН")) }
  }

  /// Reads `Юр. лицо`, `Физическое лицо`, `ИП` and the like.
  private static func kind(_ text: String) throws(Reason) -> Client.Kind {
    let word = SearchText.fold(text)
    if word.hasPrefix("юр") { return .company }
    guard ["физ", "ип", "инд", "част"].contains(where: word.hasPrefix) else { throw .cellUnreadable("Вид", text) }
    return .person
  }

  private static func discount(_ text: String) throws(Reason) -> Share {
    let percent = try WrittenAmount(text).quantity(in: WrittenAmount.percent)
    guard (0...100_000).contains(percent.rawValue), percent.rawValue % 10 == 0 else { throw .cellUnreadable("Скидка, %", text) }
    return Share(bp: percent.rawValue / 10)
  }

  var key: String { code }

  /// Finds the client. A merged or erased card is left alone, so that an import restores nobody.
  func find(_ context: Context) throws -> ImportedThing? {
    let table = ClientTable(context.db)
    guard let client = try table.find(source: ImportKind.source, externalID: code) else { return nil }
    let reasons = try ClientLookup(context).told(client).reasonsAgainstEdit
    if let reason = reasons.first { return ImportedThing(id: client.id, .kept(reason)) }
    if try MergeTable(context.db, .client).isSurvivor(client.id) { return ImportedThing(id: client.id, .kept(.anotherMergedIn)) }
    return ImportedThing(id: client.id, hash: try table.importedHash(client.id))
  }

  func remarks(on thing: ImportedThing, _ outcome: ImportLine.Outcome, _ context: Context) throws -> [Reason] {
    guard outcome == .updated, let old = try ClientTable(context.db).find(thing.id) else { return [] }
    return keepsTaxID(of: old) ? [.taxIdKept] : []
  }

  func card(of thing: ImportedThing?, at place: ImportPlace, _ plan: ImportPlan, _ context: Context) throws -> (any PlannedCard)? {
    try applied(to: plan[place] as? ImportedClient ?? known(thing, context) ?? blank(context), context)
  }

  private func known(_ thing: ImportedThing?, _ context: Context) throws -> ImportedClient? {
    try thing.flatMap { try ClientTable(context.db).find($0.id) }.map { client in
      try ImportedClient(
        card: ClientLookup(context).card(client), toldBy: ClientContactTable(context.db).phonesToldBy(of: client.id))
    }
  }

  private func blank(_ context: Context) -> ImportedClient {
    let client = Client(kind, at: context.now).with { ($0.name, $0.source, $0.externalID) = (name, ImportKind.source, code) }
    return ImportedClient(card: ClientCard(client: client), toldBy: [:])
  }

  /// Warnings that other cards may be the same client, each at the column that matched. A tax id has its own warning already.
  func twins(of card: any PlannedCard, at place: ImportPlace, _ plan: ImportPlan, _ context: Context) throws -> [Reason] {
    guard let card = (card as? ImportedClient)?.card.tidied() else { return [] }
    let id: Int64? = if case .card(let id) = place { id } else { nil }
    let known = try ClientTwins(context).found(card, id: id)
    let day = card.client.birthOn.map { [ImportedClient.mark($0)] } ?? []
    let birthday = plan.others(known.birthday, day, but: place) { other in
      (other as? ImportedClient).map { PersonName.mayBeOne($0.card.client.name, card.client.name) } ?? false
    }
    let found: [(ImportTwins, String, ([Int64], [Int]) -> Reason)] = [
      (plan.others(known.phone, card.phones.map(ImportedClient.mark(phone:)), but: place), "Телефон", Reason.clientPhoneKnown),
      (plan.others(known.email, card.emails.map(ImportedClient.mark(email:)), but: place), "E-mail", Reason.clientEmailKnown),
      (
        plan.others(known.taxID, card.client.taxID.map { [ImportedClient.mark(taxID: $0)] } ?? [], but: place), "ИНН",
        Reason.clientTaxIdKnown
      ),
      (birthday, "Дата рождения", Reason.clientBirthdayKnown),
    ]
    return found.compactMap { twins, column, reason in twins.isEmpty ? nil : reason(twins.cards, twins.lines).at(column) }
  }

  func create(_ context: Context, hash: [UInt8]) throws -> [Reason] {
    let new = applied(to: blank(context), context)
    let id = try ClientRegister(context).enter(new.card, importedHash: hash)
    try ClientContactTable(context.db).setPhonesToldBy(new.toldBy, of: id)
    try noteConsent(id, context)
    return []
  }

  func update(_ thing: ImportedThing, _ context: Context, hash: [UInt8]) throws -> [Reason] {
    guard let old = try known(thing, context) else { return [] }
    let new = applied(to: old, context)
    if try !ClientRegister(context).change(old.card, to: new.card, importedHash: hash) {
      try ClientTable(context.db).setImportedHash(thing.id, hash)
    }
    if new.toldBy != old.toldBy { try ClientContactTable(context.db).setPhonesToldBy(new.toldBy, of: thing.id) }
    try noteConsent(thing.id, context)
    return []
  }

  func warnings(_ context: Context) -> [Reason] { birth(context).warning.map { [$0] } ?? [] }

  /// The birthday and its warning. An impossible date is left out.
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
      ("Телефон", phone.said), ("Доп. телефон", morePhones.said), ("E-mail", emails.said), ("ИНН", taxID.said),
      ("Дата рождения", birthday.said), ("Скидка, %", discount.said), ("Комментарий", comment.said),
    ]
  }

  func held(by thing: ImportedThing, _ context: Context) throws -> Set<String> {
    guard let old = try known(thing, context) else { return [] }
    let client = old.card.client
    let gone = Set(old.card.phones).subtracting(applied(to: old, context).card.phones)
    let held = [
      ("Телефон", gone.contains { old.isTold($0, by: .main) }), ("Доп. телефон", gone.contains { old.isTold($0, by: .others) }),
      ("E-mail", !old.card.emails.isEmpty), ("ИНН", client.taxID != nil), ("Дата рождения", client.birthOn != nil),
      ("Скидка, %", client.discount != .none), ("Комментарий", client.comment != nil),
    ]
    return Set(held.filter(\.1).map(\.0))
  }

  private func applied(to old: ImportedClient, _ context: Context) -> ImportedClient {
    var new = old
    new.card.client.name = name
    new.card.client.kind = toldKind ?? old.card.client.kind
    if !keepsTaxID(of: old.card.client) { new.card.client.taxID = taxID.over(old.card.client.taxID) }
    new.card.client.birthOn = birth(context).told.over(old.card.client.birthOn)
    new.card.client.discount = discount.over(old.card.client.discount, blank: .none)
    new.card.client.comment = comment.over(old.card.client.comment)
    new.card.emails = emails.over(old.card.emails)
    new.setPhones(main: phone.over(old.phones(of: .main)), others: morePhones.over(old.phones(of: .others)))
    return new
  }

  /// True if the cell has an invalid tax id and the card a valid one.
  private func keepsTaxID(of old: Client) -> Bool {
    guard let new = taxID.value, let known = old.taxID else { return false }
    return !INN.isValid(new) && INN.isValid(known)
  }

  /// Records the consent, unless the desk has one from the client: that counts more than another program's export.
  private func noteConsent(_ id: Int64, _ context: Context) throws {
    guard let consent else { return }
    let newest = try ConsentTable(context.db).newest(.marketing, of: id)
    guard newest == nil || newest?.how == Self.how && newest?.given != consent else { return }
    _ = try ConsentLog(context).write(
      Consent(
        id: 0, clientID: id, purpose: .marketing, given: consent, how: Self.how, at: context.now, userID: context.actor.userID))
  }
}
