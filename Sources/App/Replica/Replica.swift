import API
import Domain
import Foundation
import HTTP
import Synchronization

/// Litestream beside the desk. It replicates the desk's file and the file of contents, and moves their logs into them. The sync thread
/// has it confirm each group of answers; another thread looks after it once a second. While Litestream does not confirm, the desk is
/// alone: answers do not wait, or, if the replica is required, changes are refused.
final class Replica: Sendable {
  private struct State {
    var files: [ReplicaTold.Name: ReplicaFile]
    var aloneSince: Instant?
    /// The reason why the desk is alone.
    var why = ""
    var confirmations: UInt64 = 0
    var failures: UInt64 = 0
    /// Monotonic milliseconds.
    var confirmedAt: Int64 = 0
    var hasLongLog = false
    var isEnding = false
  }

  /// Milliseconds between two looks.
  private static let look: Int64 = 1_000
  /// Milliseconds in which Litestream must answer when no answer of the desk waits for it.
  private static let patience: Int64 = 5_000

  let isRequired: Bool
  /// Milliseconds that answers wait at most; 0: they do not wait.
  private let wait: Int64
  /// The sync thread's connection.
  private let grouping: Mutex<ReplicaSocket>
  /// The looking thread's connection.
  private let looking: Mutex<ReplicaSocket>
  /// The workers' connection, for contents.
  private let filing: Mutex<ReplicaSocket>
  private let state: Monitor<State>
  private let says: @Sendable (String) -> Void

  /// nil if the configuration names no socket.
  init?(_ config: Config, says: @escaping @Sendable (String) -> Void) {
    guard config.hasReplica else { return nil }
    isRequired = config.replicaRequired
    wait = config.replicaWaitMilliseconds
    grouping = Mutex(ReplicaSocket(config.replicaSocket))
    looking = Mutex(ReplicaSocket(config.replicaSocket))
    filing = Mutex(ReplicaSocket(config.replicaSocket))
    state = Monitor(
      State(files: [.database: ReplicaFile(config.database), .files: ReplicaFile(ContentFile.path(beside: config.database))]))
    self.says = says
  }

  // MARK: Confirming

  /// Called on the sync thread when commits are on disk: returns when they are in the replica too, or when it does not confirm.
  func confirm() -> Synced {
    state.with { $0.files[.database]?.wrote(at: House.monotonicMilliseconds()) }
    guard wait > 0 else { return .kept }
    if !isAlone, reach(over: grouping) { return .kept }
    return isRequired ? .unconfirmed : .kept
  }

  /// Called on a worker when contents are on disk, before the change that names them: returns when they are in the replica too, or when it
  /// does not confirm. Litestream sends each file when it likes, so a copy of the desk's file could otherwise name contents that the copy of the
  /// other file lacks.
  func contentsWrote() {
    state.with { $0.files[.files]?.wrote(at: House.monotonicMilliseconds()) }
    guard !isAlone else { return }
    let deadline = House.monotonicMilliseconds() + (wait > 0 ? wait : Self.patience)
    do throws(ReplicaSocket.Fault) { try ask(.files, over: filing, waits: true, until: deadline) } catch { goAlone(error) }
  }

  /// True while changes are refused.
  var refuses: Bool { isRequired && isAlone }

  private var isAlone: Bool { state.with { $0.aloneSince != nil } }

  /// Has Litestream bring everything into the replica: first the contents that are not there yet, as the desk was alone, then the desk's file.
  private func reach(over socket: borrowing Mutex<ReplicaSocket>) -> Bool {
    let deadline = House.monotonicMilliseconds() + wait
    do throws(ReplicaSocket.Fault) {
      if state.with({ $0.files[.files]?.pendingSince != nil }) { try ask(.files, over: socket, waits: true, until: deadline) }
      try ask(.database, over: socket, waits: true, until: deadline)
      state.with { state in
        state.confirmations &+= 1
        state.confirmedAt = House.monotonicMilliseconds()
      }
      return true
    } catch {
      goAlone(error)
      return false
    }
  }

  private func ask(
    _ name: ReplicaTold.Name, over socket: borrowing Mutex<ReplicaSocket>, waits: Bool, until deadline: Int64
  ) throws(ReplicaSocket.Fault) {
    guard let file = state.with({ $0.files[name] }) else { return }
    let asked = file.asked(at: House.monotonicMilliseconds())
    let position = try socket.withLock { socket throws(ReplicaSocket.Fault) in
      try socket.sync(file.path, waits: waits, until: deadline)
    }
    state.with { $0.files[name]?.take(position, asked, isWhole: waits) }
  }

  private func goAlone(_ fault: ReplicaSocket.Fault) {
    let isNew = state.with { state in
      state.failures &+= 1
      state.why = fault.description
      defer { state.aloneSince = state.aloneSince ?? House.now() }
      return state.aloneSince == nil
    }
    if isNew { says("the replica does not confirm: \(fault); \(isRequired ? "no changes" : "the desk goes on alone") until it does") }
  }

  private func comeBack() {
    let since = state.with { state in
      defer { state.aloneSince = nil }
      return state.aloneSince
    }
    if let since { says("the replica confirms again, after \((House.now().rawValue - since.rawValue) / 1_000) s") }
  }

  // MARK: Looking after it

  /// Starts to look after Litestream. `cameBack` is called when it confirms again.
  func start(cameBack: @escaping @Sendable () -> Void) {
    Thread.detachNewThread { [self] in
      while !state.with({ $0.isEnding }) {
        if isBack() { cameBack() }
        watchLogs()
        _ = state.wait(until: (House.monotonicMilliseconds() + Self.look) * 1_000_000) { $0.isEnding ? true : nil }
      }
    }
  }

  func end() { state.update { $0.isEnding = true } }

  /// Asks how far the replica is. True if the desk was alone until now.
  private func isBack() -> Bool {
    let (wasAlone, confirmedAt) = state.with { ($0.aloneSince != nil, $0.confirmedAt) }
    if !wasAlone, wait > 0, House.monotonicMilliseconds() - confirmedAt < Self.look { return false }
    guard wait > 0 ? reach(over: looking) : measure(), wasAlone else { return false }
    comeBack()
    return true
  }

  /// Reads the positions without hurrying Litestream.
  private func measure() -> Bool {
    let deadline = House.monotonicMilliseconds() + Self.patience
    do throws(ReplicaSocket.Fault) {
      try ask(.files, over: looking, waits: false, until: deadline)
      try ask(.database, over: looking, waits: false, until: deadline)
      return true
    } catch {
      goAlone(error)
      return false
    }
  }

  private func watchLogs() {
    let length = state.with { $0.files.values }.map(Self.logBytes).max() ?? 0
    let isLong = length > ReplicaTold.longLog
    let wasLong = state.with { state in
      defer { state.hasLongLog = isLong }
      return state.hasLongLog
    }
    if isLong, !wasLong { says("a log has \(length >> 20) MiB: Litestream does not move it into the file") }
    if wasLong, !isLong { says("Litestream has moved the log into the file") }
  }

  private static func logBytes(of file: ReplicaFile) -> Int64 { FileName.size(file.path + "-wal") }

  // MARK: Telling

  /// `waiting`: the number of answers that wait now.
  func told(waiting: Int) -> ReplicaTold {
    let now = House.monotonicMilliseconds()
    let state = state.with { $0 }
    let files = ReplicaTold.Name.allCases.compactMap { name in
      state.files[name].map { file in
        ReplicaTold.File(
          name: name, transaction: file.here, replicated: file.there, behindMilliseconds: file.pendingSince.map { max(0, now - $0) } ?? 0,
          logBytes: Self.logBytes(of: file))
      }
    }
    return ReplicaTold(
      waitMilliseconds: wait, isRequired: isRequired, waiting: wait > 0 && state.aloneSince == nil ? waiting : 0,
      aloneSince: state.aloneSince, why: state.aloneSince == nil ? nil : state.why,
      files: files, confirmations: state.confirmations, failures: state.failures)
  }
}
