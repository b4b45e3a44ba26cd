package import Domain

/// Files of messages. Their contents are kept once each, whoever sent them.
package struct Files {
  private let context: Context
  private var table: FileTable { FileTable(context.db) }
  private var blobs: BlobTable { BlobTable(context.db) }
  package init(_ context: Context) { self.context = context }

  package func find(_ id: Int64) throws -> StoredFile { try context.find(FileTable.self, id) }

  package func list(ofMessage id: Int64, of ticketID: Int64, _ page: PageRequest) throws -> Page<StoredFile> {
    let message = try context.find(MessageTable.self, id)
    guard message.ticketID == (try TicketLookup(context).survivor(ticketID).id) else { throw Refusal.notFound(.message) }
    return try Page(table.page(ofMessage: id, page), page)
  }

  /// The bytes of a file; 404 if they were erased.
  package func content(of file: StoredFile) throws -> [UInt8] {
    guard let id = file.blobID else { throw Refusal.notFound(.file) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Int(file.size))
    try blobs.each(of: id) { bytes += $0 }
    // The file may have been erased meanwhile.
    guard bytes.count == file.size else { throw Refusal.notFound(.file) }
    return bytes
  }

  /// Keeps parts of contents whose files come with a later change. `PartsMissing` tells that change that it must wait for them again.
  package func keep(_ parts: [FilePart]) throws {
    for sha256 in Set(parts.map(\.sha256)) { try blobs.noteLoose(sha256, at: context.now) }
    for part in parts { try blobs.add(part) }
  }

  /// Names the files of a message. `parts` are those of their contents that were not kept before.
  func attach(_ files: [IncomingFile], _ parts: [FilePart], to messageID: Int64) throws {
    for part in parts { try blobs.add(part) }
    for file in files {
      var stored = StoredFile(at: context.now)
      stored.messageID = messageID
      stored.blobID = try blobs.id(of: file.sha256, size: file.size, at: context.now)
      (stored.kind, stored.name, stored.mediaType, stored.size) = (file.kind, file.name, file.mediaType, file.size)
      _ = try table.insert(stored)
    }
    for sha256 in try blobs.loose(since: context.now.adding(seconds: -86_400)) { try blobs.removeLoose(sha256) }
  }

  /// Drops what was kept of files that are not named after all, because their message is known.
  func drop(_ files: [IncomingFile]) throws { for file in files { try blobs.removeLoose(file.sha256) } }
}

/// A file that comes with a message. Its parts are kept before it, or with it.
package struct IncomingFile: Sendable {
  let kind: StoredFile.Kind
  let name: String
  let mediaType: String
  let sha256: [UInt8]
  let size: Int64
}
