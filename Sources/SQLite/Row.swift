internal import CSQLite

/// A row lent for the length of a mapping closure: its columns are read straight from SQLite, nothing outlives it.
package struct Row: ~Copyable {
  let statement: OpaquePointer

  init(_ statement: OpaquePointer) { self.statement = statement }

  package subscript<T: Column>(index: Int32) -> T {
    get throws { try T(column: statement, index) }
  }

  package func isNull(_ index: Int32) -> Bool { sqlite3_column_type(statement, index) == SQLITE_NULL }

  /// The bytes of a text column where they lie, for writing them on without a String between.
  package func withText<T>(_ index: Int32, _ body: (UnsafeRawBufferPointer) -> T) -> T {
    let start = sqlite3_column_text(statement, index)
    return body(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, index))))
  }

  package func integer(_ index: Int32) -> Int64 { sqlite3_column_int64(statement, index) }
}

/// A column held what its type does not know: a status of a newer version, NULL where none may be.
package struct ColumnMismatch: Error, CustomStringConvertible {
  package let column: String
  package let expected: String
  package var description: String { "column \(column) holds no \(expected)" }

  init(_ statement: OpaquePointer, _ index: Int32, expected: Any.Type) {
    column = sqlite3_column_name(statement, index).map { String(cString: $0) } ?? "\(index)"
    self.expected = "\(expected)"
  }
}

/// A type that can be read from a column.
package protocol Column {
  init(column statement: OpaquePointer, _ index: Int32) throws
}

extension Int64: Column {
  package init(column statement: OpaquePointer, _ index: Int32) throws { self = sqlite3_column_int64(statement, index) }
}

extension Int: Column {
  package init(column statement: OpaquePointer, _ index: Int32) throws { self = Int(clamping: sqlite3_column_int64(statement, index)) }
}

extension Bool: Column {
  package init(column statement: OpaquePointer, _ index: Int32) throws { self = sqlite3_column_int64(statement, index) != 0 }
}

extension String: Column {
  package init(column statement: OpaquePointer, _ index: Int32) throws {
    guard let start = sqlite3_column_text(statement, index) else { throw ColumnMismatch(statement, index, expected: String.self) }
    let count = Int(sqlite3_column_bytes(statement, index))
    self.init(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }
}

extension [UInt8]: Column {
  package init(column statement: OpaquePointer, _ index: Int32) throws {
    let count = Int(sqlite3_column_bytes(statement, index))
    self.init(UnsafeRawBufferPointer(start: sqlite3_column_blob(statement, index), count: count))
  }
}

extension Optional: Column where Wrapped: Column {
  package init(column statement: OpaquePointer, _ index: Int32) throws {
    self = sqlite3_column_type(statement, index) == SQLITE_NULL ? .none : .some(try Wrapped(column: statement, index))
  }
}

extension RawRepresentable where RawValue: Column {
  package init(column statement: OpaquePointer, _ index: Int32) throws {
    guard let value = Self(rawValue: try RawValue(column: statement, index)) else {
      throw ColumnMismatch(statement, index, expected: Self.self)
    }
    self = value
  }
}
