import API
import Desk
import Domain
import SMTP

/// The outbox: mails in one lane, and a lane for each channel with a program of its own.
struct OutboxSending: Sending {
  let clock: @Sendable () -> Instant
  let mailOut: MailOut
  let name = "outbox"
  let mostLanes = 1 + Most.channels.count
  /// Answers leave this late after the time in which they can be taken back.
  let look: Int64 = 1_000
  private let contents: Contents
  private let post = SignedPost()

  init(_ mailOut: MailOut, files contents: Contents, clock: @escaping @Sendable () -> Instant) {
    self.mailOut = mailOut
    self.contents = contents
    self.clock = clock
  }

  func lanesDue(_ context: Context, besides: Set<Int64>, limit: Int) throws -> [Int64] {
    try Outbox(context).lanesDue(besides: besides, limit: limit)
  }

  func waiting(_ context: Context) throws -> Int64 { try Outbox(context).waiting() }

  func next(_ context: Context, of lane: Int64, after last: DispatchReport?) throws -> Parcel? {
    try Outbox(context).next(of: lane, after: last)
  }

  func open(_ lane: Int64) -> MailLine? { lane == Dispatch.mailLane ? mailOut.line() : nil }
  func close(_ line: MailLine?) { line?.close() }
  func isPausing(after report: DispatchReport) -> Bool { report.stopsLane }

  func send(_ parcel: Parcel, over line: MailLine?) -> DispatchReport {
    switch parcel.content {
    case .hook(let call): return send(call, of: parcel)
    case .mail(var draft, let files, let sender):
      guard let line else { return parcel.report(.later, "mail_out is empty", stopsLane: true) }
      do {
        draft.attachments = try files.map { try $0.attachment(from: contents) }
        let mail = OutgoingMail(sender: sender, recipients: draft.recipients, bytes: try MailWriter.write(draft))
        return report(line.send(mail), of: parcel)
      } catch let fault as MailFault {
        return parcel.report(.refused, fault.message)
      } catch let fault as Unsendable {
        return parcel.report(.refused, fault.reason.en)
      } catch { return parcel.report(.later, "the files could not be read", stopsLane: true) }
    }
  }

  private func report(_ delivery: MailDelivery, of parcel: Parcel) -> DispatchReport {
    guard let outcome = delivery.results.first?.outcome else { return parcel.report(.refused, "no recipient") }
    let words = outcome.reason.summary
    switch outcome {
    case .accepted: return parcel.report(.sent, words)
    case .refused(let reason): return parcel.report(.refused, words, isOfAddress: reason.isOfAddress)
    case .later, .unknown: return parcel.report(.later, words, stopsLane: outcome.reason.step.isOfServer)
    }
  }

  private func send(_ call: HookCall, of parcel: Parcel) -> DispatchReport {
    let body = OutboxJSON.bytes(call.message)
    let fields = [("Idempotency-Key", call.messageID)] + call.signature(of: body, at: clock())
    switch post.send(body, to: call.url, fields) {
    case .failed(let why): return parcel.report(.later, why, stopsLane: true)
    case .answered(let status):
      switch status {
      case 200..<300: return parcel.report(.sent, "HTTP \(status)")
      // The program cannot be reached or is not set up; its word on this message is still to come.
      case 401, 403, 404, 408, 425, 429: return parcel.report(.later, "HTTP \(status)", stopsLane: true)
      case 400..<500: return parcel.report(.refused, "HTTP \(status)")
      default: return parcel.report(.later, "HTTP \(status)", stopsLane: true)
      }
    }
  }
}

extension MailReason {
  /// True if the server refused the recipient's address. A server without codes of RFC 3463 says it by the reply code alone.
  fileprivate var isOfAddress: Bool {
    guard step == .recipient else { return false }
    return status.map(MailStatus.isOfAddress) ?? (code == 550 || code == 551 || code == 553)
  }
}

extension MailReason.Step {
  /// True if the next mail would fail at the same place.
  fileprivate var isOfServer: Bool {
    switch self {
    case .connect, .greeting, .hello, .program: true
    case .sender, .recipient, .data, .content, .end: false
    }
  }
}
