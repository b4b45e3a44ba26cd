import Testing

@testable import SQLite

/// Tests with clocks of their own: each reading moves them ahead.
@Suite struct TimeBudgetTests {
  private static let endless: StaticString = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c"
  private static let long: StaticString =
    "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 20000) SELECT count(*) FROM c"
  private static let millisecond: Int64 = 1_000_000

  private final class Looks {
    var worked: Int64 = 0
    var passed: Int64 = 0
  }

  /// Opens a database whose clocks add this many milliseconds at each reading; the wall clock stops at `most`.
  private func open(worked: Int64, passed: Int64, most: Int64 = .max) throws -> (Database, Looks) {
    let db = try Database(path: ":memory:", mode: .create)
    let looks = Looks()
    db.measure(
      by: WorkClock(
        worked: {
          looks.worked += worked * Self.millisecond
          return looks.worked
        },
        passed: {
          looks.passed = min(looks.passed + passed * Self.millisecond, most)
          return looks.passed
        }))
    return (db, looks)
  }

  private func isStopped(_ db: Database, _ milliseconds: Int64, _ sql: StaticString) throws -> Bool {
    do { _ = try db.within(milliseconds: milliseconds) { try db.value(sql) as Int64? } } catch let error as DatabaseError {
      #expect(error.isInterrupted)
      return true
    }
    return false
  }

  @Test func aReadThatWorksTooLongIsStoppedAndTheConnectionGoesOn() throws {
    let (db, looks) = try open(worked: 10, passed: 10)
    #expect(try isStopped(db, 50, Self.endless))
    #expect((60...80).contains(looks.worked / Self.millisecond), "\(looks.worked)")
    #expect(try db.value("SELECT 1") == 1 as Int64?)
    #expect(try !isStopped(db, 1_000_000, Self.long), "each has a time of its own")
  }

  @Test func aMachineThatIsBusyWithSomethingElseStopsNothing() throws {
    let (db, looks) = try open(worked: 0, passed: 1_000, most: 4_999 * Self.millisecond)
    #expect(try !isStopped(db, 50, Self.long))
    #expect(looks.passed == 4_999 * Self.millisecond)
  }

  @Test(arguments: [(50, 5_000), (1_000, 5_000), (30_000, 120_000)])
  func aDiskThatDoesNotAnswerIsWaitedForMuchLongerButNotForEver(_ allowed: Int64, _ longest: Int64) throws {
    let (db, looks) = try open(worked: 0, passed: 500)
    #expect(try isStopped(db, allowed, Self.endless))
    let passed = looks.passed / Self.millisecond
    #expect(passed > longest && passed <= longest + 2_000, "\(passed)")
  }

  @Test func aWriteThatTakesTooLongIsLetThrough() throws {
    let (db, _) = try open(worked: 10, passed: 10)
    try db.script("CREATE TABLE t (n INTEGER)")
    let (_, overran) = try db.within(milliseconds: 50) {
      try db.execute("INSERT INTO t (n) SELECT 1")
      try db.execute("INSERT INTO t (n) WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 20000) SELECT x FROM c")
    }
    #expect(overran)
    #expect(try db.value("SELECT count(*) FROM t") == 20_001 as Int64?)
  }

  @Test func aThreadsOwnClockStandsStillWhileItSleeps() {
    let clock = WorkClock.machine
    let (worked, passed) = (clock.worked(), clock.passed())
    #expect(worked > 0 && passed >= worked / 1_000)
    #expect(clock.worked() >= worked && clock.passed() >= passed)
  }
}
