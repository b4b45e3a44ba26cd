import MIME
import Testing

private func mail(_ text: String) -> Mail { Mail(reading: Array(text.utf8)) }

@Test func `five thousand nested parts are read to a depth and the rest stays raw`() {
  var text = "From: a@b.c\n"
  for level in 0..<5_000 { text += "Content-Type: multipart/mixed; boundary=b\(level)\n\n--b\(level)\n" }
  let read = mail(text + "\ninnermost")
  #expect(read.oddities.contains(.tooDeep))
  #expect(read.attachments.count == 1)
}

@Test func `mails within mails within mails end as well`() {
  #expect(mail(String(repeating: "Content-Type: message/rfc822\n\n", count: 5_000)).oddities.contains(.tooDeep))
}

@Test func `a mail of twenty thousand parts is read up to the limit`() {
  let read = mail(
    "From: a@b.c\nContent-Type: multipart/mixed; boundary=b\n\n" + String(repeating: "--b\nContent-Type: image/png\n\nx\n", count: 20_000))
  #expect(read.attachments.count < 1_001 && read.oddities.contains(.tooManyParts))
}

@Test func `a header of twenty thousand fields is read up to the limit`() {
  let read = mail("From: a@b.c\n" + String(repeating: "X: y\n", count: 20_000) + "Subject: late\n\ntext")
  #expect(read.oddities.contains(.tooManyFields) && read.text == "text")
}

@Test func `a text beyond the limit is cut, and the raw mail has it`() {
  let read = mail("From: a@b.c\n\n" + String(repeating: String(repeating: "word ", count: 2_000) + "\n", count: 500))
  #expect(read.text.utf8.count <= 2 << 20 && read.oddities == [.textTooLong])
  #expect(read.bytes.count > 4 << 20)
}

@Test func `fields, names and pages of nothing but openings are read in linear time`() {
  for piece in ["=?", "=?utf-8?B?", "=?utf-8?Q?=", "\"", "(", "<", "<a@", ":", ",", "[", ";", "a ", "\"\\\"", "=?utf-8?B?0J8?= "] {
    let field = String(repeating: piece, count: 15_000 / piece.utf8.count)
    _ = mail(
      "From: \(field)\nTo: [\(field)\nSubject: \(field)\nDate: \(field)\nReferences: \(field)\nContent-Type: text/plain; \(field)\nContent-Disposition: attachment; filename=\"\(field)\nAuthentication-Results: \(field)\n\n\(field)"
    )
  }
}

@Test func `packed letters of many attributes, properties and values are read in linear time`() {
  var attributes = PackedLetter()
  for _ in 0..<20_000 { attributes.add(1, 0x1_8004, []) }
  for _ in 0..<20_000 { attributes.add(2, 0x1_8010, [0]) }
  #expect(attributes.mail().oddities == [.partlyReadWinmail])
  var values = PackedLetter()
  values.add(.unicode(0x1000, "text"), .named("many", several: [String](repeating: "", count: 20_000)))
  values.add(1, 0x6_9003, [0x20, 0x4E, 0, 0] + [[UInt8]](repeating: Property.long(0x1001, 7).bytes, count: 20_000).flatMap(\.self))
  #expect(values.mail(text: nil).text == "text" && values.mail().oddities == [])
}

@Test func `a packed text beyond the limit is cut`() {
  for limit in [MailLimits.textBytes, MailLimits.textBytes + 1] {
    var letter = PackedLetter()
    letter.add(1, 0x2_800C, [UInt8](repeating: 0x61, count: limit))
    let mail = letter.mail(text: nil)
    #expect(mail.text.utf8.count == MailLimits.textBytes && mail.oddities == (limit > MailLimits.textBytes ? [.textTooLong] : []))
  }
}

@Test func `delimiters of many levels in every line are read in linear time`() {
  var text = "From: a@b.c\n"
  for level in 0..<32 { text += "Content-Type: multipart/mixed; boundary=b\(level)\n\n--b\(level)\n" }
  _ = mail(text + "\n" + String(repeating: "--c\n", count: 20_000))
}
