internal import Crypto

/// Digests of valid tokens that were used lately. A client sends the same token with every request, and hashing it
/// each time costs more than the rest of its check. The digest is still looked up every time, so a revoked token is
/// dead at once.
struct LateTokens {
  private static let places = 256
  private var kept = [(token: [UInt8], digest: TokenDigest)?](repeating: nil, count: Self.places)

  func digest(of token: Span<UInt8>) -> TokenDigest? {
    guard let entry = kept[place(of: token)], constantTimeEqual(entry.token.span, token) else { return nil }
    return entry.digest
  }

  mutating func keep(_ digest: TokenDigest, of token: Span<UInt8>) { kept[place(of: token)] = (token.array, digest) }

  /// The place of a token, by a hash under the process's own key. Nobody can tell which tokens share a place.
  private func place(of token: Span<UInt8>) -> Int { token.keyedHash & (Self.places - 1) }
}
