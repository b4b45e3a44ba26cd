/// A stored thing with an id.
package protocol Kept: Equatable, Sendable {
  static var noun: Noun { get }
  var id: Int64 { get }
}

/// A stored thing with a version, which each change raises.
package protocol Versioned: Kept {
  var version: Int64 { get }
}

extension Kept {
  package func with(_ change: (inout Self) throws -> Void) rethrows -> Self {
    var copy = self
    try change(&copy)
    return copy
  }
}
