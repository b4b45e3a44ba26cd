internal import Domain
internal import SMTP

/// The way of an answer to the client: by the ticket's channel, to whoever wrote last.
struct AnswerRoute {
  let way: Dispatch.Way
  let channel: Channel
  /// nil if no address of the client is known in the channel.
  let address: String?
  let name: String

  /// nil if nothing is sent from here: a spoken channel, or one whose program fetches the answers.
  init?(of ticket: Ticket, _ context: Context) throws {
    guard let channelID = ticket.channelID, !ticket.channelKind.isSpoken else { return nil }
    let channel = try context.find(ChannelTable.self, channelID)
    guard let way = channel.wayOut(sendsMail: context.settings.sendsMail) else { return nil }
    let last = try DispatchTable(context.db).sender(of: ticket.lastClientMessageID)
    let sender = last?.sender
    let contact = try sender == nil ? ContactTable(context.db).find(ticket.contactID) : nil
    (self.way, self.channel) = (way, channel)
    name = sender?.name ?? contact?.name ?? ""
    switch way {
    case .hook:
      // Somebody without an address is known within a conversation.
      let told = [sender?.address, sender?.email, sender?.phone, last?.conversation].compactMap(\.self).first { !$0.isEmpty }
      address = try told ?? Self.known(to: contact, context) { $0.channelID == channelID }
    case .mail:
      let written = [sender?.replyTo, sender?.email, sender?.address].compactMap(\.self).first { (try? MailAddress($0)) != nil }
      address = try written ?? Self.known(to: contact, context) { $0.kind == .email }
    }
  }

  private static func known(to contact: Contact?, _ context: Context, where isMeant: (ContactAddress) -> Bool) throws -> String? {
    try contact.flatMap { try ContactTable(context.db).addresses(of: $0.id).first(where: isMeant)?.text }
  }

  /// The reason against files that together are longer than a mail may be. The program of a channel fetches them, however long they are.
  func reason(againstSending files: [Int64], _ context: Context) throws -> Reason? {
    guard way == .mail, try FileTable(context.db).size(of: files) > Dispatch.mostFileBytes else { return nil }
    return .filesTooLongForMail.at("/files")
  }

  /// The delivery of an answer that goes this way.
  var delivery: Dispatch.Status { address == nil ? .failed : .queued }

  /// Puts an answer into the outbox. It leaves when it can no longer be taken back.
  func post(_ messageID: Int64, of ticket: Ticket, _ context: Context) throws {
    var dispatch = Dispatch(.answer, at: context.now)
    (dispatch.way, dispatch.channelID, dispatch.messageID, dispatch.clientID) = (way, channel.id, messageID, ticket.clientID)
    (dispatch.address, dispatch.name) = (address ?? "", name)
    dispatch.dueAt = context.now.adding(seconds: Dispatch.secondsToTakeBack)
    if address == nil { dispatch.end(.failed, Reason.answerWithoutAddress.en, at: context.now) }
    if way == .mail {
      dispatch.mailID = try Outbox(context).mailID(from: channel.mailAddress)
      if let id = dispatch.mailID { try MailTable(context.db).insert(id, of: messageID) }
    }
    _ = try Outbox(context).post(dispatch)
  }
}

extension Channel {
  /// The address that its mails come from; nil if it is none.
  var mailAddress: MailAddress? { address.flatMap { try? MailAddress($0, name: name) } }

  /// How its answers leave. The program that serves it comes first.
  func wayOut(sendsMail: Bool) -> Dispatch.Way? {
    guard status == .active else { return nil }
    if hookURL != nil { return .hook }
    return sendsMail && (kind == .email || kind == .web) && mailAddress != nil ? .mail : nil
  }
}

extension Reason {
  static let filesTooLongForMail = Reason(
    "files_too_long", en: "The files of a mail may have \(Dispatch.mostFileBytes) bytes together.",
    ru: "Файлы одного письма вместе — не более \(Dispatch.mostFileBytes) байт.")
  static let answerWithoutAddress = Reason(
    "answer_without_address", en: "No address of the client is known in this channel.", ru: "В этом канале адрес клиента неизвестен.")
}
