internal import Desk
internal import Domain
internal import MIME

/// A mail as it was read.
enum MailJSON {
  static let filed = Shape<MailFiling>("FiledMail") { s in
    s.integer("id") { $0.place.messageID }
    s.integer("ticket_id") { $0.place.ticketID }
    s.text("ticket_number") { $0.place.ticketNumber }
    s.word("why") { $0.place.why }
    s.word("found_by") { $0.place.found }
    s.text("subject") { $0.mail.subject }
    s.object("from", address) { $0.mail.from.first }
    s.list("to", address) { $0.mail.to }
    s.list("cc", address) { $0.mail.cc }
    s.list("reply_to", address) { $0.mail.replyTo }
    s.time("date") { $0.mail.date.map { Instant(rawValue: Int64($0.seconds) * 1_000) } }
    s.text("message_id") { $0.mail.messageID }
    s.text("in_reply_to") { $0.mail.inReplyTo.first }
    s.texts("references") { $0.mail.references }
    s.text("text") { $0.mail.text }
    s.text("html_text") { $0.mail.htmlText }
    s.text("reply_text") { $0.mail.replyText }
    s.list("attachments", attachment) { $0.mail.attachments }
    s.object("flags", marks) { $0.mail.marks }
    s.object("delivery_report", report) { $0.mail.report }
  }

  private static let address = Shape<MailAddress>("MailAddress") { s in
    s.text("name") { $0.name }
    s.text("address") { $0.address }
  }

  private static let attachment = Shape<Attachment>("MailAttachment") { s in
    s.text("name") { $0.name }
    s.text("media_type") { $0.mediaType }
    s.integer("size") { Int64($0.size) }
  }

  private static let marks = Shape<SenderMarks>("MailFlags") { s in
    s.flag("auto_submitted") { $0.autoSubmitted }
    s.flag("bounce") { $0.bounce }
    s.flag("delay") { $0.delay }
    s.flag("list") { $0.list }
    s.flag("spam") { $0.spam }
    s.flag("loop") { $0.loop }
  }

  private static let report = Shape<DeliveryReport>("DeliveryReport") { s in
    s.text("kind") { $0.kind.rawValue }
    s.text("original_message_id") { $0.originalMessageID }
    s.list("recipients", recipient) { $0.recipients }
  }

  private static let recipient = Shape<DeliveryReport.Recipient>("DeliveryReportRecipient") { s in
    s.text("address") { $0.address }
    s.text("kind") { $0.kind.rawValue }
    s.text("status") { $0.status }
    s.text("diagnostic") { $0.diagnostic }
  }
}
