internal import Domain
internal import SQLite

extension StoredFile.Kind: Cell {}

struct FileTable: Table {
  let db: Database
  init(_ db: Database) { self.db = db }

  static let form = TableForm(
    "files", blank: StoredFile(at: .epoch),
    [
      .kept("id", \.id), .fixed("message_id", \.messageID), .fixed("blob_id", \.blobID), .fixed("kind", \.kind), .fixed("name", \.name),
      .fixed("media_type", \.mediaType), .fixed("size", \.size), .fixed("created_at", \.createdAt),
    ])

  func page(ofMessage id: Int64, _ request: PageRequest) throws -> [StoredFile] {
    var select = Self.form.select()
    select.add("AND message_id = ?", id)
    return try page(byID: select, request)
  }
}
