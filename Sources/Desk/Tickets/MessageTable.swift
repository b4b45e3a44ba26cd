internal import Domain
internal import SQLite

extension Message.Author: Cell {}
extension Message.Kind: Cell {}

struct MessageTable: Table {
  let db: Database
  init(_ db: Database) { self.db = db }

  static let form = TableForm(
    "messages", blank: Message(.inbound, by: .client, at: .epoch),
    [
      .kept("id", \.id), .fixed("ticket_id", \.ticketID), .fixed("kind", \.kind), .fixed("author", \.author), .fixed("user_id", \.userID),
      .fixed("contact_id", \.contactID), .fixed("channel_id", \.channelID), .fixed("external_id", \.externalID),
      .fixed("conversation_id", \.conversationID), .fixed("origin", \.origin), .fixed("from_address", \.sender.address),
      .fixed("from_name", \.sender.name),
      .fixed("from_phone", \.sender.phone), .fixed("from_email", \.sender.email), .fixed("text", \.text), .fixed("flags", \.flagsText),
      .fixed("sent_at", \.sentAt), .fixed("created_at", \.createdAt), .kept("version", \.version),
    ])

  /// The message that a channel has handed over under this id, of this sender and conversation.
  func find(_ externalID: String, of origin: Int64, in channelID: Int64) throws -> Message? {
    try first("WHERE channel_id = ? AND external_id = ? AND origin = ?", channelID, externalID, origin)
  }

  /// The message under this id that was taken before senders and conversations had a number. There is at most one.
  func findAged(_ externalID: String, in channelID: Int64) throws -> Message? {
    try first("WHERE channel_id = ? AND external_id = ? AND origin = 0", channelID, externalID)
  }

  /// A contact's newest message under this id, whichever the conversation.
  func find(_ externalID: String, ofContact contactID: Int64, in channelID: Int64) throws -> Message? {
    try first("WHERE contact_id = ? AND external_id = ? AND channel_id = ? ORDER BY id DESC LIMIT 1", contactID, externalID, channelID)
  }

  /// True if anybody has a message under this id.
  func knows(_ externalID: String, in channelID: Int64) throws -> Bool {
    try db.value("SELECT EXISTS (SELECT 1 FROM messages WHERE channel_id = ? AND external_id = ?)", channelID, externalID) ?? false
  }

  /// The messages of a ticket, newest first.
  func page(of ticketID: Int64, _ request: PageRequest) throws -> [Message] {
    var select = Self.form.select()
    select.add("AND ticket_id = ?", ticketID)
    if let after = request.after { select.add("AND id < ?", after.id) }
    select.add("ORDER BY id DESC LIMIT ?", request.limit + 1)
    return try db.all(select.sql, select.values, map: Self.form.thing)
  }

  /// The client's messages after this one, oldest first.
  func written(after id: Int64, in ticketID: Int64) throws -> [Message] {
    try all("WHERE ticket_id = ? AND id > ? AND author = 'client' ORDER BY id LIMIT 50", ticketID, id)
  }

  // MARK: Conversations

  /// The newest ticket of a contact's conversation.
  func ticket(ofConversation id: String, _ contactID: Int64, in channelID: Int64) throws -> Int64? {
    try db.value(
      "SELECT ticket_id FROM conversations WHERE channel_id = ? AND conversation_id = ? AND contact_id = ?", channelID, id, contactID)
  }

  /// True if somebody else has written in this conversation.
  func hasOthers(inConversation id: String, than contactID: Int64, in channelID: Int64) throws -> Bool {
    try db.value(
      "SELECT EXISTS (SELECT 1 FROM conversations WHERE channel_id = ? AND conversation_id = ? AND contact_id <> ?)", channelID, id,
      contactID) ?? false
  }

  func set(_ ticketID: Int64, ofConversation id: String, _ contactID: Int64, in channelID: Int64) throws {
    try db.execute(
      """
      INSERT INTO conversations (channel_id, conversation_id, contact_id, ticket_id) VALUES (?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET ticket_id = excluded.ticket_id
      """, channelID, id, contactID, ticketID)
  }
}

extension Message {
  /// The flags as the table has them.
  var flagsText: String {
    get { flags.map(\.rawValue).sorted().joined(separator: " ") }
    set { flags = Set(newValue.split(separator: " ").compactMap { Flag(rawValue: String($0)) }) }
  }
}
