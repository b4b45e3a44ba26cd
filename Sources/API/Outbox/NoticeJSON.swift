internal import Desk
internal import Domain

enum NoticeJSON {
  static let settings = Shape<NoticeSettings>("NoticeSettings") { s in
    s.text("email") { $0.email }
    s.word("language") { $0.language }
    s.word("mention") { $0.mention }
    s.word("assignment") { $0.assignment }
    s.word("breach") { $0.breach }
    s.word("failure") { $0.failure }
    s.integer("digest_minute") { $0.digestMinute }
  }
}

struct NoticeSettingsBody: Declared {
  let apply: @Sendable (inout NoticeSettings) -> Void
  init(_ fields: inout Fields) {
    let email = fields.optional("email", .email, "Where the mails go; absent: nowhere")
    let language: Language = fields.optional("language", .choice(), or: .ru)
    let mention: NoticeSettings.Wish = fields.optional("mention", .choice(), or: .off, "Somebody calls one to a ticket")
    let assignment: NoticeSettings.Wish = fields.optional("assignment", .choice(), or: .off, "One has got a ticket")
    let breach: NoticeSettings.Wish = fields.optional(
      "breach", .choice(), or: .off, "A target of one's ticket was missed, or of one that is nobody's in one's team")
    let failure: NoticeSettings.Wish = fields.optional("failure", .choice(), or: .off, "An answer did not reach the client")
    let minute = fields.optional("digest_minute", .integer(0...1_439), or: 480, "The local time of the digest in minutes after midnight")
    apply = {
      ($0.email, $0.isEnglish, $0.digestMinute) = (email, language == .en, minute)
      ($0.mention, $0.assignment, $0.breach, $0.failure) = (mention, assignment, breach, failure)
    }
  }
  static let example: String? = #"{"email":"anna@centre.example","mention":"mail","assignment":"digest","breach":"mail","failure":"mail"}"#
}
