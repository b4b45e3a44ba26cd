import CSV
import Foundation
import Testing

private func table(_ text: String, _ columns: [String]) throws(CSVFault) -> CSVTable { try CSVTable([UInt8](text.utf8), columns: columns) }

@Test func columnsAreFoundWhateverTheirCaseBlanksAndDots() throws {
  var table = try table("\u{FEFF} Всё имя\u{A0};КОД;;\nИванов;7;x;y\n", ["все имя", "Код"])
  let row = try #require(try table.next()).get()
  #expect(row["ВСЕ ИМЯ"] == "Иванов")
  #expect(row["код"] == "7")
  #expect(row["нет"] == nil)
  #expect(table.has(" код "))
  #expect(!table.has("телефон"))
  #expect(table.encoding == .utf8WithMark)
  #expect(try table.next() == nil)
}

@Test func missingAndDuplicateColumnsAreNamedAllAtOnce() {
  #expect {
    _ = try table("Код;имя;ИМЯ;Имя ;цвет;Цвёт\n", ["Код", "ИНН", "Имя", "Телефон"])
  } throws: { error in
    let fault = error as? CSVFault
    return fault?.kind == .columns(missing: ["ИНН", "Телефон"], duplicate: ["ИМЯ", "Цвёт"])
      && fault?.message == "missing columns: ИНН, Телефон; columns named twice: ИМЯ, Цвёт (row 1, line 1)"
  }
}

@Test func aTableWithoutHeaderIsRefused() {
  #expect {
    _ = try table("\n \n", [])
  } throws: {
    ($0 as? CSVFault)?.kind == .empty
  }
}

@Test func rowsOfEmptyCellsAreNoRows() throws {
  var table = try table(";;\na;b;c\n;;\n ;\u{A0};\n\"\";\"\";\"\"\n1;;\n;;;;;;\n", ["a"])
  #expect(table.header == ["a", "b", "c"])
  let row = try #require(try table.next()).get()
  #expect(row.fields == ["1", "", ""] && row.line == 6)
  #expect(try table.next() == nil)
}

@Test func aWorkbookOrAWebPageIsNoTable() {
  let zip: [UInt8] = [0x50, 0x4B, 0x03, 0x04, 0x14, 0x00]
  let ole: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0x00]
  for bytes in [zip, ole, [UInt8]("\u{FEFF}\r\n<!DOCTYPE html><table>".utf8), [UInt8]("<?xml version='1.0'?>".utf8)] {
    #expect {
      _ = try CSVTable(bytes, columns: [])
    } throws: {
      ($0 as? CSVFault)?.kind == .spreadsheet
    }
  }
  #expect(throws: Never.self) { try table("PK;b\n1;2\n", ["PK"]) }
}

@Test func aBadRowIsReportedAndTheRestIsRead() throws {
  var table = try table("a;b\n1;2\n\"x\ny\"\n3;4;5\n\"6\"7\";8\n9;0\n", ["a"])
  var good: [Int] = []
  var bad: [CSVFault] = []
  while let entry = try table.next() {
    switch entry {
    case .success(let row): good.append(row.line)
    case .failure(let row): bad.append(row.fault)
    }
  }
  #expect(good == [2, 3, 7])
  #expect(bad.map(\.kind) == [.ragged(fields: 3, columns: 2), .strayQuote])
  #expect(bad.map(\.row) == [4, 5])
  #expect(bad.map(\.line) == [5, 6])
}

@Test func aRowMayLackItsLastCellsOrHaveEmptyOnesTooMany() throws {
  var table = try table("a;b;c\n1\n1;2;3; ;\n", ["a"])
  let short = try #require(try table.next()).get()
  #expect(short["a"] == "1" && short["b"] == nil && short["c"] == nil && table.has("b"))
  let long = try #require(try table.next()).get()
  #expect(long["c"] == "3")
}

@Test func theFirstOfSeveralOtherNamesTakesTheColumn() throws {
  var table = try CSVTable([UInt8]("Тел;Моб;a\n1;2;3\n".utf8), columns: ["a"]) { ["Тел", "Моб"].contains($0) ? "Телефон" : nil }
  #expect(try table.next()?.get()["Телефон"] == "1" && table.others(than: ["Телефон", "a"]) == ["Моб"])
}

@Test(
  arguments: [
    (
      "clients", 3000,
      ["Код", "Наименование", "Вид", "Телефон", "Доп. телефон", "E-mail", "ИНН", "Дата рождения", "Скидка, %", "Комментарий"]
    ),
    ("vehicles", 3600, ["Код клиента", "Марка", "Модель", "Год", "VIN", "Гос. номер", "Пробег", "Цвет"]),
    ("parts", 1000, ["Артикул", "Наименование", "Кросс-номера", "Остаток", "Цена закуп.", "Цена розн.", "Срок поставки, дн."]),
    ("operations", 25, ["Код", "Работа", "Норма, ч", "Цена нормо-часа"]),
  ])
func theDemoTablesAreReadToTheLastRow(name: String, count: Int, columns: [String]) throws {
  var table = try CSVTable(demo(name), columns: columns)
  #expect(table.encoding == .windows1251)
  #expect(table.separator == 0x3B)
  var rows = 0
  while let entry = try table.next() {
    let row = try entry.get()
    rows += 1
    #expect(row.number == rows + 1)
  }
  #expect(rows == count)
}

@Test func aCommentOfTwoLinesInTheDemoClientsIsOneField() throws {
  var table = try CSVTable(demo("clients"), columns: ["Код", "Комментарий"])
  var eleventh: CSVTable.Row?
  var twelfth: CSVTable.Row?
  while let row = try table.next()?.get() {
    if row["код"] == "000000011" { eleventh = row }
    if row["код"] == "000000012" { twelfth = row }
  }
  #expect(eleventh?["комментарий"] == "любит спорить\nзнает всё сам")
  #expect(eleventh?.line == 12)
  #expect(twelfth?.line == 14)
}

private func demo(_ name: String) throws -> [UInt8] {
  let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  return [UInt8](try Data(contentsOf: root.appending(path: "config/demo/\(name).csv")))
}
