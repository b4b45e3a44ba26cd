internal import Domain

/// A reason in the reader's language.
struct SpokenReason {
  let code: String
  let message: String

  init(_ reason: Reason, _ language: Language) {
    code = reason.code
    message = reason.message(language)
  }

  static let shape = Shape<SpokenReason>("ReasonGiven") { s in
    s.text("code") { $0.code }
    s.text("message") { $0.message }
  }
}

/// A possible move with what stands against it, in the reader's language.
struct SpokenMove {
  let name: String
  let allowed: Bool
  let reasons: [SpokenReason]

  init(_ move: Move, _ language: Language) {
    name = move.name
    allowed = move.allowed
    reasons = move.reasons.map { SpokenReason($0, language) }
  }

  static let shape = Shape<SpokenMove>("Move") { s in
    s.text("name") { $0.name }
    s.flag("allowed") { $0.allowed }
    s.list("reasons", SpokenReason.shape) { $0.reasons }
  }
}
