import API
import Desk
import Domain
import Foundation
import HTTP
import SQLite
import Synchronization

/// Something that waits in a table to be sent outside, in lanes that do not wait for each other.
protocol Sending: Sendable {
  associatedtype Parcel: Sendable
  associatedtype Report: Sendable
  /// What parcels of a lane are sent over, one after another, until none is due.
  associatedtype Line

  /// Its name in the log.
  var name: String { get }
  /// The most lanes that are sent to at once.
  var mostLanes: Int { get }
  /// Milliseconds between two looks. What becomes due without a signal may be noticed this late.
  var look: Int64 { get }

  func lanesDue(_ context: Context, besides: Set<Int64>, limit: Int) throws -> [Int64]
  func waiting(_ context: Context) throws -> Int64
  /// Records how the last parcel of a lane fared, and takes the next one.
  func next(_ context: Context, of lane: Int64, after last: Report?) throws -> Parcel?
  func open(_ lane: Int64) -> Line
  func send(_ parcel: Parcel, over line: Line) -> Report
  /// True if the lane has to pause.
  func isPausing(after report: Report) -> Bool
  func close(_ line: Line)
}

/// Sends what waits. One thread with its own read-only connection looks for lanes with something due, and starts a thread for each. A
/// silent receiver therefore delays only its own lane. Results are recorded on the desk thread. A parcel may arrive twice, after a crash
/// between its delivery and the record of it.
///
/// Unchecked: `desk` and `countedAt` are used only on the looking thread; `state` guards itself; everything else is immutable.
final class Courier<Sent: Sending>: @unchecked Sendable {
  /// Milliseconds that a lane pauses after a failure.
  private let rest: Int64 = 60_000
  /// Milliseconds that a lane pauses when the desk cannot write.
  private let shortRest: Int64 = 5_000

  private struct State {
    var isRinging = false
    var isEnding = false
    var sending: Set<Int64> = []
    /// Pausing lanes, each with the end of its pause.
    var resting: [Int64: Int64] = [:]
    var waiting: Int64 = 0
  }

  private let sent: Sent
  private let desk: Desk
  private var countedAt: Int64 = 0
  private let onDesk: OnDesk
  private let says: @Sendable (String) -> Void
  private let state = Monitor(State())

  /// `desk` has a read-only connection of the courier's own.
  init(_ sent: Sent, reading desk: Desk, onDesk: OnDesk, says: @escaping @Sendable (String) -> Void) {
    self.sent = sent
    self.desk = desk
    self.onDesk = onDesk
    self.says = says
  }

  func start() { Thread.detachNewThread { self.run() } }

  /// Called when something new is on disk: look at once.
  func ring() { state.update { $0.isRinging = true } }

  /// The number of waiting parcels when they were last counted.
  var waiting: Int64 { state.with { $0.waiting } }

  /// Ends after the parcels that are being sent.
  func end() { state.update { $0.isEnding = true } }

  private func run() {
    while !isEnding {
      do {
        try handOut()
        try count()
      } catch { says("\(sent.name): \(error)") }
      let next = (House.monotonicMilliseconds() + sent.look) * 1_000_000
      _ = state.wait(until: next) { state in
        defer { state.isRinging = false }
        return state.isRinging || state.isEnding ? true : nil
      }
    }
    desk.db.close()
  }

  private var isEnding: Bool { state.with { $0.isEnding } }

  /// Starts a thread for each lane with a due parcel, as long as there are threads.
  private func handOut() throws {
    let now = House.monotonicMilliseconds()
    let (left, besides) = state.with { state in
      state.resting = state.resting.filter { $0.value > now }
      return (sent.mostLanes - state.sending.count, state.sending.union(state.resting.keys))
    }
    for lane in try desk.read(as: .desk, { try sent.lanesDue($0, besides: besides, limit: left) }) {
      state.with { _ = $0.sending.insert(lane) }
      Thread.detachNewThread { self.send(in: lane) }
    }
  }

  /// Counts waiting parcels, but not with every event, because a dead lane may have many.
  private func count() throws {
    let now = House.monotonicMilliseconds()
    guard now >= countedAt + 1_000 else { return }
    countedAt = now
    let waiting = try desk.read(as: .desk) { try sent.waiting($0) }
    state.with { $0.waiting = waiting }
  }

  /// Sends a lane's due parcels one after another, until none is left or the lane has to pause.
  private func send(in lane: Int64) {
    var pause: Int64?
    let line = sent.open(lane)
    do {
      var report: Sent.Report?
      while !isEnding, let parcel = try next(of: lane, after: report) {
        let last = sent.send(parcel, over: line)
        report = last
        if sent.isPausing(after: last) { pause = rest }
      }
    } catch {
      says("\(sent.name): \(error)")
      pause = shortRest
    }
    sent.close(line)
    let until = pause.map { House.monotonicMilliseconds() + $0 }
    state.update { state in
      state.sending.remove(lane)
      state.resting[lane] = until
      // Look again for parcels that became due while this thread was ending.
      state.isRinging = true
    }
  }

  /// Records the result of the last parcel and takes the lane's next one. Both are on disk when this returns.
  private func next(of lane: Int64, after report: Sent.Report?) throws -> Sent.Parcel? {
    let result = Mutex<Result<Sent.Parcel?, Failure>>(.success(nil))
    try onDesk.run { [sent] desk in
      do {
        let parcel = try desk.perform(as: .desk) { try sent.next($0, of: lane, after: report) }
        result.withLock { $0 = .success(parcel) }
      } catch { result.withLock { $0 = .failure(Failure("the outbox was not written: \(error)")) } }
    }
    return try result.withLock { $0 }.get()
  }
}
