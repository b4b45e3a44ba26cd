internal import Domain

/// Reasons and moves in the reader's language.
enum ReasonJSON {
  static let reason = Shape<Reason>("ReasonGiven") { s in
    s.text("code") { $0.code }
    s.sentence("message") { $0.message($1) }
  }

  /// A move with the reasons against it.
  static let move = Shape<PossibleMove>("Move") { s in
    s.text("name") { $0.name }
    s.flag("allowed") { $0.allowed }
    s.list("reasons", reason) { $0.reasons }
  }
}
