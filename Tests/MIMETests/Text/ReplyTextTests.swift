import MIME
import Testing

private let answer = "Завтра приеду."
private let quoted = "> Автомобиль готов.\n> Сумма 4500 руб."
private let unquoted = "Автомобиль готов.\n\nСумма 4500 руб."

private func reply(_ text: String) -> String { ReplyText.reply(of: text) }

/// Introductions as programs write them, before quoted lines and before lines without marks.
private let introductions = [
  "29.11.2026, 10:15, \"Сервис\" <desk@example.net>:", ">Воскресенье, 29 ноября 2026, 10:15 +03:00 от Сервис <desk@example.net>:",
  "вс, 29 нояб. 2026 г. в 10:15, Сервис <desk@example.net>:",
  "29 ноября 2026 г., 10:15 пользователь Сервис <desk@example.net> написал:", "29.11.2026 10:15, Сервис пишет:",
  "29 нояб. 2026 г., в 10:15, Сервис <desk@x.example> написал(а):",
  "Сервис <desk@x.example> писал(а) 2026-11-29 10:15:", "On Mon, Nov 02, 2026 at 10:00:00AM +0300, Сервис wrote:",
  "On Mon, Nov 2, 2026 at 10:00 AM Desk of a Very Long Name\n<desk@x.example> wrote:",
  "Am 18.09.2026 um 16:24 schrieb Desk <desk@x.example>:", "Le 4 janv. 2026 19:03, \"Desk\" <desk@x.example> a écrit :",
  "Max <a@b.example> schrieb am Fr., 28. Apr. 2026 um 11:53 Uhr:",
  "Den 15. jun. 2026 kl. 20.42 skrev Desk <desk@x.example>:", "Desk (desk@x.example) wrote:", "2026-03-03 17:21 GMT+01:00 Some One",
  "---- On Tue, 22 Dec 2026 14:17:36 +0530 Desk<desk@x.example> wrote ----",
  "-----Original Message-----", "----- Original Message -----", "-------- Исходное сообщение --------", "-----Исходное сообщение-----",
  "-------- Ursprüngliche Nachricht --------",
  "________________________________\nFrom: Desk <d@x.example>\nSent: Monday\nTo: Anna\nSubject: Ready",
  "От: Сервис <desk@x.example>\nОтправлено: 29 ноября 2026 г. 10:15\nКому: Анна\nТема: Готов",
  "*From:* Desk <d@x.example>\n*Sent:* Monday\n*To:* Anna\n*Subject:* Ready",
  "From: Desk [mailto:d@x.example] \nSent: Monday, November 2, 2026\nTo: Anna\nCc: Boris;\n Vera\nSubject: Ready",
  "##- Please type your reply above this line -##",
  "Desk of a Long Name <desk@x.example> schrieb am So., 23.\nJuni 2026, 21:08:",
  "-------- Oprindelig besked --------\nFra: Desk <d@x.example>\nDato: 04.07.2026  17.45  (GMT+01:00)\nTil: a@b.example\nEmne: Ready",
]

@Test(arguments: introductions) func `a quotation comes off with its introduction`(introduction: String) {
  for below in [quoted, "\n" + quoted, "\n" + unquoted] { #expect(reply("\(answer)\n\n\(introduction)\n\(below)\n") == answer) }
}

@Test func `an answer below its quotation, and one around it, stays`() {
  #expect(reply("On Monday 2.11.2026 Desk wrote:\n\(quoted)\n\n\(answer)\n") == answer)
  #expect(reply("Здравствуйте.\n\nOn Monday 2.11.2026 Desk wrote:\n\(quoted)\n\n\(answer)") == "Здравствуйте.\n\n\(answer)")
}

@Test func `answers between several quotations keep them`() {
  let text = "> Когда приедете?\nЗавтра.\n> Кофе?\nДа."
  #expect(reply(text) == text)
}

@Test func `a text before an introduction is never taken for a part of it`() {
  #expect(reply("Согласен\nOn 04/19/2026 07:10 AM, Desk wrote:\n> x") == "Согласен")
  #expect(reply("Цена 4500:\n- масло\n- фильтр") == "Цена 4500:\n- масло\n- фильтр")
  #expect(reply("В субботу в 10:00 могу:\nда") == "В субботу в 10:00 могу:\nда")
}

@Test func `signatures and what phones write come off`() {
  #expect(reply("\(answer)\n-- \nАнна\nтел. 1") == answer)
  #expect(reply("\(answer)\n\nОтправлено с iPhone\n\n> 2 нояб. 2026 г., в 10:00, Desk <d@x.example> написал(а):\n> \n> x") == answer)
  for line in [
    "Sent from my iPhone", "Отправлено из мобильной Почты Mail.ru", "Get Outlook for iOS<https://aka.example>",
    "Von meinem iPhone gesendet", "Отправлено из Яндекс Почты для мобильных", "(Sent from mobile device)",
    "Télécharger Outlook pour Android<https://aka.example>",
  ] {
    #expect(reply("\(answer)\n\n\(line)\n") == answer, "\(line)")
  }
  #expect(reply("Sent from my desk, which is easier than my phone.") == "Sent from my desk, which is easier than my phone.")
}

@Test func `a forwarded mail is what the person sends`() {
  let text =
    "См. ниже.\n\n---------- Forwarded message ---------\nFrom: Boris <b@x.example>\nDate: Mon, 2 Nov 2026\nSubject: Offer\nTo: Anna\n\nThe offer."
  #expect(reply(text) == text)
}

@Test(arguments: [
  "Begin forwarded message:\n\n> From: Boris <b@x.example>\n> Subject: Offer\n> To: Anna\n>\n> The offer.",
  "> Begin forwarded message:\n>\n> From: Boris <b@x.example>\n> Subject: Offer\n>\n> The offer.",
  "Forwarded message:\n\n> From: Boris <b@x.example>\n>\n> The offer.\n\nBelow it.",
  "-------- Пересылаемое сообщение --------\n02.11.2026, 10:00, Борис <b@x.example>:\n\nСчёт.\n-- \nБорис",
  "-------- Пересылаемое сообщение --------\nОт кого: Борис <b@x.example>\nКому: Анна\nДата: Понедельник\nТема: Счёт\n\nСчёт.",
  "---------- Vidarebefordrat meddelande ----------\nFrån: B <b@x.example>\nDatum: 2 nov\nÄmne: O\nTill: A\n\nO",
  "---------- Doorgestuurd bericht ----------\nVan: B <b@x.example>\nDatum: 2 nov\nOnderwerp: O\nAan: A\n\nO",
  "Début du message réexpédié :\n\nDe: B <b@x.example>\nDate: 2 nov\nÀ: A\nObjet: O\n\nO",
  "----- Forwarded by Anna/Desk on 02.11.2026 -----\n\nO",
]) func `a forwarded mail stays to its last line, below the signature of the person who sends it`(forwarded: String) {
  #expect(reply("\(answer)\n\n\(forwarded)") == "\(answer)\n\n\(forwarded)")
  #expect(reply("\(answer)\n-- \nАнна\nтел. 1\n\n\(forwarded)") == "\(answer)\n\n\(forwarded)")
  #expect(reply(forwarded) == forwarded)
}

@Test func `what was forwarded within a quotation goes with the quotation`() {
  let forwarded = "---------- Forwarded message ---------\nFrom: B <b@x.example>\nDate: 2 nov\nSubject: O\nTo: A\n\nO"
  #expect(reply("\(answer)\n\nOn Mon, Nov 2, 2026 at 10:00 AM Desk <d@x.example> wrote:\n\n\(forwarded)") == answer)
  #expect(reply("\(answer)\n\nОт: Desk <d@x.example>\nОтправлено: 2 ноября\nКому: Анна\nТема: Счёт\n\nСм.\n\n\(forwarded)") == answer)
  #expect(reply("\(answer)\n\n-----Original Message-----\nSee.\n\(forwarded)") == answer)
  #expect(reply("Письмо переслано вчера.\n\nOn 2.11.2026 Desk wrote:\n\(quoted)") == "Письмо переслано вчера.")
}

@Test func `the subject tells what is forwarded from what is answered where a program quotes both alike`() {
  let header = "От: Сервис <desk@example.net>\nОтправлено: 29 ноября 2026 г. 10:15\nКому: Анна\nТема: Счёт\n\nСчёт 4500."
  func mail(_ subject: String, _ type: String, _ body: String) -> String {
    Mail(reading: Array("Subject: \(subject)\nContent-Type: \(type); charset=utf-8\n\n\(body)".utf8)).replyText
  }
  for subject in ["FW: Счёт", "Fwd: Re: Счёт", "ПЕРЕСЛ: Счёт", "WG: Счёт"] {
    #expect(mail(subject, "text/plain", "\(answer)\n\n\(header)") == "\(answer)\n\n\(header)", "\(subject)")
    #expect(
      mail(subject, "text/html", "\(answer)<hr><div id=divRplyFwdMsg>От: Сервис</div>Счёт 4500.").hasSuffix("Счёт 4500."), "\(subject)")
  }
  for subject in ["Re: Счёт", "RE: FW: Счёт", "Счёт"] {
    #expect(mail(subject, "text/plain", "\(answer)\n\n\(header)") == answer, "\(subject)")
  }
}

@Test func `a mail of nothing but quotation is the reply itself`() {
  #expect(reply(quoted) == quoted)
  let header = "De : B <b@x.example>\nRépondre à : B <c@x.example>\nDate : 2 nov\nÀ : Anna\nObjet : O\n\nBonjour"
  #expect(reply(header) == header)
  #expect(reply("-----Original Message-----\nFrom: x\n\ntext") == "-----Original Message-----\nFrom: x\n\ntext")
  #expect(reply("") == "")
}

@Test func `PGP's lines come off`() {
  #expect(
    reply(
      "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n\(answer)\n- -- dashed\n-----BEGIN PGP SIGNATURE-----\n\nabc\n-----END PGP SIGNATURE-----\n"
    ) == "\(answer)\n-- dashed")
}

@Test func `an HTML page is cut where the program says that its quotation begins`() {
  func page(_ html: String) -> String { Mail(reading: Array("Content-Type: text/html; charset=utf-8\n\n\(html)".utf8)).replyText }
  #expect(page("<div>\(answer)</div><div class='gmail_quote'>Anything at all<blockquote>x</blockquote></div>") == answer)
  #expect(page("\(answer)<hr><div id=divRplyFwdMsg><b>From:</b> Desk<br><b>Sent:</b> x</div>y") == answer)
  #expect(page("<p>\(answer)</p><div class='yahoo_quoted'>z</div>") == answer)
  #expect(page("<div name=messageBodySection>\(answer)</div><div name=messageReplySection>z</div>") == answer)
  #expect(page("<div class='gmail_quote'>\(answer)</div>") == answer)
  #expect(page("see<div class='gmail_quote'>---------- Forwarded message ---------<br>offer</div>").hasSuffix("offer"))
}

@Test func `texts of nothing but marks are read in linear time`() {
  for line in [
    "> x\n", "On 1.1.2026 a wrote:\n", "From: a\n", "-- \n", "Sent from my x\n", "a\n> b\n", "_____\n", "On 11\n",
    "-----Original Message-----\n", "---- Forwarded message ----\n", "A <a@b.c> schrieb am 2\n",
  ] { _ = reply(String(repeating: line, count: 3_000)) }
}
