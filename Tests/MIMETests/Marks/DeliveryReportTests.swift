import MIME
import Testing

private func report(_ status: String, original: String = "Message-ID: <t1@desk>") -> DeliveryReport? {
  Mail(
    reading: Array(
      """
      From: MAILER-DAEMON@x.example
      Content-Type: multipart/report; boundary=b

      --b

      words
      --b
      Content-Type: message/delivery-status

      Reporting-MTA: dns; x.example

      \(status)

      --b
      Content-Type: text/rfc822-headers

      \(original)
      --b--
      """.utf8)
  ).report
}

@Test func `each recipient has an action, a status and the server's words`() throws {
  let read = try #require(
    report(
      "Final-Recipient: rfc822; <A@b.c>\nAction: failed\nStatus: 5.1.1 (unknown)\nDiagnostic-Code: smtp; 550\n no such user\n\nFinal-Recipient: rfc822;d@e.f\nAction: delayed\nStatus: 4.4.1"
    ))
  #expect(read.kind == .failed && read.originalMessageID == "t1@desk" && read.isFormal)
  #expect(read.recipients.map(\.address) == ["a@b.c", "d@e.f"])
  #expect(read.recipients.map(\.kind) == [.failed, .delayed])
  #expect(read.recipients.map(\.status) == ["5.1.1", "4.4.1"])
  #expect(read.recipients.map(\.diagnostic) == ["550 no such user", ""])
  #expect(read.failedRecipients == ["a@b.c"])
}

@Test func `the action decides, and the status where there is none`() {
  #expect(report("Final-Recipient: rfc822; a@b.c\nAction: delivered\nStatus: 2.0.0")?.kind == .delivered)
  #expect(report("Final-Recipient: rfc822; a@b.c\nAction: relayed\nStatus: 2.0.0")?.kind == .relayed)
  #expect(report("Final-Recipient: rfc822; a@b.c\nAction: delayed (still trying)\nStatus: 4.0.0")?.kind == .delayed)
  #expect(report("Final-Recipient: rfc822; a@b.c\nAction: failed\nStatus: 4.2.2")?.kind == .failed)
  #expect(report("Final-Recipient: rfc822; a@b.c\nStatus: 4.4.7")?.kind == .delayed)
}

@Test func `a local user stands for the address that was written to`() {
  #expect(report("Original-Recipient: rfc822; a@b.c\nFinal-Recipient: rfc822; a@localhost\nAction: failed")?.failedRecipients == ["a@b.c"])
}

@Test func `a reader's refusal, a look and a deletion are told apart`() {
  func kind(_ disposition: String) -> DeliveryReport.Kind? {
    Mail(
      reading: Array(
        "From: a@b.c\nContent-Type: multipart/report; boundary=b\n\n--b\n\nx\n--b\nContent-Type: message/disposition-notification\n\nFinal-Recipient: rfc822; a@b.c\nOriginal-Message-ID: <t1@desk>\nDisposition: \(disposition)\n--b--"
          .utf8)
    ).report?.kind
  }
  #expect(kind("automatic-action/MDN-sent-automatically; deleted") == .rejected)
  #expect(kind("manual-action/MDN-sent-manually; deleted") == .deleted)
  #expect(kind("manual-action/MDN-sent-manually; displayed") == .displayed)
}

@Test func `a bounce that a person forwards is a person's mail`() {
  let mail = Mail(
    reading: Array(
      "From: anna@client.example\nSubject: Fwd: Undelivered Mail Returned to Sender\nContent-Type: multipart/mixed; boundary=o\n\n--o\n\nWhat is this?\n--o\nContent-Type: message/rfc822\n\nFrom: MAILER-DAEMON@x.example\nContent-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\nFinal-Recipient: rfc822; a@b.c\nAction: failed\n--b--\n--o--"
        .utf8))
  #expect(mail.report == nil && !mail.marks.bounce && mail.marks.mayAnswer)
}

private func old(_ header: String, _ text: String) -> DeliveryReport? {
  Mail(reading: Array("To: desk@centre.example\n\(header)\n\n\(text)".utf8)).report
}

@Test func `the words of old mail systems are understood`() {
  let qmail = old(
    "From: MAILER-DAEMON@x.example\nSubject: failure notice",
    "Hi. This is the qmail-send program at x.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n\n<pavel@client.example>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\nTo: other@client.example\nMessage-ID: <t9@desk>\n"
  )
  #expect(
    qmail?.failedRecipients == ["pavel@client.example"] && qmail?.recipients.first?.status == "5.1.1"
      && qmail?.originalMessageID == "t9@desk" && qmail?.isFormal == false)
  let exchange = old(
    "From: System Administrator <postmaster@x.example>\nSubject: Undeliverable: Ready",
    "Your message\n\n  To:      Pavel\n  Subject: Ready\n\ndid not reach the following recipient(s):\n\npavel@client.example on Mon, 2 Nov 2026 10:00:00 +0300\n    The recipient name is not recognized\n"
  )
  #expect(exchange?.failedRecipients == ["pavel@client.example"])
  let exim = old(
    "From: mailer-daemon@x.example\nX-Failed-Recipients: pavel@client.example, roman@client.example\nSubject: Mail failure", "words\n")
  #expect(exim?.failedRecipients == ["pavel@client.example", "roman@client.example"])
  let russian = old(
    "From: postmaster@x.example\nSubject: Сообщение не доставлено", "Ваше письмо не может быть доставлено:\n  pavel@client.example\n")
  #expect(russian?.failedRecipients == ["pavel@client.example"])
}

@Test func `each address of an old report has the status that stands below it`() {
  let exim = old(
    "From: mailer-daemon@x.example\nX-Failed-Recipients: pavel@client.example, roman@client.example\nSubject: Mail failure",
    "  pavel@client.example\n    host mx: 550 5.2.2 <pavel@client.example> Mailbox full\n  roman@client.example\n    host mx: 550 5.1.1 <roman@client.example> User unknown\n"
  )
  #expect(exim?.recipients.map(\.status) == ["5.2.2", "5.1.1"])
  let one = old(
    "From: mailer-daemon@x.example\nX-Failed-Recipients: pavel@client.example, roman@client.example\nSubject: Mail failure",
    "550 5.1.1 User unknown\n")
  #expect(one?.recipients.map(\.status) == ["5.1.1", "5.1.1"])
}

@Test func `a mail from nobody, or one that returns another, is a bounce by its words`() {
  let nobody = old("From: <>\nReturn-Path: <>", "You sent mail to pavel@client.example. That's not a valid user here.\n")
  #expect(nobody?.failedRecipients == ["pavel@client.example"])
  #expect(old("From: <>\nReturn-Path: <>", "I am away until Monday.") == nil)
  let gateway = "From: mobile@client.example\nReturn-Path: <>\nSubject: Mail\nContent-Type: multipart/mixed; boundary=b"
  let returned = "\n--b\nContent-Type: message/rfc822\n\nMessage-ID: <t1@desk>\nTo: pavel@client.example\n\nReady\n--b--"
  let phone = old(gateway, "--b\n\nYour mail\n  could not be delivered to: <pavel@client.example>\n  as the mailbox is full.\(returned)")
  #expect(phone?.failedRecipients == ["pavel@client.example"] && phone?.originalMessageID == "t1@desk")
  #expect(old(gateway, "--b\n\nI am away. Your mail is below.\(returned)") == nil)
}

@Test func `the original is found in a part that is its copy by header or by text`() {
  let status =
    "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\nFinal-Recipient: rfc822; a@b.c\nAction: delayed\nStatus: 4.4.7\n"
  func id(_ copy: String) -> String? {
    old("From: MAILER-DAEMON@x.example\nContent-Type: multipart/report; boundary=b", "--b\n\nwords\n\(status)--b\n\(copy)\n--b--")?
      .originalMessageID
  }
  #expect(id("Content-Type: text/plain\n\nFrom: desk@centre.example\nMessage-id: <t1@desk>\n\nReady") == "t1@desk")
  #expect(id("Received: from x\nMessage-Id: <t1@desk>\nFrom: desk@centre.example\n\nReady") == "t1@desk")
}

@Test func `a warning of an old mail system is a delay`() {
  let warning = old(
    "From: Mail Delivery System <Mailer-Daemon@x.example>\nSubject: Warning: message 1xXm delayed 24 hours",
    "A message that you sent has not yet been delivered to one or more of its recipients.\n\n  pavel@client.example\n\nNo action is required on your part."
  )
  #expect(warning?.kind == .delayed && warning?.failedRecipients == [])
}

@Test func `a vacation answer with an empty return path and a person's question are no bounces`() {
  #expect(old("From: mila@client.example\nReturn-Path: <>\nAuto-Submitted: auto-replied\nSubject: Re: Question", "I am away.") == nil)
  #expect(
    old(
      "From: mila@client.example\nSubject: Re: Undelivered Mail Returned to Sender",
      "My mail to boris@x.example could not be delivered. Why?") == nil)
  #expect(old("From: mila@client.example\nSubject: доставка", "Деталь не доставлена: user unknown") == nil)
}
