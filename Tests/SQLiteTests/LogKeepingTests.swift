import Foundation
import Testing

@testable import SQLite

@Suite struct LogKeepingTests {
  private static let long = 16_384

  /// Makes the keeping of a log of `written` frames, whose first pass is due.
  private func due(_ written: Int = Self.long + 1) -> LogKeeping {
    var keeping = LogKeeping(long: Self.long)
    let asked = keeping.ask(written: written, isFull: false, reads: 0)
    #expect(asked.mayChange && asked.begins)
    return keeping
  }

  @Test func aShortLogIsLeftAloneAndALongOneIsMoved() {
    var keeping = LogKeeping(long: Self.long)
    #expect(!keeping.ask(written: Self.long, isFull: false, reads: 0).begins)
    #expect(!keeping.ask(written: 1_000, isFull: false, reads: 1_000_000).begins, "however much is read")
    #expect(keeping.ask(written: 1_025, isFull: false, reads: 1_000_000).begins)
    var full = LogKeeping(long: Self.long)
    #expect(!full.ask(written: 0, isFull: true, reads: 0).begins)
    #expect(full.ask(written: 1, isFull: true, reads: 0).begins)
  }

  @Test func whenAPassHasMovedAllThereIsTheNextIsTheLastForWhichTheWriterWaits() {
    var keeping = due()
    #expect(keeping.passed(frames: Self.long + 1, moved: Self.long + 1, at: 0) == .last)
    let asked = keeping.ask(written: Self.long + 1, isFull: false, reads: 9)
    #expect(!asked.mayChange && asked.goes)
    #expect(!keeping.ask(written: Self.long + 1, isFull: false, reads: 9).mayChange)
    #expect(keeping.closed(frames: Self.long + 1, moved: Self.long + 1, at: 0) == .done)
    #expect(keeping.ask(written: Self.long + 1, isFull: false, reads: 9) == (true, false, false))
  }

  @Test func aPassBesideTheWriterFollowsOnlyWhileThereIsSomethingThatHasNotBeenMoved() {
    var keeping = due(20_000)
    _ = keeping.ask(written: 23_000, isFull: false, reads: 0)
    #expect(keeping.passed(frames: 20_000, moved: 20_000, at: 0) == .pass)
    // After a log has started over, it is shorter than what was moved of the previous one.
    _ = keeping.ask(written: 300, isFull: false, reads: 0)
    #expect(keeping.passed(frames: 23_000, moved: 23_000, at: 0) == .last)
    var endless = due(20_000)
    var steps = 0
    var written = 20_000
    while endless.passed(frames: written, moved: written, at: 0) == .pass || steps == 0 {
      steps += 1
      written += 1_000
      _ = endless.ask(written: written, isFull: false, reads: 0)
      guard steps < 100 else { break }
    }
    #expect(steps < 10)
  }

  @Test func whoReadsOnKeepsTheLogAndIsTriedMoreAndMoreSeldom() {
    var keeping = due()
    var (now, rests): (Int64, [Int64]) = (1_000, [])
    for _ in 0..<9 {
      guard case .rest(let pause) = keeping.passed(frames: 50_000, moved: 100, at: now) else { break }
      let asked = keeping.ask(written: 50_000, isFull: false, reads: 0)
      #expect(asked.mayChange && !asked.begins && !asked.goes, "the writer neither waits nor rings")
      rests.append(pause)
      now += pause
    }
    #expect(rests == [100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000, 5_000])
    #expect(keeping.heldSince == 1_000)
    #expect(keeping.passed(frames: 50_000, moved: 50_000, at: now) == .last)
    _ = keeping.ask(written: 50_000, isFull: false, reads: 0)
    #expect(keeping.heldSince == 1_000, "until the log can start over")
    #expect(keeping.closed(frames: 50_000, moved: 50_000, at: now) == .done)
    #expect(keeping.heldSince == nil)
    _ = keeping.ask(written: 90_000, isFull: false, reads: 0)
    #expect(keeping.passed(frames: 90_000, moved: 0, at: now) == .rest(100))
  }

  @Test func whatWasErasedGoesFromTheLogAtOnceAndTheWriterWaitsForIt() {
    var keeping = LogKeeping(long: Self.long)
    #expect(!keeping.ask(written: 12, isFull: false, reads: 0).begins)
    keeping.cut()
    #expect(keeping.ask(written: 12, isFull: false, reads: 0).begins)
    #expect(keeping.goesOn() == .last)
    #expect(keeping.ask(written: 12, isFull: false, reads: 0).goes)
    #expect(keeping.failed(isBusy: true, at: 1) == .rest(100), "somebody reads from it")
    #expect(keeping.goesOn() == .last && keeping.isToBeCut)
    #expect(keeping.ask(written: 12, isFull: false, reads: 0).goes)
    #expect(keeping.closed(frames: 0, moved: 0, at: 1) == .done)
    #expect(!keeping.isToBeCut && !keeping.ask(written: 12, isFull: false, reads: 0).begins)
  }

  @Test func aLastPassThatCouldNotMoveAllLetsTheWriterGoOnAndRests() {
    var keeping = due()
    #expect(keeping.passed(frames: 20_000, moved: 19_900, at: 5) == .last)
    _ = keeping.ask(written: 20_000, isFull: false, reads: 0)
    #expect(keeping.closed(frames: 20_000, moved: 19_900, at: 6) == .rest(100))
    #expect(keeping.ask(written: 20_000, isFull: false, reads: 0) == (true, false, false))
    #expect(keeping.heldSince == 6)
  }

  @Test func anotherProgramsCheckpointIsWaitedForAndAFailureBeginsAnew() {
    var keeping = due()
    #expect(keeping.failed(isBusy: true, at: 7) == .rest(100))
    #expect(keeping.heldSince == 7)
    #expect(keeping.goesOn() == .last, "whatever it has moved: the writer waits")
    _ = keeping.ask(written: 20_000, isFull: false, reads: 0)
    #expect(keeping.failed(isBusy: false, at: 9) == .done)
    #expect(keeping.ask(written: 20_000, isFull: false, reads: 0).begins)
  }
}

/// Tests the same with a real file.
@Suite struct LogOfAFileTests {
  private let holder: TemporaryFolder
  private var path: String { holder.url.appendingPathComponent("test.db").path }
  private var logBytes: Int { (try? FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int) ?? 0 }

  init() throws { holder = try TemporaryFolder() }

  private func write(_ db: Database, pages: Int) throws {
    _ = try db.transaction { try db.insert("INSERT INTO t (x) VALUES (zeroblob(?))", Int64(pages * 4_096)) }
  }

  @Test func aReaderWhoStaysHoldsTheLogAndWhenHeHasGoneItStartsOver() throws {
    let writer = try Database(path: path, mode: .create)
    try writer.script("CREATE TABLE t (x BLOB)")
    let mover = try Database(path: path, mode: .readWrite)
    let reader = try Database(path: path, mode: .readOnly)
    try write(writer, pages: 10)
    try reader.beginReading()
    #expect(try reader.value("SELECT count(*) FROM t") == 1 as Int64?)
    try write(writer, pages: 2_000)
    var keeping = LogKeeping(long: 1_500)
    #expect(keeping.ask(written: writer.logFrames, isFull: false, reads: 0).begins)
    func pass() throws -> LogKeeping.Step {
      let (frames, moved) = try mover.checkpoint()
      return keeping.passed(frames: frames, moved: moved, at: 1)
    }
    #expect(try pass() == .rest(100))
    #expect(try pass() == .rest(200))
    try reader.commit()
    #expect(try pass() == .last)
    #expect(keeping.ask(written: writer.logFrames, isFull: false, reads: 0).goes)
    let (frames, moved) = try mover.checkpoint()
    #expect(keeping.closed(frames: frames, moved: moved, at: 1) == .done)
    try write(writer, pages: 1)
    #expect(writer.logFrames < 10)
  }

  @Test func aLogThatIsCutHoldsNothingOfWhatWasThere() throws {
    let writer = try Database(path: path, mode: .create)
    let mover = try Database(path: path, mode: .readWrite)
    mover.neverWait()
    #expect(try writer.pragma("secure_delete") == 1 && writer.pragma("journal_size_limit") == Database.longestLog)
    try writer.script("CREATE TABLE t (x TEXT); INSERT INTO t VALUES ('Анна Крылова'); DELETE FROM t")
    func isThere(_ file: String) throws -> Bool {
      try Data(contentsOf: URL(fileURLWithPath: file)).range(of: Data("Анна Крылова".utf8)) != nil
    }
    try mover.checkpoint()
    #expect(try isThere(path + "-wal") && !isThere(path))
    let reader = try Database(path: path, mode: .readOnly)
    try writer.script("INSERT INTO t VALUES ('Борис')")
    try reader.beginReading()
    #expect(try reader.value("SELECT count(*) FROM t") == 1 as Int64?)
    var failure: DatabaseError?
    do { try mover.checkpoint(cutting: true) } catch let error as DatabaseError { failure = error }
    #expect(failure?.isBusy == true)
    try reader.commit()
    #expect(try mover.checkpoint(cutting: true) == (0, 0))
    #expect(logBytes == 0)
  }

  @Test func aLogThatHasGrownIsCutWhenItStartsOver() throws {
    let writer = try Database(path: path, mode: .create)
    try writer.script("PRAGMA synchronous = OFF; CREATE TABLE t (x BLOB)")
    try write(writer, pages: 17_000)
    #expect(logBytes > Database.longestLog)
    try writer.checkpoint()
    try write(writer, pages: 1)
    #expect(logBytes > 0 && logBytes <= Database.longestLog)
  }
}
