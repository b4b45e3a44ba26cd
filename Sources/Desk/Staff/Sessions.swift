internal import Crypto
package import Domain
package import SQLite

/// SHA-256 of a token, as four words that a dictionary hashes quickly. Only digests are compared and stored.
package struct TokenDigest: Hashable, Sendable {
  private let a: UInt64, b: UInt64, c: UInt64, d: UInt64
  let bytes: [UInt8]

  package init(of token: Span<UInt8>) { self.init(SHA256.hash(token)) }

  init(_ digest: [UInt8]) {
    bytes = digest
    func word(_ index: Int) -> UInt64 { digest[index * 8..<index * 8 + 8].reduce(0) { $0 << 8 | UInt64($1) } }
    (a, b, c, d) = (word(0), word(1), word(2), word(3))
  }

  package static func == (x: TokenDigest, y: TokenDigest) -> Bool { x.a == y.a && x.b == y.b && x.c == y.c && x.d == y.d }
  package func hash(into hasher: inout Hasher) { hasher.combine(a) }
}

/// The access that a valid token gives.
package final class Session: Sendable {
  package let actor: Actor
  package let tokenID: Int64
  /// 0: no limit.
  package let ratePerSecond: Double
  package let burst: Double
  let expiresAt: Instant?

  init(actor: Actor, tokenID: Int64, ratePerSecond: Double, burst: Double, expiresAt: Instant?) {
    self.actor = actor
    self.tokenID = tokenID
    self.ratePerSecond = ratePerSecond
    self.burst = burst
    self.expiresAt = expiresAt
  }

  /// The program of a channel. Its routes check nothing but the channel's secret.
  package static let channel = Session(
    actor: Actor(userID: nil, name: "channel", role: .operator, discountLimit: .none), tokenID: 0, ratePerSecond: 0, burst: 0,
    expiresAt: nil)
  /// The machine's console, through the socket that only the server's user can open.
  package static let console = Session(actor: .desk, tokenID: 0, ratePerSecond: 0, burst: 0, expiresAt: nil)
  /// A caller without a token, on a route that needs none.
  package static let nobody = Session(actor: .client, tokenID: 0, ratePerSecond: 0, burst: 0, expiresAt: nil)
}

/// Sessions by digest, so that a valid token costs no query. Every change of a user or a token clears them on the same
/// thread, before its response is sent: a revoked token is dead at once.
package final class Sessions {
  private var known: [TokenDigest: Session] = [:]
  private var lately = LateTokens()
  private var channels: [TokenDigest: Int64] = [:]

  func forget() {
    known.removeAll(keepingCapacity: true)
    channels.removeAll(keepingCapacity: true)
    lately = LateTokens()
  }

  package func find(_ token: Span<UInt8>, _ db: Database, now: Instant) throws -> Session? {
    if let digest = lately.digest(of: token) { return try find(digest, db, now: now) }
    let digest = TokenDigest(of: token)
    guard let session = try find(digest, db, now: now) else { return nil }
    lately.keep(digest, of: token)
    return session
  }

  /// The channel that a secret opens.
  package func channel(_ secret: Span<UInt8>, _ db: Database) throws -> Int64? {
    let digest = TokenDigest(of: secret)
    if let known = channels[digest] { return known }
    guard let channel = try ChannelTable(db).channel(withSecret: digest.bytes) else { return nil }
    channels[digest] = channel
    return channel
  }

  private func find(_ digest: TokenDigest, _ db: Database, now: Instant) throws -> Session? {
    if let session = known[digest] { return session.expiresAt.map { $0 > now } ?? true ? session : nil }
    guard let session = try TokenTable(db).session(digest.bytes, now: now) else { return nil }
    if known.count > 10_000 { forget() }
    known[digest] = session
    return session
  }
}
