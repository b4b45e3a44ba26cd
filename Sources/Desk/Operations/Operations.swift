package import Domain

/// The labour catalogue. An operation is never deleted: it is retired, and orders keep it.
package struct Operations {
  private let context: Context
  private var table: OperationTable { OperationTable(context.db) }
  package init(_ context: Context) { self.context = context }

  package func find(_ id: Int64) throws -> Operation { try context.find(OperationTable.self, id) }

  package func list(_ filter: OperationFilter, _ page: PageRequest) throws -> Page<Operation> {
    try Page(table.page(filter, page), page, id: \.id)
  }

  package func create(_ fill: (inout Operation) -> Void) throws -> Operation {
    let operation = Operation(at: context.now).with(fill)
    try check(operation)
    if let twin = try table.find(code: operation.code) { throw Refusal.conflict(.operationCodeTaken(twin.code)) }
    let id = try OperationRegister(context).enter(operation, importedHash: nil)
    return try context.settled { try find(id) }
  }

  /// Changes an operation. Orders keep their own name, hours and rate.
  package func edit(_ id: Int64, version: Versions?, _ change: (inout Operation) -> Void) throws -> Operation {
    try context.edit(OperationTable.self, id, version, change) { _, new in
      try check(new)
    } keep: { old, new, changes in
      try OperationRegister(context).note(old, new, changes)
    }
  }

  package func retire(_ id: Int64, version: Versions?) throws -> Operation { try edit(id, version: version) { $0.status = .retired } }
  package func offer(_ id: Int64, version: Versions?) throws -> Operation { try edit(id, version: version) { $0.status = .active } }

  private func check(_ operation: Operation) throws {
    let reasons = Operation.reasons(normHours: operation.normHours, rate: operation.rate)
    guard reasons.isEmpty else { throw Refusal.invalid(reasons) }
  }
}

/// Creates and changes operations and records the events, by hand or by an import.
struct OperationRegister {
  private let context: Context
  init(_ context: Context) { self.context = context }

  func enter(_ operation: Operation, importedHash: [UInt8]?) throws -> Int64 {
    let id = try OperationTable(context.db).insert(operation, importedHash: importedHash)
    try context.record(.operationCreated, Subject(.operation, id), OperationTable.form.changes(from: nil, to: operation))
    return id
  }

  /// Returns true if anything changed.
  func change(_ old: Operation, to new: Operation, importedHash: [UInt8]) throws -> Bool {
    let changes = OperationTable.form.changes(from: old, to: new)
    guard !changes.isEmpty else { return false }
    try OperationTable(context.db).update(new, importedHash: importedHash)
    try note(old, new, changes)
    return true
  }

  func note(_ old: Operation, _ new: Operation, _ changes: [Detail]) throws {
    let event: EventType = old.status == new.status ? .operationChanged : new.status == .retired ? .operationRetired : .operationOffered
    try context.record(event, Subject(.operation, old.id), changes)
  }
}

extension Reason {
  static func operationCodeTaken(_ code: String) -> Reason {
    .init("operation_code_taken", en: "There is an operation “\(code)” already.", ru: "Работа с кодом «\(code)» уже есть.", at: "/code")
  }
}
