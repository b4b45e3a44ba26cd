package import Domain

/// Tells employees of tickets by mail, as each of them wants.
package struct Notices {
  private let context: Context
  private var table: NoticeSettingsTable { NoticeSettingsTable(context.db) }
  package init(_ context: Context) { self.context = context }

  /// Lines of a digest. Whoever has more looks at the desk.
  private static let mostLines = 200

  /// The caller's settings. Whoever has set nothing hears nothing.
  package func settings() throws -> NoticeSettings {
    let user = try context.userID()
    return try table.find(user) ?? NoticeSettings(of: user)
  }

  package func set(_ change: (inout NoticeSettings) -> Void) throws -> NoticeSettings {
    let user = try context.userID()
    let known = try table.find(user)
    let old = known ?? NoticeSettings(of: user)
    let new = old.with(change)
    guard new.faults.isEmpty else { throw Refusal.invalid(new.faults) }
    if new.email != nil, !canSend { throw Refusal.conflict(.noMailsFromHere) }
    guard new != old || known == nil else { return old }
    if known == nil { _ = try table.insert(new) } else { try table.update(new) }
    try context.record(.userNoticesSet, Subject(.user, user))
    return try context.settled { try settings() }
  }

  private var canSend: Bool { context.settings.sendsMail && context.settings.mailFrom != nil }

  // MARK: The desk's side

  /// Tells whoever is mentioned, has got a ticket, or has one that went wrong. Nobody is told of what they did.
  func follow(_ event: Event) throws {
    guard canSend else { return }
    switch event.type {
    case .ticketMentioned: try tell(.mention, event, to: event.ids("user_ids"))
    case .ticketAssigned: if event.changes("person_id") { try tell(.assignment, event, to: owners(event)) }
    case .ticketSLABreached: try tell(.breach, event, to: owners(event, orTeam: true))
    case .ticketAnswerFailed: try tell(.failure, event, to: owners(event, orTeam: true))
    default: break
    }
  }

  /// Whoever has the ticket. A ticket of nobody is its team's.
  private func owners(_ event: Event, orTeam: Bool = false) throws -> [Int64] {
    let ticket = try context.find(TicketTable.self, event.subject.id)
    if let person = ticket.personID { return [person] }
    return orTeam ? try TeamTable(context.db).members(ticket.teamID) : []
  }

  private func tell(_ kind: NoticeSettings.Kind, _ event: Event, to users: [Int64]) throws {
    for user in users where user != event.userID {
      guard let settings = try table.find(user), settings[kind] != .off, let address = settings.email, try table.isReached(user) else {
        continue
      }
      let hourAgo = context.now.adding(seconds: -3_600)
      guard settings[kind] == .mail, try table.countMails(to: user, since: hourAgo) < NoticeSettings.mostMailsAnHour else {
        try NoticeTable(context.db).add(kind, of: event.subject.id, to: user, at: context.now)
        try Timers(context).bring(.noticeDigest, user, to: settings.digest(after: context.now, in: context.settings.zone))
        continue
      }
      let ticket = try context.find(TicketTable.self, event.subject.id)
      let notice = Notice(kind, ticket.number, by: event.userID == nil ? nil : context.actor.name, at: context.now)
      try post(notice.subject(settings.language), notice.text(settings.language), to: address, of: user)
    }
  }

  /// Sends everything that waits for a user's digest.
  func sendDigest(to user: Int64) throws {
    let notices = NoticeTable(context.db)
    let count = try notices.count(of: user)
    guard count > 0 else { return }
    if let settings = try table.find(user), let address = settings.email, canSend, try table.isReached(user) {
      let first = try notices.first(Self.mostLines, of: user)
      let (subject, text) = Notice.digest(first, of: count, settings.language, in: context.settings.zone)
      try post(subject, text, to: address, of: user)
    }
    try notices.removeAll(of: user)
  }

  private func post(_ subject: String, _ text: String, to address: String, of user: Int64) throws {
    var dispatch = Dispatch(.notice, at: context.now)
    (dispatch.userID, dispatch.address, dispatch.subject, dispatch.text) = (user, address, subject, text)
    _ = try Outbox(context).post(dispatch)
  }
}
