import Domain
import SQLite
import Testing

@testable import API
@testable import Desk

/// Repeated rows in one table, reported with the earlier line in a dry run and in each import.
@Suite struct ImportRepeatTests {
  private func repeats(_ answer: World.Answer) -> [String] {
    answer["lines"].array.flatMap { line in
      line["reasons"].array.filter { $0["code"].string == "row_repeated" }.compactMap { reason in
        reason["message"].string.map { "\(line["line"].int ?? 0) \($0)" }
      }
    }
  }

  @Test(arguments: [
    ("clients", ImportTests.clients, ["1;Анна;;8 903 123-45-67;;;;;;;\n", "1;Борис;;;;;;;;;\n"]),
    ("operations", "Код;Работа;Норма, ч;Цена нормо-часа\n", ["Т-1;Масло;1;1000\n", "т-1;Свечи;2;1000\n"]),
    ("parts", ImportTests.parts, ["W712;Фильтр;MANN;;шт;;1;2;;;\n", "w-712;Свеча;Mann;;шт;;1;2;;;\n"]),
    ("vehicles", ImportTests.vehicles, ["1;LADA;Веста;;XTA93WDSMRX6LD0DA;;;\n", "1;KIA;Рио;;xta93wdsmrx6ld0da;;;\n"]),
    ("vehicles", ImportTests.vehicles, ["1;LADA;Веста;;;А123ВС77;;\n", "1;KIA;Рио;;;a123bc77;;\n"]),
    ("vehicles", ImportTests.vehicles, ["1;LADA;Веста;;XTA93WDSMRX6LD0DA;А123ВС77;;\n", "1;KIA;Рио;;;a123bc77;;\n"]),
    ("vehicles", ImportTests.vehicles, ["1;LADA;Веста;;;А123ВС77;;\n", "1;KIA;Рио;;XTA93WDSMRX6LD0DA;a123bc77;;\n"]),
  ])
  func theLaterRowIsTakenAndNamesTheEarlierLine(_ kind: String, _ head: String, _ rows: [String]) throws {
    let world = try World()
    if kind == "vehicles" { _ = world.bringIn("clients", ImportTests.clients + "1;Анна;;;;;;;;;\n") }
    let table = head + rows[0] + rows[1]
    let told = ["3 Line 2 of the file tells of the same one already; what differs here replaces it."]
    for query in ["?dry_run=true", ""] {
      let answer = world.bringIn(kind, table, query)
      #expect(answer.counts == [1, 1, 0, 0, 0] && repeats(answer) == told, "\(query) \(answer)")
    }
    let again = world.bringIn(kind, table)
    #expect(again.counts == [0, 0, 2, 0, 0] && repeats(again) == told, "\(again)")
  }

  @Test func onlyRowsThatWereTakenCountAndTwoCarsOfOnePlateAreTwo() throws {
    let world = try World()
    let rejected = world.bringIn("clients", ImportTests.clients + "1;;;;;;;;;;\n1;Анна;;;;;;;;;\n1;Анна;;;;;;;;;\n")
    #expect(repeats(rejected).map { $0.prefix(8) } == ["4 Line 3"], "\(rejected)")
    let cars = "1;LADA;Веста;;XTA93WDSMRX6LD0DA;А123ВС77;;\n1;LADA;Веста;;XTA93WDSMRX6LD0DB;А123ВС77;;\n"
    for query in ["?dry_run=true", "", ""] { #expect(repeats(world.bringIn("vehicles", ImportTests.vehicles + cars, query)).isEmpty) }
    #expect(try world.desk.db.lines("SELECT count(*) FROM vehicles") == ["2"])
    let unknown = world.bringIn("vehicles", ImportTests.vehicles + "9;KIA;Рио;;XTA93WDSMRX6LD0DC;;;\n1;KIA;Рио;;XTA93WDSMRX6LD0DC;;;\n")
    #expect(repeats(unknown).isEmpty && unknown["rejected"].int == 1)
  }

  @Test func whatTheLaterRowEmptiesOfTheEarlierIsCountedInADryRunToo() throws {
    let world = try World()
    let table = ImportTests.clients + "1;Анна;;8 903 123-45-67;;a@b.ru;;;;;\n1;Борис;;;;;;;;;\n1;Вера;;;;;;;;;\n"
    for query in ["?dry_run=true", ""] {
      let answer = world.bringIn("clients", table, query)
      #expect(answer["emptied"].int == 2, "\(query) \(answer)")
    }
  }
}
