/// The languages a message can be read in.
package enum Language: String, Sendable, CaseIterable { case en, ru }

/// One fault or obstacle: a code for programs and a sentence for people in each language. A fault in a body has the
/// field's JSON pointer (RFC 6901), one in a query the parameter's name.
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

  /// The reason for a field of a nested body at this place.
  package func inside(_ place: String) -> Reason { at(place + (pointer ?? "")) }

  package func message(_ language: Language) -> String { language == .ru ? ru : en }
}

extension [Reason] {
  /// The reasons without repetition, since several things may have the same one.
  package var unique: [Reason] { reduce(into: []) { all, reason in if !all.contains(reason) { all.append(reason) } } }
}

/// A move of a thing with a lifecycle. It is allowed if there is no reason against it.
package struct PossibleMove: Equatable, Sendable {
  package let name: String
  package let reasons: [Reason]
  package var allowed: Bool { reasons.isEmpty }

  package init(_ name: String, against reasons: [Reason]) {
    self.name = name
    self.reasons = reasons
  }
}

/// A limit of requests in a number of seconds.
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

/// All refusals of the desk. The API maps each case to its status in one exhaustive switch.
package enum Refusal: Error, Equatable, Sendable {
  /// 400: the request cannot be read: broken JSON, or an unknown or bad query parameter.
  case malformed([Reason])
  /// 401: the token is missing or not valid.
  case unauthenticated(Reason)
  /// 403: a right is missing.
  case forbidden(Reason)
  /// 404: there is no such thing, or the reader may not see it.
  case notFound(Noun)
  /// 409: the state does not allow it. Gives every reason, and the moves that are possible instead.
  case conflict([Reason], moves: [PossibleMove])
  /// 412: the version in If-Match is not the current one.
  case stale(current: Int64)
  /// 422: fields of the body that are unknown, missing or wrong, all of them.
  case invalid([Reason])
  /// 428: the change must name the version that it is based on.
  case versionRequired
  /// 429: too many requests, with the seconds to wait, and the quota if one is used up.
  case tooMany(retryAfter: Int, Quota? = nil)
  /// 503: the desk cannot do it now.
  case unavailable(Reason)

  package static func conflict(_ reasons: Reason...) -> Refusal { .conflict(reasons, moves: []) }
  package static func invalid(_ reasons: Reason...) -> Refusal { .invalid(reasons) }
}
