internal import Crypto

/// The digests of valid tokens that came lately. A client sends the same token with every request, and to hash it each time costs more than
/// the rest of letting it in. What a token opens is looked up by its digest every time, so one that is revoked is dead at once.
struct LateTokens {
  private static let places = 256
  private var kept = [(token: [UInt8], digest: TokenDigest)?](repeating: nil, count: Self.places)

  func digest(of token: UnsafeRawBufferPointer) -> TokenDigest? {
    guard let entry = kept[place(of: token)], entry.token.withUnsafeBytes({ constantTimeEqual($0, token) }) else { return nil }
    return entry.digest
  }

  mutating func keep(_ digest: TokenDigest, of token: UnsafeRawBufferPointer) { kept[place(of: token)] = (Array(token), digest) }

  /// By a hash with a key of the process's own: nobody can tell which tokens share a place.
  private func place(of token: UnsafeRawBufferPointer) -> Int {
    var hasher = Hasher()
    hasher.combine(bytes: token)
    return hasher.finalize() & (Self.places - 1)
  }
}
