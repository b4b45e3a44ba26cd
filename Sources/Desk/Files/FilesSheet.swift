internal import Domain
internal import SQLite

extension RoomSheet {
  static let files = RoomSheet(
    personal: [.erased("files.name", "files.blob_id", by: eraseFiles)],
    kept: ["codes": ["files.media_type"]],
    things: [.file: .persons("files", of: ofPerson)],
    timers: [.fileUnattached: { try Files($0).removeUnattached($1) }])

  /// Empties the files of the person's messages and orders. A content that somebody else has sent too stays for them.
  private static func eraseFiles(_ context: Context, _ client: Int64) throws {
    for rows in [RoomSheet.ofMessage, .orders] {
      let contents: [Int64] = try context.db.all(
        SQL(["SELECT blob_id FROM files WHERE blob_id IS NOT NULL AND"] + rows.condition), [client]
      ) { row in try row[0] }
      try context.db.execute(SQL(["UPDATE files SET name = '', blob_id = NULL WHERE"] + rows.condition), [client])
      try BlobTable(context.db).removeUnnamed(Set(contents).sorted())
    }
  }

  private static let ofPerson: PersonRows = """
    message_id IN (SELECT id FROM messages WHERE
      ticket_id IN (SELECT t.id FROM tickets t JOIN contacts c ON c.id = t.contact_id WHERE c.client_id = ?1)
      OR guest = 1 AND contact_id IN (SELECT id FROM contacts WHERE client_id = ?1)
      OR id IN (SELECT v.message_id FROM contacts c JOIN tickets t ON t.contact_id = c.id JOIN ticket_merges m ON m.merged_id = t.id
        JOIN ticket_merge_moves v ON v.merge_id = m.id WHERE c.client_id = ?1))
    OR work_order_id IN (SELECT id FROM work_orders WHERE client_id = ?1)
    """
}
