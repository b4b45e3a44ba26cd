import Foundation
import Testing

@testable import SMTP

/// The replies in a text that comes in pieces of one size, and whether bytes are left.
private func read(_ text: String, by size: Int) throws -> (replies: [SMTPReply], hasBytes: Bool) {
  var (reader, replies, rest) = (SMTPReplyReader(), [SMTPReply](), Array(text.utf8)[...])
  while !rest.isEmpty {
    reader.take(rest.prefix(size))
    rest = rest.dropFirst(size)
    while let reply = try reader.next() { replies.append(reply) }
  }
  return (replies, reader.hasBytes)
}

/// The replies in a text that is made of nothing else.
private func replies(_ text: String, by size: Int) throws -> [SMTPReply] {
  let (replies, hasBytes) = try read(text, by: size)
  #expect(!hasBytes)
  return replies
}

@Test(arguments: [1, 2, 3, 7, 1_000]) func repliesAreReadHoweverTheyCome(_ size: Int) throws {
  let text = "220 hi\r\n250-a\r\n250-2.1.5 b\n250 2.1.5 c\r\n250\r\n354 5.0.0 go\r\n550 4.1.1 odd\r\n550 5.1.1\r\n"
  #expect(
    try replies(text, by: size) == [
      SMTPReply(code: 220, status: nil, lines: ["hi"]), SMTPReply(code: 250, status: "2.1.5", lines: ["a", "b", "c"]),
      SMTPReply(code: 250, status: nil, lines: [""]), SMTPReply(code: 354, status: nil, lines: ["5.0.0 go"]),
      SMTPReply(code: 550, status: nil, lines: ["4.1.1 odd"]), SMTPReply(code: 550, status: "5.1.1", lines: [""]),
    ])
}

@Test func theTextOfAReplyIsOneLineOfLettersAndHasAnEnd() throws {
  let reply = try #require(try replies("550-5.7.1 \u{1B}[31mno\r\n550-5.7.1 \u{0}never\r\n550 5.7.1 нет\r\n", by: 4_000).first)
  #expect(reply.reason(.end) == MailReason(step: .end, code: 550, status: "5.7.1", text: "[31mno  never нет"))
  let long = try #require(
    try replies("550-\(String(repeating: "ж", count: 900))\r\n550 \(String(repeating: "ж", count: 900))\r\n", by: 500).first)
  #expect(long.reason(.end).text.utf8.count == 1_000)
}

@Test func bytesThatAreNoTextAreRead() throws {
  var reader = SMTPReplyReader()
  reader.take([0x35, 0x35, 0x30, 0x20, 0xFF, 0xD0, 0x0D, 0x0A])
  #expect(try reader.next()?.lines == ["\u{FFFD}\u{FFFD}"])
}

@Test(arguments: [
  "\r\n", "2\r\n", "2 0\r\n", "199 x\r\n", "600 x\r\n", "250x\r\n", "250_x\r\n", "+OK\r\n", "\u{0}\u{0}\u{0}\n", "-50 x\r\n",
])
func whatIsNoReplyIsAFault(_ text: String) {
  var reader = SMTPReplyReader()
  reader.take(Array(text.utf8))
  #expect(throws: SMTPReplyReader.Fault.self) { try reader.next() }
}

@Test func nothingIsKeptWithoutEnd() {
  var reader = SMTPReplyReader()
  #expect(throws: SMTPReplyReader.Fault.tooLong) {
    while true {
      reader.take(Array("250-x\r\n".utf8))
      _ = try reader.next()
    }
  }
  var other = SMTPReplyReader()
  #expect(throws: SMTPReplyReader.Fault.tooLong) {
    while true {
      other.take(Array("250".utf8))
      _ = try other.next()
    }
  }
}

@Test(
  arguments: [
    ("a\r\n", "a\r\n.\r\n"), ("a", "a\r\n.\r\n"), ("", ".\r\n"), (".", "..\r\n.\r\n"), (".\r\n", "..\r\n.\r\n"),
    ("a\r\n.\r\nb", "a\r\n..\r\nb\r\n.\r\n"),
    ("..a\r\n.b.c", "...a\r\n..b.c\r\n.\r\n"),
    // A server that takes a bare LF or CR for the end of a line must find no dot behind it either.
    ("a\n.\nMAIL", "a\r\n..\r\nMAIL\r\n.\r\n"), ("a\r.\rMAIL", "a\r\n..\r\nMAIL\r\n.\r\n"), ("a\n.\r\nb", "a\r\n..\r\nb\r\n.\r\n"),
    ("a\r\r\n.\r\nb", "a\r\n\r\n..\r\nb\r\n.\r\n"), ("a\r", "a\r\n.\r\n"),
  ])
func aDotAtTheBeginningOfALineIsDoubled(_ text: String, _ sent: String) {
  for size in [1, 2, 3, 5, 1_000] {
    var content = SMTPContent(Array(text.utf8))
    var bytes: [UInt8] = []
    while !content.isFinished { bytes += content.next(size) }
    #expect(String(decoding: bytes, as: UTF8.self) == sent)
  }
}

@Test func everySeedOfTheCorpusIsReadAndWritten() throws {
  let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  let seeds = try FileManager.default.contentsOfDirectory(at: tests.appending(path: "Fuzz/Corpus/smtp"), includingPropertiesForKeys: nil)
  #expect(seeds.count >= 5)
  for seed in seeds {
    let text = String(decoding: try Data(contentsOf: seed), as: UTF8.self)
    if let address = try? MailAddress(text) { #expect(try MailAddress(address.mailbox) == address) }
    if let whole = try? read(text, by: 10_000) { #expect(try read(text, by: 1) == whole) }
    var draft = try Drafts.plain()
    (draft.subject, draft.text, draft.messageID) = (text, text, "1@example.org")
    #expect(try MailWriter.write(draft).allSatisfy { $0 < 0x80 && $0 != 0 })
  }
}
