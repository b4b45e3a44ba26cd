internal import CSQLite

/// A statement's text: one literal, or an array of literals chosen by a switch. Interpolation does not compile,
/// so a value can only be bound.
public struct SQL: ExpressibleByStringLiteral, ExpressibleByArrayLiteral {
  var pieces: [StaticString]

  public init(stringLiteral value: StaticString) { pieces = [value] }
  public init(arrayLiteral elements: StaticString...) { pieces = elements }
  package init(_ pieces: [StaticString]) { self.pieces = pieces }
  package mutating func append(_ piece: StaticString) { pieces.append(piece) }

  var text: String { pieces.map { "\($0)" }.joined(separator: " ") }
}

extension Database {
  /// The first row, mapped, or nil.
  @inlinable public func first<T>(_ sql: StaticString, _ values: any Bindable..., map: (borrowing Row) throws -> T) throws -> T? {
    try run(borrow(sql), values) { statement in try statement.step(self) ? map(Row(statement.handle)) : nil }
  }

  @inlinable public func first<T>(_ sql: SQL, _ values: [any Bindable], map: (borrowing Row) throws -> T) throws -> T? {
    try run(borrow(sql), values) { statement in try statement.step(self) ? map(Row(statement.handle)) : nil }
  }

  @inlinable public func all<T>(_ sql: StaticString, _ values: any Bindable..., map: (borrowing Row) throws -> T) throws -> [T] {
    try run(borrow(sql), values) { try $0.collect(self, map) }
  }

  @inlinable public func all<T>(_ sql: SQL, _ values: [any Bindable], map: (borrowing Row) throws -> T) throws -> [T] {
    try run(borrow(sql), values) { try $0.collect(self, map) }
  }

  /// Lends each row in turn; nothing is collected.
  @inlinable public func each(_ sql: StaticString, _ values: any Bindable..., body: (borrowing Row) throws -> Void) throws {
    try run(borrow(sql), values) { statement in while try statement.step(self) { try body(Row(statement.handle)) } }
  }

  @inlinable public func each(_ sql: SQL, _ values: [any Bindable], body: (borrowing Row) throws -> Void) throws {
    try run(borrow(sql), values) { statement in while try statement.step(self) { try body(Row(statement.handle)) } }
  }

  /// Runs a change and answers how many rows it touched (of a conditional UPDATE: 0 means the condition did not hold).
  @discardableResult
  package func execute(_ sql: StaticString, _ values: any Bindable...) throws -> Int {
    try run(borrow(sql), values) { statement in
      while try statement.step(self) {}
      return Int(sqlite3_changes64(handle))
    }
  }

  /// Runs an INSERT and answers the new row's id.
  package func insert(_ sql: StaticString, _ values: any Bindable...) throws -> Int64 {
    try run(borrow(sql), values) { statement in
      while try statement.step(self) {}
      return lastInsertedID
    }
  }

  /// One value of one row, or nil: `try db.value("SELECT count(*) FROM parts")`.
  @inlinable public func value<T: Column>(_ sql: StaticString, _ values: any Bindable...) throws -> T? {
    try run(borrow(sql), values) { statement in try statement.step(self) ? Row(statement.handle)[0] : nil }
  }

  @inlinable func run<T>(_ statement: Statement, _ values: [any Bindable], _ body: (Statement) throws -> T) throws -> T {
    defer { statement.giveBack() }
    for (index, value) in values.enumerated() {
      guard value.bind(to: statement.handle, at: Int32(index) + 1) == 0 else { throw failed(statement) }
    }
    return try body(statement)
  }

  @usableFromInline func failed(_ statement: Statement) -> any Error { failure(statement.text) }

  /// How SQLite would run it: a test asks that every list uses its index.
  package func plan(_ sql: SQL) throws -> [String] { try lines("EXPLAIN QUERY PLAN " + sql.text, column: 3) }
}
