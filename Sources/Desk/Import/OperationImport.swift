internal import Domain

/// An operation of the labour catalogue, known by `Код`.
struct OperationImport: ImportRow {
  static let columns = ["Код", "Работа", "Норма, ч", "Цена нормо-часа"]
  static let requiredColumns = columns

  private let code: String
  private let name: String
  private let normHours: Quantity
  private let rate: Money

  init(_ cells: inout ImportCells) {
    code = cells.line("Код", max: 40)
    name = cells.line("Работа", max: 200)
    rate = cells.requiredMoney("Цена нормо-часа")
    let read = cells.faults.count
    normHours = cells.requiredDecimal("Норма, ч")
    guard cells.faults.count == read else { return }
    for reason in Operation.reasons(normHours: normHours, rate: rate) {
      cells.fault(reason.inCell("Норма, ч", cells.text("Норма, ч") ?? ""))
    }
  }

  var key: String { SearchText.fold(code) }
  var title: String? { code.isEmpty ? nil : code }

  func find(_ context: Context) throws -> ImportedThing? {
    let table = OperationTable(context.db)
    return try table.find(code: code).map { ImportedThing(id: $0.id, hash: try table.importedHash($0.id)) }
  }

  func create(_ context: Context, hash: [UInt8]) throws -> [Reason] {
    let operation = Operation(
      id: 0, code: code, name: name, normHours: normHours, rate: rate, source: ImportKind.source, createdAt: context.now)
    _ = try OperationRegister(context).enter(operation, importedHash: hash)
    return []
  }

  func update(_ thing: ImportedThing, _ context: Context, hash: [UInt8]) throws -> [Reason] {
    guard let old = try OperationTable(context.db).find(thing.id) else { return [] }
    var new = old
    new.name = name
    new.normHours = normHours
    new.rate = rate
    if try !OperationRegister(context).change(old, to: new, importedHash: hash) {
      try OperationTable(context.db).setImportedHash(thing.id, hash)
    }
    return []
  }
}
