package import Desk
package import Domain
internal import HTTP

/// Who may come in, and how often. Lives on the desk thread, in memory: a restart forgives.
package final class Gate {
  private var tokens: [Int64: Bucket] = [:]
  private var logins: [String: Bucket] = [:]
  private let trustedProxies: Set<String>
  private let now: () -> Int64

  /// `now` is a monotonic clock in milliseconds, so that a moved wall clock neither locks out nor lets flood.
  package init(trustedProxies: Set<String>, now: @escaping () -> Int64) {
    self.trustedProxies = trustedProxies
    self.now = now
  }

  /// The session a request comes with; refused without a valid token, without the right, or too often.
  func admit(_ request: Request, _ route: Route, _ desk: Desk) throws(Refusal) -> Admission {
    if request.peer == .local { return .console }
    guard let right = route.right else {
      if route.isLogin { try admitLogin(request) }
      return .nobody
    }
    guard let session = try session(request, desk) else { throw .unauthenticated(.noToken) }
    let left = try take(session)
    guard session.actor.role.may(right) else { throw .forbidden(.rightMissing(right, role: session.actor.role)) }
    return Admission(session, left: left)
  }

  /// Whether the reader of a live stream still is who was let in: a revoked token and a changed role end it.
  func mayHear(_ request: Request, _ desk: Desk) -> Bool {
    if request.peer == .local { return true }
    guard let session = try? session(request, desk) else { return false }
    return session.actor.role == request.session.actor.role
  }

  private func session(_ request: Request, _ desk: Desk) throws(Refusal) -> Session? {
    let digest = request.withHeader("authorization") { value -> TokenDigest? in
      guard let value, value.count > 7, value.count < 300 else { return nil }
      let scheme = value.prefix(7).elementsEqual("Bearer ".utf8) || value.prefix(7).elementsEqual("bearer ".utf8)
      return scheme ? TokenDigest(of: UnsafeRawBufferPointer(rebasing: value[7...])) : nil
    }
    guard let digest else { return nil }
    do { return try desk.sessions.find(digest, desk.db, now: desk.clock()) } catch { throw .unavailable(.storage) }
  }

  /// Takes a request from the token's bucket and answers how many are left; nil for a token without a limit.
  private func take(_ session: Session) throws(Refusal) -> Int? {
    guard session.ratePerSecond > 0 else { return nil }
    if tokens.count > 10_000 { tokens.removeAll() }
    var bucket = tokens[session.tokenID] ?? Bucket(full: session.burst, at: now())
    defer { tokens[session.tokenID] = bucket }
    if let seconds = bucket.take(rate: session.ratePerSecond, burst: session.burst, at: now()) { throw .tooMany(retryAfter: seconds) }
    return bucket.left
  }

  /// Ten log-ins a minute an address.
  private func admitLogin(_ request: Request) throws(Refusal) {
    guard let address = address(of: request) else { return }
    if logins.count > 10_000 { logins.removeAll() }
    var bucket = logins[address] ?? Bucket(full: 10, at: now())
    defer { logins[address] = bucket }
    if let seconds = bucket.take(rate: 10.0 / 60.0, burst: 10, at: now()) { throw .tooMany(retryAfter: seconds) }
  }

  /// The peer, or behind a trusted proxy the last hop that is not one of ours.
  private func address(of request: Request) -> String? {
    guard case .address(let peer) = request.peer else { return nil }
    guard trustedProxies.contains(peer), let hops = request.header("x-forwarded-for") else { return peer }
    return hops.split(separator: ",").map { String($0).trimmed }.last { !trustedProxies.contains($0) } ?? peer
  }
}

/// What a request has been let in with: kept with it on its way to its handler.
final class Admission: Sendable {
  let session: Session
  /// Requests left in the token's bucket; nil without a limit.
  let left: Int?

  init(_ session: Session, left: Int? = nil) {
    self.session = session
    self.left = left
  }

  static let console = Admission(.console)
  static let nobody = Admission(.nobody)

  /// What the reader's bucket holds (IETF draft "RateLimit header fields for HTTP"): a full one, and what is left.
  func note(on response: inout Response) {
    guard let left else { return }
    let window = max(1, Int((session.burst / session.ratePerSecond).rounded(.up)))
    response.headers.append(("RateLimit-Policy", "\"token\";q=\(Int(session.burst));w=\(window)"))
    response.headers.append(("RateLimit", "\"token\";r=\(left);t=\(window)"))
  }
}

/// A token bucket: filled by the second, emptied by the request.
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

/// Who sees which events of the live stream: a bit a role.
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
