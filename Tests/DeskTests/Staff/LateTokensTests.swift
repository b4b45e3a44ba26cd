import Testing

@testable import Desk

struct LateTokensTests {
  private func bytes<T>(_ token: String, _ body: (Span<UInt8>) -> T) -> T { body(Array(token.utf8).span) }
  private func digest(_ token: String) -> TokenDigest { bytes(token) { TokenDigest(of: $0) } }

  /// Uses far more tokens than there are places.
  @Test func theDigestOfEveryTokenIsItsOwn() {
    var lately = LateTokens()
    let tokens = (0..<2000).map { "sd_\($0)_\(String(repeating: "x", count: 30))" }
    for token in tokens {
      #expect(bytes(token) { lately.digest(of: $0) } == nil)
      bytes(token) { lately.keep(digest(token), of: $0) }
      #expect(bytes(token) { lately.digest(of: $0) } == digest(token))
    }
    let kept = tokens.filter { token in bytes(token) { lately.digest(of: $0) } == digest(token) }
    #expect(kept.count > 100 && kept.count <= 256)
    #expect(tokens.allSatisfy { token in bytes(token) { lately.digest(of: $0) } ?? digest(token) == digest(token) })
  }

  @Test func whatOnlyBeginsOrEndsLikeOneIsNotKnown() {
    var lately = LateTokens()
    let token = "sd_kQ2rvUgP_hsTZ7Y3gfEDpT_5PgCAGKPUxv12sAaVS5w"
    bytes(token) { lately.keep(digest(token), of: $0) }
    for other in [String(token.dropLast()), String(token.dropFirst()), token + "A", token.lowercased(), "", " " + token] {
      #expect(bytes(other) { lately.digest(of: $0) } == nil)
    }
  }
}
