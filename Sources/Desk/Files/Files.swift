package import Domain

/// Files of messages and work orders. Their contents are kept once each, whoever sent them.
package struct Files {
  private let context: Context
  private var table: FileTable { FileTable(context.db) }
  private var blobs: BlobTable { BlobTable(context.db) }
  package init(_ context: Context) { self.context = context }

  // MARK: Reading

  /// A file that the caller may read: those of messages with the right to read tickets, those not attached only by who sent them.
  package func find(_ id: Int64) throws -> StoredFile {
    let file = try context.find(FileTable.self, id)
    if file.messageID != nil { try context.actor.role.require(.readTickets) }
    guard file.isAttached || file.userID == context.actor.userID else { throw Refusal.notFound(.file) }
    return file
  }

  /// A file of an answer in this channel, for the program that sends it.
  package func find(_ id: Int64, ofChannel channelID: Int64) throws -> StoredFile {
    let file = try context.find(FileTable.self, id)
    guard let messageID = file.messageID, let message = try MessageTable(context.db).find(messageID), message.kind == .outbound,
      message.channelID == channelID
    else { throw Refusal.notFound(.file) }
    return file
  }

  package func list(ofMessage id: Int64, of ticketID: Int64, _ page: PageRequest) throws -> Page<StoredFile> {
    let message = try context.find(MessageTable.self, id)
    guard message.ticketID == (try TicketLookup(context).survivor(ticketID).id) else { throw Refusal.notFound(.message) }
    return try Page(table.page(ofMessage: id, page), page)
  }

  package func list(ofOrder id: Int64, _ page: PageRequest) throws -> Page<StoredFile> {
    guard try WorkOrderTable(context.db).find(id) != nil else { throw Refusal.notFound(.workOrder) }
    return try Page(table.page(ofOrder: id, page), page)
  }

  /// The hash of a file's content; 404 if it was erased.
  package func hash(of file: StoredFile) throws -> [UInt8] {
    guard let id = file.blobID, let sha256 = try blobs.sha256(of: id) else { throw Refusal.notFound(.file) }
    return sha256
  }

  // MARK: Sending and attaching

  /// Keeps a file that a user has sent. If nobody attaches it, it is removed after a day.
  package func keep(_ content: KeptContent, named name: String, mediaType: String) throws -> StoredFile {
    let file = try StoredFile(at: context.now).with {
      $0.userID = try context.userID()
      ($0.name, $0.mediaType) = (name, mediaType)
    }
    let id = try insert(file, content)
    try Timers(context).set(.fileUnattached, id, at: context.now.adding(seconds: StoredFile.patience))
    return try context.find(FileTable.self, id)
  }

  /// Adds files to a work order, such as photos of the car as it came in. Returns all its files from the first of these on.
  package func add(_ ids: [Int64], toOrder orderID: Int64, version: Versions?) throws -> [StoredFile] {
    guard let order = try WorkOrderTable(context.db).find(orderID) else { throw Refusal.notFound(.workOrder) }
    try context.match(version, order.version)
    var faults = try faults(ids)
    if let full = try Most.orderFiles.reason(against: table.count(ofOrder: orderID), adding: ids.count) { faults.append(full.at("/files")) }
    guard faults.isEmpty else { throw Refusal.invalid(faults) }
    for id in ids {
      try table.attach(id, toOrder: orderID)
      try Timers(context).clear(.fileUnattached, id)
    }
    try context.record(.workOrderFilesAdded, order.subject, [.fact("file_ids", .ids(ids))])
    return try context.settled { try ids.map { try context.find(FileTable.self, $0) } }
  }

  /// Refuses files that are not the caller's own, or attached.
  func check(_ ids: [Int64]) throws {
    let faults = try faults(ids)
    guard faults.isEmpty else { throw Refusal.invalid(faults) }
  }

  /// Gives files that were checked to a message.
  func attach(_ ids: [Int64], to messageID: Int64) throws {
    for id in ids {
      try table.attach(id, toMessage: messageID)
      try Timers(context).clear(.fileUnattached, id)
    }
  }

  func faults(_ ids: [Int64]) throws -> [Reason] {
    try ids.enumerated().compactMap { index, id in
      if ids[..<index].contains(id) { return Reason.fileNamedTwice.at("/files/\(index)") }
      guard let file = try table.find(id), !file.isAttached, file.userID == (try context.userID()) else {
        return Reason.fileNotFree.at("/files/\(index)")
      }
      return nil
    }
  }

  /// Names the files that came with a message.
  func attach(_ files: [NewFile], to messageID: Int64) throws {
    for file in files {
      let stored = StoredFile(at: context.now).with {
        $0.messageID = messageID
        ($0.kind, $0.name, $0.mediaType) = (file.kind, file.name, file.mediaType)
      }
      _ = try insert(stored, file.content)
    }
  }

  private func insert(_ file: StoredFile, _ content: KeptContent) throws -> Int64 {
    try table.insert(
      file.with {
        $0.blobID = try blobs.id(of: content, at: context.now)
        $0.size = content.size
      })
  }

  // MARK: Removing

  /// Removes a file that was not attached in time.
  func removeUnattached(_ id: Int64) throws {
    guard let file = try table.find(id), !file.isAttached else { return }
    try table.remove(id)
    try blobs.removeUnnamed([file.blobID].compactMap(\.self))
  }

  /// Strikes contents that were removed from the file of contents off the list of those to be removed.
  package func forgetGone(_ contents: [[UInt8]]) throws { for sha256 in contents { try blobs.forgetGone(sha256) } }
}

/// A file that comes with a message. Its content is on disk already.
package struct NewFile: Sendable {
  let kind: StoredFile.Kind
  let name: String
  let mediaType: String
  let content: KeptContent

  init(_ kind: StoredFile.Kind, name: String, mediaType: String, _ content: KeptContent) {
    (self.kind, self.name, self.mediaType, self.content) = (kind, name, mediaType, content)
  }

  /// A file in a message of a channel's program.
  package init(name: String, mediaType: String, _ content: KeptContent) {
    self.init(.attachment, name: name, mediaType: mediaType, content)
  }
}
