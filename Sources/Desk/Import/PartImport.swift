internal import Domain

/// A part, identified by article and maker in any spelling. `Остаток` becomes one opening receipt at `Цена закуп.`,
/// only once. If the ledger has moves of the part already, a different figure is reported and not booked.
struct PartImport: ImportRow {
  static let columns = [
    "Артикул", "Наименование", "Производитель", "Кросс-номера", "Ед.", "Остаток", "Цена закуп.", "Цена розн.", "Мин. остаток", "Поставщик",
    "Срок поставки, дн.", "НДС", ImportSums.column,
  ]
  static let laterColumns: Set = ["НДС", ImportSums.column]
  static let columnsOfSums = ["Цена закуп.", "Цена розн."]
  static let requiredColumns = ["Артикул", "Наименование", "Производитель", "Ед.", "Цена розн."]
  private static let opening = "Начальный остаток"

  private let article: String
  private let name: String
  private let maker: String
  private let numbers: Told<ToldList>
  private let unit: Measure
  private let stock: Told<Quantity>
  private let purchasePrice: Told<Money>
  private let price: Money
  private let minQuantity: Told<Quantity>
  private let supplier: Told<String>
  // A value of nil means that the supplier's lead time applies.
  private let leadDays: Told<Int64?>
  private let vat: WrittenVAT?

  init(_ cells: inout ImportCells) {
    article = cells.line("Артикул")
    if ImportCells.isShortened(article) { cells.warn(.numberShortened.inCell("Артикул", article)) }
    if !article.isEmpty, PartNumber.key(article).isEmpty { cells.fault(.noArticle.inCell("Артикул", article)) }
    maker = cells.line("Производитель")
    name = cells.line("Наименование")
    let counted = PartUnit(&cells)
    unit = counted.measure
    let sums = cells.sums
    price = cells.required("Цена розн.") { text throws(Reason) in try counted.price(text, "Цена розн.", sums) } ?? .zero
    purchasePrice = cells.told("Цена закуп.") { text throws(Reason) in try counted.price(text, "Цена закуп.", sums) }
    let paid = purchasePrice.value ?? .zero
    stock = cells.told("Остаток") { text throws(Reason) in
      let stock = try counted.quantity(text, "Остаток")
      if let reason = Self.value(stock, at: paid) { throw reason }
      return stock
    }
    minQuantity = cells.told("Мин. остаток") { text throws(Reason) in try counted.quantity(text, "Мин. остаток") }
    supplier = cells.toldLine("Поставщик")
    leadDays = Self.leadDays(&cells)
    numbers = Self.numbers(&cells, besides: article)
    vat = cells.vat()
  }

  private static func leadDays(_ cells: inout ImportCells) -> Told<Int64?> {
    let column = "Срок поставки, дн."
    if let text = cells.text(column), SearchText.fold(text) == "под заказ" { return .value(nil) }
    switch cells.integer(column, in: WrittenAmount.days, upTo: 3_650) {
    case .nothing: return .nothing
    case .empty: return .empty
    case .value(let days): return .value(days)
    }
  }

  /// Reads the cross-references. Pieces that cannot be a number (`—`) are left out with their reason.
  private static func numbers(_ cells: inout ImportCells, besides article: String) -> Told<ToldList> {
    let column = "Кросс-номера"
    if let text = cells.text(column), ImportCells.isShortened(text) {
      cells.leaveOut(.numberShortened.inCell(column, text))
      return .nothing
    }
    let told = cells.toldList(column, between: ",;\n", most: .numbers) { text throws(Reason) in
      guard !text.contains(where: { ",;\n".contains($0) }), !PartNumber.key(text).isEmpty else { throw .cellUnreadable(column, text) }
      guard !ImportCells.isShortened(text) else { throw .numberShortened }
      return try Text.line(text)
    }
    guard case .value(let list) = told else { return told }
    var seen: Set<String> = [PartNumber.key(article)]
    return .value(ToldList(values: list.values.filter { seen.insert(PartNumber.key($0)).inserted }, isWhole: list.isWhole))
  }

  /// The part's numbers after the row. If the cell had an unreadable number, the known ones stay.
  private func allNumbers(beside known: [String]) -> [String] {
    var seen: Set<String> = []
    return numbers.over(known).filter { seen.insert(PartNumber.key($0)).inserted }
  }

  var key: String { "\(PartNumber.key(article)) \(PartNumber.key(maker))" }
  var title: String? { article.isEmpty || maker.isEmpty ? nil : "\(article) \(maker)" }

  func warnings(_ context: Context) -> [Reason] { Reason.vatDiffers(vat, context) }

  func find(_ context: Context) throws -> ImportedThing? {
    try PartImportTable(context.db).find(articleKey: PartNumber.key(article), makerKey: PartNumber.key(maker))
  }

  func create(_ context: Context, hash: [UInt8]) throws -> [Reason] {
    let table = PartImportTable(context.db)
    let part = try applied(to: Part(countedIn: unit, at: context.now), context).with { $0.source = ImportKind.source }
    let id = try PartTable(context.db).insert(part, numbers: allNumbers(beside: []), importedHash: hash)
    try table.setNumbers(allNumbers(beside: []).map { ($0, Self.kind($0)) }, of: id)
    try context.record(
      .partCreated, Subject(.part, id),
      [.fact("article", .text(article)), .fact("maker", .text(maker)), .fact("source", .text(ImportKind.source))])
    return try receiveOpening(id, at: part.purchasePrice, context)
  }

  func remarks(on thing: ImportedThing, _ outcome: ImportLine.Outcome, _ context: Context) throws -> [Reason] {
    guard let part = try PartTable(context.db).find(thing.id), try PartImportTable(context.db).hasMoves(part.id) else { return [] }
    var remarks: [Reason] = []
    if let stock = stock.value, stock != part.onHand { remarks.append(.stockNotBooked(stock, unit, ledger: part.onHand, part.unit)) }
    guard outcome == .updated, unit != part.unit else { return remarks }
    remarks.append(.unitInUse(unit, part.unit))
    return remarks + part.unit.reasons(against: minQuantity.value ?? .zero).map { $0.at("Мин. остаток") }
  }

  func remarks(after earlier: [any ImportRow]) -> [Reason] {
    let openings = earlier.compactMap { $0 as? PartImport }.compactMap { row in row.stock.value.map { (stock: $0, unit: row.unit) } }
    guard let stock = stock.value, let opening = openings.first(where: { $0.stock > .zero }) else { return [] }
    var remarks: [Reason] = []
    if stock != opening.stock { remarks.append(.stockNotBooked(stock, unit, ledger: opening.stock, opening.unit)) }
    if unit != opening.unit { remarks.append(.unitInUse(unit, opening.unit)) }
    return remarks
  }

  func update(_ thing: ImportedThing, _ context: Context, hash: [UInt8]) throws -> [Reason] {
    let table = PartImportTable(context.db)
    guard let old = try PartTable(context.db).find(thing.id) else { return [] }
    var new = try applied(to: old, context)
    if unit != old.unit, try table.hasMoves(old.id) {
      new.unit = old.unit
      if !old.unit.reasons(against: new.minQuantity).isEmpty { new.minQuantity = old.minQuantity }
    }
    let known = try table.numbers(of: old.id)
    let details = changes(old, new, was: known)
    if details.isEmpty {
      try table.setImportedHash(old.id, hash)
    } else {
      let all = allNumbers(beside: known)
      try PartTable(context.db).update(new, numbers: all, importedHash: hash)
      if numbers.said != .nothing { try table.setNumbers(all.map { ($0, Self.kind($0)) }, of: old.id) }
      try context.record(.partChanged, Subject(.part, old.id), details)
    }
    return try receiveOpening(old.id, at: new.purchasePrice, context)
  }

  var said: [(column: String, said: Said)] {
    [
      ("Кросс-номера", numbers.said), ("Цена закуп.", purchasePrice.said), ("Мин. остаток", minQuantity.said), ("Поставщик", supplier.said),
      ("Срок поставки, дн.", leadDays.said),
    ]
  }

  func held(by thing: ImportedThing, _ context: Context) throws -> Set<String> {
    guard let old = try PartTable(context.db).find(thing.id) else { return [] }
    let held = [
      ("Кросс-номера", try !PartImportTable(context.db).numbers(of: old.id).isEmpty), ("Цена закуп.", old.purchasePrice != .zero),
      ("Мин. остаток", old.minQuantity != .zero), ("Поставщик", old.supplierID != nil), ("Срок поставки, дн.", old.leadDays != nil),
    ]
    return Set(held.filter(\.1).map(\.0))
  }

  private func applied(to old: Part, _ context: Context) throws -> Part {
    var part = old
    part.article = article
    part.maker = maker
    part.name = name
    part.unit = unit
    part.price = price
    part.purchasePrice = purchasePrice.over(old.purchasePrice, blank: .zero)
    part.minQuantity = minQuantity.over(old.minQuantity, blank: .zero)
    part.taxCategory = vat?.category(context.settings.tax, on: context.today) ?? old.taxCategory
    part.leadDays = leadDays.over(old.leadDays) ?? nil
    part.supplierID = try supplier.value.map { try supplierID($0, context) } ?? (supplier.said == .empty ? nil : old.supplierID)
    return part
  }

  private func supplierID(_ name: String, _ context: Context) throws -> Int64 {
    let table = SupplierTable(context.db)
    if let known = try table.find(name: name) { return known }
    let id = try table.insert(Supplier(at: context.now).with { $0.name = name })
    try context.record(.supplierCreated, Subject(.supplier, id), [.fact("source", .text(ImportKind.source))])
    return id
  }

  private static func value(_ stock: Quantity, at price: Money) -> Reason? {
    guard let value = try? price.times(stock) else { return .sumTooLarge }
    return value.reasonAgainstSize()
  }

  /// Receives the opening stock. At a price taken from the card, its value may exceed the limit: then it is reported
  /// and not booked.
  private func receiveOpening(_ id: Int64, at purchasePrice: Money, _ context: Context) throws -> [Reason] {
    guard let stock = stock.value, stock > .zero, try !PartImportTable(context.db).hasMoves(id) else { return [] }
    if let reason = Self.value(stock, at: purchasePrice) { return [reason.at("Остаток")] }
    try Stock(context).receive(
      partID: id, quantity: stock, cost: purchasePrice.times(stock), locationID: nil, purchaseLineID: nil, document: Self.opening)
    return []
  }

  private static func kind(_ number: String) -> String { (number.uppercased().hasPrefix("OEM") ? PartNumber.Kind.oem : .analogue).rawValue }

  private func changes(_ old: Part, _ new: Part, was numbers: [String]) -> [Detail] {
    var details = PartTable.form.changes(from: old, to: new)
    details.noteChange(
      "numbers", .text(numbers.joined(separator: ", ")), .text(allNumbers(beside: numbers).joined(separator: ", ")))
    return details
  }
}
