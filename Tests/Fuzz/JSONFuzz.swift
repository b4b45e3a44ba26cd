// Fuzzes the JSON reader and the readers of numbers, times and dates. Whatever is read is written back the same.

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = UnsafeRawBufferPointer(start: start, count: count)
  do throws(JSONFault) {
    let value = try JSONReader.parse(bytes, depth: count % 7 == 0 ? 256 : 32)
    visit(value)
    var json = JSONWriter()
    json.value(value)
    let again = try JSONReader.parse(json.finish(), depth: 256)
    precondition(again == value, "what was written is read otherwise")
  } catch { precondition(!error.message.isEmpty) }
  return 0
}

private func visit(_ value: JSONValue) {
  switch value {
  case .object(let object):
    for member in object.members {
      precondition(object[member.key] == member.value, "a member is not found by its name")
      _ = JSONPointer.escape(member.key)
      visit(member.value)
    }
  case .array(let items):
    for item in items { visit(item) }
  case .number(let number):
    if let integer = number.int64 { precondition(JSONNumber(integer).int64 == integer) }
    if let thousandths = number.thousandths, let integer = number.int64 {
      precondition(integer.multipliedReportingOverflow(by: 1_000) == (thousandths, false), "thousandths and integer differ")
    }
    _ = number.double
  case .string(let text):
    if let time = Timestamp.parse(text) {
      precondition(Timestamp.text(time).flatMap(Timestamp.parse) == time, "a time does not come back")
    }
    if let date = CalendarDate.parse(text) { precondition(CalendarDate.text(date) == text, "a date does not come back") }
  case .bool, .null: break
  }
}
