internal import Domain

/// A part, known by article and maker in any spelling. `Остаток` becomes one opening receipt at `Цена закуп.`, once only:
/// when the ledger knows the part, what is there is the ledger's matter, and a figure that differs is told, not booked.
struct PartImport: ImportRow {
  static let columns = [
    "Артикул", "Наименование", "Производитель", "Кросс-номера", "Ед.", "Остаток", "Цена закуп.", "Цена розн.", "Мин. остаток", "Поставщик",
    "Срок поставки, дн.",
  ]
  static let requiredColumns = ["Артикул", "Наименование", "Производитель", "Ед.", "Цена розн."]
  private static let opening = "Начальный остаток"

  private let article: String
  private let name: String
  private let maker: String
  // Nil, here and below: the table has no such column, and a part keeps what it has.
  private let numbers: [String]?
  private let unit: Measure
  // Nil: the file does not say.
  private let stock: Quantity?
  private let purchasePrice: Money?
  private let price: Money
  private let minQuantity: Quantity?
  private let supplier: String?
  private let leadDays: Int64??

  init(_ cells: inout ImportCells) {
    article = cells.line("Артикул", max: 100)
    if !article.isEmpty, PartNumber.key(article).isEmpty { cells.fault(.noArticle.inCell("Артикул", article)) }
    maker = cells.line("Производитель", max: 100)
    name = cells.line("Наименование", max: 200)
    let measure = Self.unit(&cells)
    unit = measure ?? .piece
    price = cells.requiredMoney("Цена розн.")
    purchasePrice = cells.told("Цена закуп.") { $0.money("Цена закуп.") ?? .zero }
    stock = Self.quantity("Остаток", measure, &cells)
    minQuantity = cells.told("Мин. остаток") { Self.quantity("Мин. остаток", measure, &$0) ?? .zero }
    supplier = cells.optionalLine("Поставщик")
    leadDays = cells.told("Срок поставки, дн.") {
      Self.isToOrder($0.text("Срок поставки, дн.")) ? nil : $0.integer("Срок поставки, дн.")
    }
    var seen: Set<String> = ["", PartNumber.key(article)]
    numbers = cells.told("Кросс-номера") { cells in
      (cells.text("Кросс-номера") ?? "").split(whereSeparator: { ",;\n".contains($0) }).map { Text.trimmed(String($0)) }.filter {
        seen.insert(PartNumber.key($0)).inserted
      }
    }
  }

  private static func unit(_ cells: inout ImportCells) -> Measure? {
    guard let word = cells.text("Ед.") else {
      cells.fault(.cellMissing("Ед."))
      return nil
    }
    let measure = Measure.ofPart(word)
    if measure == nil { cells.fault(.unitUnknown(word)) }
    return measure
  }

  /// A stock below zero is a slip of the other program: nothing is there.
  private static func quantity(_ column: String, _ unit: Measure?, _ cells: inout ImportCells) -> Quantity? {
    guard let quantity = cells.decimal(column) else { return nil }
    if let reason = unit?.reasons(against: quantity).first { cells.fault(reason.inCell(column, cells.text(column) ?? "")) }
    guard quantity < .zero else { return quantity }
    cells.warn(.cellUnreadable(column, quantity.text(.ru)))
    return .zero
  }

  /// The supplier's own time holds.
  private static func isToOrder(_ text: String?) -> Bool { text.map { SearchText.fold($0) == "под заказ" } ?? false }

  var key: String { "\(PartNumber.key(article)) \(PartNumber.key(maker))" }
  var title: String? { article.isEmpty || maker.isEmpty ? nil : "\(article) \(maker)" }

  func find(_ context: Context) throws -> ImportedThing? {
    try PartImportTable(context.db).find(articleKey: PartNumber.key(article), makerKey: PartNumber.key(maker))
  }

  func create(_ context: Context, hash: [UInt8]) throws -> [Reason] {
    let table = PartImportTable(context.db)
    let part = try applied(
      to: Part(
        id: 0, article: article, articleKey: PartNumber.key(article), maker: maker, makerKey: PartNumber.key(maker), name: name, unit: unit,
        price: price, source: ImportKind.source, createdAt: context.now), context)
    let id = try table.insert(part, searchText: searchText(part, numbers ?? []), importedHash: hash)
    try table.setNumbers((numbers ?? []).map { ($0, Self.kind($0)) }, of: id)
    try context.record(
      "part.created", Subject("part", id),
      [.fact("article", .text(article)), .fact("maker", .text(maker)), .fact("source", .text(ImportKind.source))])
    try receiveOpening(id, at: part.purchasePrice, context)
    return []
  }

  func remarks(on thing: ImportedThing, _ outcome: ImportLine.Outcome, _ context: Context) throws -> [Reason] {
    guard let part = try PartTable(context.db).find(thing.id), try PartImportTable(context.db).hasMoves(part.id) else { return [] }
    var remarks: [Reason] = []
    if let stock, stock != part.onHand { remarks.append(.stockNotBooked(stock, unit, ledger: part.onHand, part.unit)) }
    guard outcome == .updated, unit != part.unit else { return remarks }
    remarks.append(.unitInUse(unit, part.unit))
    return remarks + part.unit.reasons(against: minQuantity ?? .zero).map { $0.at("Мин. остаток") }
  }

  func remarks(after earlier: [any ImportRow]) -> [Reason] {
    let openings = earlier.compactMap { $0 as? PartImport }.compactMap { row in row.stock.map { (stock: $0, unit: row.unit) } }
    guard let stock, let opening = openings.first(where: { $0.stock > .zero }) else { return [] }
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
      try table.update(new, searchText: searchText(new, numbers ?? known), importedHash: hash)
      if let numbers { try table.setNumbers(numbers.map { ($0, Self.kind($0)) }, of: old.id) }
      try context.record("part.changed", Subject("part", old.id), details)
    }
    try receiveOpening(old.id, at: new.purchasePrice, context)
    return []
  }

  private func applied(to old: Part, _ context: Context) throws -> Part {
    var part = old
    part.article = article
    part.maker = maker
    part.name = name
    part.unit = unit
    part.price = price
    part.purchasePrice = purchasePrice ?? old.purchasePrice
    part.minQuantity = minQuantity ?? old.minQuantity
    part.leadDays = leadDays ?? old.leadDays
    part.supplierId = try supplier.map { try supplierID($0, context) } ?? old.supplierId
    return part
  }

  private func supplierID(_ name: String, _ context: Context) throws -> Int64 {
    let table = SupplierTable(context.db)
    if let known = try table.find(name: name) { return known }
    let id = try table.insert(Supplier(id: 0, name: name, createdAt: context.now))
    try context.record("supplier.created", Subject("supplier", id), [.fact("source", .text(ImportKind.source))])
    return id
  }

  private func receiveOpening(_ id: Int64, at purchasePrice: Money, _ context: Context) throws {
    guard let stock, stock > .zero, try !PartImportTable(context.db).hasMoves(id) else { return }
    try Stock(context).receive(
      partID: id, quantity: stock, cost: purchasePrice.times(stock), locationID: nil, purchaseLineID: nil, document: Self.opening)
  }

  private static func kind(_ number: String) -> String { (number.uppercased().hasPrefix("OEM") ? PartNumber.Kind.oem : .analogue).rawValue }

  private func searchText(_ part: Part, _ numbers: [String]) -> String {
    SearchText.row(
      [part.article, part.articleKey, part.maker, part.makerKey, part.name] + numbers.flatMap { [$0, PartNumber.key($0)] })
  }

  private func changes(_ old: Part, _ new: Part, was numbers: [String]) -> [Detail] {
    var details: [Detail] = []
    details.noteChange("article", .text(old.article), .text(new.article))
    details.noteChange("maker", .text(old.maker), .text(new.maker))
    details.noteChange("name", .text(old.name), .text(new.name))
    details.noteChange("unit", .init(old.unit), .init(new.unit))
    details.noteChange("price_minor", .init(old.price), .init(new.price))
    details.noteChange("purchase_price_minor", .init(old.purchasePrice), .init(new.purchasePrice))
    details.noteChange("min_quantity", .quantity(old.minQuantity), .quantity(new.minQuantity))
    details.noteChange("supplier_id", .init(old.supplierId), .init(new.supplierId))
    details.noteChange("lead_days", .init(old.leadDays), .init(new.leadDays))
    details.noteChange("numbers", .text(numbers.joined(separator: ", ")), .text((self.numbers ?? numbers).joined(separator: ", ")))
    return details
  }
}
