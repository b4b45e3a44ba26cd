import Domain
import Foundation
import Glibc
import SQLite

/// A log that was damaged in its middle, kept next to the database before SQLite overwrites it. The desk warns of it
/// until somebody takes the file away.
struct LogCut {
  let path: String
  let taken: Int
  let written: Int

  /// Keeps a damaged log; call it before the database is opened for writing. Returns a message, or nil for a sound log.
  static func keep(_ database: String) throws -> String? {
    let log = database + "-wal"
    guard let tail = LogTail(path: log), tail.isCut else { return nil }
    let path = "\(database)\(mark)\(House.now().rawValue)"
    do {
      try FileManager.default.copyItem(atPath: log, toPath: path)
      try LogSync.syncFolder(of: path)
    } catch { throw Failure("\(log) is damaged in its middle, and could not be kept as \(path): \(error)") }
    return LogCut(path: path, taken: tail.taken, written: tail.written).words
  }

  /// Damaged logs that still lie next to the database.
  static func kept(beside database: String) -> [LogCut] {
    let place = URL(fileURLWithPath: database)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: place.deletingLastPathComponent().path)) ?? []
    return names.filter { $0.hasPrefix(place.lastPathComponent + mark) }.sorted().map { name in
      let path = place.deletingLastPathComponent().appendingPathComponent(name).path
      let tail = LogTail(path: path)
      return LogCut(path: path, taken: tail?.taken ?? 0, written: tail?.written ?? 0)
    }
  }

  var words: String {
    "the log was damaged in its middle: \(taken) of \(written) frames were taken, and what came after is lost; it is kept as \(path)"
  }

  /// The warning; nil once the file has been taken away.
  var warning: Reason? { access(path, F_OK) == 0 ? .logCut(taken: taken, of: written, path: path) : nil }

  private static let mark = ".log-cut-"
}

extension Reason {
  fileprivate static func logCut(taken: Int, of written: Int, path: String) -> Reason {
    .init(
      "log_cut",
      en: "The log was damaged in its middle: \(taken) of \(written) frames were taken. Look what is missing, then take \(path) away.",
      ru:
        "Журнал базы данных был повреждён в середине: прочитано кадров: \(taken) из \(written). Проверьте, чего не хватает, и уберите \(path)."
    )
  }
  static let severalNames = Reason(
    "database_linked", en: "The database's file has several names (hard links): opened by another one, its log is missed. Leave one.",
    ru: "У файла базы данных несколько имён (жёсткие ссылки): открытый под другим, он останется без журнала. Оставьте одно.")
}
