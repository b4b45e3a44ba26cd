import API
import Desk
import Domain
import Foundation
import Glibc
import HTTP
import SQLite
import Synchronization

/// Sends what lies in the web hooks' outbox, from a thread and over a read-only connection of its own; how it went is written down
/// on the desk thread. A message may come twice (a crash between its delivery and the note of it): its `Idempotency-Key` is the
/// event's id.
///
/// Unchecked: `desk` and `resting` are used on the sender's thread alone; `state` guards itself.
final class WebhookSender: @unchecked Sendable {
  /// How long a hook that failed is left in peace, so that a dead one does not hold up the others.
  private static let rest: Int64 = 60_000
  /// Retries become due by themselves; this is how late they may be noticed.
  private static let look = 5.0
  private static let timeout: Int64 = 10_000

  private let desk: Desk
  private let onDesk: OnDesk
  private let says: @Sendable (String) -> Void
  private let bell = NSCondition()
  private let state = Mutex((isRinging: false, isEnding: false))
  private var resting: [Int64: Int64] = [:]

  init(
    database: String, settings: Settings, clock: @escaping () -> Instant, heard: @escaping @Sendable (DatabaseError) -> Void,
    onDesk: OnDesk,
    says: @escaping @Sendable (String) -> Void
  )
    throws
  {
    let db = try Database(path: database, mode: .readOnly, cacheKiB: 1_024)
    db.heard = heard
    desk = Desk(db: db, settings: settings, clock: clock)
    self.onDesk = onDesk
    self.says = says
  }

  func start() { Thread.detachNewThread { self.run() } }

  /// New events are on disk: look at once.
  func ring() { signal { $0.isRinging = true } }

  /// Ends after the message that is under way.
  func end() { signal { $0.isEnding = true } }

  private func signal(_ change: (inout (isRinging: Bool, isEnding: Bool)) -> Void) {
    bell.lock()
    state.withLock { change(&$0) }
    bell.signal()
    bell.unlock()
  }

  private func run() {
    while !state.withLock({ $0.isEnding }) {
      do { while try round() {} } catch { says("web hooks: \(error)") }
      bell.lock()
      if !state.withLock({ $0.isRinging || $0.isEnding }) { _ = bell.wait(until: Date(timeIntervalSinceNow: Self.look)) }
      state.withLock { $0.isRinging = false }
      bell.unlock()
    }
    desk.db.close()
  }

  /// Sends what is due once; true when there was something.
  func round() throws -> Bool {
    let now = House.monotonicMilliseconds()
    resting = resting.filter { $0.value > now }
    let parcels = try desk.read(as: .desk) { try WebhookOutbox($0).take(limit: 20, resting: Set(resting.keys)) }
    guard !parcels.isEmpty else { return false }
    try onTheDesk { try WebhookOutbox($0).lease(parcels.map(\.id)) }
    for parcel in parcels where resting[parcel.webhookID] == nil && !state.withLock({ $0.isEnding }) {
      let outcome = send(parcel)
      if !outcome.delivered { resting[parcel.webhookID] = House.monotonicMilliseconds() + Self.rest }
      try onTheDesk { try WebhookOutbox($0).report(parcel.id, delivered: outcome.delivered, answer: outcome.answer) }
    }
    return !state.withLock { $0.isEnding }
  }

  private func send(_ parcel: WebhookParcel) -> (delivered: Bool, answer: String) {
    let body = EventJSON.bytes(parcel.event)
    let fields = [
      ("Content-Type", "application/json"), ("X-Desk-Event", parcel.event.type), ("Idempotency-Key", "\(parcel.event.id)"),
      ("X-Desk-Signature", parcel.signature(of: body, at: desk.clock())),
    ]
    do {
      let status = try WebhookPost(WebhookAddress(parcel.url), within: Self.timeout).send(fields, body)
      return ((200..<300).contains(status), "HTTP \(status)")
    } catch let reason as Reason { return (false, reason.en) } catch { return (false, "\(error)") }
  }

  /// Written, and on disk, when this returns.
  private func onTheDesk(_ body: @escaping @Sendable (Context) throws -> Void) throws {
    let failure = Mutex<String?>(nil)
    try onDesk.run { desk in
      do { try desk.perform(as: .desk, body) } catch { failure.withLock { $0 = "\(error)" } }
    }
    if let failure = failure.withLock({ $0 }) { throw Failure("the outbox was not written: \(failure)") }
  }
}
