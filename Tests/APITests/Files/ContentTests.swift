import Domain
import Foundation
import SQLite
import Testing

@testable import API
@testable import Desk

/// The file of contents: kept once, read in ranges, and swept when nobody names them.
@Suite struct ContentTests {
  private let world: World
  private var contents: Contents { world.contents }
  init() throws { world = try World() }

  private func bytes(_ count: Int, _ seed: Int = 7) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: $0 &* seed &+ $0 >> 9) } }

  private func keep(_ bytes: [UInt8], piece: Int = 100_000) throws -> KeptContent {
    let writer = contents.writer()
    for start in stride(from: 0, to: bytes.count, by: piece) { writer.add(bytes[start..<min(start + piece, bytes.count)]) }
    return try writer.finish()
  }

  private func reader() throws -> Database { try Database(path: world.contentPath, mode: .readOnly) }
  private func count(_ table: String) throws -> Int { Int(try reader().lines("SELECT count(*) FROM \(table)").first ?? "") ?? -1 }
  private func faults() throws -> [String] { try ContentCheck(world.desk.db, reader()).faults() }

  private func name(_ content: KeptContent) throws -> Int64 {
    let user = world.users[.manager]
    let actor = Actor(userID: user, name: "m", role: .manager, discountLimit: .none)
    return try world.desk.perform(as: actor) { try Files($0).keep(content, named: "a.jpg", mediaType: "image/jpeg").id }
  }

  @Test(arguments: [0, 1, 262_143, 262_144, 262_145, 1_048_576, 2_500_000])
  func aContentIsKeptToTheByteAndOnce(size: Int) throws {
    let all = bytes(size)
    let (one, two) = (try keep(all), try keep(all, piece: 300_001))
    #expect(one.sha256 == two.sha256 && one.size == size)
    #expect(try contents.bytes(0..<Int64(size), of: one.sha256) == all)
    #expect(try reader().lines("SELECT count(*) FROM contents WHERE sha256 IS NOT NULL") == ["1"])
  }

  @Test func anyRangeIsReadAndNothingBeyondTheEnd() throws {
    let all = bytes(600_000)
    let kept = try keep(all)
    for range in [0..<1, 262_143..<262_145, 262_144..<524_288, 0..<600_000, 599_999..<600_000, 5..<5] {
      #expect(try contents.bytes(Int64(range.lowerBound)..<Int64(range.upperBound), of: kept.sha256) == Array(all[range]), "\(range)")
    }
    #expect(try contents.bytes(0..<600_001, of: kept.sha256) == nil && contents.bytes(0..<1, of: [1]) == nil)
  }

  @Test func whatNobodyCameForIsSweptAfterADayAndWhatIsNamedStays() throws {
    let named = try keep(bytes(10))
    _ = try name(named)
    _ = try keep(bytes(1_000_000, 3))
    try world.sweep()
    #expect(try count("contents") == 2, "it may still be named")
    world.wait(seconds: 86_401)
    try world.sweep()
    #expect(try count("contents") == 1 && count("parts") == 1)
    #expect(try contents.bytes(0..<10, of: named.sha256) == bytes(10))
    #expect(try faults().isEmpty)
  }

  @Test func whatIsAboutToBeNamedIsNotSwept() throws {
    let kept = try keep(bytes(10))
    world.wait(days: 2)
    try world.sweep()
    #expect(try contents.has(kept.sha256))
    _ = try name(kept)
    #expect(try faults().isEmpty)
  }

  @Test func aContentErasedWhileSomebodySendsItAgainStays() throws {
    let id = try name(keep(bytes(10)))
    let again = try keep(bytes(10))
    try world.desk.perform(as: .desk) { try Files($0).removeUnattached(id) }
    try world.sweep()
    #expect(try contents.has(again.sha256), "it is pinned")
    _ = try name(again)
    try world.sweep()
    #expect(try contents.has(again.sha256) && world.desk.db.lines("SELECT count(*) FROM gone_contents") == ["0"])
  }

  @Test func whatNoFileNamesAnyMoreIsGoneFromTheDiskToo() throws {
    let mark = Array("a word that nobody else has written".utf8)
    let id = try name(keep(mark + bytes(3_000_000)))
    try contents.sync()
    #expect(try Data(contentsOf: URL(fileURLWithPath: world.contentPath + "-wal")).range(of: Data(mark)) != nil)
    try world.desk.perform(as: .desk) { try Files($0).removeUnattached(id) }
    try world.sweep()
    for end in ["", "-wal"] {
      let file = try Data(contentsOf: URL(fileURLWithPath: world.contentPath + end))
      #expect(file.range(of: Data(mark)) == nil && file.count < 300_000, "\(end) \(file.count)")
    }
    #expect(try world.desk.db.lines("SELECT count(*) FROM gone_contents") == ["0"])
  }

  @Test func whatAWriterLeftHalfIsSwept() throws {
    do {
      let writer = contents.writer()
      writer.add(bytes(1_100_000)[...])
      try world.sweep()
      #expect(try count("parts") == 4, "it is still being written")
    }
    try world.sweep()
    #expect(try count("parts") == 0 && count("contents") == 0)
  }

  @Test func aSyncThatFailsIsNotFollowedByATry() throws {
    let db = try Database(path: world.contentPath, mode: .readWrite)
    let tries = Counter()
    let broken = Contents(db, clock: { .epoch }) {
      tries.count += 1
      return false
    }
    for _ in 1...2 { #expect(throws: StoreFailure.self) { try broken.sync() } }
    #expect(tries.count == 1, "what the disk has is unknown after the first")
  }

  private final class Counter: @unchecked Sendable { var count = 0 }

  // MARK: Checking

  @Test func theCheckNamesWhatIsMissingDamagedAndLeft() throws {
    _ = try name(keep(bytes(10)))
    _ = try name(keep(bytes(300_000)))
    _ = try keep(bytes(20))
    #expect(try faults().isEmpty)
    let db = try Database(path: world.contentPath, mode: .readWrite)
    try db.script("UPDATE parts SET bytes = x'00' WHERE number = 1")
    #expect(try faults() == ["The content 2 of a file is not the one that was kept."])
    try db.script("DELETE FROM parts WHERE content_id = 1; DELETE FROM contents WHERE id = 1")
    #expect(try faults().first == "1 contents of files are missing.")
    world.wait(seconds: 26 * 3_600)
    #expect(try faults().count == 2, "the desk may not have run since")
    _ = world.client("Анна")
    #expect(try faults().last == "1 contents that no file names were not removed.")
    try db.script("UPDATE owner SET key = x'00'")
    #expect(try faults() == ["The file of contents is another desk's."])
    #expect(try ContentCheck(world.desk.db, nil).missing() == 2)
  }

  @Test func theFileKnowsItsDesk() throws {
    let key = try #require(try ContentCheck.key(of: world.desk.db))
    #expect(key.count == 16)
    #expect(try contents.belong(to: [1]) && contents.belong(to: key), "an empty one is anybody's")
    _ = try keep(bytes(10))
    #expect(try contents.belong(to: key) && !contents.belong(to: [1]))
  }

  // MARK: Moving

  private func putInside(_ bytes: [UInt8], named: Bool = true) throws -> [UInt8] {
    let db = world.desk.db
    let sha256 = try keep(bytes).sha256
    if named { try db.execute("INSERT INTO blobs (sha256, size, created_at) VALUES (?, ?, 0)", sha256, bytes.count) }
    for number in 0..<max(1, (bytes.count + 262_143) / 262_144) {
      try db.execute(
        "INSERT INTO blob_parts (sha256, number, bytes) VALUES (?, ?, ?)", sha256, number,
        Array(bytes[(number * 262_144)..<min(bytes.count, (number + 1) * 262_144)]))
    }
    return sha256
  }

  @Test func contentsOfTheDesksFileMoveAndGoOnWhereTheyWereInterrupted() throws {
    let all = (1...5).map { bytes(300_000 * $0, 2 * $0 + 1) }
    let hashes = try all.map { try putInside($0) }
    _ = try putInside(bytes(1_000), named: false)
    // The first two are on disk already, as after a crash; the others are not there.
    let db = try Database(path: world.contentPath, mode: .readWrite)
    try db.script("DELETE FROM parts WHERE content_id > 2; DELETE FROM contents WHERE id > 2")
    #expect(try ContentCheck(world.desk.db, nil).missing() == 0, "they are inside")
    for _ in 1...2 { try ContentMove(world.desk.db).run(into: contents) }
    #expect(try world.desk.db.lines("SELECT count(*) FROM blob_parts") == ["0"])
    for (bytes, sha256) in zip(all, hashes) { #expect(try contents.bytes(0..<Int64(bytes.count), of: sha256) == bytes) }
    #expect(try faults().isEmpty && ContentMove(world.desk.db).count() == 0)
  }
}
