// Fuzzes the CSV reader: any bytes, in each encoding, as rows and as a table with columns. Rows that are written and read again
// are the same, except for the apostrophe that the writer puts before a possible formula.

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  table(bytes)
  do throws(CSVFault) {
    let text = TextEncoding.decode(bytes).utf8
    var reader = try CSVReader(text)
    let rows = try all(&reader)
    precondition(zip(rows, rows.dropFirst()).allSatisfy { $0.line < $1.line && $0.number < $1.number }, "rows do not follow one another")
    guard rows.allSatisfy({ !$0.hasStrayQuote }) else { return 0 }
    var writer = CSVWriter()
    for row in rows { writer.row(row.fields) }
    var again = try CSVReader(writer.finish(as: .utf8) ?? [], separator: 0x3B)
    let second = try all(&again)
    precondition(second.count == rows.count, "rows are lost")
    for (before, after) in zip(rows, second) {
      let same = zip(before.fields, after.fields).allSatisfy { $0 == $1 || "'" + $0 == $1 }
      precondition(before.fields.count == after.fields.count && same, "a row does not come back")
    }
  } catch { precondition(!"\(error)".isEmpty) }
  return 0
}

private func all(_ reader: inout CSVReader) throws(CSVFault) -> [CSVRow] {
  var rows: [CSVRow] = []
  while let row = try reader.next() { rows.append(row) }
  return rows
}

private func table(_ bytes: [UInt8]) {
  do throws(CSVFault) {
    var table = try CSVTable(bytes, columns: [])
    while let row = try table.next() {
      if case .success(let row) = row {
        for column in table.header.prefix(3) { _ = row[column] }
      }
    }
  } catch { precondition(!"\(error)".isEmpty) }
}
