internal import Crypto

/// Digests of valid tokens that were used lately. A client sends the same token with every request, and hashing it
/// each time costs more than the rest of its check. The digest is still looked up every time, so a revoked token is
/// dead at once.
struct LateTokens {
  private static let places = 256
  private var kept = [(token: [UInt8], digest: TokenDigest)?](repeating: nil, count: Self.places)

  func digest(of token: UnsafeRawBufferPointer) -> TokenDigest? {
    guard let entry = kept[place(of: token)], entry.token.withUnsafeBytes({ constantTimeEqual($0, token) }) else { return nil }
    return entry.digest
  }

  mutating func keep(_ digest: TokenDigest, of token: UnsafeRawBufferPointer) { kept[place(of: token)] = (Array(token), digest) }

  /// The place of a token, by a hash under the process's own key. Nobody can tell which tokens share a place.
  private func place(of token: UnsafeRawBufferPointer) -> Int {
    var hasher = Hasher()
    hasher.combine(bytes: token)
    return hasher.finalize() & (Self.places - 1)
  }
}
