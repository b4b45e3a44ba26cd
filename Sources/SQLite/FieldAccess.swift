/// Reaches a field of a struct, to read a row into it and to bind it. A stored property is reached by its place in memory: a key path costs
/// a tenth of a microsecond each time, and a row has dozens of columns.
public struct FieldAccess<Thing, V: Sendable>: Sendable {
  @usableFromInline let path: any WritableKeyPath<Thing, V> & Sendable
  /// nil for a computed property.
  @usableFromInline let offset: Int?

  @inlinable public init(_ path: any WritableKeyPath<Thing, V> & Sendable) {
    self.path = path
    offset = MemoryLayout<Thing>.offset(of: path)
  }

  @inlinable public func value(_ thing: Thing) -> V {
    guard let offset else { return thing[keyPath: path] }
    return withUnsafeBytes(of: thing) { $0.baseAddress?.advanced(by: offset).assumingMemoryBound(to: V.self).pointee }
      ?? thing[keyPath: path]
  }

  @inlinable public func set(_ value: V, in thing: inout Thing) {
    guard let offset else { return thing[keyPath: path] = value }
    withUnsafeMutableBytes(of: &thing) { $0.baseAddress?.advanced(by: offset).assumingMemoryBound(to: V.self).pointee = value }
  }
}
