import MIME
import Testing

/// The text of a mail with one part, whose header is `head`.
private func text(_ head: String, _ body: [UInt8]) -> String { Mail(reading: Array("From: a@b.c\n\(head)\n\n".utf8) + body).text }
private func text(_ head: String, _ body: String) -> String { text(head, Array(body.utf8)) }

@Test func `base64 is read with every common damage`() {
  let head = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: BASE64"
  #expect(text(head, "0J/RgNC40LLQtdGC") == "Привет")
  #expect(text(head, "0J/R\r\ngNC4\n0LLQ tdGC\n") == "Привет")
  #expect(text(head, "0J/RgNC40LLQtdGCIQ") == "Привет!")
  #expect(text(head, "0J/RgA==\n0LjQsg==\n") == "Прив")
  #expect(text(head, "0J/RgA==\n_______________\nA list footer\n") == "Пр")
  #expect(text(head, "0J!/R#gA=\n") == "Пр")
}

@Test func `text that calls itself base64 and is none is read as it stands`() {
  let mail = Mail(reading: Array("From: a@b.c\nContent-Transfer-Encoding: base64\n\nJust some words.\nAnd more of them.\n".utf8))
  #expect(mail.text == "Just some words.\nAnd more of them.")
  #expect(mail.oddities.contains(.unknownEncoding("base64")))
}

@Test func `quoted-printable is read with every common damage`() {
  let head = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: Quoted-Printable (yes)"
  #expect(text(head, "=D0=9F=d1=80") == "Пр")
  #expect(text(head, "one=\r\ntwo=  \nthree=\r\r\nfour") == "onetwothreefour")
  #expect(text(head, "trailing  \t\nline") == "trailing\nline")
  #expect(text(head, "1=2, =ZZ, 3==4=") == "1=2, =ZZ, 3==4")
}

@Test func `an unknown encoding leaves the text as it is and is noted`() {
  let mail = Mail(reading: Array("From: a@b.c\nContent-Transfer-Encoding: x-secret\n\ntext\n".utf8))
  #expect(mail.text == "text" && mail.oddities.contains(.unknownEncoding("x-secret")))
}

@Test func `a uuencoded file is taken out of the text`() throws {
  let mail = Mail(reading: Array("From: a@b.c\n\nHello\nbegin 644 отчёт.txt\n#0V%T\n`\nend\nBye\n".utf8))
  #expect(mail.text == "Hello\nBye")
  let file = try #require(mail.attachments.first)
  #expect(file.name == "отчёт.txt" && file.size == 3 && mail.content(of: file) == Array("Cat".utf8))
}

@Test func `what only looks like uuencode stays in the text`() {
  for body in ["begin 644 x\nno uuencoded line here\nend", "begin with me\nend", "begin 644 never.ended\n#0V%T"] {
    #expect(text("X: y", body) == body)
  }
}

@Test func `an attachment's pieces and its size agree with its whole`() throws {
  let data = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
  for (encoding, body) in [
    ("base64", lines(base64(data))), ("quoted-printable", data.map { hex($0) }.joined()), ("8bit", "plain\nlines\n"),
  ] {
    let mail = Mail(
      reading: Array("From: a@b.c\nContent-Type: image/jpeg; name=a.jpg\nContent-Transfer-Encoding: \(encoding)\n\n\(body)".utf8))
    let file = try #require(mail.attachments.first)
    var pieces: [UInt8] = []
    mail.forEachPiece(of: file) { pieces += $0 }
    #expect(pieces == mail.content(of: file), "\(encoding)")
    #expect(pieces.count == file.size, "\(encoding)")
    if encoding != "8bit" { #expect(pieces == data, "\(encoding)") }
  }
}

private func base64(_ data: [UInt8]) -> String {
  let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
  var out = ""
  for start in stride(from: 0, to: data.count, by: 3) {
    let part = data[start..<min(start + 3, data.count)]
    let bits = part.enumerated().reduce(0) { $0 | Int($1.element) << (16 - 8 * $1.offset) }
    for place in 0..<4 { out.append(place <= part.count ? letters[bits >> (18 - 6 * place) & 63] : "=") }
  }
  return out
}

private func lines(_ text: String) -> String {
  let bytes = Array(text.utf8)
  return stride(from: 0, to: bytes.count, by: 76).map { String(decoding: bytes[$0..<min($0 + 76, bytes.count)], as: UTF8.self) }.joined(
    separator: "\r\n")
}

/// Every third break is soft.
private func hex(_ byte: UInt8) -> String {
  let digits = Array("0123456789ABCDEF")
  return "=\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])" + (byte % 40 == 0 ? "=\r\n" : "")
}
