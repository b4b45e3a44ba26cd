/// Writes a field in one line: name and value. A missing value is written as `null`.
extension JSONWriter {
  @inlinable public mutating func field(_ name: StaticString, _ value: String) {
    key(name)
    string(value)
  }

  @inlinable public mutating func field(_ name: StaticString, _ value: String?) {
    key(name)
    if let value { string(value) } else { null() }
  }

  /// Writes a word of the program, which needs no escape.
  @inlinable public mutating func field(_ name: StaticString, word: StaticString) {
    field(name, utf8: UnsafeRawBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
  }

  /// Writes text lent by a row. `nil` is `null`, and empty text is `""`.
  @inlinable public mutating func field(_ name: StaticString, utf8 text: UnsafeRawBufferPointer?) {
    key(name)
    if let text { string(utf8: text) } else { null() }
  }

  @inlinable public mutating func field(_ name: StaticString, _ value: Int64) {
    key(name)
    integer(value)
  }

  @inlinable public mutating func field(_ name: StaticString, _ value: Int64?) {
    key(name)
    if let value { integer(value) } else { null() }
  }

  @inlinable public mutating func field(_ name: StaticString, _ value: Int) {
    key(name)
    integer(value)
  }

  @inlinable public mutating func field(_ name: StaticString, _ value: Int?) {
    key(name)
    if let value { integer(value) } else { null() }
  }

  @inlinable public mutating func field(_ name: StaticString, _ value: Bool) {
    key(name)
    bool(value)
  }

  @inlinable public mutating func field(_ name: StaticString, _ value: Bool?) {
    key(name)
    if let value { bool(value) } else { null() }
  }

  @inlinable public mutating func field(_ name: StaticString, time milliseconds: Int64?) {
    key(name)
    if let milliseconds { time(milliseconds) } else { null() }
  }

  @inlinable public mutating func field(_ name: StaticString, date days: Int?) {
    key(name)
    if let days { date(days) } else { null() }
  }

  @inlinable public mutating func field(_ name: StaticString, date days: Int32?) {
    key(name)
    if let days { date(days) } else { null() }
  }

  @inlinable public mutating func field(_ name: StaticString, date days: Int64?) {
    key(name)
    if let days { date(days) } else { null() }
  }

  @inlinable public mutating func field(_ name: StaticString, thousandths value: Int64?) {
    key(name)
    if let value { thousandths(value) } else { null() }
  }

  @inlinable public mutating func field(_ name: StaticString, value: JSONValue?) {
    key(name)
    if let value { self.value(value) } else { null() }
  }

  @inlinable public mutating func field(_ name: StaticString, raw json: [UInt8]?) {
    key(name)
    if let json { raw(json) } else { null() }
  }

  @inlinable public mutating func field(_ name: StaticString, _ values: [String]) {
    beginArray(name)
    for value in values { string(value) }
    endArray()
  }

  @inlinable public mutating func field(_ name: StaticString, _ values: [Int64]) {
    beginArray(name)
    for value in values { integer(value) }
    endArray()
  }

  @inlinable public mutating func beginObject(_ name: StaticString) {
    key(name)
    beginObject()
  }

  @inlinable public mutating func beginArray(_ name: StaticString) {
    key(name)
    beginArray()
  }
}
