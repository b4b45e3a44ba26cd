/// A merge of two tickets: the survivor has the messages of both, and the merged one is closed.
package struct TicketMerge: Kept {
  package static let noun = Noun.ticket
  package var id: Int64 = 0
  package let survivorID: Int64
  package let mergedID: Int64
  package let reason: String?
  package let at: Instant
  package let userID: Int64
  package var undoneAt: Instant?
  /// The merged ticket's state before.
  package let merged: State
  /// The survivor's status before, and its version after the merge. If nobody has changed it since, undoing restores the status.
  package let survivor: State
  package var survivorVersion: Int64 = 0

  /// The fields of a ticket that a merge changes.
  package struct State: Equatable, Sendable {
    package var status: Ticket.Status
    package var holdUntilAt: Instant?
    package var resolvedAt: Instant?
    package var closesAt: Instant?
    package var closedAt: Instant?
    package var waitingSinceAt: Instant?
    package var isSpam: Bool

    package init(
      status: Ticket.Status, holdUntilAt: Instant?, waitingSinceAt: Instant?, resolvedAt: Instant? = nil, closesAt: Instant? = nil,
      closedAt: Instant? = nil, isSpam: Bool = false
    ) {
      self.status = status
      self.holdUntilAt = holdUntilAt
      self.resolvedAt = resolvedAt
      self.closesAt = closesAt
      self.closedAt = closedAt
      self.waitingSinceAt = waitingSinceAt
      self.isSpam = isSpam
    }
  }

  package init(
    survivorID: Int64, mergedID: Int64, reason: String?, at: Instant, userID: Int64, merged: State, survivor: State
  ) {
    self.survivorID = survivorID
    self.mergedID = mergedID
    self.reason = reason
    self.at = at
    self.userID = userID
    self.merged = merged
    self.survivor = survivor
  }
}

extension Ticket {
  package var mergeState: TicketMerge.State {
    .init(
      status: status, holdUntilAt: holdUntilAt, waitingSinceAt: waitingSinceAt, resolvedAt: resolvedAt, closesAt: closesAt,
      closedAt: closedAt, isSpam: isSpam)
  }

  package mutating func restore(_ state: TicketMerge.State) {
    (status, holdUntilAt, resolvedAt) = (state.status, state.holdUntilAt, state.resolvedAt)
    (closesAt, closedAt, isSpam) = (state.closesAt, state.closedAt, state.isSpam)
    waitingSinceAt = state.waitingSinceAt
    mergedIntoID = nil
  }

  /// Restores the status that the ticket had before it took over another's messages.
  package mutating func restoreStatus(_ state: TicketMerge.State) {
    (status, holdUntilAt, waitingSinceAt) = (state.status, state.holdUntilAt, state.waitingSinceAt)
  }

  /// True if the two are of one person: one contact, or one client.
  private func isOfSamePerson(as other: Ticket) -> Bool {
    contactID == other.contactID || (clientID != nil && clientID == other.clientID)
  }

  /// Reasons against merging `merged` into this ticket.
  package func reasonsAgainst(merging merged: Ticket, ofTwoClients: Bool) -> [Reason] {
    if merged.id == id { return [.ticketMergeSame] }
    let reasons = reasonsAgainstChange + merged.reasonsAgainstChange.map { $0.at("/merged_id") }
    guard reasons.isEmpty else { return reasons }
    var others: [Reason] = []
    if !ofTwoClients, !isOfSamePerson(as: merged) { others.append(.ticketMergeOfTwo(self, merged)) }
    if merged.status.isOpen, !status.isOpen { others.append(.ticketMergeHides(self, merged)) }
    return others
  }

  /// Takes over the messages of another ticket, and the time since which a client waits. If the client waits for an answer to those, this ticket waits for the client no longer.
  package mutating func takeOver(_ merged: Ticket, at now: Instant) {
    if merged.status == .new || merged.status == .open, status == .pendingClient || status == .onHold { receive(.conversation, at: now) }
    if status.isOpen, let since = merged.waitingSinceAt { waitingSinceAt = min(waitingSinceAt ?? since, since) }
  }

  /// Gives its messages to another ticket.
  package mutating func mergeInto(_ survivor: Int64, at now: Instant) throws(Refusal) {
    try go(.merge, at: now)
    mergedIntoID = survivor
  }

  /// Takes messages of another ticket: since when a client waits for an answer to them, and when there was the first one. A talk was an
  /// answer already.
  package mutating func take(_ messages: [Message], from old: Ticket) {
    let isSpoken = channelKind.isSpoken
    let isTalk = { (message: Message) in message.userID != nil && isSpoken }
    let clients = messages.filter { $0.author == .client }
    let answers = messages.filter { $0.kind == .outbound && $0.author == .user } + clients.filter(isTalk)
    firstResponseAt = answers.map(\.createdAt).min()
    let answered = answers.map(\.id).max() ?? 0
    if status.isOpen, old.waitingSinceAt != nil {
      waitingSinceAt = clients.filter { $0.id > answered && !isTalk($0) && $0.createdAt >= old.waitingSinceAt ?? $0.createdAt }.map(
        \.createdAt
      ).min()
    }
  }

  /// A new ticket for some messages of this one.
  package func split(for contact: Int64, client: Int64?, subject: String, at now: Instant) -> Ticket {
    var new = Ticket(in: channelKind, at: now)
    (new.kind, new.priority, new.topic, new.subject, new.isTest) = (kind, priority, topic, subject, isTest)
    (new.channelID, new.teamID, new.personID) = (channelID, teamID, personID)
    (new.contactID, new.clientID) = (contact, client)
    if contact == contactID { new.vehicleID = vehicleID }
    if personID != nil { new.status = .open }
    return new
  }
}

extension Reason {
  package static func ticketMerged(_ ticket: Ticket) -> Reason {
    let into = ticket.mergedIntoID.map { String($0) } ?? "?"
    return Reason(
      "ticket_merged", en: "Ticket \(ticket.number) was merged into ticket \(into).",
      ru: "Обращение \(ticket.number) объединено с обращением \(into).")
  }
  package static let noSuchTicket = Reason("no_such_ticket", en: "There is no such ticket.", ru: "Такого обращения нет.")
  package static let noSuchMessage = Reason(
    "no_such_message", en: "The ticket has no such message.", ru: "В обращении нет такого сообщения.")
  package static let ticketMergeSame = Reason(
    "ticket_merge_same", en: "A ticket cannot be merged into itself.", ru: "Обращение нельзя объединить с ним же самим.", at: "/merged_id")
  package static func ticketMergeOfTwo(_ survivor: Ticket, _ merged: Ticket) -> Reason {
    Reason(
      "ticket_merge_of_two",
      en: "Tickets \(survivor.number) and \(merged.number) are of two persons; say of_two_clients if they shall be one all the same.",
      ru: "Обращения \(survivor.number) и \(merged.number) — двух разных лиц; укажите of_two_clients, если их всё же надо объединить.",
      at: "/of_two_clients")
  }
  package static func ticketMergeHides(_ survivor: Ticket, _ merged: Ticket) -> Reason {
    Reason(
      "ticket_merge_hides",
      en:
        "Ticket \(merged.number) is open and would vanish in \(survivor.number), which is not: reopen that, or merge the other way round.",
      ru: "Обращение \(merged.number) открыто и пропало бы в закрытом \(survivor.number): откройте его снова или объедините наоборот.",
      at: "/merged_id")
  }
  package static func ticketNotMerged(_ ticket: Ticket) -> Reason {
    Reason(
      "ticket_not_merged", en: "Ticket \(ticket.number) is not merged into this one.",
      ru: "Обращение \(ticket.number) не объединено с этим.", at: "/merged_id")
  }
  package static let ticketSplitWhole = Reason(
    "ticket_split_whole", en: "At least one message stays in the ticket.", ru: "Хотя бы одно сообщение остаётся в обращении.",
    at: "/message_ids")
  package static let ticketLinkSame = Reason(
    "ticket_link_same", en: "A ticket is not linked to itself.", ru: "Обращение не связывают с ним же самим.", at: "/ticket_id")
}
