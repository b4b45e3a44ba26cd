/// A text for answers, with variables that the ticket fills in: `{{client.name}}`, or `{{client.name|уважаемый клиент}}` with a text for
/// want of a value.
package struct ReplyTemplate: Versioned {
  package static let noun = Noun.replyTemplate
  package var id: Int64 = 0
  package var name = ""
  package var text = ""
  package var createdAt: Instant
  package var version: Int64 = 1

  package init(at createdAt: Instant) { self.createdAt = createdAt }
}

extension ReplyTemplate {
  package enum Variable: String, CaseIterable, Sendable {
    case clientName = "client.name"
    case ticketNumber = "ticket.number"
    case ticketSubject = "ticket.subject"
    case vehicle
    case vehiclePlate = "vehicle.plate"
    case orderNumber = "work_order.number"
    case orderPromisedAt = "work_order.promised_at"
    case userName = "user.name"
    case centreName = "centre.name"
  }

  package struct Filled: Equatable, Sendable {
    package let text: String
    /// Variables without a value and without a text of their own. They stand in the text as they were.
    package let missing: [Variable]
  }

  /// Puts values in the places of variables. A value is put in as it is: what looks like a variable in it stays.
  package static func fill(_ text: String, _ value: (Variable) throws -> String?) rethrows -> Filled {
    var (filled, missing): (String, [Variable]) = ("", [])
    for piece in pieces(of: text) {
      switch piece {
      case .text(let text): filled += text
      case .unknown(let written): filled += written
      case .variable(let variable, let fallback, let written):
        if let value = try value(variable), !value.isEmpty {
          filled += value
        } else if let fallback {
          filled += fallback
        } else {
          filled += written
          if !missing.contains(variable) { missing.append(variable) }
        }
      }
    }
    return Filled(text: filled, missing: missing)
  }

  /// Reasons against a template: names that no variable has.
  package static func faults(of text: String) -> [Reason] {
    var seen: Set<Substring> = []
    return pieces(of: text).compactMap { piece in
      guard case .unknown(let written) = piece, seen.insert(written).inserted else { return nil }
      return .templateVariableUnknown(String(written))
    }
  }

  /// The reason against an answer in which a variable still stands: a client would read it.
  package static func reason(againstSending text: String) -> Reason? {
    for piece in pieces(of: text) { if case .variable(_, _, let written) = piece { return .variableUnfilled(String(written)) } }
    return nil
  }

  private enum Piece {
    case text(Substring)
    case variable(Variable, fallback: Substring?, written: Substring)
    case unknown(Substring)
  }

  private static func pieces(of text: String) -> [Piece] {
    var pieces: [Piece] = []
    var rest = text[...]
    while let open = rest.firstRange(of: "{{") {
      pieces.append(.text(rest[..<open.lowerBound]))
      guard let close = rest[open.upperBound...].firstRange(of: "}}") else {
        pieces.append(.text(rest[open.lowerBound...]))
        return pieces
      }
      let written = rest[open.lowerBound..<close.upperBound]
      let parts = rest[open.upperBound..<close.lowerBound].split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
      let name = Text.trimmed(String(parts.first ?? ""))
      if let variable = Variable(rawValue: name) {
        pieces.append(.variable(variable, fallback: parts.count > 1 ? parts[1] : nil, written: written))
      } else {
        pieces.append(.unknown(written))
      }
      rest = rest[close.upperBound...]
    }
    pieces.append(.text(rest))
    return pieces
  }
}

extension Reason {
  package static func templateVariableUnknown(_ written: String) -> Reason {
    let known = ReplyTemplate.Variable.allCases.map(\.rawValue).joined(separator: ", ")
    return Reason(
      "template_variable_unknown", en: "There is no variable “\(written.prefix(60))”; there are \(known).",
      ru: "Переменной «\(written.prefix(60))» нет; есть \(known).", at: "/text")
  }
  package static func variableUnfilled(_ written: String) -> Reason {
    Reason(
      "variable_unfilled", en: "The client would read “\(written.prefix(60))”: write what belongs there.",
      ru: "Клиент прочтёт «\(written.prefix(60))»: впишите, что должно там стоять.", at: "/text")
  }
}
