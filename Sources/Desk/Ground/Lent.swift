/// A thing to be shown, read only while it is written: its row goes to the wire from where it lies, without a value between.
package struct Lent<Value: ~Copyable> {
  /// The id it was asked for by.
  package let id: Int64
  private let read: ((borrowing Value) -> Void) throws -> Void

  /// `read` hands the value over once, or throws.
  init(_ id: Int64, _ read: @escaping ((borrowing Value) -> Void) throws -> Void) {
    self.id = id
    self.read = read
  }

  package func lend(_ body: (borrowing Value) -> Void) throws { try read(body) }
}
