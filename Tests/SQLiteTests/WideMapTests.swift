import Foundation
import Testing

@testable import SQLite

/// Tests with a map of one MiB for a file of four, instead of two GiB for a larger one.
@Suite struct WideMapTests {
  private let holder: TemporaryFolder
  private var path: String { holder.url.appendingPathComponent("wide.db").path }
  private let count = 4_000

  init() throws {
    holder = try TemporaryFolder()
    let db = try Database(path: path, mode: .create)
    try db.script("CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER NOT NULL, filling TEXT NOT NULL) STRICT; CREATE INDEX t_n ON t(n)")
    try db.transaction { for n in 1...count { _ = try db.insert("INSERT INTO t (n, filling) VALUES (?, ?)", n, Self.filling(n)) } }
    _ = try db.checkpoint()
    db.close()
  }

  private static func filling(_ n: Int) -> String { String(repeating: "стр\(n % 10)", count: 120) }

  private func wide(_ mode: Database.Mode = .readWrite) throws -> Database {
    try Database(path: path, mode: mode, cacheKiB: 64, mapMiB: 64, nearMiB: 1)
  }

  private func lent(_ db: Database) -> Int? { db.wideMap?.lent }

  private func check(_ db: Database, _ id: Int, n: Int) throws -> Bool {
    try db.first("SELECT n, filling FROM t WHERE id = ?", id) { row in try row[0] as Int == n && row[1] as String == Self.filling(n) }
      ?? false
  }

  @Test func pagesBehindSQLitesOwnMapAreLentAndRight() throws {
    let db = try wide()
    for id in stride(from: count, through: 1, by: -1) { #expect(try check(db, id, n: id)) }
    #expect(lent(db) ?? 0 > count / 2)
    db.close()
  }

  @Test func whereSQLiteMapsAllThereIsNoOther() throws {
    for db in [try Database(path: path, mode: .readWrite, mapMiB: 64), try Database(path: path, mode: .readWrite)] {
      #expect(lent(db) == nil)
      #expect(try check(db, count, n: count))
      db.close()
    }
  }

  @Test func aChangeIsSeenWhetherItIsInTheLogOrInTheFile() throws {
    let (db, other) = (try wide(), try wide(.readOnly))
    for id in [1, count / 2, count] { #expect(try check(other, id, n: id)) }
    try db.transaction {
      for id in 1...count { try db.execute("UPDATE t SET n = ?, filling = ? WHERE id = ?", id + 7, Self.filling(id + 7), id) }
    }
    for id in [1, count / 2, count] { #expect(try check(db, id, n: id + 7) && check(other, id, n: id + 7)) }
    #expect(try db.checkpoint().moved > 1_000)
    for id in 1...count { #expect(try check(db, id, n: id + 7) && check(other, id, n: id + 7)) }
    #expect((lent(db) ?? 0) > 1_000 && (lent(other) ?? 0) > 1_000)
    #expect(try db.lines("PRAGMA integrity_check") == ["ok"])
    other.close()
    db.close()
  }

  @Test func aFileThatGrowsIsFollowedAsFarAsTheMapGoesAndReadBeyond() throws {
    let db = try wide()
    // Grows the file twice: a connection opened at four MiB maps up to eight.
    for round in 1...3 {
      try db.transaction {
        for n in (round * count + 1)...((round + 1) * count) {
          _ = try db.insert("INSERT INTO t (n, filling) VALUES (?, ?)", n, Self.filling(n))
        }
      }
      _ = try db.checkpoint()
      let before = lent(db) ?? 0
      for id in (round * count + 1)...((round + 1) * count) { #expect(try check(db, id, n: id)) }
      if round == 1 { #expect((lent(db) ?? 0) - before > 1_000) }
    }
    for id in 1...(4 * count) { #expect(try check(db, id, n: id)) }
    #expect(try db.lines("PRAGMA integrity_check") == ["ok"])
    db.close()
  }

  @Test func aTurnThatIsTakenBackLeavesWhatWasThere() throws {
    let db = try wide()
    struct Enough: Error {}
    #expect(throws: Enough.self) {
      try db.transaction {
        for id in stride(from: 1, through: count, by: 3) { try db.execute("UPDATE t SET n = -n WHERE id = ?", id) }
        throw Enough()
      }
    }
    for id in 1...count { #expect(try check(db, id, n: id)) }
    #expect((lent(db) ?? 0) > 1_000)
    db.close()
  }
}
