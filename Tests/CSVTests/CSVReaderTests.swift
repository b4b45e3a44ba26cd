import CSV
import Testing

private func rows(_ text: String, separator: UInt8? = nil) throws -> [CSVRow] {
  var reader = try CSVReader([UInt8](text.utf8), separator: separator)
  var rows: [CSVRow] = []
  while let row = try reader.next() { rows.append(row) }
  return rows
}

private func fields(_ text: String) throws -> [[String]] { try rows(text).map(\.fields) }

private func fault(_ text: String) -> CSVFault? {
  do throws(CSVFault) {
    var reader = try CSVReader([UInt8](text.utf8))
    while try reader.next() != nil {}
    return nil
  } catch {
    return error
  }
}

@Test func linesEndInAnyWayAlsoMixed() throws {
  #expect(try fields("a;b\r\n1;2\n3;4\r5;6") == [["a", "b"], ["1", "2"], ["3", "4"], ["5", "6"]])
  #expect(try fields("a;b\r\n") == [["a", "b"]])
  #expect(try fields("") == [])
  #expect(try fields("a;b\n;\n") == [["a", "b"], ["", ""]])
}

@Test func aQuotedFieldHoldsSeparatorsQuotesAndLines() throws {
  #expect(
    try fields("a;b\r\n\"x;y\";\"он сказал \"\"нет\"\"\"\r\n\"1\r\n2\n3\r4\";\"\"\r\n")
      == [["a", "b"], ["x;y", "он сказал \"нет\""], ["1\r\n2\n3\r4", ""]])
  #expect(try fields("\"\"\"\"") == [["\""]])
}

@Test func aQuoteInsideAnUnquotedFieldIsKept() throws {
  #expect(try fields("a;b\nООО \"Рога\";5\" труба\n") == [["a", "b"], ["ООО \"Рога\"", "5\" труба"]])
}

@Test func textAfterAClosingQuoteIsKeptAndMarked() throws {
  let read = try rows("a;b\n\"стук \"справа\" сзади\";1\n\"x\" ;2\n")
  #expect(read[1].hasStrayQuote)
  #expect(read[1].fields == ["стук справа\" сзади\"", "1"])
  #expect(!read[2].hasStrayQuote)
  #expect(read[2].fields == ["x", "2"])
}

@Test func blankLinesAreNoRowsButCountAsLines() throws {
  let read = try rows("\r\n\na;b\n\n  \n\"1\n\n2\";x\n\r\n3;4\n\n")
  #expect(read.map(\.fields) == [["a", "b"], ["1\n\n2", "x"], ["3", "4"]])
  #expect(read.map(\.number) == [1, 2, 3])
  #expect(read.map(\.line) == [3, 6, 10])
  #expect(try fields("a\n\"\"\nb") == [["a"], [""], ["b"]])
}

@Test func theHeaderTellsTheSeparator() throws {
  #expect(try CSVReader([UInt8]("a;b;c".utf8)).separator == 0x3B)
  #expect(try CSVReader([UInt8]("a,b\n1;2;3;4".utf8)).separator == 0x2C)
  #expect(try CSVReader([UInt8]("a\tb\tc,d\n".utf8)).separator == 0x09)
  #expect(try CSVReader([UInt8]("Скидка, %;Срок, дн.;Имя".utf8)).separator == 0x3B)
  #expect(try CSVReader([UInt8]("\"a,b,c,d\";e".utf8)).separator == 0x3B)
  #expect(try CSVReader([UInt8]("\n\na,b".utf8)).separator == 0x2C)
  #expect(try CSVReader([UInt8]("имя".utf8)).separator == 0x3B)
  #expect(try rows("a;b,c", separator: 0x2C).map(\.fields) == [["a;b", "c"]])
}

@Test func excelsRemarkOnTheSeparatorIsNoRow() throws {
  let read = try rows("sep=,\r\na;x,b\r\n1,2\r\n")
  #expect(read.map(\.fields) == [["a;x", "b"], ["1", "2"]])
  #expect(read.map(\.line) == [2, 3])
  #expect(try fields("sep=x;b") == [["sep=x", "b"]])
}

@Test func anUnclosedQuoteIsAFaultWithTheLineOfItsOpening() {
  let found = fault("a;b\n1;2\n\"x\ny\";\"z\n\n")
  #expect(found?.kind == .unclosedQuote)
  #expect(found?.row == 3)
  #expect(found?.line == 4)
  #expect(fault("a\n\"")?.kind == .unclosedQuote)
}

@Test func aNULIsRefusedWithItsLine() {
  #expect(fault("a;b\r\n1;2\n\u{0}")?.kind == .containsNUL)
  #expect(fault("a;b\r\n1;2\n\u{0}")?.line == 3)
}

@Test func everyPrefixIsReadOrRefused() {
  let bytes = [UInt8]("sep=;\r\na;\"b\"\"\r\n\";c\r\"д\";\"\" x;\n\n;;\"".utf8)
  for length in 0...bytes.count {
    guard var reader = try? CSVReader([UInt8](bytes[..<length])) else { continue }
    while (try? reader.next()) != nil {}
  }
}
