/// A thing that the desk keeps: known by its id, and by its version to whoever changes it.
package protocol Kept: Equatable, Sendable {
  static var noun: Noun { get }
  var id: Int64 { get }
  var version: Int64 { get }
}

extension Kept {
  package func with(_ change: (inout Self) throws -> Void) rethrows -> Self {
    var copy = self
    try change(&copy)
    return copy
  }
}
