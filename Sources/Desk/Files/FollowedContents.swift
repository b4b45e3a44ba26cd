internal import Domain
internal import SQLite

/// A file of contents that another process writes.
package struct FollowedContents: Sendable {
  private let file: FollowedFile

  package init(_ file: FollowedFile) { self.file = file }

  /// The bytes in this range of a content. The copy of this file may be behind that of the desk's file, which names the content already.
  package func bytes(_ range: Range<Int64>, of sha256: [UInt8]) throws -> [UInt8] {
    let bytes = try file.read { db in
      let table = ContentTable(db)
      guard let found = try table.find(sha256), range.upperBound <= found.size else { return nil as [UInt8]? }
      return try ContentTable.bytes(range) { try table.part($0, of: found.id) }
    }
    guard let bytes else { throw Refusal.unavailable(.notCopiedYet) }
    return bytes
  }
}

extension Reason {
  fileprivate static let notCopiedYet = Reason(
    "file_not_copied", en: "The file has not reached this copy yet; try again later.", ru: "Файла пока нет в этой копии, повторите позже.")
}
