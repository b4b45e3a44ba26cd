extension Span<UInt8> {
  /// A copy.
  package var array: [UInt8] { withUnsafeBufferPointer { Array($0) } }

  /// A hash under the process's own key, which nobody can foresee.
  package var keyedHash: Int {
    var hasher = Hasher()
    withUnsafeBytes { hasher.combine(bytes: $0) }
    return hasher.finalize()
  }
}
