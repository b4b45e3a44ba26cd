package import Domain

/// The labour catalogue. An operation is never deleted: what is no longer offered is retired, and its orders stay.
package struct Operations {
  private let context: Context
  private var table: OperationTable { OperationTable(context.db) }
  package init(_ context: Context) { self.context = context }

  package func find(_ id: Int64) throws -> Operation {
    guard let operation = try table.find(id) else { throw Refusal.notFound(.operation) }
    return operation
  }

  package func list(_ filter: OperationFilter, _ page: PageRequest) throws -> Page<Operation> {
    try Page(table.page(filter, page), page, id: \.id)
  }

  package func create(_ operation: Operation) throws -> Operation {
    try check(operation)
    if let twin = try table.find(code: operation.code) { throw Refusal.conflict(.operationCodeTaken(twin.code)) }
    let id = try OperationRegister(context).enter(operation, importedHash: nil)
    return try context.settled { try find(id) }
  }

  /// Orders keep the name, hours and rate they were given.
  package func edit(_ id: Int64, version: Versions?, _ change: (inout Operation) -> Void) throws -> Operation {
    let old = try find(id)
    try context.match(version, old.version)
    var new = old
    change(&new)
    try check(new)
    try OperationRegister(context).change(old, to: new, importedHash: nil)
    return try context.settled { try find(id) }
  }

  package func retire(_ id: Int64, version: Versions?) throws -> Operation { try edit(id, version: version) { $0.status = .retired } }
  package func offer(_ id: Int64, version: Versions?) throws -> Operation { try edit(id, version: version) { $0.status = .active } }

  private func check(_ operation: Operation) throws {
    let reasons = Operation.reasons(normHours: operation.normHours, rate: operation.rate)
    guard reasons.isEmpty else { throw Refusal.invalid(reasons) }
  }
}

/// Enters and changes operations, with their events: by hand and by imports.
struct OperationRegister {
  private let context: Context
  init(_ context: Context) { self.context = context }

  func enter(_ operation: Operation, importedHash: [UInt8]?) throws -> Int64 {
    let id = try OperationTable(context.db).insert(operation, importedHash: importedHash)
    try context.record(.operationCreated, Subject(.operation, id), operation.changes(from: nil))
    return id
  }

  /// Answers whether anything has changed.
  @discardableResult
  func change(_ old: Operation, to new: Operation, importedHash: [UInt8]?) throws -> Bool {
    let details = new.changes(from: old)
    guard !details.isEmpty else { return false }
    try OperationTable(context.db).update(new, importedHash: importedHash)
    let event: EventType = old.status == new.status ? .operationChanged : new.status == .retired ? .operationRetired : .operationOffered
    try context.record(event, Subject(.operation, old.id), details)
    return true
  }
}

extension Reason {
  static func operationCodeTaken(_ code: String) -> Reason {
    .init("operation_code_taken", en: "There is an operation “\(code)” already.", ru: "Работа с кодом «\(code)» уже есть.", at: "/code")
  }
}
