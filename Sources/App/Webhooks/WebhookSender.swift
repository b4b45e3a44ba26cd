import API
import Desk
import Domain
import Foundation
import Glibc
import HTTP
import SQLite
import Synchronization

/// Sends the messages in the web hooks' outbox. One thread with its own read-only connection looks for hooks with due
/// messages, and starts a thread for each. A silent receiver therefore delays only its own messages, which go one
/// after another. Results are recorded on the desk thread. A message may arrive twice, after a crash between its
/// delivery and the record of it; its `Idempotency-Key` is the event's id.
///
/// Unchecked: `desk` and `countedAt` are used only on the looking thread; `state` guards itself; everything else is
/// immutable.
final class WebhookSender: @unchecked Sendable {
  /// Milliseconds that a hook pauses after a failure.
  private static let rest: Int64 = 60_000
  /// Milliseconds between two looks. Retries become due without a signal, so they may be noticed this late. It is also
  /// the pause when the desk cannot write.
  private static let look: Int64 = 5_000
  /// Milliseconds for a whole message: look-up, connection and response.
  private static let timeout: Int64 = 10_000

  private struct State {
    var isRinging = false
    var isEnding = false
    var sending: Set<Int64> = []
    /// Pausing hooks, each with the end of its pause.
    var resting: [Int64: Int64] = [:]
    var waiting: Int64 = 0
  }

  private let desk: Desk
  private var countedAt: Int64 = 0
  private let clock: @Sendable () -> Instant
  private let onDesk: OnDesk
  private let says: @Sendable (String) -> Void
  private let lookup = NameLookup()
  private let state = Monitor(State())

  init(
    database: String, settings: Settings, clock: @escaping @Sendable () -> Instant,
    heard: @escaping @Sendable (DatabaseError) -> Void, onDesk: OnDesk, says: @escaping @Sendable (String) -> Void
  )
    throws
  {
    let db = try Database(path: database, mode: .readOnly, cacheKiB: 1_024)
    db.heard = heard
    desk = Desk(db: db, settings: settings, clock: clock)
    self.clock = clock
    self.onDesk = onDesk
    self.says = says
  }

  func start() { Thread.detachNewThread { self.run() } }

  /// Called when new events are on disk: look at once.
  func ring() { state.update { $0.isRinging = true } }

  /// The number of waiting events when they were last counted.
  var waiting: Int64 { state.with { $0.waiting } }

  /// Ends after the messages that are being sent.
  func end() { state.update { $0.isEnding = true } }

  private func run() {
    while !isEnding {
      do {
        try handOut()
        try count()
      } catch { says("web hooks: \(error)") }
      let next = (House.monotonicMilliseconds() + Self.look) * 1_000_000
      _ = state.wait(until: next) { state in
        defer { state.isRinging = false }
        return state.isRinging || state.isEnding ? true : nil
      }
    }
    desk.db.close()
  }

  private var isEnding: Bool { state.with { $0.isEnding } }

  /// Starts a thread for each hook with a due message, as long as there are threads.
  private func handOut() throws {
    let now = House.monotonicMilliseconds()
    let (left, besides) = state.with { state in
      state.resting = state.resting.filter { $0.value > now }
      return (Most.activeHooks.count - state.sending.count, state.sending.union(state.resting.keys))
    }
    for hook in try desk.read(as: .desk, { try WebhookOutbox($0).hooksDue(besides: besides, limit: left) }) {
      state.with { _ = $0.sending.insert(hook) }
      Thread.detachNewThread { self.send(to: hook) }
    }
  }

  /// Counts waiting messages, but not with every event, because a dead hook may have many.
  private func count() throws {
    let now = House.monotonicMilliseconds()
    guard now >= countedAt + Self.look / 5 else { return }
    countedAt = now
    let waiting = try desk.read(as: .desk) { try WebhookOutbox($0).waiting() }
    state.with { $0.waiting = waiting }
  }

  /// Sends a hook's due messages one after another, until none is left or one has failed.
  private func send(to hook: Int64) {
    var rest: Int64?
    do {
      var report: WebhookReport?
      while !isEnding, let parcel = try next(of: hook, after: report) {
        let sent = send(parcel)
        report = sent
        if !sent.delivered { rest = Self.rest }
      }
    } catch {
      says("web hooks: \(error)")
      rest = Self.look
    }
    let until = rest.map { House.monotonicMilliseconds() + $0 }
    state.update { state in
      state.sending.remove(hook)
      state.resting[hook] = until
      // Look again for messages that became due while this thread was ending.
      state.isRinging = true
    }
  }

  private func send(_ parcel: WebhookParcel) -> WebhookReport {
    let body = EventJSON.bytes(parcel.event)
    let now = clock()
    let fields =
      [
        ("Content-Type", "application/json"), ("X-Desk-Event", parcel.event.type.rawValue), ("Idempotency-Key", "\(parcel.event.id)"),
        ("X-Desk-Signature", parcel.signature(of: body, at: now)),
      ] + parcel.standardFields(of: body, at: now)
    do {
      let address = try WebhookAddress(parcel.url)
      let status =
        try address.isSecure
        ? WebhookCurl(address, lookup, within: Self.timeout).send(fields, body)
        : WebhookPost(address, lookup, within: Self.timeout).send(fields, body)
      return parcel.report(delivered: (200..<300).contains(status), "HTTP \(status)", isGone: status == 410)
    } catch let reason as Reason { return parcel.report(delivered: false, reason.en) } catch {
      return parcel.report(delivered: false, "\(error)")
    }
  }

  /// Records the result of the last message and takes the hook's next one. Both are on disk when this returns.
  private func next(of hook: Int64, after report: WebhookReport?) throws -> WebhookParcel? {
    let result = Mutex<Result<WebhookParcel?, Failure>>(.success(nil))
    try onDesk.run { desk in
      do {
        let parcel = try desk.perform(as: .desk) { try WebhookOutbox($0).next(of: hook, after: report) }
        result.withLock { $0 = .success(parcel) }
      } catch { result.withLock { $0 = .failure(Failure("the outbox was not written: \(error)")) } }
    }
    return try result.withLock { $0 }.get()
  }
}
