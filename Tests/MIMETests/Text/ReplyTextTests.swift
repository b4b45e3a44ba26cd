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
    "Von meinem iPhone gesendet", "Отправлено из Яндекс Почты для мобильных",
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

@Test func `a mail of nothing but quotation is the reply itself`() {
  #expect(reply(quoted) == quoted)
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
  #expect(page("<div class='gmail_quote'>\(answer)</div>") == answer)
  #expect(page("see<div class='gmail_quote'>---------- Forwarded message ---------<br>offer</div>").hasSuffix("offer"))
}

@Test func `texts of nothing but marks are read in linear time`() {
  for line in [
    "> x\n", "On 1.1.2026 a wrote:\n", "From: a\n", "-- \n", "Sent from my x\n", "a\n> b\n", "_____\n", "On 11\n",
    "-----Original Message-----\n",
  ] { _ = reply(String(repeating: line, count: 3_000)) }
}
