internal import Domain

/// Files mails, and finds the ticket that a mail belongs to.
extension TicketIntake {
  package func take(_ mail: IncomingMail, from channelID: Int64, _ files: [NewFile]) throws -> Filed {
    let filed = try take(fromPerson(mail.message, in: channelID), from: channelID, files)
    if filed.why != .duplicate { try noteReach(mail.message) }
    return filed
  }

  /// A report tells of a mail from here. Anything else shows that its sender can write, so the address is good again.
  private func noteReach(_ incoming: IncomingMessage) throws {
    guard let mail = incoming.mail else { return }
    if let report = mail.report {
      try Outbox(context).note(report)
    } else if !mail.isMachines, !mail.isUnproven {
      try ContactTable(context.db).set(failedAt: nil, ofMail: incoming.senderAddress)
    }
  }

  /// True if the mail was taken before. Of such a mail nothing is kept again: its sender may have been erased.
  package func knows(_ mail: IncomingMail, from channelID: Int64) throws -> Bool {
    try knows(fromPerson(mail.message, in: channelID), from: channelID)
  }

  package func knows(_ message: IncomingMessage, from channelID: Int64) throws -> Bool {
    let channel = try context.find(ChannelTable.self, channelID)
    let (_, conversation, origin) = source(of: message, channel)
    return try messages.find(message.externalID, of: origin, in: channelID) ?? aged(message, conversation, in: channelID) != nil
  }

  /// A mail from the centre's own domain is a form on its site that was filled in by whoever is in Reply-To. Elsewhere Reply-To only says
  /// where answers go: anybody can write any address there.
  private func fromPerson(_ incoming: IncomingMessage, in channelID: Int64) throws -> IncomingMessage {
    guard let replyTo = incoming.mail?.replyTo else { return incoming }
    let channel = try context.find(ChannelTable.self, channelID)
    var message = incoming
    guard let own = channel.address.flatMap(domain), domain(of: incoming.sender.address) == own, domain(of: replyTo.address) != own else {
      message.sender.replyTo = replyTo.address
      return message
    }
    message.sender.address = replyTo.address
    if !replyTo.name.isEmpty { message.sender.name = replyTo.name }
    return message
  }

  private func domain(of address: String) -> String? {
    address.lastIndex(of: "@").map { address[address.index(after: $0)...].lowercased() }
  }

  /// The ticket of a mail: that of a mail which it answers, whoever writes; else the one whose number stands in the subject, if the sender
  /// takes part in it; else the newest one of a sender that has opened too many.
  func place(
    of mail: IncomingMessage.Mailed, _ contact: Contact, _ channel: Channel, _ flags: inout Set<Message.Flag>
  ) throws -> Place? {
    var isOfAnother = false
    for id in mail.answers.prefix(100) {
      if let ticket = try ticket(ofMail: id, contact, &isOfAnother) { return Place(ticket: ticket, byReply: true) }
    }
    for number in DocumentNumber.all(of: .ticket, in: mail.subject) {
      guard let named = try TicketTable(context.db).find(number: number) else { continue }
      let ticket = try TicketLookup(context).survivor(of: named)
      if try takesPart(contact, in: ticket) { return Place(ticket: ticket, byReply: true) }
      isOfAnother = true
    }
    if isOfAnother { flags.insert(.replyToAnother) }
    let hourAgo = context.now.adding(seconds: -3_600)
    guard let newest = try TicketTable(context.db).newest(ofContact: contact.id, Ticket.mostOpenedAnHour, after: hourAgo) else {
      return nil
    }
    flags.insert(.loop)
    return Place(ticket: try TicketLookup(context).survivor(newest), byReply: false)
  }

  /// The ticket of the mail with this Message-ID. Where several senders have used it, only a ticket in which the sender takes part: whoever
  /// repeats another's id must not draw that person's answers to himself.
  private func ticket(ofMail id: String, _ contact: Contact, _ isOfAnother: inout Bool) throws -> Ticket? {
    let found = try MailTable(context.db).messages(id).map { try context.find(MessageTable.self, $0) }
    for message in found {
      let ticket = try TicketLookup(context).survivor(message.ticketID)
      if try takesPart(contact, in: ticket) { return ticket }
    }
    guard let first = found.first else { return nil }
    guard Set(found.map(\.contactID)).count == 1 else {
      isOfAnother = true
      return nil
    }
    return try TicketLookup(context).survivor(first.ticketID)
  }

  private func takesPart(_ contact: Contact, in ticket: Ticket) throws -> Bool {
    try ticket.isOf(contact) || messages.hasWritten(contact.id, in: ticket.id)
  }
}
