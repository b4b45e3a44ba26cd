package import Desk

/// Lets a worker have something written: it hands a closure to the desk thread and waits until the result is on disk.
package final class OnDesk: Sendable {
  package let run: @Sendable (@escaping @Sendable (Desk) -> Void) throws -> Void
  /// Queues work that goes on after the response; false if the queue is full. nil where work cannot be queued.
  typealias Later = @Sendable (@escaping @Sendable (Desk) -> Void) -> Bool
  let later: Later?
  let says: @Sendable (String) -> Void
  /// nil where no files can be kept.
  let contents: Contents?
  /// Reads bytes of a content; nil if the content is not there. A desk that only reads has this and no `contents`.
  package typealias ContentReading = @Sendable (Range<Int64>, _ sha256: [UInt8]) throws -> [UInt8]?
  let readContent: ContentReading?
  /// nil where nothing is replicated.
  let replica: (@Sendable () -> ReplicaTold)?
  /// nil unless the desk is a head office.
  let chain: Chain?
  let imports = ImportRuns()
  /// Counts wrong passwords by name and address.
  let tries = LoginTries()

  package init(
    later: (@Sendable (@escaping @Sendable (Desk) -> Void) -> Bool)? = nil, says: @escaping @Sendable (String) -> Void = { _ in },
    contents: Contents? = nil, readContent: ContentReading? = nil, replica: (@Sendable () -> ReplicaTold)? = nil, chain: Chain? = nil,
    _ run: @escaping @Sendable (@escaping @Sendable (Desk) -> Void) throws -> Void
  ) {
    self.later = later
    self.says = says
    self.contents = contents
    self.readContent =
      readContent
      ?? contents.map { contents -> ContentReading in { range, sha256 in try contents.bytes(range, of: sha256) } }
    self.replica = replica
    self.chain = chain
    self.run = run
  }

  /// Numbers of imports that are running and that wait.
  package var importsUnderWay: (running: Int, waiting: Int) {
    let all = imports.underWay
    let waiting = all.count { $0.state == .waiting }
    return (all.count - waiting, waiting)
  }

  /// Called after an erasure: reports may name the client.
  package func forgetImportReports() { imports.forgetReports() }
}
