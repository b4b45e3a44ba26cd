// Fuzzes encoded words, parameters, addresses and dates of a mail's fields.

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let text = EncodedWord.decode(bytes[...])
  precondition(text.utf8.count <= bytes.count * 8 + 8, "a field grows without bound")
  let isPlain = bytes.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x3D }
  if isPlain { precondition(text == String(decoding: bytes, as: UTF8.self), "a plain word is changed") }
  for address in MailAddress.list(bytes[...]) {
    precondition(!address.address.unicodeScalars.contains { $0.value < 0x20 }, "an address has a control character")
  }
  if let date = MailDate(bytes[...]) { precondition((-90_000..<253_402_400_000).contains(date.seconds), "a date is of no year") }
  precondition(Identifiers.list(bytes[...]).allSatisfy { !$0.contains(">") }, "an identifier has a bracket")
  return 0
}
