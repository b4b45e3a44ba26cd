// Fuzzes the reading of a mail. Whatever the bytes are, it is a mail: its files lie within it, their names are harmless, and it is the same
// mail with either line end.

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let mail = Mail(reading: bytes)
  precondition(!mail.text.utf8.contains(0x0D) && !mail.subject.utf8.contains(0x0A), "a line end is left")
  for file in mail.attachments {
    precondition(mail.bytes.indices.contains(file.content.lowerBound) || file.content.isEmpty, "a file begins outside of its mail")
    precondition(mail.content(of: file).count == file.size, "a file is not as long as it says")
    precondition(!file.name.unicodeScalars.contains { $0.value < 0x20 || $0 == "/" || $0 == "\\" }, "a file's name leads elsewhere")
  }
  precondition(identity(mail).allSatisfy { $0 != 0x0D }, "a CR counts for the identity")
  for inner in mail.attachedMails { precondition(inner.bytes.count <= mail.bytes.count * 2, "a mail holds a longer one") }
  return 0
}

private func identity(_ mail: Mail) -> [UInt8] {
  var hashed: [UInt8] = []
  mail.identity.forEachHashedPiece(of: mail.bytes) { hashed += $0 }
  return hashed
}
