import Foundation
import Testing

@testable import SQLite

/// A log of ten commits, compared with what SQLite reads of it after damage.
@Suite struct LogTailTests {
  private static let commits = 10
  private static let frame = 24 + 4_096
  private let holder: TemporaryFolder
  private let file: [UInt8]
  private let log: [UInt8]
  /// The number of frames in the log.
  private let frames: Int

  init() throws {
    holder = try TemporaryFolder()
    let path = holder.url.appendingPathComponent("source.db").path
    let db = try Database(path: path, mode: .create)
    try db.script("CREATE TABLE t (x TEXT) STRICT")
    try db.checkpoint()
    for n in 1...Self.commits { _ = try db.insert("INSERT INTO t (x) VALUES (?)", String(repeating: "\(n % 10)", count: 5_000)) }
    frames = db.logFrames
    file = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    log = Array(try Data(contentsOf: URL(fileURLWithPath: path + "-wal")).prefix(32 + frames * Self.frame))
  }

  /// What the desk reports on the log after `damage`, and how many commits SQLite finds in it.
  private func tail(_ damage: (inout [UInt8]) -> Void = { _ in }) throws -> (tail: LogTail?, commits: Int64) {
    var bytes = log
    damage(&bytes)
    let folder = try TemporaryFolder()
    let path = folder.url.appendingPathComponent("test.db").path
    try Data(file).write(to: URL(fileURLWithPath: path))
    try Data(bytes).write(to: URL(fileURLWithPath: path + "-wal"))
    let tail = LogTail(path: path + "-wal")
    let db = try Database(path: path, mode: .readWrite)
    return (tail, try db.value("SELECT count(*) FROM t") ?? -1)
  }

  private func place(_ frame: Int, _ offset: Int) -> Int { 32 + frame * Self.frame + offset }

  @Test func aSoundLogIsTakenWhole() throws {
    let (tail, commits) = try tail()
    #expect(frames > 20 && tail?.taken == frames && tail?.written == frames && tail?.isCut == false)
    #expect(commits == Int64(Self.commits))
  }

  @Test func aTornEndIsNoDamage() throws {
    for damage: (inout [UInt8]) -> Void in [
      { $0.removeLast(100) }, { $0[$0.count - 1] ^= 1 }, { $0[$0.count - Self.frame + 2] ^= 1 },
      { $0 += [UInt8](repeating: 0, count: 3 * Self.frame) }, { $0.removeLast(Self.frame) },
    ] {
      let (tail, commits) = try tail(damage)
      #expect(tail?.isCut == false && commits >= Int64(Self.commits) - 1, "\(String(describing: tail))")
    }
  }

  /// A process that is killed amid a transaction leaves its frames behind the last commit, and the next one writes over some of them.
  @Test func framesThatWereNeverCommittedAreNoDamage() throws {
    let (tail, commits) = try tail { log in
      for frame in 4..<7 {
        var left = Array(log[place(frame, 0)..<place(frame + 1, 0)])
        left.replaceSubrange(4..<8, with: [0, 0, 0, 0])
        log += left
      }
    }
    #expect(tail?.isCut == false && tail?.taken == frames && commits == Int64(Self.commits), "\(String(describing: tail))")
  }

  /// Damages the page, its number, the size at a commit, the salts and the checksum.
  @Test(arguments: [24 + 2_000, 24, 4_119, 0, 3, 7, 8, 15, 16, 23])
  func aByteThatFlipsInTheMiddleIsFoundWithAllThatComesAfterIt(_ offset: Int) throws {
    for frame in [0, 5, frames / 2] {
      let (tail, commits) = try tail { $0[place(frame, offset)] ^= 0x10 }
      let found = try #require(tail)
      #expect(found.isCut && found.written == frames && found.taken <= frame, "\(frame) \(offset) \(found)")
      #expect(commits < Int64(Self.commits), "SQLite goes without what follows")
      let (whole, _) = try self.tail { $0.removeLast($0.count - 32 - found.taken * Self.frame) }
      #expect(whole?.taken == found.taken && whole?.isCut == false, "it ends with a commit")
    }
  }

  @Test(arguments: [0, 3, 9, 16, 20, 24, 31]) func aHeaderThatIsWrongLosesTheWholeLog(_ offset: Int) throws {
    let (tail, commits) = try tail { $0[offset] ^= 0x20 }
    #expect(tail?.isCut == true && tail?.taken == 0 && tail?.written == frames, "\(String(describing: tail))")
    #expect(commits == 0)
  }

  @Test func framesOfAFormerLogBehindTheEndAreNoneOfThisOne() throws {
    let path = holder.url.appendingPathComponent("again.db").path
    let db = try Database(path: path, mode: .create)
    try db.script("CREATE TABLE t (x TEXT) STRICT")
    for _ in 0..<20 { _ = try db.insert("INSERT INTO t (x) VALUES (?)", String(repeating: "a", count: 5_000)) }
    try db.checkpoint()
    _ = try db.insert("INSERT INTO t (x) VALUES ('b')")
    let tail = try #require(LogTail(path: path + "-wal"))
    #expect(tail.taken == db.logFrames && tail.written == tail.taken && !tail.isCut, "\(tail)")
  }

  @Test func whereThereIsNoLogThereIsNothingToTell() throws {
    let path = holder.url.appendingPathComponent("none").path
    #expect(LogTail(path: path) == nil)
    try Data().write(to: URL(fileURLWithPath: path))
    #expect(LogTail(path: path) == nil)
    try Data([1, 2, 3]).write(to: URL(fileURLWithPath: path))
    #expect(LogTail(path: path) == nil)
  }
}
