import MIME
import Testing

private func marks(_ header: String, from: String = "anna@client.example") -> SenderMarks {
  Mail(reading: Array("From: \(from)\n\(header)\n\ntext".utf8)).marks
}

@Test func `Auto-Submitted counts by its first word`() {
  for value in ["auto-replied", "AUTO-GENERATED", "auto-replied (vacation)", "auto-replied; owner=x", "auto-notified"] {
    #expect(marks("Auto-Submitted: \(value)").autoSubmitted, "\(value)")
  }
  #expect(!marks("Auto-Submitted: no").autoSubmitted && marks("Auto-Submitted: No (really)").mayAnswer)
}

@Test func `the marks of phones, cron and vacation programs are known`() {
  for field in [
    "X-Autoreply: yes", "X-Autorespond: x", "X-Apple-Action: VACATION", "Precedence: auto_reply", "Preference: auto_reply",
    "X-Cron-Env: <SHELL=/bin/sh>", "X-MS-Exchange-Inbox-Rules-Loop: a@b.c",
  ] {
    #expect(marks(field).autoSubmitted && !marks(field).mayAnswer, "\(field)")
  }
  #expect(!marks("X-Autoreply: no").autoSubmitted)
}

@Test func `the words of automatic answers in a subject are known`() {
  for subject in [
    "Автоответ: меня нет", "Автоматический ответ: Ваш заказ", "Automatic reply: x", "Auto: x", "Out of Office: x", "[Auto generated] x",
  ] {
    #expect(marks("Subject: \(subject)").autoSubmitted, "\(subject)")
  }
  for subject in ["Автосервис: запись", "Re: Automatic gearbox", "Auto parts"] {
    #expect(!marks("Subject: \(subject)").autoSubmitted, "\(subject)")
  }
}

@Test func `nobody answers a list, a loop, spam, bulk, or an empty return path`() {
  for field in [
    "List-Id: <x>", "List-Unsubscribe: <mailto:x>", "X-Loop: x", "X-Spam-Flag: YES", "Precedence: bulk", "Precedence: junk",
    "Return-Path: <>", "Return-Path: <MAILER-DAEMON>", "X-Auto-Response-Suppress: DR, OOF", "Content-Type: multipart/report; boundary=x",
  ] {
    #expect(!marks(field).mayAnswer, "\(field)")
  }
  #expect(marks("List-Id: <x>").list && marks("X-Loop: x").loop && marks("X-Spam-Flag: YES").spam)
}

@Test func `nobody answers the mail system or an address that nobody reads`() {
  for from in [
    "MAILER-DAEMON@x.example", "no-reply@x.example", "noreply@x.example", "news-bounces@x.example", "owner-news@x.example",
    "news-request@x.example", "No address",
  ] { #expect(!marks("Subject: x", from: from).mayAnswer, "\(from)") }
  #expect(marks("Reply-To: client@x.example", from: "no-reply@form.example").mayAnswer)
}

@Test func `spam is what the filter says, and no is no`() {
  #expect(marks("X-Spam-Status: Yes, score=15.3").spam)
  #expect(!marks("X-Spam-Status: No, score=1 YES").spam)
  #expect(marks("X-MS-Exchange-Organization-SCL: 6").spam && !marks("X-MS-Exchange-Organization-SCL: 1").spam)
}

@Test func `a person's mail may be answered`() {
  #expect(marks("Subject: Запись\nPrecedence: first-class\nReturn-Path: <anna@client.example>").mayAnswer)
}
