import Foundation
import MIME
import Testing

/// Bytes that mean something to a reader of mails.
private let pieces =
  [
    "\n", "\r\n", "\r", "\n\n", "--", "\"", "<", ">", "(", ")", ":", ";", "=", "=?utf-8?B?", "?=", "=?", "\u{0}", "\t", " ", "boundary=",
    "charset=utf-16", "Content-Type: multipart/mixed; boundary=\"x\"\n\n--x\n",
    "Content-Type: message/rfc822\n\n", "Content-Transfer-Encoding: base64\n", "begin 644 x\n", "end\n", "<blockquote>", "<a href='",
    "<!--", "&#x", "> ", "On 1.1.2026 10:00 a@b.c wrote:\n", "filename*0*=utf-8''%D0", "Final-Recipient: rfc822; ", "\u{FEFF}", "ё",
  ].map { Array($0.utf8) } + [[0xFF], [0xD0], [0xCF, 0xF0], [0x1B, 0x24, 0x42]]

/// The same numbers at every run.
private struct Dice: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}

private func changed(_ mail: [UInt8], _ dice: inout Dice) -> [UInt8] {
  var bytes = mail
  for _ in 0..<Int.random(in: 1...6, using: &dice) {
    let place = Int.random(in: 0...bytes.count, using: &dice)
    let end = min(bytes.count, place + Int.random(in: 0...40, using: &dice))
    switch Int.random(in: 0..<5, using: &dice) {
    case 0: bytes.replaceSubrange(place..<end, with: [])
    case 1: bytes.insert(contentsOf: pieces[Int.random(in: 0..<pieces.count, using: &dice)], at: place)
    case 2: bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0...bytes.count, using: &dice))
    case 3: if place < bytes.count { bytes[place] = UInt8.random(in: 0...255, using: &dice) }
    default: bytes.replaceSubrange(place..<end, with: pieces[Int.random(in: 0..<pieces.count, using: &dice)])
    }
  }
  return bytes
}

@Test func `samples that were damaged in any way are read, and what is read lies within them`() throws {
  let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(path: "Samples")
  let names = try FileManager.default.contentsOfDirectory(atPath: folder.path()).filter { $0.hasSuffix(".eml") }.sorted()
  for (number, name) in names.enumerated() {
    let whole = [UInt8](try Data(contentsOf: folder.appending(path: name)))
    var dice = Dice(state: UInt64(number + 1) &* 0x9E37_79B9_7F4A_7C15)
    for _ in 0..<25 {
      let bytes = changed(whole, &dice)
      let mail = Mail(reading: bytes)
      for file in mail.attachments {
        #expect(file.content.lowerBound >= 0 && file.content.upperBound <= mail.bytes.count)
        #expect(mail.content(of: file).count == file.size, "\(name)")
      }
      #expect(mail.identity.hashed.upperBound <= mail.bytes.count)
      #expect(!mail.text.utf8.contains(0) && !mail.subject.utf8.contains(0x0A))
      _ = mail.attachedMails
    }
  }
}

@Test func `every beginning of a sample is read`() throws {
  let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(path: "Samples")
  for name in ["person-phpmailer.eml", "bounce-exim.eml"] {
    let whole = [UInt8](try Data(contentsOf: folder.appending(path: name)))
    for length in 0...whole.count { #expect(Mail(reading: Array(whole[..<length])).bytes.count == length) }
  }
}

@Test func `every beginning of a packed letter is read, and the letter with any byte changed`() {
  var inner = PackedLetter()
  inner.addFile(title: Array("b.txt".utf8), data: [1, 2, 3])
  var letter = PackedLetter()
  letter.add(.binary(0x1013, Array("<p>page".utf8)), .named("name", several: ["a", "b"]), .long(0x3FDE, 1251))
  letter.addFile(title: Array("A~1.TXT".utf8), data: [1, 2, 3], .unicode(0x3707, "ёлка.txt"), .unicode(0x3712, "a@b"))
  letter.addFile(title: Array("Untitled".utf8), .object(0x07, inner.bytes), .string(0x3001, windows1251("Тема")))
  func check(_ bytes: [UInt8]) {
    let head = "From: a@b.c\nContent-Type: application/ms-tnef\n\n"
    let mail = Mail(reading: Array(head.utf8) + bytes)
    for file in mail.attachments { #expect(mail.content(of: file).count == file.size && file.size <= bytes.count) }
    // The mail says nothing by itself, so the letter is there in one form or the other.
    #expect(bytes.isEmpty || !mail.attachments.isEmpty || mail.text == "page")
  }
  for length in 0...letter.bytes.count { check(Array(letter.bytes[..<length])) }
  for place in letter.bytes.indices {
    for byte in [0x00, 0x01, 0x7F, 0x80, 0xFF] as [UInt8] {
      var changed = letter.bytes
      changed[place] = byte
      check(changed)
    }
  }
}

@Test func `words and pages that were damaged are read`() {
  var dice = Dice(state: 7)
  let word = Array("=?UTF-8?B?0JfQsNC/0LjRgdGMINC90LDQ?= =?koi8-r?Q?=F2=C5?= text \"=?iso-2022-jp?B?GyRCJCIbKEI=?=\" <a@b.c>".utf8)
  let page = Array(
    "<div style='display:none'>x</div><p>a&nbsp;&#1055;<a href=\"https://x.example/?a=1&amp;b\">y</a><blockquote>q<br>r</blockquote><ul><li>z</ul><!-- c --><script>s</script>"
      .utf8)
  for _ in 0..<500 {
    let text = EncodedWord.decode(changed(word, &dice)[...])
    #expect(!text.utf8.contains(0))
    _ = MailAddress.list(changed(word, &dice)[...])
    let html = HTMLText(String(decoding: changed(page, &dice), as: UTF8.self))
    #expect((html.quotationStart ?? 0) <= html.text.utf8.count)
  }
}
