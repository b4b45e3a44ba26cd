internal import Crypto
package import Domain
package import SMTP

/// A dispatch with all that the sender needs.
package struct Parcel: Sendable {
  /// The time that an attempt may take. Then it counts as unheard of, and another one begins.
  static let secondsToSend: Int64 = 900

  package enum Content: Sendable {
    case mail(MailDraft, files: [OutgoingFile], envelopeSender: MailAddress?)
    case hook(HookCall)
  }

  let dispatchID: Int64
  package let content: Content

  package func report(
    _ outcome: DispatchReport.Outcome, _ words: String, isOfAddress: Bool = false, stopsLane: Bool = false
  ) -> DispatchReport {
    DispatchReport(
      dispatchID: dispatchID, outcome: outcome, words: String(words.prefix(500)), isOfAddress: isOfAddress, stopsLane: stopsLane)
  }
}

/// A message to the program that serves a channel.
package struct HookCall: Sendable {
  package let url: String
  let secret: String
  package let message: OutgoingMessage

  /// The id of the request, the same at every attempt.
  package var messageID: String { "dsp_\(message.id)_\(message.createdAt.rawValue)" }
}

/// What the program that serves a channel is told to send.
package struct OutgoingMessage: Sendable {
  package let id: Int64
  package let channelID: Int64
  package let purpose: Dispatch.Purpose
  package let address: String
  package let name: String
  package let text: String
  package let createdAt: Instant
  package var messageID: Int64?
  package var ticketID: Int64?
  package var ticketNumber: String?
  /// The client's conversation and last message, as the program named them.
  package var conversationID: String?
  package var replyTo: String?
  package var files: [StoredFile] = []
}

/// A file of an answer. Its content is read by whoever sends it, since the desk thread waits for no file.
package struct OutgoingFile: Sendable {
  let file: StoredFile
  let sha256: [UInt8]

  package func attachment(from contents: Contents) throws -> MailDraft.Attachment {
    guard let bytes = try contents.bytes(0..<file.size, of: sha256) else { throw Unsendable(reason: .answerFileGone(file.name)) }
    return MailDraft.Attachment(name: file.name, mediaType: file.mediaType, bytes: bytes)
  }
}

/// Makes parcels of dispatches, from what the tables say when they leave.
struct ParcelMaking {
  private let context: Context
  init(_ context: Context) { self.context = context }

  func parcel(_ dispatch: Dispatch) throws -> Parcel {
    let message = try dispatch.messageID.map { try context.find(MessageTable.self, $0) }
    let ticket = try message.map { try context.find(TicketTable.self, $0.ticketID) }
    let channel = try dispatch.channelID.map { try context.find(ChannelTable.self, $0) }
    let text = dispatch.text.isEmpty ? message?.text ?? "" : dispatch.text
    guard !dispatch.address.isEmpty else { throw Unsendable(reason: .answerWithoutAddress) }
    switch dispatch.way {
    case .mail: return Parcel(dispatchID: dispatch.id, content: try mail(dispatch, text, message, ticket, channel))
    case .hook: return Parcel(dispatchID: dispatch.id, content: .hook(try call(dispatch, text, message, ticket, channel)))
    }
  }

  private func call(_ dispatch: Dispatch, _ text: String, _ message: Message?, _ ticket: Ticket?, _ channel: Channel?) throws -> HookCall {
    guard let channel, let url = channel.hookURL, channel.status == .active,
      let secret = try DispatchTable(context.db).hookSecret(of: channel.id)
    else { throw Unsendable(reason: .wayOutGone) }
    var outgoing = OutgoingMessage(
      id: dispatch.id, channelID: channel.id, purpose: dispatch.purpose, address: dispatch.address, name: dispatch.name, text: text,
      createdAt: dispatch.createdAt)
    outgoing.messageID = message?.id
    (outgoing.ticketID, outgoing.ticketNumber) = (ticket?.id, ticket?.number)
    outgoing.files = try files(of: message)
    if let ticket, let last = try MessageTable(context.db).find(ticket.lastClientMessageID) {
      (outgoing.conversationID, outgoing.replyTo) = (last.conversationID, last.externalID)
    }
    return HookCall(url: url, secret: secret, message: outgoing)
  }

  private func mail(
    _ dispatch: Dispatch, _ text: String, _ message: Message?, _ ticket: Ticket?, _ channel: Channel?
  ) throws -> Parcel.Content {
    guard context.settings.sendsMail, let from = try Outbox(context).sender(of: dispatch), let id = dispatch.mailID else {
      throw Unsendable(reason: .wayOutGone)
    }
    let to: MailAddress
    do { to = try MailAddress(dispatch.address, name: dispatch.name) } catch { throw Unsendable(reason: .mailUnwritable(error)) }
    var draft = MailDraft(from: from, to: [to], date: context.now.rawValue, messageID: id, text: text)
    draft.zoneMinutes = Int(context.settings.zone.offset(at: context.now.rawValue).offset / 60_000)
    draft.subject = ticket.map { "Re: \($0.subject) [\($0.number)]" } ?? dispatch.subject
    draft.signature = channel?.signature ?? ""
    if let message {
      let known = try DispatchTable(context.db).mailIDs(before: message.id, in: message.ticketID)
      draft.inReplyTo = known.first { $0.isClients }?.id
      draft.references = known.map(\.id).reversed()
    }
    // A machine's mail asks for no answer, and nobody is told if it comes back.
    if dispatch.purpose != .answer { draft.machine = .generated }
    let files = try files(of: message).map { file in
      guard let id = file.blobID, let sha256 = try BlobTable(context.db).sha256(of: id) else {
        throw Unsendable(reason: .answerFileGone(file.name))
      }
      return OutgoingFile(file: file, sha256: sha256)
    }
    return .mail(draft, files: files, envelopeSender: dispatch.purpose == .answer ? from : nil)
  }

  private func files(of message: Message?) throws -> [StoredFile] {
    try message.map { try FileTable(context.db).attachments(ofMessage: $0.id) } ?? []
  }
}

extension HookCall {
  /// The headers that prove the sender, as web hooks have them.
  package func signature(of body: [UInt8], at now: Instant) -> [(String, String)] {
    HookSignature(secret: secret).fields(messageID, of: body, at: now)
  }
}

extension Reason {
  static func answerFileGone(_ name: String) -> Reason {
    Reason("answer_file_gone", en: "The file “\(name)” is no longer there.", ru: "Файла «\(name)» больше нет.")
  }
  static let wayOutGone = Reason(
    "way_out_gone", en: "The channel has no way out any more.", ru: "Канал больше не отправляет ответы.")
  static func mailUnwritable(_ fault: MailFault) -> Reason { Reason("mail_unwritable", en: fault.message, ru: fault.message) }
}
