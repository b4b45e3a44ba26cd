import Foundation
import Testing

@testable import SMTP

@Suite struct MailWriterTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Mails")

  @Test(arguments: Drafts.all.map(\.name)) func aMailIsWrittenAsItIsKept(_ name: String) throws {
    let draft = try #require(Drafts.all.first { $0.name == name }).draft()
    let kept = [UInt8](try Data(contentsOf: Self.folder.appending(path: "\(name).eml")))
    let written = try MailWriter.write(draft)
    #expect(written == kept, "\(String(decoding: written, as: UTF8.self))")
  }

  private func written(_ change: (inout MailDraft) throws -> Void) throws -> String {
    var draft = try Drafts.plain()
    try change(&draft)
    return String(decoding: try MailWriter.write(draft), as: UTF8.self)
  }

  private func header(_ mail: String) -> String { String(mail.prefix(upTo: mail.firstRange(of: "\r\n\r\n")?.lowerBound ?? mail.endIndex)) }

  private func fields(_ mail: String) -> [String] {
    header(mail).replacing("\r\n ", with: " ").split(separator: "\r\n").map { String($0.prefix { $0 != ":" }) }
  }

  private static let usual = [
    "From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type", "Content-Transfer-Encoding",
  ]

  @Test(arguments: ["\r\n", "\n", "\r", "\u{0}", "\u{85}", "\u{2028}", "\u{2029}", "\u{B}", "\u{C}"])
  func noValueAddsAField(_ end: String) throws {
    let evil = "a\(end)Bcc: x@example.org\(end)text"
    let mail = try written {
      $0.from = try MailAddress("desk@example.org", name: evil)
      $0.subject = evil
      $0.inReplyTo = "<\(evil)@x>"
      $0.references = [evil]
      $0.attachments = [MailDraft.Attachment(name: evil, mediaType: "text/\(evil)", bytes: [1])]
    }
    #expect(fields(mail) == Self.usual.dropLast())
    #expect(!mail.contains("\nBcc") && !mail.contains("\rBcc") && !mail.contains("\u{0}"))
    #expect(mail.contains("Subject: a Bcc: x@example.org"))
    #expect(mail.contains("; name=\"a Bcc: x@example.org text\""))
    #expect(throws: MailFault.messageID(evil + "@x")) { try written { $0.messageID = evil + "@x" } }
  }

  @Test func emptyValuesAreLeftOut() throws {
    let mail = try written {
      $0.to = []
      $0.subject = " \r\n "
      $0.inReplyTo = ""
      $0.references = ["", "<>", "a b", "<a>b>"]
      $0.text = ""
    }
    #expect(fields(mail) == Self.usual.filter { $0 != "To" && $0 != "Subject" })
    #expect(mail.hasSuffix("Content-Transfer-Encoding: 7bit\r\n\r\n"))
  }

  @Test(arguments: [1, 30, 31, 44, 45, 46, 60, 75, 90, 300, 998, 3_000])
  func everyLineIsShortAndNoLetterIsCut(_ count: Int) throws {
    for letter in ["ж", "é", "a", "=?", "🚗", "е\u{308}", "👨‍👩‍👧‍👦", "x y "] {
      let text = String(repeating: letter, count: count)
      let mail = try written {
        $0.subject = text
        $0.to = [try MailAddress("a@example.org", name: text), try MailAddress("b@example.org", name: text)]
        $0.text = text
        $0.attachments = [MailDraft.Attachment(name: text, mediaType: "image/jpeg", bytes: [UInt8](repeating: 7, count: count))]
      }
      // A word of ASCII without blanks is not encoded for its length alone.
      let most = letter == "a" && count < 900 ? 10 + count : 76
      #expect(mail.split(separator: "\r\n").allSatisfy { $0.utf8.count <= max(most, 76) })
      for word in mail.matches(of: /=\?UTF-8\?B\?([^?]+)\?=/) {
        let bytes = try #require(Data(base64Encoded: String(word.1)))
        #expect(String(validating: bytes, as: UTF8.self) != nil && word.0.utf8.count <= 75)
      }
    }
  }

  @Test func aSignatureStandsBelowItsOwnLine() throws {
    for text in ["Ready.", "Ready.\n", "Ready.\r\n\r\n\n"] {
      let mail = try written {
        $0.text = text
        $0.signature = "Olga"
      }
      #expect(mail.hasSuffix("\r\n\r\nReady.\r\n\r\n--=20\r\nOlga\r\n"))
    }
  }

  @Test func aShortNameStaysInOneEncodedWord() throws {
    let names = (1...22).map { String(repeating: "ж", count: $0) }
    let mail = try written { draft in draft.to = try names.map { try MailAddress("anna@example.org", name: $0) } }
    #expect(mail.matches(of: /=\?UTF-8\?B\?/).count == 22)
  }

  @Test(
    arguments: [
      ("plain", "7bit"), (String(repeating: "a", count: 78), "7bit"), (String(repeating: "a", count: 79), "quoted-printable"),
      ("a \nb", "quoted-printable"), ("From here", "quoted-printable"), ("prix : 100 €", "quoted-printable"), ("Готово", "base64"),
      ("bell\u{7}", "quoted-printable"), ("a\tb", "7bit"), ("--", "7bit"),
    ])
  func theShortestEncodingThatKeepsTheTextIsTaken(_ text: String, _ encoding: String) throws {
    #expect(try written { $0.text = text }.contains("Content-Transfer-Encoding: \(encoding)\r\n"))
  }

  @Test func aLineOfTheTextThatWouldEndThePartIsEncoded() throws {
    let mail = try written { $0.attachments = [MailDraft.Attachment(name: "a", mediaType: "a/b", bytes: [])] }
    let boundary = try #require(mail.firstMatch(of: /boundary="(.*)"/)).1
    let again = try written {
      $0.text = "--\(boundary)--\nmore"
      $0.attachments = [
        MailDraft.Attachment(name: "a", mediaType: "message/rfc822", bytes: Array("A: b\n\n--\(boundary)\n".utf8))
      ]
    }
    #expect(again.contains("\r\n--=3D_") && again.matches(of: /(?m)^--=_/).count == 3)
    #expect(again.contains("application/octet-stream"))
  }

  @Test func aMailThatCannotBeWrittenAsItIsIsAttachedAsAFile() throws {
    let mails = ["A: ж\n\n", "A: \u{0}\n\n", "A: b\n\n" + String(repeating: "x", count: 999)]
    for mail in mails {
      let text = try written {
        $0.attachments = [MailDraft.Attachment(name: "a.eml", mediaType: "Message/RFC822", bytes: Array(mail.utf8))]
      }
      #expect(text.contains("application/octet-stream;") && !text.lowercased().contains("rfc822"))
    }
  }

  @Test func aLongNameOfAFileKeepsItsExtension() {
    let name = FileNames.clean(String(repeating: "ж", count: 300) + ".jpeg")
    #expect(name.hasSuffix("ж.jpeg") && name.utf8.count <= 250)
    #expect(["", ".", "..", " ", "\r\n"].map(FileNames.clean) == ["file", "file", "file", "file", "file"])
    #expect(FileNames.clean("..\\a/b\"c") == ".._a_b_c")
  }

  @Test func referencesKeepTheFirstAndTheLastOnesWithinALine() throws {
    let ids = (1...100).map { "<\($0).0123456789@mail.example.net>" }
    let mail = try written {
      $0.references = ids
      $0.inReplyTo = "<answered@mail.example.net>"
    }
    let line = try #require(header(mail).replacing("\r\n ", with: " ").split(separator: "\r\n").first { $0.hasPrefix("References") })
    let kept = line.split(separator: " ").dropFirst()
    #expect(line.utf8.count <= 998 && line.utf8.count > 930)
    #expect(kept.first == "<1.0123456789@mail.example.net>" && kept.last == "<answered@mail.example.net>")
    #expect(kept.dropFirst().dropLast().map(String.init) == Array(ids.suffix(kept.count - 2)))
  }

  @Test func anIdentifierStandsOnceInAChain() {
    #expect(MessageIDs.chain(["a@x", "<b@x>", "a@x"], answered: "b@x") == ["<a@x>", "<b@x>"])
    let long = String(repeating: "l", count: 890)
    let (first, middle) = (String(repeating: "f", count: 60), String(repeating: "m", count: 60))
    #expect(MessageIDs.chain([first, middle, "n@x"], answered: long) == ["<\(first)>", "<n@x>", "<\(long)>"])
    #expect(MessageIDs.chain([long + "@x"], answered: long + "@y") == ["<\(long)@y>"])
    #expect(MessageIDs.chain([String(repeating: "l", count: 901)], answered: nil) == [])
  }

  @Test(
    arguments: [
      (1_796_052_109_000, 180, "Mon, 30 Nov 2026 18:21:49 +0300"), (0, 0, "Fri, 2 Jan 1970 00:00:00 +0000"),
      (951_782_399_999, 0, "Mon, 28 Feb 2000 23:59:59 +0000"), (951_782_400_000, -210, "Mon, 28 Feb 2000 20:30:00 -0330"),
      (Int64.max, Int.max, "Fri, 31 Dec 9999 23:59:00 +2359"), (Int64.min, Int.min, "Thu, 1 Jan 1970 00:01:00 -2359"),
    ]) func aDateIsWrittenInTheZoneOfTheSender(_ milliseconds: Int64, _ zone: Int, _ text: String)
  {
    #expect(MailDate.text(milliseconds, zoneMinutes: zone) == text)
  }

  @Test func whatIsTooMuchIsRefused() throws {
    let anna = try MailAddress("anna@example.org")
    #expect(throws: MailFault.tooManyAddresses(502, most: 500)) { try written { $0.to = Array(repeating: anna, count: 501) } }
    let photo = MailDraft.Attachment(name: "a", mediaType: "image/jpeg", bytes: [UInt8](repeating: 0, count: 1 << 20))
    #expect(throws: MailFault.tooManyAttachments(101, most: 100)) { try written { $0.attachments = Array(repeating: photo, count: 101) } }
    #expect(throws: MailFault.tooLarge(bytes: (64 << 20) + 1, most: 64 << 20)) {
      try written {
        $0.text = "a"
        $0.attachments = Array(repeating: photo, count: 64)
      }
    }
  }

  @Test func everyRecipientGetsAMailOnce() throws {
    var draft = try Drafts.plain()
    draft.cc = [try MailAddress("anna@EXAMPLE.net", name: "Анна"), try MailAddress("b@example.net")]
    #expect(draft.recipients.map(\.mailbox) == ["anna@example.net", "b@example.net"])
  }
}
