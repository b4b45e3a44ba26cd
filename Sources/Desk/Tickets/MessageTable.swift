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
      .fixed("contact_id", \.contactID), .fixed("guest", \.isGuests), .fixed("channel_id", \.channelID),
      .fixed("external_id", \.externalID),
      .fixed("conversation_id", \.conversationID), .fixed("origin", \.origin), .fixed("from_address", \.sender.address),
      .fixed("from_name", \.sender.name),
      .fixed("from_phone", \.sender.phone), .fixed("from_email", \.sender.email), .fixed("reply_to", \.sender.replyTo),
      .fixed("text", \.text), .fixed("flags", \.flagsText),
      .fixed("mentions", \.mentionsText),
      .fixed("sent_at", \.sentAt), .fixed("delivery", \.delivery), .kept("changed_at", \.changedAt), .fixed("created_at", \.createdAt),
      .kept("version", \.version),
    ])

  /// The message that a channel has handed over under this id, of this sender and conversation.
  func find(_ externalID: String, of origin: Int64, in channelID: Int64) throws -> Message? {
    try first("WHERE channel_id = ? AND external_id = ? AND origin = ?", channelID, externalID, origin)
  }

  /// The message under this id that was taken before senders and conversations had a number. There is at most one.
  func findAged(_ externalID: String, in channelID: Int64) throws -> Message? {
    try first("WHERE channel_id = ? AND external_id = ? AND origin = 0", channelID, externalID)
  }

  /// A contact's message under this id in any conversation. An id that a thousand messages of the channel share is counted within each
  /// conversation, and tells nothing beyond it.
  func find(_ externalID: String, ofContact contactID: Int64, in channelID: Int64) throws -> Message? {
    try first(
      "WHERE id = (SELECT id FROM (SELECT id, contact_id FROM messages WHERE channel_id = ? AND external_id = ? LIMIT 1000) WHERE contact_id = ?)",
      channelID, externalID, contactID)
  }

  /// True if anybody has a message under this id.
  func knows(_ externalID: String, in channelID: Int64) throws -> Bool {
    try db.value("SELECT EXISTS (SELECT 1 FROM messages WHERE channel_id = ? AND external_id = ?)", channelID, externalID) ?? false
  }

  /// The id of the next message, if the newest one was never deleted. So its ticket can name it before it is there.
  func nextID() throws -> Int64 { try db.value("SELECT coalesce(max(id), 0) + 1 FROM messages") ?? 1 }

  func setTicket(_ ticketID: Int64, of id: Int64) throws {
    try db.execute(
      """
      UPDATE messages SET ticket_id = ?1, guest = coalesce(contact_id <> (SELECT contact_id FROM tickets WHERE id = ?1), 0) WHERE id = ?2
      """, ticketID, id)
  }

  func set(delivery: Dispatch.Status, of id: Int64) throws {
    try db.execute("UPDATE messages SET delivery = ?, version = version + 1 WHERE id = ?", delivery, id)
  }

  /// Makes an answer that was taken back a note, so that nothing written is lost.
  func makeNote(of id: Int64) throws { try db.execute("UPDATE messages SET kind = 'note' WHERE id = ?", id) }

  /// True if anybody has written in a ticket after this message. Notes do not count.
  func hasWords(after id: Int64, in ticketID: Int64) throws -> Bool {
    try db.value("SELECT EXISTS (SELECT 1 FROM messages WHERE ticket_id = ? AND id > ? AND kind <> 'note')", ticketID, id) ?? false
  }

  // MARK: Versions

  /// Keeps the text of a message as a version, and writes another.
  func correct(_ message: Message, to text: String, at now: Instant) throws {
    try db.execute(
      "INSERT INTO message_versions (message_id, version, text, at) VALUES (?, ?, ?, ?)", message.id, message.version, message.text,
      message.changedAt ?? message.createdAt)
    try db.execute("UPDATE messages SET text = ?, changed_at = ?, version = version + 1 WHERE id = ?", text, now, message.id)
  }

  func former(_ id: Int64, _ request: PageRequest) throws -> [MessageCorrections.Former] {
    try db.all(
      "SELECT version, text, at FROM message_versions WHERE message_id = ? AND version < ? ORDER BY version DESC LIMIT ?", id,
      request.after?.id ?? Int64.max, request.limit + 1
    ) { row in try MessageCorrections.Former(version: row[0], text: row[1], at: row[2]) }
  }

  struct Tally {
    let count: Int64
    /// 0 if the client has written nothing.
    let lastClientID: Int64
    /// nil if there are only notes.
    let lastAt: Instant?
  }

  /// Counts the messages of a ticket.
  func tally(of ticketID: Int64) throws -> Tally {
    try db.first(
      """
      SELECT count(*), coalesce(max(CASE WHEN author = 'client' THEN id END), 0), max(CASE WHEN kind <> 'note' THEN created_at END)
      FROM messages WHERE ticket_id = ?
      """, ticketID
    ) { row in try Tally(count: row[0], lastClientID: row[1], lastAt: row[2]) } ?? Tally(count: 0, lastClientID: 0, lastAt: nil)
  }

  /// The client's first word that nobody has answered; nil if there is none. What staff took down in a talk waits for nothing.
  func waitingSince(in ticket: Ticket) throws -> Instant? {
    try db.first(
      """
      SELECT created_at FROM messages WHERE ticket_id = ?1 AND author = 'client' AND (user_id IS NULL OR ?2) AND id > coalesce(
        (SELECT max(id) FROM messages WHERE ticket_id = ?1 AND kind = 'out' AND author = 'user'), 0)
      ORDER BY id LIMIT 1
      """, ticket.id, !ticket.channelKind.isSpoken
    ) { row in try row[0] as Instant }
  }

  // MARK: Lending

  enum Shown: Int32, PictureColumn {
    case id, ticketID, kind, author, userID, contactID, channelID, externalID, conversationID, fromAddress, fromName, fromPhone, fromEmail,
      text, flags, mentions, sentAt, delivery, createdAt, changedAt, version
  }

  /// The columns of `Shown`.
  private static let columns: StaticString = """
    SELECT id, ticket_id, kind, author, user_id, contact_id, channel_id, external_id, conversation_id, from_address, from_name, from_phone,
      from_email, text, flags, mentions, sent_at, delivery, created_at, changed_at, version
    FROM messages
    """

  /// Lends one message.
  func lend(_ id: Int64, _ body: (borrowing MessagePicture) -> Void) throws -> Bool {
    try db.first([Self.columns, "WHERE id = ?"], [id]) { row in
      body(MessagePicture(row.again))
      return true
    } ?? false
  }

  /// Lends the messages of a ticket, newest first. Returns the cursor of the next page.
  func page(of ticketID: Int64, _ request: PageRequest, _ body: (borrowing MessagePicture) -> Void) throws -> Cursor? {
    var count = 0
    var last: Cursor?
    try db.each(
      [Self.columns, "WHERE ticket_id = ? AND id < ? ORDER BY id DESC LIMIT ?"],
      [ticketID, request.after?.id ?? Int64.max, request.limit + 1]
    ) { row in
      count += 1
      guard count <= request.limit else { return }
      body(MessagePicture(row.again))
      if count == request.limit { last = Cursor(key: .integer(row.integer(Shown.id)), id: row.integer(Shown.id)) }
    }
    return count > request.limit ? last : nil
  }

  /// Lends the client's messages after this one, newest first, at most 50.
  func written(after id: Int64, in ticketID: Int64, _ body: (borrowing MessagePicture) -> Void) throws {
    try db.each([Self.columns, "WHERE ticket_id = ? AND id > ? AND author = 'client' ORDER BY id DESC LIMIT 50"], [ticketID, id]) { row in
      body(MessagePicture(row.again))
    }
  }

  /// True if a contact has written in a ticket.
  func hasWritten(_ contactID: Int64, in ticketID: Int64) throws -> Bool {
    try db.value("SELECT EXISTS (SELECT 1 FROM messages WHERE ticket_id = ? AND contact_id = ?)", ticketID, contactID) ?? false
  }

  /// True if an employee has answered the client.
  func isAnsweredByPerson(_ ticketID: Int64) throws -> Bool {
    try db.value("SELECT EXISTS (SELECT 1 FROM messages WHERE ticket_id = ? AND kind = 'out' AND author = 'user')", ticketID) ?? false
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
  /// The mentions as the table has them.
  var mentionsText: String {
    get { mentions.map(String.init).joined(separator: " ") }
    set { mentions = newValue.split(separator: " ").compactMap { Int64($0) } }
  }

  /// The flags as the table has them.
  var flagsText: String {
    get { flags.map(\.rawValue).sorted().joined(separator: " ") }
    set { flags = Set(newValue.split(separator: " ").compactMap { Flag(rawValue: String($0)) }) }
  }
}
