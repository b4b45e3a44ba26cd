/// UTF-8 text in memory that somebody else owns, such as a database row. It is gone when the loan ends.
public struct LentText {
  @usableFromInline let bytes: UnsafeRawBufferPointer

  @inlinable public init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }
  @inlinable public init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = UnsafeRawBufferPointer(bytes) }

  /// A copy that outlives the loan.
  public var string: String { String(decoding: bytes, as: UTF8.self) }

  public var isEmpty: Bool { bytes.isEmpty }

  /// Lends the words between spaces.
  public func words(_ each: (LentText) -> Void) {
    for word in bytes.split(separator: UInt8(ascii: " ")) { each(LentText(UnsafeRawBufferPointer(rebasing: word))) }
  }

  public func hasPrefix(_ prefix: StaticString) -> Bool {
    bytes.starts(with: UnsafeBufferPointer(start: prefix.utf8Start, count: prefix.utf8CodeUnitCount))
  }
}

extension JSONWriter {
  @inlinable public mutating func string(_ text: LentText) { string(utf8: text.bytes) }
}

extension String {
  /// Lends the text for the length of a closure.
  package func lend<T>(_ body: (LentText) throws -> T) rethrows -> T {
    var text = self
    return try text.withUTF8 { try body(LentText($0)) }
  }
}
