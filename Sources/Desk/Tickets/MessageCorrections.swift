package import Domain

/// Corrections of one's own answers and notes. The corrected text becomes a version that stays readable.
package struct MessageCorrections {
  private let context: Context
  private var table: MessageTable { MessageTable(context.db) }
  package init(_ context: Context) { self.context = context }

  package struct Former: Sendable {
    package let version: Int64
    package let text: String
    package let at: Instant
  }

  package func correct(_ messageID: Int64, of id: Int64, version: Versions?, _ text: String?) throws -> Lent<MessagePicture> {
    let (ticket, message) = try find(messageID, of: id, version)
    let user = try context.userID()
    guard message.isCorrectable(by: user) else { throw Refusal.conflict(.messageNotOnesOwn) }
    if let text, message.text != text {
      try table.correct(message, to: text, at: context.now)
      try TicketWork(context).touch(
        ticket, as: .ticketMessageCorrected, [.fact("message_id", .integer(messageID)), .fact("version", .integer(message.version + 1))])
    }
    return try context.settled { context.message(messageID) }
  }

  /// The former texts of a message, the newest first.
  package func former(_ messageID: Int64, of id: Int64, _ page: PageRequest) throws -> Page<Former> {
    _ = try find(messageID, of: id, nil)
    return try Page(table.former(messageID, page), page) { Cursor(key: .integer($0.version), id: $0.version) }
  }

  private func find(_ messageID: Int64, of id: Int64, _ version: Versions?) throws -> (Ticket, Message) {
    let ticket = try TicketLookup(context).survivor(id)
    try context.match(version, ticket.version)
    let message = try context.find(MessageTable.self, messageID)
    guard message.ticketID == ticket.id else { throw Refusal.notFound(.message) }
    return (ticket, message)
  }
}
