internal import Crypto
package import Domain
internal import JSON

/// A request that may be a retry, in the scope of user, method and path. The body may hold a password, whose plain
/// hash could be guessed far faster than the password's own. So the body is hashed under the key, and of the key only
/// a hash is stored. The query is hashed with the body: the report of a dry run is no response to the import itself.
/// On a route that needs no user the body is part of the key: two strangers who choose the same key are not retries of
/// each other.
package struct Retry: Sendable {
  let method: String
  package let path: String
  package let key: String
  let keyHash: String
  let bodyHash: [UInt8]

  package init(
    method: String, path: String, query: [(name: String, value: String)] = [], key: String, body: [UInt8], isAnybodys: Bool = false
  ) {
    self.method = method
    self.path = path
    self.key = key
    let asked = query.map { "\($0.name)=\($0.value)\0" }.sorted().joined()
    bodyHash = HMAC.sha256(key: Array(key.utf8), message: asked.utf8 + body)
    keyHash = Base64URL.encode(isAnybodys ? bodyHash : SHA256.hash(key))
  }

  package func isUnderKey(of other: Retry) -> Bool { method == other.method && path == other.path && keyHash == other.keyHash }
  package func isSame(as other: Retry) -> Bool { isUnderKey(of: other) && bodyHash == other.bodyHash }
}

package struct KeptAnswer: Sendable {
  package let status: Int
  package let headers: [String: String]
  package let body: [UInt8]

  package init(status: Int, headers: [String: String], body: [UInt8]) {
    self.status = status
    self.headers = headers
    self.body = body
  }
}

/// Responses kept for 24 hours, so that a retry gets the response of its first attempt. Refusals are not kept.
package struct Retries {
  /// Time that a response is kept, in milliseconds.
  package static let kept: Int64 = 24 * 3_600 * 1_000
  /// Longest response that is kept. Of a longer one only the fact is kept that the request was done.
  package static let longest = 65_536
  private static let secret = 0
  private static let long = -1
  private let context: Context
  package init(_ context: Context) { self.context = context }

  /// The kept response. Refused if the key came with another body, or if the response held a secret.
  package func find(_ retry: Retry) throws -> KeptAnswer? {
    guard let row = try RetryTable(context.db).find(retry, of: scope, at: context.now) else { return nil }
    guard row.hash == retry.bodyHash else { throw Refusal.invalid(.keyReused) }
    let headers = read(row.headers)
    switch row.status {
    case Self.secret: throw Refusal.conflict(.secretAnswered)
    case Self.long: throw Refusal.conflict(.answeredAtLength(headers["Location"]))
    default: return KeptAnswer(status: row.status, headers: headers, body: row.body)
    }
  }

  package func keep(_ retry: Retry, _ answer: KeptAnswer) throws {
    var json = JSONWriter()
    json.beginObject()
    for (name, value) in answer.headers.sorted(by: { $0.key < $1.key }) {
      json.key(name)
      json.string(value)
    }
    json.endObject()
    let isLong = answer.body.count > Self.longest
    try store(retry, isLong ? Self.long : answer.status, String(decoding: json.finish(), as: UTF8.self), isLong ? [] : answer.body)
  }

  package func keepSecret(_ retry: Retry) throws { try store(retry, Self.secret, "{}", []) }

  private func store(_ retry: Retry, _ status: Int, _ headers: String, _ body: [UInt8]) throws {
    let row = RetryTable.Row(hash: retry.bodyHash, status: status, headers: headers, body: body)
    try RetryTable(context.db).keep(row, for: retry, of: scope, until: context.now.adding(milliseconds: Self.kept))
  }

  /// Deletes expired responses and sets the timer for an hour later.
  func forget() throws {
    try RetryTable(context.db).forget(until: context.now)
    try Timers(context).set(.forgetRetries, 0, at: context.now.adding(seconds: 3_600))
  }

  private var scope: Int64 { context.actor.userID ?? 0 }

  private func read(_ headers: String) -> [String: String] {
    guard case .object(let object)? = try? JSONReader.parse(headers) else { return [:] }
    var found: [String: String] = [:]
    for member in object.members { if case .string(let text) = member.value { found[member.key] = text } }
    return found
  }
}

extension Reason {
  package static let keyReused = Reason(
    "idempotency_key_reused", en: "This Idempotency-Key came with another body before.",
    ru: "Этот Idempotency-Key уже использован с другим телом.",
    at: "Idempotency-Key")
  static func answeredAtLength(_ place: String?) -> Reason {
    Reason(
      "answered_at_length",
      en: "This was done already; its answer was too long to be kept. Read it anew\(place.map { ": GET \($0)" } ?? "").",
      ru: "Это уже выполнено; ответ был слишком длинным и не хранится. Прочитайте заново\(place.map { ": GET \($0)" } ?? "").")
  }
  static let secretAnswered = Reason(
    "answered_with_secret", en: "This was done already; its answer held a secret and is not repeated.",
    ru: "Это уже выполнено; ответ содержал секрет и не повторяется.")
}
