import Foundation
import Testing

@testable import SQLite

@Suite struct DatabaseTests {
  private let holder: TemporaryFolder
  private var folder: URL { holder.url }
  private var path: String { folder.appendingPathComponent("test.db").path }

  init() throws {
    holder = try TemporaryFolder()
  }

  private func open() throws -> Database {
    let db = try Database(path: path, mode: .create)
    try db.script("CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY, name TEXT, n INTEGER CHECK (n >= 0)) STRICT")
    return db
  }

  @Test func whatIsBoundComesBackAsItWas() throws {
    let db = try open()
    let id = try db.insert("INSERT INTO t (name, n) VALUES (?, ?)", "Ёлкин\u{0}", Int64.max)
    let row = try db.first("SELECT name, n FROM t WHERE id = ?", id) { row in try (row[0] as String, row[1] as Int64) }
    #expect(row?.0 == "Ёлкин\u{0}")
    #expect(row?.1 == .max)
    _ = try db.insert("INSERT INTO t (name, n) VALUES (?, ?)", "", nil as Int64?)
    #expect(try db.first("SELECT name, n FROM t WHERE id = 2") { row in try (row[0] as String?, row[1] as Int64?) }! == ("", nil))
  }

  @Test func aColumnThatHoldsAnotherKindIsAnErrorNotATrap() throws {
    let db = try open()
    _ = try db.insert("INSERT INTO t (name, n) VALUES (NULL, 1)")
    #expect(throws: ColumnMismatch.self) { try db.first("SELECT name FROM t") { row in try row[0] as String } }
  }

  @Test func aStatementUsedWhileItsRowsAreReadGetsASecondOne() throws {
    let db = try open()
    for n in 1...3 { _ = try db.insert("INSERT INTO t (n) VALUES (?)", n) }
    var sum = 0
    func walk(_ depth: Int) throws {
      try db.each("SELECT n FROM t ORDER BY id") { row in
        sum += try row[0]
        if depth > 0 { try walk(depth - 1) }
      }
    }
    try walk(1)
    #expect(sum == 6 + 3 * 6)
  }

  @Test func aRefusedPartLeavesTheRestOfTheTransaction() throws {
    let db = try open()
    try db.transaction {
      _ = try db.savepoint { try db.insert("INSERT INTO t (n) VALUES (1)") }
      #expect(throws: DatabaseError.self) {
        try db.savepoint {
          _ = try db.insert("INSERT INTO t (n) VALUES (2)")
          _ = try db.insert("INSERT INTO t (n) VALUES (-1)")
        }
      }
      _ = try db.savepoint { try db.insert("INSERT INTO t (n) VALUES (3)") }
    }
    #expect(try db.all("SELECT n FROM t ORDER BY n") { row in try row[0] as Int } == [1, 3])
  }

  @Test func aPartThatThrowsBeforeItHasWrittenUndoesNothingAndLaterEndsTheTransaction() throws {
    struct Late: Error {}
    let db = try open()
    try db.transaction {
      _ = try db.part { try db.insert("INSERT INTO t (n) VALUES (1)") }
      #expect(throws: Late.self) {
        try db.part {
          try db.execute("UPDATE t SET n = 2 WHERE n = 7")
          throw Late()
        }
      }
    }
    #expect(try db.value("SELECT count(*) FROM t") == 1 as Int64?)
    try db.begin()
    _ = try db.part { try db.insert("INSERT INTO t (n) VALUES (2)") }
    #expect(throws: TransactionLost.self) {
      try db.part {
        _ = try db.insert("INSERT INTO t (n) VALUES (3)")
        throw Late()
      }
    }
    #expect(db.isAutocommit)
    #expect(try db.value("SELECT count(*) FROM t") == 1 as Int64?)
  }

  @Test func aFullDiskEndsTheTransactionAndSaysSo() throws {
    let db = try open()
    try db.script("PRAGMA max_page_count = 20")
    var lost = false
    var full = false
    try? db.transaction {
      do {
        try db.savepoint { for _ in 0..<200 { _ = try db.insert("INSERT INTO t (name) VALUES (?)", String(repeating: "x", count: 4_000)) } }
      } catch let error as TransactionLost {
        lost = true
        full = (error.cause as? DatabaseError)?.isFull ?? false
      } catch let error as DatabaseError { full = error.isFull }
    }
    #expect(full)
    #expect(lost == db.isAutocommit || !lost)
    db.rollback()
    _ = try db.transaction { try db.insert("INSERT INTO t (n) VALUES (1)") }
    #expect(try db.value("SELECT count(*) FROM t") == 1 as Int64?)
  }

  @Test func whoNeverWaitsIsToldOfAnotherWriterAtOnceAndReadsOn() throws {
    let first = try open()
    let second = try Database(path: path, mode: .readWrite)
    second.neverWait()
    #expect(try second.pragma("busy_timeout") == 0)
    try first.begin()
    _ = try first.insert("INSERT INTO t (n) VALUES (1)")
    var failure: DatabaseError?
    do { try second.begin() } catch let error as DatabaseError { failure = error }
    #expect(failure?.isBusy == true && failure?.isInputOutput == false)
    #expect(try second.value("SELECT count(*) FROM t") == 0 as Int64?)
    try first.commit()
    try second.begin()
    second.rollback()
  }

  @Test func anotherWriterIsWaitedForAndThenReported() throws {
    let first = try open()
    let second = try Database(path: path, mode: .readWrite)
    try second.script("PRAGMA busy_timeout = 20")
    try first.begin()
    _ = try first.insert("INSERT INTO t (n) VALUES (1)")
    var failure: DatabaseError?
    do { try second.begin() } catch let error as DatabaseError { failure = error }
    #expect(failure?.isBusy == true)
    try first.commit()
    try second.begin()
    second.rollback()
  }

  @Test func aForeignOrDamagedFileIsRefusedWhenOpened() throws {
    try Data(String(repeating: "not a database ", count: 400).utf8).write(to: URL(fileURLWithPath: path))
    var failure: DatabaseError?
    do { _ = try Database(path: path, mode: .readWrite) } catch let error as DatabaseError { failure = error }
    #expect(failure?.isDamaged == true)
  }

  @Test(arguments: [99, 4_096, 10_000, 40_000])
  func aFileCutShortIsNeverTakenForWhole(_ length: Int) throws {
    let db = try open()
    try db.transaction {
      for n in 1...500 { _ = try db.insert("INSERT INTO t (name, n) VALUES (?, ?)", String(repeating: "я", count: 200), n) }
    }
    try db.checkpoint()
    let whole = folder.appendingPathComponent("whole.db").path
    try db.copy(to: whole)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: whole))
    #expect(bytes.count > 100_000)
    let torn = folder.appendingPathComponent("torn.db")
    try bytes.prefix(length).write(to: torn)
    var faults: [String] = []
    do { faults = try Database(path: torn.path, mode: .readWrite).integrityFaults() } catch let error as DatabaseError {
      #expect(error.isDamaged, "\(error)")
      return
    }
    #expect(!faults.isEmpty)
  }

  @Test func aCopyIsWholeAndTheLogStartsOverAfterACheckpoint() throws {
    let db = try open()
    try db.transaction {
      for n in 1...500 { _ = try db.insert("INSERT INTO t (name, n) VALUES (?, ?)", String(repeating: "я", count: 200), n) }
    }
    #expect(db.logFrames > 10)
    let copy = folder.appendingPathComponent("copy.db").path
    try db.copy(to: copy)
    let read = try Database(path: copy, mode: .readOnly)
    #expect(try read.value("SELECT sum(n) FROM t") == 125_250 as Int64?)
    #expect(try read.integrityFaults() == [])
    let moved = try db.checkpoint()
    #expect(moved.frames == moved.moved)
    _ = try db.insert("INSERT INTO t (n) VALUES (7)")
    #expect(db.logFrames < 10)
  }
}

@Test func aLogThatIsLeftToAnotherProgramStaysAsItIs() throws {
  let folder = try TemporaryFolder()
  let path = folder.url.appendingPathComponent("left.db").path
  do {
    let db = try Database(path: path, mode: .create)
    db.leaveLog()
    try db.script("CREATE TABLE t (n INTEGER); INSERT INTO t VALUES (1)")
    let (frames, moved) = try db.checkpoint(cutting: true)
    #expect(frames == 0 && moved == 0)
    db.close()
  }
  #expect(try Data(contentsOf: URL(fileURLWithPath: path + "-wal")).count > 4_096)
}

@Suite struct MigratorTests {
  private func migrator(_ steps: [(Int, String)]) -> Migrator {
    Migrator(steps: steps.map { .init(number: $0.0, name: "step\($0.0)", sql: $0.1) }, digest: { "\($0.hashValue)" })
  }

  @Test func stepsAreAppliedOnceAndInOrder() throws {
    let db = try Database(path: ":memory:", mode: .create)
    let first = migrator([(1, "CREATE TABLE a (x INTEGER)")])
    #expect(try first.migrate(db, at: 1) == ["step1"])
    let both = migrator([(1, "CREATE TABLE a (x INTEGER)"), (2, "ALTER TABLE a ADD COLUMN y INTEGER")])
    #expect(try both.migrate(db, at: 2) == ["step2"])
    #expect(try both.migrate(db, at: 3) == [])
  }

  @Test func aStepThatFailsLeavesNothingBehind() throws {
    let db = try Database(path: ":memory:", mode: .create)
    let broken = migrator([(1, "CREATE TABLE a (x INTEGER); CREATE TABLE a (x INTEGER)")])
    #expect(throws: DatabaseError.self) { try broken.migrate(db, at: 1) }
    #expect(try migrator([(1, "CREATE TABLE a (x INTEGER)")]).migrate(db, at: 1) == ["step1"])
  }

  @Test func anEditedStepANewerDatabaseAndAForeignOneAreRefused() throws {
    let db = try Database(path: ":memory:", mode: .create)
    try migrator([(1, "CREATE TABLE a (x INTEGER)"), (2, "CREATE TABLE b (x INTEGER)")]).migrate(db, at: 1)
    #expect(throws: Migrator.Refused.edited(number: 1, name: "step1")) {
      try migrator([(1, "CREATE TABLE a (z INTEGER)"), (2, "CREATE TABLE b (x INTEGER)")]).migrate(db, at: 1)
    }
    #expect(throws: Migrator.Refused.newer(database: 2, program: 1)) {
      try migrator([(1, "CREATE TABLE a (x INTEGER)")]).migrate(db, at: 1)
    }
    let foreign = try Database(path: ":memory:", mode: .create)
    try foreign.script("CREATE TABLE theirs (x INTEGER)")
    #expect(throws: Migrator.Refused.foreign) { try migrator([]).migrate(foreign, at: 1) }
  }

  @Test func aFileThatLitestreamHasMetFirstIsEmptyAllTheSame() throws {
    let db = try Database(path: ":memory:", mode: .create)
    try db.script("CREATE TABLE _litestream_seq (id INTEGER PRIMARY KEY, seq INTEGER); CREATE TABLE _litestream_lock (id INTEGER)")
    #expect(try migrator([(1, "CREATE TABLE a (x INTEGER)")]).migrate(db, at: 1) == ["step1"])
    let foreign = try Database(path: ":memory:", mode: .create)
    try foreign.script("CREATE TABLE xlitestream_seq (id INTEGER)")
    #expect(throws: Migrator.Refused.foreign) { try migrator([]).migrate(foreign, at: 1) }
  }
}
