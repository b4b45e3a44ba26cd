/// A written mail and its envelope.
package struct OutgoingMail: Sendable, Equatable {
  /// Where reports of failure go; `nil` is the empty sender `<>`, which gets none (RFC 5321 §4.5.5).
  package let sender: MailAddress?
  package let recipients: [MailAddress]
  package let bytes: [UInt8]

  package init(sender: MailAddress?, recipients: [MailAddress], bytes: [UInt8]) {
    self.sender = sender
    self.recipients = recipients
    self.bytes = bytes
  }
}

/// What became of a mail on its way to one recipient.
package enum MailOutcome: Sendable, Equatable {
  /// The server answers for the mail now. Its text often has the number in its queue.
  case accepted(MailReason)
  /// Another try does not help.
  case refused(MailReason)
  /// Not taken; another try may help.
  case later(MailReason)
  /// Sent whole, but the answer did not come: the server may have taken the mail. Another try can deliver it twice.
  case unknown(MailReason)

  package var reason: MailReason {
    switch self {
    case .accepted(let reason), .refused(let reason), .later(let reason), .unknown(let reason): reason
    }
  }
}

/// What was said to an outcome, and at which step.
package struct MailReason: Sendable, Equatable {
  package enum Step: String, Sendable, Equatable {
    case connect, greeting, hello = "EHLO", sender = "MAIL FROM", recipient = "RCPT TO", data = "DATA", content
    /// The answer after the content.
    case end = "end of data"
    /// A program that takes the mail.
    case program
  }

  package let step: Step
  /// The reply code of RFC 5321, or the exit code of a program; `nil` if nobody answered.
  package let code: Int?
  /// The status code of RFC 3463, such as `5.1.1`.
  package let status: String?
  /// One line of at most 1,000 bytes.
  package let text: String

  package init(step: Step, code: Int? = nil, status: String? = nil, text: String) {
    self.step = step
    self.code = code
    self.status = status
    self.text = text
  }

  /// `RCPT TO: 550 5.1.1 User unknown`
  package var summary: String {
    let said = [code.map { "\($0)" }, status, text.isEmpty ? nil : text].compactMap(\.self).joined(separator: " ")
    // A failed system call is named by the same word as its step.
    return said.hasPrefix("\(step.rawValue): ") ? said : "\(step.rawValue): \(said)"
  }
}

/// The outcome for each recipient, in the order of the envelope.
package struct MailDelivery: Sendable, Equatable {
  package struct Result: Sendable, Equatable {
    package let recipient: MailAddress
    package let outcome: MailOutcome
  }

  package let results: [Result]

  /// True if somebody gets the mail.
  package var isTaken: Bool {
    results.contains { result in
      if case .accepted = result.outcome { true } else { false }
    }
  }

  /// One outcome for all.
  static func all(_ recipients: [MailAddress], _ outcome: MailOutcome) -> MailDelivery {
    MailDelivery(results: recipients.map { Result(recipient: $0, outcome: outcome) })
  }
}
