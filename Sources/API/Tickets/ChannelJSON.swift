internal import Desk
package import Domain

enum ChannelJSON {
  static let team = Shape<Teams.Details>("Team", version: { $0.team.version }) { s in
    s.integer("id") { $0.team.id }
    s.text("name") { $0.team.name }
    s.integers("members") { $0.members }
    s.time("created_at") { $0.team.createdAt }
    s.integer("version") { $0.team.version }
  }

  static let channel = Shape<Channel>("Channel", version: { $0.version }) { s in
    s.integer("id") { $0.id }
    s.word("kind") { $0.kind }
    s.text("name") { $0.name }
    s.text("address") { $0.address }
    s.integer("calendar_id") { $0.calendarID }
    s.integer("team_id") { $0.teamID }
    s.word("status") { $0.status }
    s.text("signature") { $0.signature }
    s.text("hook_url") { $0.hookURL }
    s.time("created_at") { $0.createdAt }
    s.integer("version") { $0.version }
  }

  static let opened = Shape<Channels.Opened>("ChannelWithSecret") { s in
    s.object("channel", channel) { $0.channel }
    s.text("secret") { $0.secret }
  }
}

extension Team: Formed {
  package static func fields(_ form: inout Form<Team>) { form.required("name", .line, \.name) }
  package static let newExample: String? = #"{"name":"Запчасти"}"#
  package static let changeExample: String? = #"{"name":"Запчасти и шины"}"#
}

extension Channel: Formed {
  package static func fields(_ form: inout Form<Channel>) {
    form.fixed("kind", .choice(), \.kind)
    form.required("name", .line, \.name)
    form.clearable("address", .line, \.address, "The centre's own address there: a mailbox, an account, a number")
    form.defaulted("calendar_id", .id, \.calendarID, "1, the centre's, if absent")
    form.defaulted("team_id", .id, \.teamID, "The team of its tickets; 1, the built-in one, if absent")
    form.clearable("signature", .words, \.signature, "Stands below the channel's mails")
    form.later("status", .choice(), \.status, "`closed`: its secrets open nothing")
  }
  package static let newExample: String? = #"{"kind":"messenger","name":"Мессенджер","address":"@avtocentr","calendar_id":1,"team_id":1}"#
  package static let changeExample: String? = #"{"name":"Мессенджер сервиса"}"#
}

struct TeamMembersBody: Declared {
  let members: [Int64]
  init(_ fields: inout Fields) { members = fields.required("members", .list(of: .id), "Users who may answer tickets") }
  static let example: String? = #"{"members":[1]}"#
}

struct IncomingMessageBody: Declared {
  let message: IncomingMessage
  let attachments: [AttachmentBody]
  init(_ fields: inout Fields) {
    var message = IncomingMessage()
    message.externalID = fields.required(
      "external_id", .code, "The channel's own id of the message: with it a message is taken once for ever")
    message.conversationID = fields.optional(
      "conversation_id", .code, "The channel's own id of the conversation; absent in a messenger, chat or social network: the address is it"
    )
    message.sender = fields.required("from", .object(SenderBody.self)).sender
    message.sentAt = fields.optional("sent_at", .time)
    message.editedAt = fields.optional(
      "edited_at", .time, "When the sender last changed the text: a known message then gets it as a new version (`edited`)")
    message.text = fields.optional("text", .anything(1_000_000), or: "", "Kept as it is")
    message.replyTo = fields.optional("reply_to_external_id", .code, "The message that it answers")
    message.isBots = fields.optional("bot", .flag, or: false, "Written to the client by the channel's bot")
    attachments = fields.optional(
      "attachments", .list(of: .object(), 0...20), or: [], "Files of the message; with them its body may be as long as a mail")
    self.message = message
  }
  static let example: String? = """
    {"external_id":"m-1001","conversation_id":"c-77","from":{"address":"tg:558","name":"Анна","phone":"+7 916 555-11-22"},\
    "sent_at":"2026-03-02T09:30:00Z","text":"Добрый день! Когда будет готова машина?"}
    """
}

struct SenderBody: Declared {
  let sender: Message.Sender
  init(_ fields: inout Fields) {
    var sender = Message.Sender()
    sender.address = fields.optional(
      "address", .anything(500), or: "",
      "The sender's address or account in the channel; if absent, the e-mail, the phone or the conversation")
    sender.name = fields.optional("name", .anything(500))
    sender.phone = fields.optional("phone", .anything(500), "From abroad with its plus; unreadable ones are kept and flagged")
    sender.email = fields.optional("email", .anything(500), "Unreadable ones are kept and flagged")
    self.sender = sender
  }
  static let schemaName = "MessageSenderBody"
}

extension Kind where T == String {
  /// An id that another program gave.
  fileprivate static var code: Kind { .text(1...200) }

  /// Text of any characters, since no contact may be lost for what it says.
  fileprivate static func anything(_ most: Int) -> Kind {
    Kind(.text(min: 0, max: most, format: nil), placeholder: "") { input, pointer, faults in
      guard let text = input.string else { return faults.add(.wrongType("string", at: pointer)) }
      if text.unicodeScalars.count > most { return faults.add(.tooLong(most, at: pointer)) }
      return text
    }
  }
}
