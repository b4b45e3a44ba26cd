/// A file that Litestream replicates: how much of what the desk has written is known to be in the replica.
///
/// Writes are counted. A position that Litestream gives covers the writes that were counted before it was asked.
struct ReplicaFile {
  /// A moment at which Litestream was asked, and the writes until then.
  struct Asked: Comparable {
    let writes: UInt64
    /// Monotonic milliseconds.
    let at: Int64
    static func < (left: Asked, right: Asked) -> Bool { (left.writes, left.at) < (right.writes, right.at) }
  }

  let path: String
  /// nil until Litestream has told it.
  private(set) var here: Int64?
  private(set) var there: Int64?
  /// The earliest moment from which on a write may be missing in the replica, in monotonic milliseconds.
  private(set) var pendingSince: Int64?
  private var writes: UInt64 = 0
  /// The last question whose answer was taken.
  private var latest = Asked(writes: 0, at: 0)
  /// The transactions that Litestream had read when it was asked, of those that the replica lacks.
  private var marks: [(here: Int64, asked: Asked)] = []
  /// A longer list loses the second of its marks, which makes `pendingSince` earlier than need be.
  private static let mostMarks = 64

  init(_ path: String) { self.path = path }

  /// Called when something was committed to the file.
  mutating func wrote(at now: Int64) {
    writes &+= 1
    if pendingSince == nil { pendingSince = now }
  }

  func asked(at now: Int64) -> Asked { Asked(writes: writes, at: now) }

  /// `isWhole`: everything written before the question is in the replica, as Litestream has waited for it. Answers to two questions may
  /// come in any order.
  mutating func take(_ position: ReplicaSocket.Position, _ asked: Asked, isWhole: Bool) {
    var covered: Asked? = isWhole ? asked : nil
    if asked >= latest {
      latest = asked
      if let told = told(position) { covered = max(covered ?? told, told) }
    }
    guard let covered, let since = pendingSince else { return }
    pendingSince = covered.writes == writes ? nil : max(since, covered.at)
  }

  /// The last question whose writes are in the replica, as the positions tell.
  private mutating func told(_ position: ReplicaSocket.Position) -> Asked? {
    // A new place counts anew.
    if position.here < here ?? 0 { (marks, there) = ([], nil) }
    here = position.here
    if position.there > 0 { there = max(there ?? 0, position.there) }
    if marks.last?.here == position.here { marks.removeLast() }
    marks.append((position.here, latest))
    var covered: Asked?
    while let first = marks.first, first.here <= there ?? 0 { covered = marks.removeFirst().asked }
    if marks.count > Self.mostMarks { marks.remove(at: 1) }
    return covered
  }
}
