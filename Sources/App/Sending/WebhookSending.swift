import API
import Desk
import Domain
import HTTP

/// The messages in the web hooks' outbox. Each hook is a lane of its own. The `Idempotency-Key` of a message is the event's id.
struct WebhookSending: Sending {
  let clock: @Sendable () -> Instant
  let name = "web hooks"
  let mostLanes = Most.activeHooks.count
  let look: Int64 = 5_000
  private let post = SignedPost()

  init(clock: @escaping @Sendable () -> Instant) { self.clock = clock }

  func lanesDue(_ context: Context, besides: Set<Int64>, limit: Int) throws -> [Int64] {
    try WebhookOutbox(context).hooksDue(besides: besides, limit: limit)
  }

  func waiting(_ context: Context) throws -> Int64 { try WebhookOutbox(context).waiting() }

  func next(_ context: Context, of lane: Int64, after last: WebhookReport?) throws -> WebhookParcel? {
    try WebhookOutbox(context).next(of: lane, after: last)
  }

  func open(_ lane: Int64) {}
  func close(_ line: Void) {}
  func isPausing(after report: WebhookReport) -> Bool { !report.delivered }

  func send(_ parcel: WebhookParcel, over line: Void) -> WebhookReport {
    let body = EventJSON.bytes(parcel.event)
    let fields = [("X-Desk-Event", parcel.event.type.rawValue), ("Idempotency-Key", "\(parcel.event.id)")]
    switch post.send(body, to: parcel.url, fields + parcel.fields(of: body, at: clock())) {
    case .answered(let status): return parcel.report(delivered: (200..<300).contains(status), "HTTP \(status)", isGone: status == 410)
    case .failed(let why): return parcel.report(delivered: false, why)
    }
  }
}

/// A JSON request to a program outside.
struct SignedPost: Sendable {
  enum Outcome {
    case answered(Int)
    case failed(String)
  }

  /// Milliseconds for all of it: look-up, connection and response.
  private static let timeout: Int64 = 10_000
  private let lookup = NameLookup()

  func send(_ body: [UInt8], to url: String, _ fields: [(String, String)]) -> Outcome {
    let fields = [("Content-Type", "application/json")] + fields
    do {
      let address = try WebhookAddress(url)
      let status =
        try address.isSecure
        ? WebhookCurl(address, lookup, within: Self.timeout).send(fields, body)
        : WebhookPost(address, lookup, within: Self.timeout).send(fields, body)
      return .answered(status)
    } catch let reason as Reason { return .failed(reason.en) } catch { return .failed("\(error)") }
  }
}
