package import Domain
package import SQLite
internal import Synchronization

/// The file of contents beside the desk's file. All workers share its one connection, each for the time of some parts. The desk thread never
/// waits for it: it only lets go of pins and writers.
///
/// A content is on disk before the change that names it. Whoever is about to name one holds a pin on it until that change is kept, and a
/// pinned content is not removed.
///
/// Unchecked: `db` is used only while `file` is locked; everything else guards itself.
package final class Contents: @unchecked Sendable {
  /// The size of a part in bytes.
  static let part = 262_144
  /// Frames of the log after which it is moved into the file.
  private static let longestLog = 1_024

  private struct Notes {
    var pins: [[UInt8]: Int] = [:]
    /// Contents that a writer is still adding to.
    var writing: Set<Int64> = []
    var asked: UInt64 = 0
  }
  private let db: Database
  private let file = Mutex<(isClosed: Bool, isToShrink: Bool)>((false, true))
  private let notes = Mutex(Notes())
  private let syncing = Mutex<(done: UInt64, hasFailed: Bool)>((0, false))
  private let durable: @Sendable () -> Bool
  private let clock: @Sendable () -> Instant

  /// `durable` syncs the log of `db` and says whether it could.
  package init(_ db: sending Database, clock: @escaping @Sendable () -> Instant, durable: @escaping @Sendable () -> Bool) {
    self.db = db
    self.clock = clock
    self.durable = durable
  }

  /// Returns whether the contents are those of the desk with this key. A file without contents becomes that desk's.
  package func belong(to key: [UInt8]) throws -> Bool {
    try changing { table in
      let owner = try table.owner()
      if owner == key { return true }
      guard try owner == nil || table.isEmpty() else { return false }
      try table.setOwner(key)
      return true
    }
  }

  // MARK: Keeping

  /// Takes a content that is there already.
  package func take(_ sha256: [UInt8], size: Int64) throws -> KeptContent? {
    let pin = pin(sha256)
    return try changing { [clock] table in try table.take(sha256, at: clock()) }.map { _ in KeptContent(sha256: sha256, size: size, pin) }
  }

  package func writer() -> ContentWriter { ContentWriter(self, sha256: nil) }
  /// A writer of bytes whose hash is known.
  package func writer(of sha256: [UInt8]) -> ContentWriter { ContentWriter(self, sha256: sha256) }

  /// Writes parts of a content, which begins with the first of them. Returns its id.
  func add(_ parts: [[UInt8]], from number: Int64, of id: Int64?) throws -> Int64 {
    let id = try changing { [clock] table in
      let id = try id ?? table.begin(at: clock())
      for (index, part) in parts.enumerated() { try table.add(part, number: number + Int64(index), of: id) }
      return id
    }
    notes.withLock { _ = $0.writing.insert(id) }
    return id
  }

  /// Ends a content. If it was there before, that one is taken, and what was written is removed by the next sweep.
  func finish(_ rest: [[UInt8]], from number: Int64, of id: Int64?, _ sha256: [UInt8], size: Int64) throws -> KeptContent {
    let pin = pin(sha256)
    let now = clock()
    try changing { table in
      if try table.take(sha256, at: now) != nil { return }
      let id = try id ?? table.begin(at: now)
      for (index, part) in rest.enumerated() { try table.add(part, number: number + Int64(index), of: id) }
      try table.finish(id, sha256, size: size, at: now)
    }
    return KeptContent(sha256: sha256, size: size, pin)
  }

  /// Called when a writer is done with a content, whether it was finished or not.
  func letGo(_ id: Int64) { notes.withLock { _ = $0.writing.remove(id) } }

  /// Returns when everything written before the call is on disk. Callers that wait together share one sync.
  package func sync() throws {
    let asked = notes.withLock { notes in
      notes.asked += 1
      return notes.asked
    }
    try syncing.withLock { state in
      guard !state.hasFailed else { throw StoreFailure.failing("the log of the file of contents could not be synced before") }
      guard state.done < asked else { return }
      let reached = notes.withLock { $0.asked }
      guard durable() else {
        // What the disk has of the log is unknown from here on.
        state.hasFailed = true
        throw StoreFailure.failing("the log of the file of contents cannot be synced")
      }
      state.done = reached
    }
  }

  // MARK: Pins

  private func pin(_ sha256: [UInt8]) -> ContentPin {
    notes.withLock { $0.pins[sha256, default: 0] += 1 }
    return ContentPin(self, sha256)
  }

  func unpin(_ sha256: [UInt8]) {
    notes.withLock { notes in
      let left = (notes.pins[sha256] ?? 1) - 1
      notes.pins[sha256] = left > 0 ? left : nil
    }
  }

  // MARK: Reading

  /// The bytes in this range of a content; nil if the content is not there, or shorter.
  package func bytes(_ range: Range<Int64>, of sha256: [UInt8]) throws -> [UInt8]? {
    guard let found = try reading({ try $0.find(sha256) }), range.upperBound <= found.size else { return nil }
    // Other workers read and write between two parts. The parts may be removed meanwhile, too.
    return try ContentTable.bytes(range) { number in try reading { try $0.part(number, of: found.id) } }
  }

  // MARK: Sweeping

  func loose(before moment: Instant) throws -> [[UInt8]] { try reading { try $0.loose(before: moment) } }

  /// Hides a content, so that its parts can be removed, unless somebody is about to name it or `isNamed` says that the desk does.
  func hide(_ sha256: [UInt8], unless isNamed: () throws -> Bool) throws {
    try changing { table in
      guard notes.withLock({ $0.pins[sha256] == nil }) else { return }
      if try isNamed() { try table.setNamed(sha256) } else { try table.hide(sha256) }
    }
  }

  func has(_ sha256: [UInt8]) throws -> Bool { try reading { try $0.find(sha256) != nil } }

  /// Removes what was hidden and what was never finished, some parts at a time, and gives their space back to the disk. Nothing of them
  /// stays in the log.
  func removeHidden() throws {
    let all = try reading { try $0.unfinished() }
    let hidden = notes.withLock { notes in all.filter { !notes.writing.contains($0) } }
    if !hidden.isEmpty { file.withLock { $0.isToShrink = true } }
    for id in hidden { while try !changing({ try $0.remove(id, parts: 16) }) {} }
    if file.withLock({ $0.isToShrink }) { try shrink() }
  }

  private func shrink() throws {
    var (free, before) = (Int64.max - 1, Int64.max)
    while free > 0, free < before {
      before = free
      free = try held {
        if db.logFrames > Self.longestLog { _ = try? db.checkpoint() }
        return try db.shrink(pages: 1_024)
      }
    }
    try held { _ = try db.checkpoint(cutting: true) }
    file.withLock { $0.isToShrink = false }
  }

  /// Tries a write, as a full disk may have room again.
  package func tryWriting() throws { try changing { try $0.touch() } }

  package func close() {
    file.withLock { file in
      file.isClosed = true
      db.close()
    }
  }

  // MARK: The connection

  private func changing<T: Sendable>(_ body: (ContentTable) throws -> T) throws -> T {
    try held {
      let made = try db.transaction { try body(ContentTable(db)) }
      if db.logFrames > Self.longestLog { _ = try? db.checkpoint() }
      return made
    }
  }

  private func reading<T: Sendable>(_ body: (ContentTable) throws -> T) throws -> T { try held { try body(ContentTable(db)) } }

  private func held<T: Sendable>(_ body: () throws -> T) throws -> T {
    try file.withLock { file in
      guard !file.isClosed else { throw StoreFailure.failing("the file of contents is closed") }
      do { return try body() } catch let error as DatabaseError { throw StoreFailure(error) }
    }
  }
}

/// A content that is in the file of contents and stays there as long as this value is held.
package struct KeptContent: Sendable {
  package let sha256: [UInt8]
  package let size: Int64
  private let pin: ContentPin

  init(sha256: [UInt8], size: Int64, _ pin: ContentPin) { (self.sha256, self.size, self.pin) = (sha256, size, pin) }
}

/// Keeps a content from being removed as long as it lives.
final class ContentPin: Sendable {
  private let contents: Contents
  private let sha256: [UInt8]
  init(_ contents: Contents, _ sha256: [UInt8]) { (self.contents, self.sha256) = (contents, sha256) }
  deinit { contents.unpin(sha256) }
}
