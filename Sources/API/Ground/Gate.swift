package import Desk
package import Domain
internal import HTTP

/// Admits requests: authentication, rights and rate limits. Used on the desk thread only, and kept in memory, so a
/// restart resets the limits.
package final class Gate {
  private var tokens: [Int64: Bucket] = [:]
  private var logins: [String: Bucket] = [:]
  private let trustedProxies: Set<String>
  private let now: () -> Int64
  private let misses = LinkMisses()

  /// `now` is a monotonic clock in milliseconds, so that setting the wall clock neither locks anybody out nor lifts a limit.
  package init(trustedProxies: Set<String>, now: @escaping () -> Int64) {
    self.trustedProxies = trustedProxies
    self.now = now
  }

  /// The session of a request. Refuses without a valid token, without the right, or above the limit. `isFree` only
  /// checks, and takes nothing from the bucket.
  func admit(_ request: Request, _ route: Route, _ desk: Desk, isFree: Bool = false) throws(Refusal) -> Admission {
    if request.peer == .deliveries {
      guard route.takesDeliveries else { throw .forbidden(.deliveriesOnly) }
      return .channel
    }
    if route.isChannels { return try admitChannel(request, desk) }
    if request.peer == .local { return .console }
    guard let right = route.right else {
      if route.isLogin {
        return Admission(.nobody, left: try admitLogin(request, isFree), of: .logins, from: block(of: request) ?? "")
      }
      return route.isLink ? try admitLink(request) : .nobody
    }
    guard let session = try session(request, desk) else { throw .unauthenticated(.noToken) }
    let left = try take(session, isFree)
    guard session.actor.role.may(right) else { throw .forbidden(.rightMissing(right, role: session.actor.role)) }
    return Admission(session, left: left, of: .requests(session), isThroughProxy: route.takesVersion && isThroughProxy(request))
  }

  /// Admits a channel's program by its secret. It has no rate limit, which could lose a message.
  private func admitChannel(_ request: Request, _ desk: Desk) throws(Refusal) -> Admission {
    let channel = try bearer(of: request) { secret in try desk.sessions.channel(secret, desk.db) }
    guard let channel, "\(channel)" == request.parameter(0) else { throw .unauthenticated(.channelSecretWrong) }
    return .channel
  }

  /// True if the reader of a live stream is still admitted. A revoked token or a changed role ends the stream.
  func mayHear(_ request: Request, _ desk: Desk) -> Bool {
    if request.peer == .local { return true }
    guard let session = try? session(request, desk) else { return false }
    return session.actor.role == request.session.actor.role
  }

  private func session(_ request: Request, _ desk: Desk) throws(Refusal) -> Session? {
    try bearer(of: request) { token in try desk.sessions.find(token, desk.db, now: desk.clock()) }
  }

  /// Looks up the token of the Authorization header (RFC 6750, 2.1); nil without one.
  private func bearer<T>(of request: Request, _ find: (Span<UInt8>) throws -> T?) throws(Refusal) -> T? {
    let found = request.withHeader("authorization") { value -> Result<T?, any Error> in
      guard let value, value.count > 7, value.count < 300, value.begins(with: "bearer ") else { return .success(nil) }
      do { return .success(try find(value.extracting(droppingFirst: 7))) } catch { return .failure(error) }
    }
    do { return try found.get() } catch { throw .unavailable(.storage) }
  }

  /// Takes a request from the token's bucket. Returns how many are left; nil for a token without a limit.
  private func take(_ session: Session, _ isFree: Bool) throws(Refusal) -> Int? {
    guard session.ratePerSecond > 0 else { return nil }
    if tokens.count > 10_000 { tokens.removeAll() }
    var bucket = tokens[session.tokenID] ?? Bucket(full: session.burst, at: now())
    defer { if !isFree { tokens[session.tokenID] = bucket } }
    if let seconds = bucket.take(rate: session.ratePerSecond, burst: session.burst, at: now()) {
      throw .tooMany(retryAfter: seconds, .requests(session))
    }
    return bucket.left
  }

  /// Takes a log-in from the address's bucket. Returns how many are left.
  private func admitLogin(_ request: Request, _ isFree: Bool) throws(Refusal) -> Int? {
    guard let address = block(of: request) else { return nil }
    if logins.count > 10_000 { logins.removeAll() }
    let burst = Double(Quota.logins.requests)
    var bucket = logins[address] ?? Bucket(full: burst, at: now())
    defer { if !isFree { logins[address] = bucket } }
    if let seconds = bucket.take(rate: burst / Double(Quota.logins.seconds), burst: burst, at: now()) {
      throw .tooMany(retryAfter: seconds, .logins)
    }
    return bucket.left
  }

  /// Admits a caller with a link as often as it comes, but limits addresses that try unknown links.
  private func admitLink(_ request: Request) throws(Refusal) -> Admission {
    guard let address = block(of: request) else { return .nobody }
    let now = now()
    if let seconds = misses.wait(address, at: now) { throw .tooMany(retryAfter: seconds) }
    return Admission(.nobody, missing: { [misses] in misses.note(address, at: now) })
  }

  /// True if a request with If-Match comes through one of the desk's own proxies.
  func isThroughProxy(_ request: Request) -> Bool {
    guard case .address(let peer) = request.peer, request.withHeader("if-match", { $0 != nil }), trustedProxies.contains(peer) else {
      return false
    }
    return request.withHeader("x-forwarded-for") { $0 != nil }
  }

  /// The address block of the sender's subscriber. Attempts are counted per block, since a subscriber may have many
  /// addresses.
  private func block(of request: Request) -> String? { address(of: request).map(AddressBlock.name(of:)) }

  /// The peer's address or, behind a trusted proxy, the last hop that is not one of ours.
  private func address(of request: Request) -> String? {
    guard case .address(let peer) = request.peer else { return nil }
    guard trustedProxies.contains(peer), let hops = request.header("x-forwarded-for") else { return peer }
    return hops.split(separator: ",").map { String($0).trimmed }.last { !trustedProxies.contains($0) } ?? peer
  }
}

/// The result of admitting a request, which stays with the request until its handler.
final class Admission: Sendable {
  let session: Session
  /// Requests left in the bucket; nil without a limit.
  let left: Int?
  let quota: Quota?
  /// The name of the subscriber's block of addresses; set only for a log-in.
  let address: String
  /// True behind one of the desk's own proxies, which may have altered the tag in If-Match.
  let isThroughProxy: Bool
  /// Called if the requested thing does not exist.
  private let missing: (@Sendable () -> Void)?

  init(
    _ session: Session, left: Int? = nil, of quota: Quota? = nil, from address: String = "", isThroughProxy: Bool = false,
    missing: (@Sendable () -> Void)? = nil
  ) {
    self.session = session
    self.isThroughProxy = isThroughProxy
    self.address = address
    self.left = left
    self.quota = quota
    self.missing = missing
  }

  static let console = Admission(.console)
  static let nobody = Admission(.nobody)
  static let channel = Admission(.channel)

  func note(on response: inout Response) {
    if let missing, response.status == 404 { missing() }
    guard let left, let quota else { return }
    quota.note(left: left, seconds: quota.seconds, on: &response)
  }
}

extension Quota {
  /// Ten log-ins per minute and address.
  static let logins = Quota("login", requests: 10, seconds: 60)

  static func requests(_ session: Session) -> Quota? {
    guard session.ratePerSecond > 0 else { return nil }
    return Quota(
      "token", requests: Int(session.burst), seconds: max(1, Int((session.burst / session.ratePerSecond).rounded(.up))))
  }

  /// Adds the rate limit headers (IETF draft "RateLimit header fields for HTTP"): the size of the bucket, what is
  /// left, and the seconds until there is more.
  func note(left: Int, seconds: Int, on response: inout Response) {
    response.headers.append(("RateLimit-Policy", "\"\(name)\";q=\(requests);w=\(self.seconds)"))
    response.headers.append(("RateLimit", "\"\(name)\";r=\(left);t=\(seconds)"))
  }
}

/// A token bucket: time fills it, requests empty it.
struct Bucket {
  private var level: Double
  private var at: Int64

  init(full burst: Double, at: Int64) {
    level = burst
    self.at = at
  }

  var left: Int { Int(level) }

  mutating func take(rate: Double, burst: Double, at now: Int64) -> Int? {
    level = min(burst, level + Double(now - at) / 1000 * rate)
    at = now
    guard level >= 1 else { return max(1, Int(((1 - level) / rate).rounded(.up))) }
    level -= 1
    return nil
  }
}

/// Readers of live events: one bit per role.
package enum Audience {
  package static func mask(_ role: Role) -> UInt64 {
    1 << UInt64(Role.allCases.firstIndex(of: role) ?? 0)
  }

  package static func mask(of event: Event) -> UInt64 { event.isStaff ? mask(.admin) : .max }
}

extension Reason {
  static let noToken = Reason(
    "unauthenticated", en: "Send a valid token: Authorization: Bearer ….", ru: "Нужен действующий токен: Authorization: Bearer ….")
}
