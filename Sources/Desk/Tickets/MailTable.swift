internal import Domain
internal import SQLite

/// Message-IDs of mails.
struct MailTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  func insert(_ mailID: String, of messageID: Int64) throws {
    try db.execute("INSERT INTO mails (message_id, mail_id) VALUES (?, ?)", messageID, mailID)
  }

  /// The messages that came as a mail with this Message-ID, the oldest first, at most twenty. There may be several: careless programs repeat
  /// theirs.
  func messages(_ mailID: String) throws -> [Int64] {
    try db.all("SELECT message_id FROM mails WHERE mail_id = ? ORDER BY message_id LIMIT 20", mailID) { row in try row[0] }
  }
}
