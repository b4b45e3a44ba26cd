// Fuzzes what SMTP takes from outside: the replies of a server, split anywhere, addresses, and every value of a mail. No value adds
// a field, and no line is too long.

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let whole = replies(bytes, by: max(count, 1))
  // Inside one piece, a line that is too long ends the reading at another place.
  if count < SMTPReplyReader.mostLineBytes { precondition(replies(bytes, by: 1) == whole, "replies depend on the split") }
  content(bytes)
  let text = String(decoding: bytes, as: UTF8.self)
  address(text)
  mail(text, bytes)
  return 0
}

private func replies(_ bytes: [UInt8], by size: Int) -> [SMTPReply] {
  var (reader, found) = (SMTPReplyReader(), [SMTPReply]())
  do throws(SMTPReplyReader.Fault) {
    for start in stride(from: 0, to: bytes.count, by: size) {
      reader.take(bytes[start..<min(start + size, bytes.count)])
      while let reply = try reader.next() {
        found.append(reply)
        precondition(200...599 ~= reply.code && reply.reason(.end).text.utf8.count <= 1_000, "a reply is out of bounds")
      }
    }
  } catch { precondition(!"\(error)".isEmpty) }
  return found
}

private func content(_ bytes: [UInt8]) {
  var (content, sent) = (SMTPContent(bytes), [UInt8]())
  while !content.isFinished { sent += content.next(7) }
  for (index, byte) in sent.enumerated() {
    if byte == 0x0D { precondition(index + 1 < sent.count && sent[index + 1] == 0x0A, "a bare CR") }
    if byte == 0x0A { precondition(index > 0 && sent[index - 1] == 0x0D, "a bare LF") }
  }
  let ends = sent.indices.filter { sent[$0...].starts(with: ".\r\n".utf8) && ($0 == 0 || sent[$0 - 1] == 0x0A) }
  precondition(ends == [sent.count - 3], "the mail ends before its end")
}

private func address(_ text: String) {
  guard let address = try? MailAddress(text) else { return }
  precondition((try? MailAddress(address.mailbox)) == address, "an address does not come back")
  precondition(!address.mailbox.unicodeScalars.contains { $0.value < 0x20 }, "an address has a control character")
}

private func mail(_ text: String, _ bytes: [UInt8]) {
  guard let desk = try? MailAddress("desk@example.org", name: text) else { return }
  var draft = MailDraft(from: desk, to: [desk, desk], date: Int64(bytes.count) << 40, messageID: "1@example.org", text: text)
  (draft.subject, draft.inReplyTo, draft.references, draft.signature) = (text, text, [text, text], text)
  draft.zoneMinutes = bytes.reduce(0) { $0 &* 31 &+ Int($1) }
  draft.attachments = [
    MailDraft.Attachment(name: text, mediaType: text, bytes: bytes),
    MailDraft.Attachment(name: text, mediaType: "message/rfc822", bytes: bytes),
  ]
  guard let mail = try? MailWriter.write(draft) else { preconditionFailure("a mail is refused") }
  precondition(mail.allSatisfy { $0 < 0x80 && $0 != 0 }, "a byte beyond ASCII")
  let lines = String(decoding: mail, as: UTF8.self).split(separator: "\r\n", omittingEmptySubsequences: false)
  precondition(lines.allSatisfy { $0.utf8.count <= 998 && !$0.utf8.contains(0x0D) && !$0.utf8.contains(0x0A) }, "a line is too long")
  let fields = lines.prefix { !$0.isEmpty }.filter { !$0.hasPrefix(" ") }.map { $0.prefix { $0 != ":" } }
  let known: Set<Substring> = ["From", "To", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "MIME-Version", "Content-Type"]
  precondition(known.isSuperset(of: fields) && Set(fields).count == fields.count, "a value has added a field")
}
