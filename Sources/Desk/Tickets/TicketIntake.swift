package import Domain

/// A message as a channel's program hands it over.
package struct IncomingMessage: Sendable {
  package var externalID = ""
  package var conversationID: String?
  package var sender = Message.Sender()
  package var sentAt: Instant?
  /// The time of the sender's latest change of the text.
  package var editedAt: Instant?
  package var text = ""
  package var replyTo: String?
  /// Written by the channel's bot to the client.
  package var isBots = false
  /// nil for what is no mail.
  var mail: Mailed?
  package init() {}

  /// The address by which the sender is known again. Somebody without any address is known within a conversation.
  var senderAddress: String {
    [sender.address, sender.email, sender.phone, conversationID].compactMap(\.self).first { !$0.isEmpty } ?? externalID
  }
}

/// How a message came into its ticket.
package enum Filing: String, CaseIterable, Sendable {
  case new, conversation, reopened, thanks, duplicate
  case replyTo = "reply_to"
  /// A known message whose sender has changed its text.
  case edited
  case followUp = "follow_up"
}

/// How the sender was found.
package enum Finding: String, CaseIterable, Sendable {
  case address, phone, email
  case newContact = "new_contact"
}

package struct Filed {
  package let message: Lent<MessagePicture>
  package let ticket: Ticket
  package let why: Filing
  /// nil for a duplicate, which is not looked up again.
  package let found: Finding?
}

/// Where a message was filed, for a worker that answers what the desk thread has done.
package struct FiledPlace: Sendable {
  package let messageID: Int64
  package let ticketID: Int64
  package let ticketNumber: String
  package let why: Filing
  package let found: Finding?
}

extension Filed {
  package var place: FiledPlace {
    FiledPlace(messageID: message.id, ticketID: ticket.id, ticketNumber: ticket.number, why: why, found: found)
  }
}

/// Takes messages from channels. A message is taken once for ever by its id, sender and conversation, goes into its conversation, and is never refused for what it says.
package struct TicketIntake {
  let context: Context
  var messages: MessageTable { MessageTable(context.db) }
  package init(_ context: Context) { self.context = context }

  package func take(_ incoming: IncomingMessage, from channelID: Int64, _ files: [NewFile] = []) throws -> Filed {
    let channel = try context.find(ChannelTable.self, channelID)
    guard channel.status == .active else { throw Refusal.conflict(.channelClosed) }
    let (address, conversation, origin) = source(of: incoming, channel)
    if let known = try messages.find(incoming.externalID, of: origin, in: channelID) ?? aged(incoming, conversation, in: channelID) {
      let why: Filing = try edit(known, incoming) ? .edited : .duplicate
      return try context.settled {
        Filed(message: context.message(known.id), ticket: try context.find(TicketTable.self, known.ticketID), why: why, found: nil)
      }
    }
    let told = Told(incoming.sender)
    var flags = faults(of: incoming, told).union(incoming.mail?.flags ?? [])
    let sender = try sender(incoming, told, address, channel)
    if sender.isOfSeveral { flags.insert(.severalClients) }
    let contact = sender.contact
    let known = try conversation.flatMap { try messages.ticket(ofConversation: $0, contact.id, in: channel.id) }
    let place = try place(incoming, origin, conversation, known, contact, channel, &flags)
    let isMachines = incoming.isBots || incoming.mail?.isMachines ?? false
    var message = Message(incoming.isBots ? .outbound : .inbound, by: isMachines ? .bot : .client, at: context.now)
    message.contactID = contact.id
    message.channelID = channel.id
    message.externalID = incoming.externalID
    message.conversationID = conversation
    message.origin = origin
    message.sender = incoming.sender
    message.text = incoming.text
    message.flags = flags
    message.sentAt = incoming.sentAt
    let (id, ticketID, why) = try file(
      message, place, contact, channel, subject: incoming.mail?.subject, withFiles: files.contains { $0.kind == .attachment })
    if let mailID = incoming.mail?.id { try MailTable(context.db).insert(mailID, of: id) }
    if !files.isEmpty { try Files(context).attach(files, to: id) }
    // The conversation of a merged ticket stays with it, so that it is there again when the merge is undone.
    if let conversation, ticketID != known, try known.map({ try TicketLookup(context).survivor($0).id }) != ticketID {
      try messages.set(ticketID, ofConversation: conversation, contact.id, in: channel.id)
    }
    return try context.settled {
      Filed(message: context.message(id), ticket: try context.find(TicketTable.self, ticketID), why: why, found: sender.finding)
    }
  }

  /// Reads again what was filed.
  package func read(_ place: FiledPlace) throws -> Filed {
    Filed(
      message: context.message(place.messageID), ticket: try context.find(TicketTable.self, place.ticketID), why: place.why,
      found: place.found)
  }

  /// The sender's address and the conversation, and both as one number.
  func source(of incoming: IncomingMessage, _ channel: Channel) -> (address: ContactAddress, conversation: String?, origin: Int64) {
    let address = ContactAddress(incoming.senderAddress, in: channel)
    let conversation = incoming.conversationID ?? (channel.kind.isConversation ? incoming.senderAddress : nil)
    let origin = MessageOrigin(address, conversation: conversation).number
    guard incoming.mail?.isUnproven == true else { return (address, conversation, origin) }
    // An unproven address is an account of its channel, so that it matches no client.
    return (ContactAddress(channelID: channel.id, text: "unproven:" + incoming.senderAddress), conversation, origin)
  }

  /// A message under this id from before messages kept a number of their sender and conversation, if it may be the same. An erased one has
  /// neither and counts as the same, so that an erased person's text does not come back.
  func aged(_ incoming: IncomingMessage, _ conversation: String?, in channelID: Int64) throws -> Message? {
    guard let aged = try messages.findAged(incoming.externalID, in: channelID) else { return nil }
    let isSender = aged.sender.address.isEmpty || aged.sender.address == incoming.sender.address
    let isConversation = aged.conversationID?.isEmpty ?? true || aged.conversationID == conversation
    return isSender && isConversation ? aged : nil
  }

  /// Writes a text that its sender has changed as a new version of the message. Returns false if it is no newer than the one that is there.
  private func edit(_ known: Message, _ incoming: IncomingMessage) throws -> Bool {
    guard let editedAt = incoming.editedAt, known.isOlder(than: editedAt), known.text != incoming.text else { return false }
    try messages.correct(known, to: incoming.text, at: editedAt)
    try TicketWork(context).touch(
      try context.find(TicketTable.self, known.ticketID), as: .ticketMessageEdited,
      [.fact("message_id", .integer(known.id)), .fact("version", .integer(known.version + 1))])
    return true
  }

  // MARK: The ticket

  struct Place {
    let ticket: Ticket
    let byReply: Bool
  }

  /// The ticket of the message that this one answers, or of the conversation. A ticket of somebody else is not taken.
  private func place(
    _ incoming: IncomingMessage, _ origin: Int64, _ conversation: String?, _ known: Int64?, _ contact: Contact, _ channel: Channel,
    _ flags: inout Set<Message.Flag>
  ) throws -> Place? {
    if let mail = incoming.mail { return try place(of: mail, contact, channel, &flags) }
    if let replyTo = incoming.replyTo {
      if let answered = try messages.find(replyTo, of: origin, in: channel.id)
        ?? messages.find(replyTo, ofContact: contact.id, in: channel.id)
      {
        let ticket = try context.find(TicketTable.self, answered.ticketID)
        if try ticket.contactID == contact.id || TicketTable(context.db).hasMerged(contact: contact.id, into: ticket.id) {
          return Place(ticket: ticket, byReply: true)
        }
      }
      flags.insert(try messages.knows(replyTo, in: channel.id) ? .replyToAnother : .replyToUnknown)
    }
    if let known { return Place(ticket: try TicketLookup(context).survivor(known), byReply: false) }
    if let conversation, try messages.hasOthers(inConversation: conversation, than: contact.id, in: channel.id) {
      flags.insert(.conversationOfAnother)
    }
    return nil
  }

  private func file(
    _ message: Message, _ place: Place?, _ contact: Contact, _ channel: Channel, subject: String?, withFiles: Bool
  ) throws -> (message: Int64, ticket: Int64, why: Filing) {
    let work = TicketWork(context)
    guard let place else {
      let (ticketID, id) = try work.open(ticket(contact, channel, message, subject), with: message)
      return (id, ticketID, .new)
    }
    // A bot's words are filed and change nothing.
    guard message.author == .client else {
      return (try work.add(message, to: place.ticket, as: .ticketBotWrote), place.ticket.id, place.byReply ? .replyTo : .conversation)
    }
    let arrival = place.ticket.arrival(of: message.text, withFiles: withFiles, at: context.now)
    switch arrival {
    case .followUp:
      var fresh = ticket(contact, channel, message, subject)
      fresh.followsID = place.ticket.id
      (fresh.topic, fresh.isTest) = (place.ticket.topic, place.ticket.isTest)
      if place.ticket.isOf(contact) { fresh.vehicleID = place.ticket.vehicleID }
      let (ticketID, id) = try work.open(fresh, with: message)
      return (id, ticketID, .followUp)
    case .conversation, .reopened, .thanks:
      var ticket = place.ticket.with { $0.receive(arrival, at: context.now) }
      if try isPersonWanted(message, in: ticket) { ticket.wantPerson(at: context.now) }
      let id = try work.add(message, to: ticket, as: .ticketClientWrote, was: place.ticket)
      let why: Filing = arrival == .reopened ? .reopened : arrival == .thanks ? .thanks : place.byReply ? .replyTo : .conversation
      return (id, place.ticket.id, why)
    }
  }

  private func ticket(_ contact: Contact, _ channel: Channel, _ message: Message, _ subject: String?) -> Ticket {
    Ticket(in: channel.kind, at: context.now).with {
      $0.channelID = channel.id
      $0.teamID = channel.teamID
      $0.contactID = contact.id
      $0.clientID = contact.clientID
      $0.subject = Ticket.subject(of: subject.flatMap { $0.isEmpty ? nil : $0 } ?? message.text)
      if message.author == .client, PersonWanted.isAsked(in: message.text) { $0.wantPerson(at: context.now) }
    }
  }

  /// True if a client asks for a person and has had none: nobody has the ticket, or has answered.
  private func isPersonWanted(_ message: Message, in ticket: Ticket) throws -> Bool {
    guard try ticket.personID == nil || !messages.isAnsweredByPerson(ticket.id) else { return false }
    return PersonWanted.isAsked(in: message.text)
  }

  // MARK: The sender

  /// The telephone number and the e-mail address that a sender gives, if they can be read.
  private struct Told {
    let phone: Phone?
    let email: Email?

    init(_ sender: Message.Sender) {
      phone = sender.phone.flatMap { try? Phone($0) }
      email = sender.email.flatMap { Email(readable: $0) }
    }
  }

  /// The contact that wrote. An address of letters may be an e-mail address, and the address of a spoken channel a telephone number.
  private func sender(_ incoming: IncomingMessage, _ told: Told, _ address: ContactAddress, _ channel: Channel) throws -> ContactBook.Met {
    let phone = told.phone ?? (channel.kind.isSpoken ? try? Phone(incoming.senderAddress) : nil)
    let isRead = !channel.kind.isSpoken && !(incoming.mail?.isUnproven ?? false)
    let email = told.email ?? (isRead ? Email(readable: incoming.senderAddress) : nil)
    return try ContactBook(context).meet(
      .init(own: address, phone: phone, email: email, name: incoming.sender.name ?? incoming.senderAddress))
  }

  private func faults(of incoming: IncomingMessage, _ told: Told) -> Set<Message.Flag> {
    var flags: Set<Message.Flag> = []
    if incoming.text.allSatisfy(\.isWhitespace) { flags.insert(.empty) }
    let texts = [incoming.text, incoming.sender.name ?? "", incoming.sender.address]
    if texts.contains(where: { $0.unicodeScalars.contains { Text.isControl($0) && !"\n\r\t".unicodeScalars.contains($0) } }) {
      flags.insert(.controlCharacters)
    }
    if incoming.sender.phone != nil, told.phone == nil { flags.insert(.phoneUnreadable) }
    if incoming.sender.email != nil, told.email == nil { flags.insert(.emailUnreadable) }
    if let sentAt = incoming.sentAt, sentAt > context.now.adding(seconds: 300) { flags.insert(.sentInFuture) }
    return flags
  }
}

extension Ticket {
  /// True if the contact, or the client that it is, has the ticket.
  func isOf(_ contact: Contact) -> Bool { contactID == contact.id || clientID != nil && clientID == contact.clientID }
}
