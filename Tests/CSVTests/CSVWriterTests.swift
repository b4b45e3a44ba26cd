import CSV
import Testing

private func line(_ fields: [String], separator: Character = ";") -> String {
  var csv = CSVWriter(separator: separator)
  csv.row(fields)
  return String(decoding: csv.finish(as: .utf8) ?? [], as: UTF8.self)
}

@Test func onlyWhatNeedsQuotesGetsThem() {
  #expect(line(["a", "", "б в"]) == "a;;б в\r\n")
  #expect(
    line(["a;b", "c,d", "он \"да\"", "1\n2", "1\r\n2", " x", "x "]) == "\"a;b\";c,d;\"он \"\"да\"\"\";\"1\n2\";\"1\r\n2\";\" x\";\"x \"\r\n"
  )
  #expect(line(["a;b", "c,d"], separator: ",") == "a;b,\"c,d\"\r\n")
  #expect(line([""]) == "\"\"\r\n")
}

@Test(arguments: [
  "=1+1", "+7 999 781-23-11", "-x", "@SUM(A1)", "\tx", "\r=1", "=HYPERLINK(\"http://x\")", "--1", "-1-1", "+", "-", "-1.2.3", "-1,", "=1",
  "-1e5",
])
func whatASpreadsheetMightRunGetsAnApostrophe(field: String) throws {
  var reader = try CSVReader([UInt8](line([field, "x"]).utf8))
  #expect(try reader.next()?.fields == ["'" + field, "x"])
}

@Test(arguments: ["-5", "+79997812311", "-1.5", "-1,5", "0", "12 500", "a=b", "a-b", "", "'x"])
func whatIsHarmlessStaysAsItIs(field: String) throws {
  var reader = try CSVReader([UInt8](line([field, "x"]).utf8))
  #expect(try reader.next()?.fields == [field, "x"])
}

@Test func whatIsWrittenIsReadTheSameInEveryEncoding() throws {
  let rows = [["Имя", "Примечание"], ["ООО «Ёж»", "стук; \"слышит\"\r\nи видит"], ["", ""], ["x", "\"\""]]
  for encoding in TextEncoding.allCases {
    for separator in [";", ",", "\t"] as [Character] {
      var csv = CSVWriter(separator: separator)
      for row in rows { csv.row(row) }
      let decoded = TextEncoding.decode(try #require(csv.finish(as: encoding)))
      #expect(decoded.encoding == encoding)
      var reader = try CSVReader(decoded.utf8)
      for row in rows { #expect(try reader.next()?.fields == row) }
      #expect(try reader.next() == nil)
    }
  }
}

@Test func aCharacterThatTheEncodingLacksIsNotLostInSilence() {
  var csv = CSVWriter()
  csv.row(["5 000 ₽"])
  #expect(csv.finish(as: .windows1251) == nil)
  #expect(csv.finish()?.prefix(3) == [0xEF, 0xBB, 0xBF])
}

@Test func aFirstFieldThatReadsLikeTheRemarkOnTheSeparatorStaysAField() throws {
  var csv = CSVWriter()
  csv.row(["sep=", ""])
  csv.row(["sep=", "b"])
  var reader = try CSVReader(try #require(csv.finish(as: .utf8)), separator: 0x3B)
  #expect(try reader.next()?.fields == ["sep=", ""])
  #expect(try reader.next()?.fields == ["sep=", "b"])
  #expect(try reader.next() == nil)
}
