internal import Domain
package import SQLite

/// A desk's file that another process writes, such as the follower of a replica.
///
/// Each read opens the file and closes it again. An open connection to a file with a log holds a lock for which the follower waits, and
/// another file may be put in the place of this one.
package struct FollowedFile: Sendable {
  private let path: String
  /// The version of this program's tables.
  private let version: Int

  package init(_ path: String, version: Int) {
    self.path = path
    self.version = version
  }

  /// Runs `body` on one state of the file. Throws a `Refusal` if the file cannot be read, or is of another version.
  package func read<T>(_ body: (Database) throws -> T) throws -> T {
    do {
      // Nothing is mapped: the follower may cut the file.
      let db = try Database(path: path, mode: .readOnly, cacheKiB: 8_192)
      defer { db.close() }
      try db.beginReading()
      try check(db)
      return try body(db)
    } catch let error as DatabaseError { throw Self.refusal(error) }
  }

  private func check(_ db: Database) throws {
    let found = try CentreTable(db).version()
    guard found == version else { throw Refusal.unavailable(.otherVersion(found, here: version)) }
  }

  private static func refusal(_ error: DatabaseError) -> Refusal {
    if error.isDamaged { return .unavailable(.fileDamaged) }
    if error.isBusy { return .unavailable(.fileFollowed) }
    return .unavailable(.fileUnread("\(error.message)"))
  }
}

extension Reason {
  fileprivate static func otherVersion(_ found: Int, here: Int) -> Reason {
    Reason(
      "other_version", en: "The file is of version \(found), this program reads version \(here): use the same on both sides.",
      ru: "Файл версии \(found), программа читает версию \(here): нужна одна версия на обеих сторонах.")
  }
  fileprivate static let fileFollowed = Reason(
    "file_followed", en: "The file is being written by the replica; try again.", ru: "В файл сейчас пишет реплика, повторите запрос.")
  static func fileUnread(_ why: String) -> Reason {
    Reason("file_unread", en: "The file cannot be read: \(why).", ru: "Файл не читается: \(why).")
  }
}
