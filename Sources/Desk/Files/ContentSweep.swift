internal import Domain

/// Removes contents that no file of the desk names: at once what an erasure has left, and after a day what nobody came for.
package struct ContentSweep {
  package static let patience: Int64 = 24 * 3_600
  private let contents: Contents
  private let desk: Desk

  /// `desk`: a connection that reads what is committed.
  package init(_ contents: Contents, _ desk: Desk) { (self.contents, self.desk) = (contents, desk) }

  /// `forget` is given contents that are gone, to be struck from the desk's list of them.
  package func run(forget: ([[UInt8]]) throws -> Void) throws {
    let blobs = BlobTable(desk.db)
    while case let gone = try blobs.gone(), !gone.isEmpty {
      for sha256 in gone { try contents.hide(sha256) { try blobs.names(sha256) } }
      let done = try gone.filter { try blobs.names($0) || !contents.has($0) }
      try forget(done)
      // A pinned one is left for the next time.
      if try done.count < gone.count || blobs.gone() == gone { break }
    }
    let dayAgo = desk.clock().adding(seconds: -Self.patience)
    while case let loose = try contents.loose(before: dayAgo), !loose.isEmpty {
      for sha256 in loose { try contents.hide(sha256) { try blobs.names(sha256) } }
      if try contents.loose(before: dayAgo) == loose { break }
    }
    try contents.removeHidden()
  }
}
