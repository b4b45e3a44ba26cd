/// How an employee wants to hear of tickets when not at the desk. Its id is that of the user.
package struct NoticeSettings: Kept {
  /// What happens in tickets that concerns an employee.
  package enum Kind: String, CaseIterable, Sendable {
    case mention, assignment, breach
    /// An answer that did not reach the client.
    case failure
  }
  package enum Wish: String, CaseIterable, Sendable {
    case off
    /// A mail at once.
    case mail
    /// One mail a day with everything since the last one.
    case digest
  }

  package static let noun = Noun.noticeSettings
  /// Mails to one person within an hour. Whatever comes above waits for the digest.
  package static let mostMailsAnHour: Int64 = 20

  package var id: Int64
  package var email: String?
  package var isEnglish = false
  package var mention = Wish.off
  package var assignment = Wish.off
  package var breach = Wish.off
  package var failure = Wish.off
  /// The local time of the digest, in minutes after midnight.
  package var digestMinute: Int64 = 8 * 60

  package init(of user: Int64) { id = user }
}

extension NoticeSettings {
  package subscript(_ kind: Kind) -> Wish {
    switch kind {
    case .mention: mention
    case .assignment: assignment
    case .breach: breach
    case .failure: failure
    }
  }

  package var language: Language { isEnglish ? .en : .ru }

  /// Reasons against the settings. Without an address nothing can be sent.
  package var faults: [Reason] {
    email == nil && Kind.allCases.contains { self[$0] != .off } ? [.noticeAddressNeeded] : []
  }

  /// The next digest after a moment.
  package func digest(after now: Instant, in zone: Zone) -> Instant {
    let today = zone.day(of: now)
    let time = zone.instant(of: today, minutes: Int(digestMinute))
    return time > now ? time : zone.instant(of: Day(rawValue: today.rawValue + 1), minutes: Int(digestMinute))
  }
}

/// One thing that happened, for an employee to hear of.
package struct Notice: Sendable {
  package let kind: NoticeSettings.Kind
  package let ticketNumber: String
  /// Who did it; nil for the desk itself.
  package let by: String?
  package let at: Instant

  package init(_ kind: NoticeSettings.Kind, _ ticketNumber: String, by: String?, at: Instant) {
    self.kind = kind
    self.ticketNumber = ticketNumber
    self.by = by
    self.at = at
  }
}

/// Notices in words. They name the ticket and nothing that a client wrote: mails lie in many places.
extension Notice {
  package func subject(_ language: Language) -> String { "\(ticketNumber): \(what(language))" }

  package func text(_ language: Language) -> String {
    let who = by.map { language == .ru ? "\n\($0)" : "\nBy \($0)" } ?? ""
    return (language == .ru ? "Обращение \(ticketNumber): \(what(language))." : "Ticket \(ticketNumber): \(what(language)).") + who
  }

  private func what(_ language: Language) -> String {
    let (en, ru) =
      switch kind {
      case .mention: ("you are mentioned in a note", "вас упомянули в заметке")
      case .assignment: ("it is yours now", "теперь оно ваше")
      case .breach: ("a target was missed", "срок нарушен")
      case .failure: ("an answer did not reach the client", "ответ не дошёл до клиента")
      }
    return language == .ru ? ru : en
  }

  /// The subject and the text of a digest. Notices beyond the most are only counted.
  package static func digest(_ notices: [Notice], of count: Int, _ language: Language, in zone: Zone) -> (subject: String, text: String) {
    let lines = notices.map { notice in
      let minutes = zone.minutes(of: notice.at)
      let clock = "\(minutes / 60):\(minutes % 60 < 10 ? "0" : "")\(minutes % 60)"
      return "\(zone.day(of: notice.at).text) \(clock)  \(notice.ticketNumber)  \(notice.what(language))"
    }
    let rest = count - notices.count
    let more = rest <= 0 ? [] : [language == .ru ? "… и ещё \(rest)" : "… and \(rest) more"]
    return (language == .ru ? "Обращения: новостей — \(count)" : "Tickets: \(count) notices", (lines + more).joined(separator: "\n"))
  }
}

extension Reason {
  package static let noticeAddressNeeded = Reason(
    "notice_address_needed", en: "Say where mails go: `email`.", ru: "Укажите, куда слать письма: `email`.", at: "/email")
  package static let noMailsFromHere = Reason(
    "no_mails_from_here", en: "No mails are sent from here: `mail_from` or `mail_out` is empty.",
    ru: "Отсюда письма не отправляют: не заданы `mail_from` или `mail_out`.")
}
