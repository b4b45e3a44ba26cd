internal import Domain
internal import SQLite

extension StoredFile.Kind: Cell {}

struct FileTable: Table {
  let db: Database
  init(_ db: Database) { self.db = db }

  static let form = TableForm(
    "files", blank: StoredFile(at: .epoch),
    [
      .kept("id", \.id), .fixed("message_id", \.messageID), .fixed("work_order_id", \.workOrderID), .fixed("user_id", \.userID),
      .fixed("blob_id", \.blobID), .fixed("kind", \.kind), .fixed("name", \.name), .fixed("media_type", \.mediaType),
      .fixed("size", \.size),
      .fixed("created_at", \.createdAt),
    ])

  func page(ofMessage id: Int64, _ request: PageRequest) throws -> [StoredFile] {
    var select = Self.form.select()
    select.add("AND message_id = ?", id)
    return try page(byID: select, request)
  }

  /// The files of a message in the order in which they were sent, without the mail as it came.
  func attachments(ofMessage id: Int64) throws -> [StoredFile] {
    try all("WHERE message_id = ? AND kind = 'attachment' ORDER BY id", id)
  }

  /// The bytes of files together.
  func size(of ids: [Int64]) throws -> Int64 { try ids.reduce(0) { try $0 + (find($1)?.size ?? 0) } }

  func page(ofOrder id: Int64, _ request: PageRequest) throws -> [StoredFile] {
    var select = Self.form.select()
    select.add("AND work_order_id = ?", id)
    return try page(byID: select, request)
  }

  func count(ofOrder id: Int64) throws -> Int { try db.value("SELECT count(*) FROM files WHERE work_order_id = ?", id) ?? 0 }

  func attach(_ id: Int64, toMessage messageID: Int64) throws {
    try db.execute("UPDATE files SET message_id = ? WHERE id = ? AND message_id IS NULL AND work_order_id IS NULL", messageID, id)
  }

  func attach(_ id: Int64, toOrder orderID: Int64) throws {
    try db.execute("UPDATE files SET work_order_id = ? WHERE id = ? AND message_id IS NULL AND work_order_id IS NULL", orderID, id)
  }

  func remove(_ id: Int64) throws { try db.execute("DELETE FROM files WHERE id = ?", id) }
}
