import Domain
import SQLite
import Testing

@testable import API
@testable import CSV
@testable import Desk

/// Files that are no tables, and very bad tables: refused or reported within bounds.
@Suite struct ImportLimitTests {
  @Test func aHeaderHasSoManyColumnsAndBytesAndNoMore() throws {
    let world = try World()
    let doubled = (1...250).flatMap { ["Имя \($0)", "имя \($0)"] }
    let twice = world.bringIn("clients", doubled.joined(separator: ";") + "\n")
    #expect(twice.codes == ["table_unreadable"] && twice.text.utf8.count < 3_000, "\(twice)")
    #expect(twice.text.contains("(250)"), "how many there are is said: \(twice)")
    let wide = world.bringIn("clients", (0...500).map { "К\($0)" }.joined(separator: ";") + "\n")
    #expect(wide.text.contains("501"), "\(wide)")
    let name = String(repeating: "a", count: 65_000)
    #expect(world.bringIn("clients", "Код;Наименование;\(name)\n1;Анна;\n").counts == [1, 0, 0, 0, 0])
    let long = world.bringIn("clients", "Код;Наименование;\(name)\(name)\n1;Анна;\n")
    #expect(long.codes == ["table_unreadable"] && long.text.contains("65536"), "\(long)")
  }

  @Test func aRowThatIsWiderThanATableKeepsItsRestInOneField() throws {
    var table = try CSVTable(Array(("a;b\n" + String(repeating: "x;", count: 600) + "\"y\n;\";z\n1;2\n").utf8), columns: ["a"])
    guard case .failure(let bad) = try table.next() else { return #expect(Bool(false)) }
    #expect(bad.fields.count == CSVReader.mostFields && bad.fault.kind == .ragged(fields: 602, columns: 2))
    #expect(bad.fields.last == String(repeating: "x;", count: 101) + "\"y\n;\";z", "nothing of it is lost")
    #expect(try table.next()?.get().fields == ["1", "2"])
    #expect(try table.next() == nil)
  }

  @Test func theAnswerListsSoManyLinesAndTheRejectsFileHasThemAll() throws {
    let world = try World()
    let rows = (1...1_200).map { "\($0);\n" }.joined() + "5000;Анна\n"
    for query in ["?dry_run=true", ""] {
      let answer = world.bringIn("clients", "Код;Наименование\n" + rows, query)
      #expect(answer.counts == [1, 0, 0, 0, 1_200])
      #expect(answer["lines"].array.count == 1_000 && answer["lines_left_out"].int == (query.isEmpty ? 200 : 201))
      #expect(answer["rejects_csv"].string?.split(separator: "\r\n").count == 1_201)
    }
    let mixed = (1...1_100).map { "\($0);Клиент \($0)\n" }.joined() + "5000;\n"
    let answer = world.bringIn("clients", "Код;Наименование\n" + mixed, "?dry_run=true")
    #expect(answer["lines"].array.count == 1_000 && answer["lines/999/outcome"].string == "rejected", "what is wrong comes first")
  }

  @Test func rowsLackingTheirLastEmptyCellsAreTaken() throws {
    let world = try World()
    _ = world.bringIn("clients", ImportTests.clients + "1;Анна;;8 903 123-45-67;;;;;;3;постоянная\n")
    let short = world.bringIn("clients", ImportTests.clients + "1;Анна К.\n2;Борис;;;;;;;;;;;;\n3\n")
    #expect(short.counts == [1, 1, 0, 0, 1] && short["emptied"].int == 0, "\(short)")
    #expect(
      try world.desk.db.lines("SELECT name || ' ' || discount_bp || ' ' || comment || phone FROM clients WHERE id = 1") == [
        "Анна К. 300 постоянная+79031234567"
      ])
  }
}
