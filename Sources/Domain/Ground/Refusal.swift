/// The languages a message can be read in.
package enum Language: String, Sendable, CaseIterable { case en, ru }

/// One thing that is wrong or stands in the way: a code for programs, a sentence in each language for people and,
/// for a fault in a body, the JSON pointer (RFC 6901) of the field; for a query parameter, its name.
package struct Reason: Error, Equatable, Sendable {
  package let code: String
  package let en: String
  package let ru: String
  package var pointer: String?

  package init(_ code: String, en: String, ru: String, at pointer: String? = nil) {
    self.code = code
    self.en = en
    self.ru = ru
    self.pointer = pointer
  }

  package func at(_ pointer: String) -> Reason { Reason(code, en: en, ru: ru, at: pointer) }

  /// Of what stands inside another body, at that place.
  package func inside(_ place: String) -> Reason { at(place + (pointer ?? "")) }

  package func message(_ language: Language) -> String { language == .ru ? ru : en }
}

extension [Reason] {
  /// Two things may have the same against them: it is said once.
  package var unique: [Reason] { reduce(into: []) { all, reason in if !all.contains(reason) { all.append(reason) } } }
}

/// A possible move of a noun with a lifecycle: allowed when no reason stands against it.
package struct Move: Equatable, Sendable {
  package let name: String
  package let reasons: [Reason]
  package var allowed: Bool { reasons.isEmpty }

  package init(_ name: String, against reasons: [Reason]) {
    self.name = name
    self.reasons = reasons
  }
}

/// How many requests may come in how many seconds.
package struct Quota: Equatable, Sendable {
  package let name: String
  package let requests: Int
  package let seconds: Int
  package init(_ name: String, requests: Int, seconds: Int) {
    self.name = name
    self.requests = requests
    self.seconds = seconds
  }
}

/// Every way the desk says no. The API gives each case its status in one exhaustive switch.
package enum Refusal: Error, Equatable, Sendable {
  /// 400: the request itself cannot be read: broken JSON, an unknown or bad query parameter.
  case malformed([Reason])
  /// 401: no token, or one that is not valid.
  case unauthenticated(Reason)
  /// 403: a right is missing.
  case forbidden(Reason)
  /// 404: there is no such thing, or it is outside the reader's sight.
  case notFound(Noun)
  /// 409: the state does not allow it: every reason, and what could be done instead.
  case conflict([Reason], moves: [Move])
  /// 412: the version named in If-Match is not today's.
  case stale(current: Int64)
  /// 422: fields of the body that are unknown, missing or wrong, all of them.
  case invalid([Reason])
  /// 428: a change that must name the version it saw did not.
  case versionRequired
  /// 429: too many requests; seconds until the next may come, and what was used up where that is a quota.
  case tooMany(retryAfter: Int, Quota? = nil)
  /// 503: the desk cannot do it now.
  case unavailable(Reason)

  package static func conflict(_ reasons: Reason...) -> Refusal { .conflict(reasons, moves: []) }
  package static func invalid(_ reasons: Reason...) -> Refusal { .invalid(reasons) }
}
