import MIME
import Testing

private func mail(_ text: String) -> Mail { Mail(reading: Array(text.utf8)) }

@Test func `bytes that are no mail are one`() {
  for bytes in [[], [0], [0x0A], Array("just words".utf8), Array("just words\nand more\n".utf8), [UInt8](repeating: 0xFF, count: 1_000)]
    as [[UInt8]]
  {
    let read = Mail(reading: bytes)
    #expect(read.from.isEmpty && read.oddities.contains(.noFields))
  }
  #expect(mail("just words\nand more\n").text == "just words\nand more")
}

@Test func `a mark, blank lines, an mbox line or blanks before the first field do no harm`() {
  for lead in ["\u{FEFF}", "\n\r\n", "From anna@x Mon Nov  2 10:00:00 2026\n", " "] {
    #expect(mail(lead + "Subject: x\nFrom: a@b.c\n\ntext").subject == "x", "\(lead)")
  }
}

@Test func `a line that is no field is left out, and a missing blank line begins the body`() {
  let broken = mail("Subject: x\nno field at all\nFrom: a@b.c\n\ntext")
  #expect(broken.from.map(\.address) == ["a@b.c"] && broken.oddities == [.brokenField])
  #expect(mail("Subject: x\nFrom: a@b.c\nThe body begins.\nIt goes on.").text == "The body begins.\nIt goes on.")
  #expect(mail("Subject : x\nFROM:a@b.c\n\n").from.map(\.address) == ["a@b.c"])
}

@Test func `bare bytes in fields are of the set that the mail names`() {
  let head = "Content-Type: text/plain; charset=koi8-r\nSubject: "
  #expect(Mail(reading: Array(head.utf8) + [0xF0, 0xD2, 0xC9] + Array("\n\n".utf8)).subject == "При")
}

@Test func `a subject is one line without control characters`() {
  #expect(mail("Subject: =?utf-8?B?DQrQn9GA0LgNCtCy0LXRgg==?=\n\n").subject == "При вет")
  #expect(mail("Subject: a\u{202E}b\u{0}c\n\n").subject == "abc")
}

@Test func `the author is found where From has no address`() {
  #expect(mail("From: Anna\nReply-To: anna@x.example\n\n").author?.address == "anna@x.example")
  #expect(mail("From: \nFrom: b@x.example\n\n").author?.address == "b@x.example")
  #expect(mail("Return-Path: <c@x.example>\n\n").author?.address == "c@x.example")
  #expect(mail("Subject: x\n\n").author == nil)
}

@Test func `an unreadable date is noted, a missing one is not`() {
  #expect(mail("From: a@b.c\nDate: soon\n\n").oddities == [.unreadableDate])
  #expect(mail("From: a@b.c\n\n").oddities == [])
}

@Test func `the same mail by two ways has one identity, a redirect and another body have others`() {
  func key(_ text: String) -> String {
    let bytes = Array(text.utf8)
    let identity = Mail(reading: bytes).identity
    var hashed: [UInt8] = []
    identity.forEachHashedPiece(of: bytes) { hashed += $0 }
    return "\(identity.messageID ?? "-") \(identity.resentMessageID ?? "-") \(String(decoding: hashed, as: UTF8.self))"
  }
  let mail = "Message-ID: <m1@x>\nSubject: a\n\nbody\nmore\n"
  #expect(key("Received: by a\n" + mail) == key(("Received: by b\nX-Spam-Flag: NO\n" + mail).replacing("\n", with: "\r\n")))
  #expect(key(mail) != key("Resent-Message-ID: <r1@x>\n" + mail))
  #expect(key(mail) != key(mail + "other"))
  let nameless = "Subject: a\nFrom: a@b.c\n\nbody\n"
  #expect(key("Return-Path: <x>\nReceived: by a\n" + nameless) == key("Received: by b\n" + nameless))
  #expect(key(nameless) != key(nameless.replacing("a@b.c", with: "d@e.f")))
}

@Test func `a filter's report holds the mail itself`() {
  let read = mail(
    "From: a@b.c\nX-Spam-Flag: YES\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nreport\n--b\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nU3ViamVjdDogcHJpemUKCnRha2UgaXQK\n--b--"
  )
  #expect(read.attachedMails.map(\.subject) == ["prize"] && read.attachedMails.map(\.text) == ["take it"])
}
