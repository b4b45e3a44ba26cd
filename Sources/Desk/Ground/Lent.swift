/// A value that is read only while it is written to the response. Its row goes to the wire straight from SQLite,
/// without a copy in between.
package struct Lent<Value: ~Copyable> {
  /// The id in the request.
  package let id: Int64
  private let read: ((borrowing Value) -> Void) throws -> Void

  /// `read` passes the value on once, or throws.
  init(_ id: Int64, _ read: @escaping ((borrowing Value) -> Void) throws -> Void) {
    self.id = id
    self.read = read
  }

  package func lend(_ body: (borrowing Value) -> Void) throws { try read(body) }
}
