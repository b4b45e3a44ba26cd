internal import Domain

/// An operation of the labour catalogue, identified by `Код`.
struct OperationImport: ImportRow {
  static let columns = requiredColumns + ["НДС", ImportSums.column]
  static let requiredColumns = ["Код", "Работа", "Норма, ч", "Цена нормо-часа"]
  static let laterColumns: Set = ["НДС", ImportSums.column]
  static let columnsOfSums = ["Цена нормо-часа"]

  private let code: String
  private let name: String
  private let normHours: Quantity
  private let rate: Money
  private let vat: WrittenVAT?

  init(_ cells: inout ImportCells) {
    code = cells.line("Код", max: 40)
    if ImportCells.isShortened(code) { cells.warn(.numberShortened.inCell("Код", code)) }
    name = cells.line("Работа")
    let (sums, column) = (cells.sums, "Цена нормо-часа")
    rate = cells.required(column) { text throws(Reason) in try sums.read(text, column, per: WrittenAmount.hours) } ?? .zero
    let hours = cells.required("Норма, ч") { text throws(Reason) in try ImportCells.decimal(text, in: WrittenAmount.hours) }
    normHours = hours ?? .zero
    vat = cells.vat()
    guard hours != nil else { return }
    for reason in Operation.reasons(normHours: normHours, rate: rate) {
      cells.fault(reason.inCell("Норма, ч", cells.text("Норма, ч") ?? ""))
    }
  }

  var key: String { SearchText.fold(code) }
  var title: String? { code.isEmpty ? nil : code }

  func warnings(_ context: Context) -> [Reason] { Reason.vatDiffers(vat, context) }
  private func category(_ context: Context) -> TaxCategory? { vat?.category(context.settings.tax, on: context.today) }

  func find(_ context: Context) throws -> ImportedThing? {
    let table = OperationTable(context.db)
    return try table.find(code: code).map { ImportedThing(id: $0.id, hash: try table.importedHash($0.id)) }
  }

  func create(_ context: Context, hash: [UInt8]) throws -> [Reason] {
    let operation = applied(to: Operation(at: context.now), context).with { new in
      new.code = code
      new.source = ImportKind.source
    }
    _ = try OperationRegister(context).enter(operation, importedHash: hash)
    return []
  }

  func update(_ thing: ImportedThing, _ context: Context, hash: [UInt8]) throws -> [Reason] {
    guard let old = try OperationTable(context.db).find(thing.id) else { return [] }
    if try !OperationRegister(context).change(old, to: applied(to: old, context), importedHash: hash) {
      try OperationTable(context.db).setImportedHash(thing.id, hash)
    }
    return []
  }

  private func applied(to old: Operation, _ context: Context) -> Operation {
    old.with { new in
      new.name = name
      new.normHours = normHours
      new.rate = rate
      new.taxCategory = category(context) ?? old.taxCategory
    }
  }
}
