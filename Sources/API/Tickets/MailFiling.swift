internal import Desk
internal import Domain
internal import HTTP
internal import MIME

/// A mail that a worker has read and filed.
struct MailFiling {
  let mail: Mail
  let place: Place

  struct Place: Sendable {
    let messageID: Int64
    let ticketID: Int64
    let ticketNumber: String
    let why: Filing
    let found: Finding?
  }

  /// Reads a mail and files it. Its bytes are kept first, some at a time, so that a long mail stops nobody; the last of them together with
  /// the message that names them.
  static func file(_ call: Call) throws -> MailFiling {
    let channelID = try call.id()
    let raw = call.request.withBody { Array($0) }
    let mail = Mail(reading: raw)
    let incoming = IncomingMail(mail, raw: raw)
    // Parts that are missing were taken away by an erasure meanwhile. The third attempt says what stands in the way.
    for _ in 0..<2 {
      do { return MailFiling(mail: mail, place: try keep(incoming, channelID, call)) } catch is PartsMissing {}
    }
    return MailFiling(mail: mail, place: try keep(incoming, channelID, call))
  }

  private static func keep(_ incoming: IncomingMail, _ channelID: Int64, _ call: Call) throws -> Place {
    var last: [FilePart] = []
    if try !TicketIntake(call.context).knows(incoming, from: channelID) {
      try incoming.forEachParts { parts in
        let before = last
        if !before.isEmpty { try call.write(isLast: { _ in false }) { context in try Files(context).keep(before) } }
        last = parts
      }
    }
    let rest = last
    return try call.write { context in
      let filed = try TicketIntake(context).take(incoming, from: channelID, rest)
      return Place(
        messageID: filed.message.id, ticketID: filed.ticket.id, ticketNumber: filed.ticket.number, why: filed.why, found: filed.found)
    }
  }
}
