internal import CSQLite

/// A row, lent while a mapping closure runs. Its columns are read straight from SQLite, and nothing outlives it.
///
/// Public and inlinable, like all generic functions here. Otherwise each column would cost a search for its type's
/// metadata at run time, several times the cost of SQLite's own work.
public struct Row: ~Copyable {
  @usableFromInline let statement: OpaquePointer

  @usableFromInline init(_ statement: OpaquePointer) { self.statement = statement }

  public subscript<T: Column>(index: Int32) -> T {
    @inlinable get throws { try T(column: statement, index) }
  }

  package var count: Int32 { sqlite3_column_count(statement) }
  package func name(_ index: Int32) -> String { sqlite3_column_name(statement, index).map { String(cString: $0) } ?? "" }

  package func isNull(_ index: Int32) -> Bool { columnIsNull(statement, index) }

  /// The bytes of a text column where SQLite keeps them, to be written without a String in between. Valid only while
  /// the row is.
  package func text(_ index: Int32) -> UnsafeRawBufferPointer {
    let value = value(index)
    let start = sqlite3_value_text(value)
    return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_value_bytes(value)))
  }

  package func textOrNil(_ index: Int32) -> UnsafeRawBufferPointer? {
    let value = value(index)
    guard let start = sqlite3_value_text(value) else { return nil }
    return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_value_bytes(value)))
  }

  /// Fetches the column's value once for both type and content. A connection without a mutex has no "protected" values.
  private func value(_ index: Int32) -> OpaquePointer? { sqlite3_column_value(statement, index) }

  /// A second `Row` of the same SQLite row, for a value that reads its columns on demand. It is valid as long as this one.
  package var again: Row { Row(statement) }

  package func integer(_ index: Int32) -> Int64 { columnInteger(statement, index) }
  package func integerOrNil(_ index: Int32) -> Int64? {
    let value = value(index)
    return sqlite3_value_type(value) == SQLITE_NULL ? nil : sqlite3_value_int64(value)
  }
}

/// A column with a value that its type does not know, such as the status of a newer version, or NULL where none is allowed.
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
public protocol Column {
  init(column statement: OpaquePointer, _ index: Int32) throws
}

extension Int64: Column {
  @inlinable public init(column statement: OpaquePointer, _ index: Int32) throws { self = columnInteger(statement, index) }
}

extension Int: Column {
  @inlinable public init(column statement: OpaquePointer, _ index: Int32) throws { self = Int(clamping: columnInteger(statement, index)) }
}

extension Bool: Column {
  @inlinable public init(column statement: OpaquePointer, _ index: Int32) throws { self = columnInteger(statement, index) != 0 }
}

extension String: Column {
  @inlinable public init(column statement: OpaquePointer, _ index: Int32) throws { self = try columnText(statement, index) }
}

extension [UInt8]: Column {
  @inlinable public init(column statement: OpaquePointer, _ index: Int32) throws { self = columnBytes(statement, index) }
}

extension Optional: Column where Wrapped: Column {
  @inlinable public init(column statement: OpaquePointer, _ index: Int32) throws {
    self = columnIsNull(statement, index) ? .none : .some(try Wrapped(column: statement, index))
  }
}

extension RawRepresentable where RawValue: Column {
  @inlinable public init(column statement: OpaquePointer, _ index: Int32) throws {
    guard let value = Self(rawValue: try RawValue(column: statement, index)) else { throw mismatch(statement, index, Self.self) }
    self = value
  }
}

// MARK: Column access

@usableFromInline func columnIsNull(_ statement: OpaquePointer, _ index: Int32) -> Bool {
  sqlite3_column_type(statement, index) == SQLITE_NULL
}

@usableFromInline func columnInteger(_ statement: OpaquePointer, _ index: Int32) -> Int64 { sqlite3_column_int64(statement, index) }

@usableFromInline func columnText(_ statement: OpaquePointer, _ index: Int32) throws -> String {
  guard let start = sqlite3_column_text(statement, index) else { throw mismatch(statement, index, String.self) }
  let text = UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, index)))
  // Several times as fast as String(decoding:), which remains for text that is not valid UTF-8.
  do { return String(copying: try UTF8Span(validating: text.span)) } catch { return String(decoding: text, as: UTF8.self) }
}

@usableFromInline func columnBytes(_ statement: OpaquePointer, _ index: Int32) -> [UInt8] {
  let count = Int(sqlite3_column_bytes(statement, index))
  return [UInt8](UnsafeRawBufferPointer(start: sqlite3_column_blob(statement, index), count: count))
}

@usableFromInline func mismatch(_ statement: OpaquePointer, _ index: Int32, _ expected: Any.Type) -> any Error {
  ColumnMismatch(statement, index, expected: expected)
}
