import SMTP

/// Mails whose bytes are kept in the folder `Mails`. `read.py` there compares what Python reads in them with these values.
enum Drafts {
  static let all: [(name: String, draft: @Sendable () throws -> MailDraft)] = [
    ("plain", plain), ("answer", answer), ("machine", machine), ("attachments", attachments), ("international", international),
  ]

  /// 2026-11-30, 18:21:49 in Moscow.
  static let date: Int64 = 1_796_052_109_000

  static func plain() throws -> MailDraft {
    var draft = MailDraft(
      from: try MailAddress("desk@example.org"), to: [try MailAddress("anna@example.net")], date: date,
      messageID: "1.plain@desk.example.org",
      text: "The car is ready.\n\nWe are open until 20:00.")
    draft.subject = "Your car"
    return draft
  }

  static func answer() throws -> MailDraft {
    var draft = MailDraft(
      from: try MailAddress("desk@example.org", name: "Сервис «Веста»"),
      to: [try MailAddress("anna@example.net", name: "Анна Крылова")], date: date, messageID: "2.answer@desk.example.org",
      text: "Здравствуйте, Анна!\nМашина готова, ждём вас до 20:00.\n")
    draft.cc = [try MailAddress("boris@example.net", name: "Krylov, Boris \"B\""), try MailAddress("\"a..b\"@example.net")]
    draft.replyTo = try MailAddress("info@сервис.рф", name: "Приёмная")
    draft.subject = "Re: [ЗН-2026-000123] Стучит спереди справа на кочках, и ещё скрипит, когда поворачиваешь руль налево"
    draft.zoneMinutes = 180
    draft.inReplyTo = "<c3$d=4@mail.example.net>"
    draft.references = ["<a1@mail.example.net>", "<2.first@desk.example.org>"]
    draft.signature = "С уважением,\nОльга, мастер-приёмщик"
    return draft
  }

  static func machine() throws -> MailDraft {
    var draft = MailDraft(
      from: try MailAddress("desk@example.org", name: "Desk"), to: [try MailAddress("zoe@example.net", name: "Zoë Müller")], date: date,
      messageID: "3.machine@desk.example.org", text: "From now on we look into it.\nPrix : 100 €\n.\n")
    draft.subject = "Re: Prix réduit"
    draft.zoneMinutes = -210
    draft.inReplyTo = "q@mail.example.net"
    draft.machine = .replied
    return draft
  }

  static func attachments() throws -> MailDraft {
    var draft = try plain()
    draft.messageID = "4.attachments@desk.example.org"
    draft.subject = "Заказ-наряд"
    draft.attachments = [
      MailDraft.Attachment(name: "order.pdf", mediaType: "application/pdf", bytes: [0x25, 0x50, 0x44, 0x46, 0, 0xFF, 0x0D, 0x0A]),
      MailDraft.Attachment(name: "смета.csv", mediaType: "text/csv", bytes: Array("работа;цена\r\n".utf8)),
      MailDraft.Attachment(
        name: "../Фотография повреждённого переднего бампера со стороны водителя.jpeg", mediaType: "image/jpeg", bytes: [1, 2, 3]),
      MailDraft.Attachment(
        name: "жалоба.eml", mediaType: "message/rfc822", bytes: Array("From: a@example.net\nSubject: noise\n\nIt knocks.\n".utf8)),
      MailDraft.Attachment(name: "", mediaType: "no type", bytes: []),
    ]
    return draft
  }

  static func international() throws -> MailDraft {
    var draft = MailDraft(
      from: try MailAddress("desk@example.org"), to: [try MailAddress("анна@почта.рф", name: "Анна")], date: date,
      messageID: "5.international@desk.example.org", text: "Готово")
    draft.subject = "Готово"
    draft.inReplyTo = "<письмо@почта.рф>"
    return draft
  }
}
