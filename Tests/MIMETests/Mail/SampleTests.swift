import Foundation
import MIME
import Testing

/// A key that this test does not know would be an expectation that nobody checks.
private let judged: Set<String> = [
  "origin", "note", "subject", "subject_stripped", "from", "to", "cc", "reply_to", "message_id", "in_reply_to", "references", "text",
  "html_text", "reply_text", "attachments",
  "attachments_include", "flags", "delivery_report", "may_answer", "original_message_id", "failed_recipients", "original_text",
]

private let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(path: "Samples")

private func samples() throws -> [String: [String: Any]] {
  let data = try Data(contentsOf: folder.appending(path: "expectations.json"))
  let whole = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  return try #require(whole["samples"] as? [String: [String: Any]])
}

private func mail(_ name: String) throws -> Mail { Mail(reading: [UInt8](try Data(contentsOf: folder.appending(path: name)))) }

@Test func `every sample mail reads as its program meant it`() throws {
  let samples = try samples()
  #expect(samples.count == 26)
  for (name, expected) in samples {
    #expect(Set(expected.keys).subtracting(judged).isEmpty, "\(name)")
    try compare(try mail(name), expected, "\(name)")
  }
}

@Test func `every sample mail has its expectations`() throws {
  let files = try FileManager.default.contentsOfDirectory(atPath: folder.path()).filter { $0.hasSuffix(".eml") }
  #expect(Set(files) == Set(try samples().keys))
}

private func compare(_ mail: Mail, _ expected: [String: Any], _ name: Comment) throws {
  compareFields(mail, expected, name)
  if let text = expected["text"] as? String { #expect(mail.text == text, name) }
  if let text = expected["html_text"] as? String { #expect(mail.htmlText == text, name) }
  if let text = expected["reply_text"] as? String { #expect(mail.replyText == text, name) }
  if let text = expected["original_text"] as? String { #expect(mail.attachedMails.first?.text == text, name) }
  if let files = expected["attachments"] as? [[String: Any]] {
    #expect(mail.attachments.map(\.name) == files.map { $0["name"] as? String }, name)
    #expect(mail.attachments.map(\.mediaType) == files.map { $0["media_type"] as? String }, name)
    #expect(mail.attachments.map(\.size) == files.map { $0["size"] as? Int }, name)
  }
  for file in expected["attachments_include"] as? [[String: String]] ?? [] {
    #expect(mail.attachments.contains { $0.name == file["name"] && $0.mediaType == file["media_type"] }, name)
  }
  let marks = mail.marks
  let flags = ["auto_submitted": marks.autoSubmitted, "bounce": marks.bounce, "spam": marks.spam]
  for (flag, value) in expected["flags"] as? [String: Any] ?? [:] {
    #expect(flags[flag] != nil, name)
    if let wanted = value as? Bool { #expect(flags[flag] == wanted, "\(flag) of \(name)") }
  }
  #expect(marks.mayAnswer == expected["may_answer"] as? Bool, name)
  if let kind = expected["delivery_report"] { #expect(mail.report?.kind.rawValue == kind as? String, name) }
  if let id = expected["original_message_id"] as? String { #expect(mail.report?.originalMessageID == id, name) }
  if let failed = expected["failed_recipients"] as? [String] { #expect(mail.report?.failedRecipients == failed, name) }
}

private func compareFields(_ mail: Mail, _ expected: [String: Any], _ name: Comment) {
  #expect(mail.subject == expected["subject"] as? String, name)
  if let subject = expected["subject_stripped"] as? String { #expect(mail.strippedSubject == subject, name) }
  let from = expected["from"] as? [String: String]
  #expect(mail.from == [MailAddress(name: from?["name"] ?? "", address: from?["address"] ?? "")], name)
  if let to = expected["to"] as? [String] { #expect(mail.to.map(\.address) == to, name) }
  if let cc = expected["cc"] as? [String] { #expect(mail.cc.map(\.address) == cc, name) }
  if let replyTo = expected["reply_to"] as? String { #expect(mail.replyTo.map(\.address) == [replyTo], name) }
  #expect(mail.messageID == expected["message_id"] as? String, name)
  if let id = expected["in_reply_to"] { #expect(mail.inReplyTo.first == id as? String, name) }
  if let ids = expected["references"] as? [String] { #expect(mail.references == ids, name) }
}
