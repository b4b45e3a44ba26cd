internal import CSQLite

/// A value that can be bound to a `?`.
public protocol Bindable {
  func bind(to statement: OpaquePointer, at index: Int32) -> Int32
}

extension Int64: Bindable {
  @inlinable public func bind(to statement: OpaquePointer, at index: Int32) -> Int32 { bindInteger(statement, index, self) }
}

extension Int: Bindable {
  @inlinable public func bind(to statement: OpaquePointer, at index: Int32) -> Int32 { bindInteger(statement, index, Int64(self)) }
}

extension Bool: Bindable {
  @inlinable public func bind(to statement: OpaquePointer, at index: Int32) -> Int32 { bindInteger(statement, index, self ? 1 : 0) }
}

extension String: Bindable {
  public func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
    var copy = self
    return copy.withUTF8 { text in
      text.withMemoryRebound(to: CChar.self) { chars in
        // A nil pointer would bind NULL, and an empty string is not NULL.
        chars.baseAddress.map { desk_bind_text(statement, index, $0, Int32(clamping: chars.count)) }
          ?? desk_bind_text(statement, index, "", 0)
      }
    }
  }
}

extension [UInt8]: Bindable {
  public func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
    withUnsafeBytes { desk_bind_blob(statement, index, $0.baseAddress, Int32(clamping: $0.count)) }
  }
}

extension Optional: Bindable where Wrapped: Bindable {
  @inlinable public func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
    switch self {
    case .some(let value): value.bind(to: statement, at: index)
    case .none: bindNull(statement, index)
    }
  }
}

extension RawRepresentable where RawValue: Bindable {
  @inlinable public func bind(to statement: OpaquePointer, at index: Int32) -> Int32 { rawValue.bind(to: statement, at: index) }
}

// MARK: Bindings

@usableFromInline func bindInteger(_ statement: OpaquePointer, _ index: Int32, _ value: Int64) -> Int32 {
  sqlite3_bind_int64(statement, index, value)
}

@usableFromInline func bindNull(_ statement: OpaquePointer, _ index: Int32) -> Int32 { sqlite3_bind_null(statement, index) }
