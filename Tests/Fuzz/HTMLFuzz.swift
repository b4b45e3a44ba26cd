// Fuzzes the reading of a page as text, and of a text as a reply.

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let html = HTMLText(String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self))
  precondition(html.text.utf8.count <= count * 16 + 64, "a page grows without bound")
  if let start = html.quotationStart { precondition((0...html.text.utf8.count).contains(start), "a quotation begins outside of the text") }
  precondition(
    ReplyText.reply(of: html.text, quotationStart: html.quotationStart).utf8.count <= html.text.utf8.count,
    "a reply is longer than its text")
  return 0
}
