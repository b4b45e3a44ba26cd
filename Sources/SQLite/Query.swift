internal import CSQLite

/// The text of a statement: one literal, or an array of literals chosen by a switch. Interpolation does not compile,
/// so a value can only be bound.
public struct SQL: ExpressibleByStringLiteral, ExpressibleByArrayLiteral, Sendable {
  package private(set) var pieces: [Piece]

  public init(stringLiteral value: StaticString) { pieces = [.literal(value)] }
  public init(arrayLiteral elements: StaticString...) { self.init(elements) }
  package init(_ pieces: [StaticString]) { self.pieces = pieces.map(Piece.literal) }
  package init(_ pieces: [Piece]) { self.pieces = pieces }
  package mutating func append(_ piece: Piece) { pieces.append(piece) }

  var text: String { pieces.map(\.text).joined(separator: " ") }

  /// A part of the text. What many statements share, such as the columns of a table, is joined once.
  package enum Piece: Sendable, ExpressibleByStringLiteral {
    case literal(StaticString)
    case joined(Joined)

    package init(stringLiteral value: StaticString) { self = .literal(value) }

    fileprivate var text: String {
      switch self {
      case .literal(let text): "\(text)"
      case .joined(let pieces): pieces.text
      }
    }

    /// A piece is known by its address, so that no text is hashed.
    fileprivate var address: UnsafeRawPointer {
      switch self {
      case .literal(let text): UnsafeRawPointer(text.utf8Start)
      case .joined(let pieces): UnsafeRawPointer(Unmanaged.passUnretained(pieces).toOpaque())
      }
    }
  }

  /// Literals that were joined once. It lives as long as the program, for statements are kept under its address.
  package final class Joined: Sendable {
    fileprivate let text: String
    package init(_ pieces: [StaticString]) { text = pieces.map { "\($0)" }.joined(separator: " ") }
  }
}

/// Two statements are equal if they have the same pieces in the same order.
extension SQL: Hashable {
  public static func == (a: SQL, b: SQL) -> Bool {
    a.pieces.count == b.pieces.count && zip(a.pieces, b.pieces).allSatisfy { $0.address == $1.address }
  }

  public func hash(into hasher: inout Hasher) {
    for piece in pieces { hasher.combine(piece.address) }
  }
}

/// Each function has two forms. One takes a literal and values, which are bound without an array in between; the other
/// takes a composed statement, as lists need.
extension Database {
  /// The first row, mapped; nil without rows.
  @inlinable public func first<each B: Bindable, T>(
    _ sql: StaticString, _ values: repeat each B, map: (borrowing Row) throws -> T
  ) throws -> T? {
    let statement = try borrow(sql)
    defer { statement.giveBack() }
    try bind(statement, repeat each values)
    return try statement.step(self) ? map(Row(statement.handle)) : nil
  }

  @inlinable public func first<T>(_ sql: SQL, _ values: [any Bindable], map: (borrowing Row) throws -> T) throws -> T? {
    let statement = try borrow(sql)
    defer { statement.giveBack() }
    try bind(statement, values)
    return try statement.step(self) ? map(Row(statement.handle)) : nil
  }

  @inlinable public func all<each B: Bindable, T>(
    _ sql: StaticString, _ values: repeat each B, map: (borrowing Row) throws -> T
  ) throws -> [T] {
    var found: [T] = []
    try each(sql, repeat each values) { row in found.append(try map(row)) }
    return found
  }

  @inlinable public func all<T>(_ sql: SQL, _ values: [any Bindable], map: (borrowing Row) throws -> T) throws -> [T] {
    var found: [T] = []
    try each(sql, values) { row in found.append(try map(row)) }
    return found
  }

  /// Lends each row in turn and collects nothing.
  @inlinable public func each<each B: Bindable>(
    _ sql: StaticString, _ values: repeat each B, body: (borrowing Row) throws -> Void
  ) throws {
    let statement = try borrow(sql)
    defer { statement.giveBack() }
    try bind(statement, repeat each values)
    while try statement.step(self) { try body(Row(statement.handle)) }
  }

  @inlinable public func each(_ sql: SQL, _ values: [any Bindable], body: (borrowing Row) throws -> Void) throws {
    let statement = try borrow(sql)
    defer { statement.giveBack() }
    try bind(statement, values)
    while try statement.step(self) { try body(Row(statement.handle)) }
  }

  /// Runs a change. Returns the number of rows; for a conditional UPDATE 0 means that the condition did not hold.
  @inlinable @discardableResult
  public func execute<each B: Bindable>(_ sql: StaticString, _ values: repeat each B) throws -> Int {
    try each(sql, repeat each values) { _ in }
    return changedRows
  }

  @inlinable @discardableResult
  public func execute(_ sql: SQL, _ values: [any Bindable]) throws -> Int {
    try each(sql, values) { _ in }
    return changedRows
  }

  /// Runs an INSERT and returns the new row's id.
  @inlinable public func insert<each B: Bindable>(_ sql: StaticString, _ values: repeat each B) throws -> Int64 {
    try each(sql, repeat each values) { _ in }
    return lastInsertedID
  }

  /// One value of one row; nil without rows: `try db.value("SELECT count(*) FROM parts")`.
  @inlinable public func value<each B: Bindable, T: Column>(_ sql: StaticString, _ values: repeat each B) throws -> T? {
    try first(sql, repeat each values) { row in try row[0] as T }
  }

  @inlinable func bind<each B: Bindable>(_ statement: Statement, _ values: repeat each B) throws {
    var index: Int32 = 1
    for value in repeat each values {
      guard value.bind(to: statement.handle, at: index) == 0 else { throw failed(statement) }
      index &+= 1
    }
  }

  @inlinable func bind(_ statement: Statement, _ values: [any Bindable]) throws {
    for (index, value) in values.enumerated() {
      guard value.bind(to: statement.handle, at: Int32(index) + 1) == 0 else { throw failed(statement) }
    }
  }

  @usableFromInline var changedRows: Int { Int(sqlite3_changes64(handle)) }

  @usableFromInline func failed(_ statement: Statement) -> any Error { failure(statement.text) }

  /// SQLite's plan of the statement. A test checks that every list uses its index.
  package func plan(_ sql: SQL) throws -> [String] { try plan(sql.text) }
  package func plan(_ sql: String) throws -> [String] { try lines("EXPLAIN QUERY PLAN " + sql, column: 3) }

  /// The texts of the statements that `body` runs, in the order in which they begin. What triggers and virtual tables run is left out.
  package func statements(_ body: () throws -> Void) rethrows -> [String] {
    let begun = Begun()
    try withExtendedLifetime(begun) {
      let context = Unmanaged.passUnretained(begun).toOpaque()
      sqlite3_trace_v2(
        handle, UInt32(SQLITE_TRACE_STMT),
        { _, context, _, text in
          guard let context, let text else { return 0 }
          Unmanaged<Begun>.fromOpaque(context).takeUnretainedValue().texts.append(
            String(cString: text.assumingMemoryBound(to: CChar.self)))
          return 0
        }, context)
      defer { sqlite3_trace_v2(handle, 0, nil, nil) }
      try body()
    }
    return begun.texts.filter { !$0.hasPrefix("--") }
  }

  private final class Begun {
    var texts: [String] = []
  }
}
