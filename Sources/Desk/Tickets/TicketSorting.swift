package import Domain

/// Tags of tickets, and links between them.
package struct TicketSorting {
  private let context: Context
  private var links: TicketLinkTable { TicketLinkTable(context.db) }
  package init(_ context: Context) { self.context = context }

  /// Removes tags, then adds others.
  package func tag(_ id: Int64, version: Versions?, add: [String], remove: [String]) throws -> Ticket {
    let old = try TicketLookup(context).changeable(id, version)
    let tags = Set(old.tags).subtracting(remove.map(SearchText.fold)).union(add.map(SearchText.fold).filter { !$0.isEmpty }).sorted()
    if tags.count > old.tags.count, let reason = Most.ticketTags.reason(against: tags.count, adding: 0) { throw Refusal.conflict(reason) }
    try TicketWork(context).change(old, to: old.with { $0.tags = tags }, as: .ticketTagged)
    try links.setTags(tags, of: id, was: old.tags)
    return try context.settled { try context.find(TicketTable.self, id) }
  }

  /// Links two tickets with each other. Tickets that are linked already stay so.
  package func link(_ id: Int64, version: Versions?, to otherID: Int64) throws -> TicketPicture {
    let ticket = try TicketLookup(context).changeable(id, version)
    guard let other = try TicketTable(context.db).find(otherID) else { throw Refusal.invalid(Reason.noSuchTicket.at("/ticket_id")) }
    var reasons = try TicketLookup(context).told(other).reasonsAgainstChange.map { $0.at("/ticket_id") }
    if id == otherID { reasons.append(.ticketLinkSame) }
    guard reasons.isEmpty else { throw Refusal.conflict(reasons, moves: []) }
    if try links.kind(id, otherID) == nil {
      for one in [id, otherID] {
        if let reason = try Most.ticketLinks.reason(against: links.count(of: one)) { throw Refusal.conflict(reason) }
      }
      try join(ticket, other, .related, .related)
      try TicketWork(context).touch(ticket, as: .ticketLinked, [.fact("ticket_id", .integer(otherID))])
      try TicketWork(context).touch(other, as: .ticketLinked, [.fact("ticket_id", .integer(id))])
    }
    return try context.settled { try Tickets(context).show(id) }
  }

  /// Unlinks two tickets. Those that are not linked stay so.
  package func unlink(_ id: Int64, version: Versions?, from otherID: Int64) throws -> TicketPicture {
    let ticket = try TicketLookup(context).changeable(id, version)
    guard let other = try TicketTable(context.db).find(otherID) else { throw Refusal.invalid(Reason.noSuchTicket.at("/ticket_id")) }
    if try links.kind(id, otherID) != nil {
      try links.remove(id, otherID)
      try links.remove(otherID, id)
      try TicketWork(context).touch(ticket, as: .ticketUnlinked, [.fact("ticket_id", .integer(otherID))])
      try TicketWork(context).touch(other, as: .ticketUnlinked, [.fact("ticket_id", .integer(id))])
    }
    return try context.settled { try Tickets(context).show(id) }
  }

  // MARK: Splitting

  /// Moves messages into a new ticket, which is linked to this one. It belongs to the contact who wrote the first of them.
  package func split(_ id: Int64, version: Versions?, messages ids: [Int64], subject: String?) throws -> Ticket {
    let old = try TicketLookup(context).changeable(id, version)
    let table = MessageTable(context.db)
    let found = try ids.map { id in try table.find(id) }
    let faults = zip(ids.indices, found).filter { $1?.ticketID != id }.map { index, _ in Reason.noSuchMessage.at("/message_ids/\(index)") }
    guard faults.isEmpty else { throw Refusal.invalid(faults) }
    guard Set(ids).count < old.messageCount else { throw Refusal.conflict(.ticketSplitWhole) }
    let messages = Dictionary(found.compactMap(\.self).map { ($0.id, $0) }, uniquingKeysWith: { $1 }).values.sorted { $0.id < $1.id }
    let first = messages.first { $0.author == .client } ?? messages.first
    let contact = try context.find(ContactTable.self, first?.contactID ?? old.contactID)
    let fresh = old.split(
      for: contact.id, client: contact.id == old.contactID ? old.clientID : contact.clientID,
      subject: subject ?? Ticket.subject(of: first?.text ?? ""), at: context.now)
    let new = try TicketWork(context).open(fresh, moving: messages, from: old)
    try join(old, new, .splitInto, .splitFrom)
    return try context.settled { try context.find(TicketTable.self, new.id) }
  }

  private func join(_ ticket: Ticket, _ other: Ticket, _ kind: TicketLink.Kind, _ back: TicketLink.Kind) throws {
    try links.insert(ticket.id, other.id, kind, at: context.now)
    try links.insert(other.id, ticket.id, back, at: context.now)
  }
}
